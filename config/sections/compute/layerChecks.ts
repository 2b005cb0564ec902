import { keyPath, type Problem, show } from "../../messages/problems";
import { suggestion } from "../../../model/text";
import type { Check } from "../../checks/check";

/** Layers of this stack: that they exist, and are for the functions that have them. */
export const layersFit: Check = {
    keys: ["functions", "layers"],
    run: ({ functions, layers }) =>
        Object.entries(functions).flatMap(([name, { layers: used, runtime, architecture }]) =>
            used.flatMap((id, index): Problem[] => {
                if (isArn(id)) return [];
                const key = keyPath(["functions", name, "layers", index]);
                const layer = layers[id];
                if (layer === undefined) {
                    const known = Object.keys(layers);
                    const others = `there are ${known.join(", ") || "none yet"}${suggestion(id, known)}`;
                    return [{ key, message: `${show(id)} does not exist below plumbline:layers; ${others}` }];
                }
                const wrong = [
                    ...(isFor(layer.runtimes, runtime)
                        ? []
                        : [`${layer.runtimes.join(", ")}, not ${runtime}`]),
                    ...(isFor(layer.architectures, architecture)
                        ? []
                        : [`${layer.architectures.join(", ")}, not ${architecture}`]),
                ];
                return wrong.map((what) => ({
                    key,
                    message: `${show(id)} is not allowed, because the layer is for ${what}`,
                }));
            }),
        ),
};

/** Whether a layer is one of another stack or account, and not one of this stack. */
export function isArn(layer: string): boolean {
    return layer.startsWith("arn:");
}

function isFor(all: readonly string[], one: string): boolean {
    return all.length === 0 || all.includes(one);
}
