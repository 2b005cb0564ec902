/** Resources that an account has once, such as a detector or a trail. */
export interface Singleton {
    /**
     * "create": this stack owns it, and the account must not have it yet. "adopt": it is there, others own it, and
     * the stack only refers to it. "skip": the stack does without.
     */
    readonly mode: SingletonMode;
}

export const SINGLETON_MODES = ["create", "adopt", "skip"] as const;
export type SingletonMode = (typeof SINGLETON_MODES)[number];
