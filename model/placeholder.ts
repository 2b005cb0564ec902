/** What a parameter holds until somebody fills it by hand: SSM takes no empty one. */
export const PLACEHOLDER = "not filled by hand yet";
