/** Who uses a stack of a real backend. */
import { NO_ORGANIZATION } from "../../config/references";
import { capturePulumi, type Engine, expectPulumi } from "../pulumi/engine";
import { projectName } from "../pulumi/project";
import type { Deployment } from "../state/resource";
import { referencesIn } from "./others";

/** As `pulumi stack ls --json` has them: of the project itself without its name, and of Pulumi Cloud with an address. */
interface Listed {
    readonly name: string;
    readonly resourceCount?: number;
    readonly url?: string;
}

/** Stacks that use one, and those whose state could not be read; both as `shop/prod`. */
export interface Users {
    readonly users: readonly string[];
    readonly unread: readonly string[];
}

/** States that are read at once: each by a Pulumi of its own, for a fifth of a second. */
const AT_ONCE = 4;

/**
 * Stacks with resources that use one, of all that the backend shows to whoever asks, whatever their projects: by what
 * their states say. Nothing in them is decrypted.
 *
 * @throws Failure if the backend does not list its stacks
 */
export async function usersInBackend(engine: Engine): Promise<Users> {
    const states = await statesAround(engine);
    const named = (all: readonly Around[]): string[] => all.map(({ name }) => name).sort();
    return {
        users: named(states.filter(({ uses }) => uses)),
        unread: named(states.filter(({ exported }) => exported === undefined)),
    };
}

/** States of the stacks that use one, as they were exported. */
export async function statesOfUsers(engine: Engine): Promise<string[]> {
    return (await statesAround(engine)).flatMap(({ uses, exported = "" }) => (uses ? [exported] : []));
}

interface Around {
    /** As `shop/prod`. */
    readonly name: string;
    /** Undefined if it cannot be read. */
    readonly exported: string | undefined;
    /** Whether it uses the stack that is asked about. */
    readonly uses: boolean;
}

/** The other stacks of the backend that have resources. */
async function statesAround(engine: Engine): Promise<Around[]> {
    const { stack, paths } = engine;
    const listed = JSON.parse(
        await expectPulumi(engine, "list the stacks beside that", "stack", "ls", "--all", "--json"),
    ) as Listed[];
    const project = projectName(paths.root);
    const own = { organization: organizationOf(listed.find(({ name }) => name === stack)), project, stack };
    const others = listed.filter(({ name, resourceCount }) => name !== stack && resourceCount !== 0);
    const found: Around[] = [];
    for (let start = 0; start < others.length; start += AT_ONCE) {
        const some = others.slice(start, start + AT_ONCE).map(async ({ name }): Promise<Around> => {
            const exported = await exportOf(engine, name);
            return {
                name: name.includes("/") ? name.split("/").slice(-2).join("/") : `${project}/${name}`,
                exported,
                uses: exported !== undefined && referencesOf(exported).some((id) => isSame(id, own)),
            };
        });
        found.push(...(await Promise.all(some)));
    }
    return found;
}

/** A state as Pulumi exports it, with its secrets encrypted; undefined if it cannot be read. */
export async function exportOf(engine: Engine, name: string): Promise<string | undefined> {
    const { exitCode, stdout } = await capturePulumi(engine, "stack", "export", "--stack", name);
    return exitCode === 0 ? stdout : undefined;
}

/** The whole names of the stacks that one uses. */
function referencesOf(exported: string): string[] {
    return referencesIn((JSON.parse(exported) as { deployment?: Deployment }).deployment?.resources);
}

/** Of Pulumi Cloud, in the address of the stack; undefined if it has none. */
function organizationOf(own: Listed | undefined): string | undefined {
    if (own?.url === undefined) return NO_ORGANIZATION;
    return new URL(own.url).pathname.split("/")[1];
}

interface Name {
    /** Undefined: any. */
    readonly organization: string | undefined;
    readonly project: string;
    readonly stack: string;
}

function isSame(id: string, { organization, project, stack }: Name): boolean {
    const [given, ...rest] = id.split("/");
    return rest.join("/") === `${project}/${stack}` && (organization ?? given) === given;
}
