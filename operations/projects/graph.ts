/** Which projects use which: what their stack files have below `plumbline:from`. */
import { projectFolder } from "../../config/projectFolder";
import { fullName, NO_ORGANIZATION } from "../../config/references";
import { fromOf } from "../../config/sections/account/from";
import { readStackFile } from "../../config/stackFile";
import { exitCodes, Failure } from "../pulumi/failure";
import { projectName } from "../pulumi/project";

/** A stack of a project near by. */
export interface Member {
    readonly folder: string;
    readonly project: string;
    readonly stack: string;
}

/** The whole name of a stack, as backends without organizations have it. */
export function nameOf({ project, stack }: Omit<Member, "folder">): string {
    return [NO_ORGANIZATION, project, stack].join("/");
}

/** The stack of a project in a folder. */
export function memberOf(folder: string, stack: string): Member {
    return { folder, project: projectName(folder), stack };
}

/** Whole names of the stacks that a member uses. */
export function usedBy({ folder, stack }: Member): string[] {
    const references = Object.values(fromOf(readStackFile(folder, stack)));
    return [...new Set(references.map((one) => fullName(one, { organization: NO_ORGANIZATION, stack })))];
}

/**
 * Members in the order of deployment: each after those that it uses. What they use besides has to be there already.
 * @throws Failure that names a circle
 */
export function inOrder(members: readonly Member[]): Member[] {
    const byName = new Map(members.map((member) => [nameOf(member), member]));
    return ordered(members, (name) => byName.get(name));
}

/**
 * Everything that a member uses, directly or not, in the order of deployment.
 * @throws Failure if the project of one of them is not near, or they use each other in a circle
 */
export function needsOf(member: Member): Member[] {
    const find = (name: string): Member => {
        const [, project = "", stack = ""] = name.split("/");
        const folder = projectFolder(member.folder, project);
        if (folder === undefined) {
            throw new Failure(
                `Stack "${member.stack}" of ${member.project} uses ${name}, and no folder beside ${member.folder} has the ` +
                    `project "${project}". A rehearsal deploys it first, and needs its files.`,
                exitCodes.usage,
            );
        }
        return { folder, project, stack };
    };
    return ordered([member], find).slice(0, -1);
}

function ordered(members: readonly Member[], find: (name: string) => Member | undefined): Member[] {
    const done = new Map<string, Member>();
    const visit = (member: Member, trail: readonly string[]): void => {
        const name = nameOf(member);
        const seen = trail.indexOf(name);
        if (seen >= 0) {
            const circle = [...trail.slice(seen), name].map(withoutOrganization).join(" → ");
            throw new Failure(
                `Stacks use each other in a circle: ${circle}. Take one of the uses out.`,
                exitCodes.usage,
            );
        }
        if (done.has(name)) return;
        for (const used of usedBy(member)) {
            const other = find(used);
            if (other) visit(other, [...trail, name]);
        }
        done.set(name, member);
    };
    for (const member of members) visit(member, []);
    return [...done.values()];
}

/** `core/prod`. */
export function withoutOrganization(name: string): string {
    return name.split("/").slice(1).join("/");
}
