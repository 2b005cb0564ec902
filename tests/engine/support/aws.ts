import { execa } from "execa";
import { pythonWithPackages } from "../../../operations/emulator/packages";

const script = `
import json, sys, boto3
url, service, operation, params = sys.argv[1:]
client = boto3.client(service, endpoint_url=url, region_name="us-east-1",
                      aws_access_key_id="123456789012", aws_secret_access_key="emulated")
print(json.dumps(getattr(client, operation)(**json.loads(params)), default=str))
`;

/**
 * Calls AWS as somebody does who knows nothing of Pulumi: through the SDK for Python, which the emulator has for
 * every service.
 *
 * @param operation as that SDK calls it: `update_service`
 */
export async function callAws(
    url: string,
    service: string,
    operation: string,
    params: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
    const python = await pythonWithPackages(() => undefined);
    const { stdout } = await execa(python, ["-c", script, url, service, operation, JSON.stringify(params)]);
    return JSON.parse(stdout) as Record<string, unknown>;
}
