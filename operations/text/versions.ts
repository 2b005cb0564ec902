/** Below zero if the first version is the earlier one; parts that a version lacks are 0. */
export function compareVersions(a: string, b: string): number {
    const parts = (version: string): number[] => version.split(/[^\d]+/).map(Number);
    const [left, right] = [parts(a), parts(b)];
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
        const difference = (left[at] ?? 0) - (right[at] ?? 0);
        if (difference !== 0) return difference;
    }
    return 0;
}
