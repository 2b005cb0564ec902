/**
 * Sessions of Systems Manager run in AWS's own plugin, which is called as the AWS CLI calls it:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html
 */
import { execa } from "execa";
import { exitCodes, Failure } from "../pulumi/failure";
import { compareVersions } from "../text/versions";

const PLUGIN = "session-manager-plugin";

/** The variable in which newer plugins look for a session: everybody on the machine can read a process's arguments. */
const IN_VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";

/** The last version that takes a session as an argument only. */
const LAST_WITHOUT_VARIABLE = "1.2.497.0";

/** A session that AWS has begun. Its token lets in whoever has it. */
export interface Session {
    readonly SessionId?: string | undefined;
    readonly StreamUrl?: string | undefined;
    readonly TokenValue?: string | undefined;
}

/** A program to start, with variables besides its own. */
export interface Program {
    readonly command: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
}

/** @throws Failure if it is not installed */
export async function pluginVersion(): Promise<string> {
    const { exitCode, stdout } = await execa(PLUGIN, ["--version"], { reject: false, stdin: "ignore" });
    if (exitCode === 0) return stdout.trim();
    throw new Failure(
        `${PLUGIN} is not on the PATH, and sessions of Systems Manager run in it. How to install it: ` +
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
        exitCodes.missing,
    );
}

/**
 * How the plugin is started for a session.
 * @param parameters of the request that has begun it
 */
export function pluginFor(session: Session, parameters: object, region: string, version: string): Program {
    const text = JSON.stringify(session);
    const isNew = compareVersions(version, LAST_WITHOUT_VARIABLE) > 0;
    return {
        command: [
            PLUGIN,
            isNew ? IN_VARIABLE : text,
            region,
            "StartSession",
            process.env["AWS_PROFILE"] ?? "",
            JSON.stringify(parameters),
            `https://ssm.${region}.amazonaws.com`,
        ],
        variables: isNew ? { [IN_VARIABLE]: text } : {},
    };
}
