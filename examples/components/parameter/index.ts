/** A parameter that is filled by hand: the program makes it, and never writes it again. */
import { Parameter } from "../../../components/parameter";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const { keyArn } = new EncryptionKey("data", { description: "Parameters", region, accountId });
const parameter = new Parameter("exchange-rate", { name: "/shop/dev/exchange-rate", region, keyArn });

export const { parameterName } = parameter;
