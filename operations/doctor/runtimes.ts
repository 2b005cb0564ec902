import type { Settings } from "../../config/validate";
import {
    CACHE_VERSIONS,
    dayOf,
    OWN_RUNTIMES,
    type RuntimeKind,
    runtimeOn,
    SOURCES,
} from "../../model/runtimes";
import type { Finding } from "./finding";

/** A runtime or engine of a stack, and the key that chooses it. */
interface Used {
    readonly kind: RuntimeKind;
    readonly version: string;
    /** Undefined where a component chooses it. */
    readonly key: string | undefined;
}

/** Runtimes and engines of a stack: one finding each that is no longer supported, or not for long, or else one for all. */
export function examineRuntimes(settings: Settings, now = new Date()): Finding[] {
    const used = runtimesOf(settings);
    const byRuntime = new Map(used.map((one) => [`${one.kind} ${one.version}`, one]));
    const findings = [...byRuntime].flatMap(([name, { kind, version }]): Finding[] => {
        const { state, text } = runtimeOn(kind, version, dayOf(now));
        if (state === "supported") return [];
        const keys = used.flatMap((one) =>
            one.kind === kind && one.version === version ? (one.key ?? []) : [],
        );
        const remedy =
            keys.length > 0 ? `set ${keys.join(", ")}` : "a later version of this project uses another";
        return [
            {
                name,
                state: state === "unknown" || state === "ends soon" ? state : "ended",
                advice: `${text}: ${remedy} (${SOURCES[kind]})`,
                optional: state !== "refused",
            },
        ];
    });
    const fine = byRuntime.size - findings.length;
    const all: Finding = { name: "runtimes", state: "ok", version: `${fine} supported`, optional: true };
    return [all, ...findings];
}

function runtimesOf({ functions, databases, caches, monitoring }: Settings): Used[] {
    const own = (kind: RuntimeKind, version: string): Used => ({ kind, version, key: undefined });
    return [
        own("lambda", OWN_RUNTIMES.rotation),
        ...(monitoring.canaries.enabled ? [own("synthetics", OWN_RUNTIMES.canary)] : []),
        ...Object.entries(functions).flatMap(([name, { code, runtime }]): Used[] =>
            code === undefined
                ? []
                : [{ kind: "lambda", version: runtime, key: `plumbline:functions.${name}.runtime` }],
        ),
        ...Object.entries(databases).map(([name, { engine, version }]) => ({
            kind: engine,
            version,
            key: `plumbline:databases.${name}.version`,
        })),
        ...Object.entries(caches).map(([name, { engine, version }]) => ({
            kind: engine,
            version: version ?? CACHE_VERSIONS[engine],
            key: `plumbline:caches.${name}.version`,
        })),
    ];
}
