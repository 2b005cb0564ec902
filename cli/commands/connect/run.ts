import * as path from "node:path";
import type { Settings } from "../../../config/validate";
import {
    clientsFor,
    type Endpoint,
    endpointOf,
    type Login,
    loginIn,
    urlOf,
    variablesFor,
} from "../../../operations/connect/endpoint";
import { findHop } from "../../../operations/connect/hops";
import { openTunnel, type Tunnel } from "../../../operations/connect/tunnel";
import { awsFailure } from "../../../operations/parts/awsFailure";
import { deployedPart, type Named, needPart } from "../../../operations/parts/parts";
import { endingAs, type ExitCode } from "../../../operations/pulumi/exitCodes";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { hasTerminal } from "../../../operations/pulumi/runPulumi";
import { watchInterrupts } from "../../../operations/pulumi/signals";
import { pluginVersion } from "../../../operations/sessions/plugin";
import { environmentFor } from "../../../operations/shell/environment";
import { secretText } from "../../../operations/shell/secrets";
import { isOnPath, runForeground } from "../../../operations/shell/start";
import { emulatedDatabases } from "../../databaseAddresses";
import { type Deployed, openDeployed } from "../../deployed";
import { quote } from "../../shellWords";
import { loadStack } from "../../stack";
import { notice } from "../../terminal/report";

export interface ConnectOptions {
    readonly stack: string;
    readonly env?: boolean;
    readonly showPassword?: boolean;
    readonly port?: number;
    readonly json?: boolean;
}

/** `plumb connect`: see index.ts. */
export async function connect(given: string, options: ConnectOptions): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    const named = needPart(given, settings, ["database", "cache"], "connect");
    const deployed = await openDeployed(settings);
    deployedPart(named, deployed.resources, options.stack);
    const endpoint = endpointOf(named, settings, deployed.outputs);
    if (endpoint === undefined)
        throw new Failure(`The outputs of stack "${options.stack}" have no ${named.id}.`);
    if (settings.emulator !== undefined) {
        needRunning(named, settings, deployed.outputs);
        const authority = path.join(deployed.engine.paths.emulator, "databases", "rds-ca.pem");
        return use({ ...endpoint, authority }, deployed, options);
    }
    const version = await pluginVersion();
    const { region } = settings;
    const tunnel = await findHop(named.id, settings, deployed.resources, deployed)
        .then(async ({ target, through }) => {
            notice(`${named.id} is reached through ${through}.`);
            const { host, port } = endpoint;
            return openTunnel({ target, host, port, localPort: options.port }, region, version, deployed.ask);
        })
        .catch((error: unknown) => {
            throw awsFailure(`${named.id} could not be reached`, error);
        });
    try {
        return await use({ ...endpoint, host: "127.0.0.1", port: tunnel.port }, deployed, options, tunnel);
    } finally {
        tunnel.end();
    }
}

/** @throws Failure with the reason why it does not run on this machine */
function needRunning(
    { kind, name }: Named,
    { emulator, databases, caches }: Settings,
    outputs: Readonly<Record<string, unknown>>,
): void {
    const only = <T>(all: Readonly<Record<string, T>>, of: string): Record<string, T> =>
        Object.fromEntries(Object.entries(all).filter(([one]) => kind === of && one === name));
    const { rows, notes } = emulatedDatabases(
        { emulator, databases: only(databases, "database"), caches: only(caches, "cache") },
        outputs,
    );
    if (rows.length === 0) throw new Failure(notes.join("\n"), exitCodes.missing);
}

/** Starts a client, or prints what one needs; a tunnel stays open meanwhile. */
async function use(
    endpoint: Endpoint,
    deployed: Deployed,
    { env = false, json = false, showPassword = false }: ConnectOptions,
    tunnel?: Tunnel,
): Promise<ExitCode> {
    const client =
        hasTerminal() && !env && !json && !showPassword
            ? clientsFor(endpoint, {}).find(([program = ""]) => isOnPath(program))?.[0]
            : undefined;
    const needsSecret = client !== undefined || showPassword || endpoint.user === undefined;
    const login = needsSecret ? await loginOf(endpoint, deployed) : { user: endpoint.user };
    if (client !== undefined) {
        const command = clientsFor(endpoint, login).find(([program]) => program === client) ?? [];
        notice(`${client} is connected to ${endpoint.id}: ${urlOf(endpoint, { user: login.user })}`);
        const { engine, settings } = deployed;
        return endingAs(
            await runForeground(
                command,
                environmentFor(engine, settings.region, variablesFor(endpoint, login)),
            ),
        );
    }
    const shown: Login = { user: login.user, ...(showPassword ? { password: login.password } : {}) };
    if (json) console.log(JSON.stringify(asJson(endpoint, shown), undefined, 2));
    else if (env) {
        for (const [name, value] of Object.entries(variablesFor(endpoint, shown))) {
            console.log(`export ${name}=${quote(value)}`);
        }
    } else console.log(urlOf(endpoint, shown));
    if (!showPassword && !json) notice("The password is not shown: --show-password does that.");
    return tunnel === undefined ? exitCodes.done : held(tunnel);
}

/** Keeps a tunnel open until somebody ends it. */
async function held({ port, ended }: Tunnel): Promise<ExitCode> {
    notice(`Port ${port} of this machine is open until Ctrl-C.`);
    const interrupts = watchInterrupts();
    const interrupted = new Promise<"interrupted">((resolve) => {
        interrupts.signal.addEventListener("abort", () => {
            resolve("interrupted");
        });
    });
    try {
        if ((await Promise.race([interrupted, ended])) === "interrupted") return exitCodes.interrupted;
        throw new Failure("The session of Systems Manager has ended.");
    } finally {
        interrupts.stop();
    }
}

async function loginOf(endpoint: Endpoint, { ask }: Deployed): Promise<Login> {
    if (endpoint.secretArn === undefined) return { user: endpoint.user };
    const text = await secretText(endpoint.secretArn, ask).catch((error: unknown) => {
        throw awsFailure(`The secret of ${endpoint.id} could not be read`, error);
    });
    if (text === undefined) throw new Failure(`The secret of ${endpoint.id} has no value.`);
    return loginIn(endpoint, text);
}

function asJson(endpoint: Endpoint, login: Login): object {
    const { id, host, port, database = null, authority = null } = endpoint;
    const { user = null, password } = login;
    return {
        ...{ id, host, port, database, user, authority, url: urlOf(endpoint, login) },
        ...(password === undefined ? {} : { password }),
    };
}
