import { execa } from "execa";
import type { Emulator } from "../../../operations/emulator";
import { pythonWithPackages } from "../../../operations/emulator/packages";
import { credentialsOf } from "../../emulator/support";

const script = `
import json, sys, boto3
url, service, operation, params = sys.argv[1:]
client = boto3.client(service, endpoint_url=url, region_name="us-east-1")
print(json.dumps(getattr(client, operation)(**json.loads(params)), default=str))
`;

/**
 * Calls AWS as somebody does who knows nothing of Pulumi: through the SDK for Python, which the emulator has for
 * every service.
 *
 * @param operation as that SDK calls it: `update_service`
 */
export async function callAws(
    emulator: Emulator,
    service: string,
    operation: string,
    params: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
    const python = await pythonWithPackages(() => undefined);
    const args = ["-c", script, emulator.url, service, operation, JSON.stringify(params)];
    const { stdout } = await execa(python, args, { env: credentialsOf(emulator) });
    return JSON.parse(stdout) as Record<string, unknown>;
}
