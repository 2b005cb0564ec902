/** How large code is, and how Lambda takes it: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
import { join } from "node:path";

import { entriesOf } from "../checks/walk";
import { archived } from "./archive";

const MIB = 1024 * 1024;
/** Of a function and its layers, unpacked. */
const MAX_CODE = 250 * MIB;
/** A call takes an archive of 50 MB, and whether an archive is that small shows once it is made. */
const MAX_DIRECT = 45 * MIB;

/** Code as a function or a layer gets it. */
export interface Packed {
    /** Folder or archive, from the project's folder. */
    readonly code: string;
    /** Whether it is an archive that goes by way of a bucket. */
    readonly isLarge: boolean;
}

/** Bytes of a folder, unpacked. */
export function sizeOf(root: string, folder: string): number {
    return entriesOf(join(root, folder)).reduce((sum, { size }) => sum + size, 0);
}

/**
 * Packs a folder where that is needed: because files in it must keep that they may be run, or because it is large.
 *
 * @param folder from the project's folder
 */
export function packed(root: string, folder: string, keepModes: boolean): Packed {
    const isLarge = sizeOf(root, folder) > MAX_DIRECT;
    return { code: keepModes || isLarge ? archived(root, folder, isLarge) : folder, isLarge };
}

/** Why Lambda does not take so many bytes with these layers; undefined if it does. */
export function tooLarge(
    own: number,
    layers: readonly (readonly [name: string, size: number])[],
): string | undefined {
    const size = layers.reduce((sum, [, layer]) => sum + layer, own);
    if (size <= MAX_CODE) return undefined;
    const parts = layers.map(([name, layer]) => `${mib(layer)} of layer ${name}`);
    const sum = parts.length === 0 ? "" : ` (${[`${mib(own)} of its own`, ...parts].join(", ")})`;
    return `it has ${mib(size)} MiB${sum}; Lambda takes at most ${mib(MAX_CODE)} MiB of code with layers, so use an image instead`;
}

function mib(bytes: number): number {
    return Math.ceil(bytes / MIB);
}
