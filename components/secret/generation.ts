/**
 * Makes a random value anew with every other number. The first has no mark, so that values from before there were
 * numbers stay what they are.
 */
export function generation(number = 1): { readonly keepers?: Readonly<Record<string, string>> } {
    return number === 1 ? {} : { keepers: { generation: String(number) } };
}
