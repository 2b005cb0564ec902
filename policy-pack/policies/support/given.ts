/** Questions that many rules ask of a property. */
import type { View } from "../../core/view";

/** Whether text is neither there nor known to come; what is there and no text is reported. */
export function isMissing(view: View, path: string): boolean {
    if (view.isUnknown(path)) return !view.isSet(path);
    return view.string(path, "") === "";
}

/** Whether a list has so many elements at least, known or not; undefined if that can't be judged now. */
export function hasAtLeast(view: View, path: string, count: number): boolean | undefined {
    if (view.isUnknown(path) || !view.isSet(path)) {
        const found = view.strings(path);
        return view.isUnknown(path) ? undefined : found.length >= count;
    }
    return view.isSet(`${path}.${count - 1}`);
}
