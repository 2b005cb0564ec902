/** Questions that many rules ask of a property. */
import type { View } from "../../core/reading/view";

/** Whether text is neither set nor unknown; values of other types are reported. */
export function isMissing(view: View, path: string): boolean {
    if (view.isUnknown(path)) return !view.isSet(path);
    return view.string(path, "") === "";
}

/** Whether a key name or ARN is an AWS managed key, which every principal of the account may use. */
export function isAwsKey(key: string): boolean {
    return /(^|:)alias\/aws\//.test(key);
}

/** Reports a property that names no key, or one of AWS's; of a key that is not known yet, that there will be one is enough. */
export function assertOwnKey(view: View, path: string): void {
    if (isMissing(view, path)) view.fail(path, "is not set");
    else if (!view.isUnknown(path) && isAwsKey(view.string(path, "") ?? ""))
        view.fail(path, "is AWS's own key");
}

/** Whether a list has so many elements at least, known or not; undefined if that can't be judged now. */
export function hasAtLeast(view: View, path: string, count: number): boolean | undefined {
    if (view.isUnknown(path) || !view.isSet(path)) {
        const found = view.strings(path);
        return view.isUnknown(path) ? undefined : found.length >= count;
    }
    return view.isSet(`${path}.${count - 1}`);
}
