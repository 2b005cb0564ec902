/** Other stacks, as far as a scan of one concerns them. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { type Member, nameOf, usedBy, withoutOrganization } from "../../projects/graph";
import { exportOf, statesOfUsers } from "../../projects/backendUsers";
import { referencesIn } from "../../projects/others";
import { stackFile } from "../../pulumi/paths";
import type { Engine } from "../../pulumi/engine";
import type { Deployment } from "../../state/resource";
import { stacksFolder } from "../../state/stateFile";
import type { Finding } from "../report/report";
import { isObject, signatureKey } from "../values/secret";
import { parseState, type StackState, type StateResource } from "../state";
import type { Scratch } from "./scratch";

/**
 * Puts what the used stacks publish into a scratch backend, where the program looks for it: their outputs without secrets,
 * and nothing else of them. One that cannot be read is left out, and the program says that it is not there.
 *
 * @param engine of the stack itself
 * @param state of it
 */
export async function copyUsed(
    engine: Engine,
    { engine: scratch }: Scratch,
    state: StackState,
): Promise<void> {
    const declared = declaredBy({
        folder: engine.paths.root,
        project: state.project,
        stack: engine.stack,
    });
    // A state says which organization is meant; a stack file need not.
    const deployed = referencesIn(state.resources);
    const known = deployed.map(withoutOrganization);
    const names = [...deployed, ...declared.filter((name) => !known.includes(withoutOrganization(name)))];
    await Promise.all(
        names.map(async (name) => {
            const exported = await exportOf(engine, name);
            if (exported !== undefined) await publish(scratch, name, exported);
        }),
    );
}

function declaredBy(member: Member): string[] {
    if (!existsSync(stackFile(member.folder, member.stack))) return [];
    try {
        return usedBy(member);
    } catch {
        return []; // The program reports a broken stack file.
    }
}

async function publish(scratch: Engine, name: string, exported: string): Promise<void> {
    const [, project = "", stack = ""] = name.split("/");
    const { deployment } = JSON.parse(exported) as { deployment: Deployment };
    const resources = (deployment.resources ?? [])
        .filter(({ type }) => type === "pulumi:pulumi:Stack")
        .map(({ urn, type, outputs = {} }) => ({
            ...{ urn, type, custom: false },
            outputs: Object.fromEntries(Object.entries(outputs).filter(([, value]) => !hasSecret(value))),
        }));
    const latest = { manifest: deployment.manifest, resources };
    const file = path.join(stacksFolder(scratch.paths), project, `${stack}.json`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(
        file,
        JSON.stringify({ version: 3, checkpoint: { stack: nameOf({ project, stack }), latest } }),
        { mode: 0o600 },
    );
}

function hasSecret(value: unknown): boolean {
    if (Array.isArray(value)) return value.some(hasSecret);
    return isObject(value) && (signatureKey in value || Object.values(value).some(hasSecret));
}

const RULES = [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

/** Whether a scan has found rules in a security group that its stack does not manage. */
export function hasForeignRules(findings: readonly Finding[]): boolean {
    return findings.some(
        ({ type, properties }) =>
            type === "aws:ec2/securityGroup:SecurityGroup" &&
            properties.some(({ path: property }) => /^(in|e)gress/.test(property)),
    );
}

/** The rules that stacks which use one have opened in security groups, its own among them. */
export async function rulesOfUsers(engine: Engine): Promise<StateResource[]> {
    const states = await statesOfUsers(engine);
    return states.flatMap((exported) =>
        parseState(exported).resources.filter(({ type }) => RULES.includes(type)),
    );
}
