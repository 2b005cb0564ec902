/** A role in an emulated account; there is no client of IAM among the dependencies. */
import { signedFetch } from "../../operations/emulator";
import type { EmulatedStack } from "./emulated";

/** @returns its ARN */
export async function createRole(
    { emulator }: EmulatedStack,
    name: string,
    service: string,
): Promise<string> {
    const trust = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    };
    const answer = await signedFetch(emulator, "/", {
        service: "iam",
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
            Action: "CreateRole",
            Version: "2010-05-08",
            RoleName: name,
            AssumeRolePolicyDocument: JSON.stringify(trust),
        }).toString(),
    });
    const text = await answer.text();
    const arn = /<Arn>([^<]+)</.exec(text)?.[1];
    if (arn === undefined) throw new Error(`IAM has made no role: ${text}`);
    return arn;
}
