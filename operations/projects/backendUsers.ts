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
    const { stack, paths } = engine;
    const listed = JSON.parse(
        await expectPulumi(engine, "list the stacks beside that", "stack", "ls", "--all", "--json"),
    ) as Listed[];
    const project = projectName(paths.root);
    const organization = organizationOf(listed.find(({ name }) => name === stack));
    const others = listed.filter(({ name, resourceCount }) => name !== stack && resourceCount !== 0);
    const users: string[] = [];
    const unread: string[] = [];
    for (let start = 0; start < others.length; start += AT_ONCE) {
        const some = others.slice(start, start + AT_ONCE);
        const references = await Promise.all(some.map(async ({ name }) => referencesOf(engine, name)));
        some.forEach(({ name }, index) => {
            const found = references[index];
            const short = name.includes("/") ? name.split("/").slice(-2).join("/") : `${project}/${name}`;
            if (found === undefined) unread.push(short);
            else if (found.some((id) => isSame(id, { organization, project, stack }))) users.push(short);
        });
    }
    return { users: users.sort(), unread: unread.sort() };
}

/** The whole names of the stacks that one uses; undefined if its state cannot be read. */
async function referencesOf(engine: Engine, name: string): Promise<readonly string[] | undefined> {
    const { exitCode, stdout } = await capturePulumi(engine, "stack", "export", "--stack", name);
    if (exitCode !== 0) return undefined;
    return referencesIn((JSON.parse(stdout) as { deployment?: Deployment }).deployment?.resources);
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
