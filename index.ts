import { EncryptionKey } from "./components/encryptionKey";
import { Network } from "./components/network";
import { createProvider } from "./components/provider";
import { loadSettings } from "./config";

const settings = loadSettings();
const { region, accountId } = settings;
const tags = {
    Project: "plumbline",
    Environment: settings.stack,
    Owner: settings.owner,
    CostCenter: settings.costCenter,
    ManagedBy: "pulumi",
};
const options = { provider: createProvider({ region, accountId, tags, emulator: settings.emulator }) };

const key = new EncryptionKey(
    "data",
    { description: `Data of ${settings.stack}`, region, accountId, ...settings.encryption },
    options,
);
const logs = { ...settings.logs, keyArn: key.keyArn };
const network = new Network("network", { ...settings.network, region, accountId, logs }, options);

export const vpcId = network.vpcId;
export const privateSubnetIds = network.privateSubnetIds;
