/** Docker, which stacks need that build images: a deployment cannot do without it, and a preview can. */
import { execa } from "execa";
import type { Settings } from "../../config/validate";
import { IMAGES_VARIABLE } from "../../model/images";
import { exitCodes, Failure } from "../pulumi/failure";

type Building = Pick<Settings, "services" | "functions" | "images" | "stack">;

/** The entries of a stack whose images are built. */
export function builtImages({ services, functions, images }: Omit<Building, "stack">): string[] {
    if (images === "placeholder") return [];
    const built = (kind: string, entries: Readonly<Record<string, { readonly build?: unknown }>>): string[] =>
        Object.entries(entries).flatMap(([name, { build }]) =>
            build === undefined ? [] : [`${kind}/${name}`],
        );
    return [...built("function", functions), ...built("service", services)];
}

/** Whether a Docker daemon answers. */
export async function dockerAnswers(): Promise<boolean> {
    const { exitCode } = await execa("docker", ["version", "--format", "{{.Server.Version}}"], {
        reject: false,
        timeout: 10_000,
        stdio: "ignore",
    });
    return exitCode === 0;
}

/**
 * Requires Docker before a deployment that builds images.
 *
 * @throws Failure before anything is created
 */
export async function needDocker(settings: Building, answers = dockerAnswers): Promise<void> {
    const built = builtImages(settings);
    if (built.length === 0 || (await answers())) return;
    throw new Failure(
        `Stack "${settings.stack}" builds the images of ${built.join(", ")}, and no Docker answers; nothing was changed. ` +
            "Start Docker, or deploy from a machine that has it. `preview`, `cost`, `limits` and `rehearse` do without.",
        exitCodes.missing,
    );
}

/** The variables with which a preview does without Docker where it has to, and says so. */
export async function previewImages(
    settings: Building,
    notice: (text: string) => void,
    answers = dockerAnswers,
): Promise<Record<string, string>> {
    const built = builtImages(settings);
    if (built.length === 0 || (await answers())) return {};
    notice(
        `No Docker answers: a digest of the content stands for the images of ${built.join(", ")}, and a deployed image looks as if it changed. \`up\` needs Docker.`,
    );
    return { [IMAGES_VARIABLE]: "placeholder" };
}
