/** Images that a stack builds, and what stands for them where nothing can be built. */

/** They are built and pushed, or a digest of their content stands for each. */
export type Images = "build" | "placeholder";
export const IMAGES = ["build", "placeholder"] as const satisfies readonly Images[];

/** Variable by which `plumb` has a preview do without Docker, whatever the stack file says. */
export const IMAGES_VARIABLE = "PLUMBLINE_IMAGES";

/** Whether digests stand for images. */
export function hasPlaceholders(images: Images, variable: string | undefined): boolean {
    return images === "placeholder" || variable === "placeholder";
}
