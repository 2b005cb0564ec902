/**
 * Wraps methods of the SDK's server. The pack gets its whole configuration (the SDK gives each policy only its own), the
 * SDK skips policies about other types before it unpacks a resource for them, all policies share what it unpacks, and
 * `Remediate` returns at once while no policy remediates.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type * as protocol from "@pulumi/pulumi/proto/analyzer_pb";

import type { PolicyConfiguration } from "./configuration";
import { applies, type Policy } from "./compile";
import { unpackingOnce } from "./unpack";

interface Struct {
    toJavaScript(): Record<string, unknown>;
}

/** The parts of the engine's requests that are read here. */
interface Call {
    readonly request: {
        getType?(): string;
        getPolicyconfigMap?(): {
            entries(): IterableIterator<
                [string, { getEnforcementlevel(): number; getProperties(): Struct | undefined }]
            >;
        };
    };
}

type Callback = (error: unknown, response?: unknown) => void;
type Method = (call: Call, callback: Callback) => unknown;

/** By their numbers in the engine's protocol. */
const LEVELS = ["advisory", "mandatory", "disabled", "remediate"];

const current = new AsyncLocalStorage<string>();

/** Modules as the SDK itself finds them: a program that locks another version of one has two copies of it. */
const ofSdk = createRequire(createRequire(__filename).resolve("@pulumi/policy"));
const { Server, status } = ofSdk("@grpc/grpc-js") as typeof grpc;
const { RemediateResponse } = ofSdk("@pulumi/pulumi/proto/analyzer_pb") as typeof protocol;

/**
 * Puts the additions around whatever server is started next.
 *
 * @param configure is called with each configuration; the engine prints its errors and stops
 * @returns a check, for after the start, that throws if the server that was started is another one: without the
 *     additions, configuration and waivers would be ignored silently
 */
export function extendServer(configure: (rules: Record<string, PolicyConfiguration>) => void): () => void {
    let isExtended = false;
    const prototype = Server.prototype as unknown as {
        addService(service: unknown, methods: Record<string, Method>): void;
    };
    const addService = Reflect.get(prototype, "addService");
    prototype.addService = function (service, methods) {
        const { configure: accept, analyze, analyzeStack, remediate } = methods;
        if (!accept || !analyze || !analyzeStack || !remediate)
            throw new Error("this version of @pulumi/policy serves other methods");
        isExtended = true;
        // No policy of the pack has this level by itself.
        let remediates = false;
        addService.call(this, service, {
            ...methods,
            configure(call: Call, callback: Callback) {
                try {
                    const configuration = configurationOf(call);
                    configure(configuration);
                    remediates = Object.values(configuration).some(
                        ({ enforcementLevel }) => enforcementLevel === "remediate",
                    );
                } catch (error) {
                    const message = error instanceof Error ? error.message : String(error);
                    callback({ code: status.INVALID_ARGUMENT, message, details: message });
                    return;
                }
                accept(call, callback);
            },
            analyze: (call: Call, callback: Callback) =>
                current.run(call.request.getType?.() ?? "", () =>
                    unpackingOnce(() => analyze(call, callback)),
                ),
            analyzeStack: (call: Call, callback: Callback) =>
                unpackingOnce(() => analyzeStack(call, callback)),
            // The engine asks about every resource, and the SDK unpacks it before it looks for a remediation to run.
            remediate(call: Call, callback: Callback) {
                if (remediates) return remediate(call, callback);
                callback(undefined, new RemediateResponse());
                return undefined;
            },
        });
    };
    return () => {
        if (!isExtended) throw new Error("this version of @pulumi/policy starts another server");
    };
}

/**
 * Lets the SDK skip a policy by the one type it knows a policy to be about, which for this purpose is the type it
 * asks for if the policy is about that, and no type otherwise.
 */
export function skipEarly(policy: Policy): Policy {
    const validate = "validateResource" in policy ? policy.validateResource : undefined;
    const isAbout: unknown = validate && Reflect.get(validate, applies);
    if (validate && typeof isAbout === "function") {
        Object.defineProperty(validate, "__pulumiType", {
            get() {
                const type = current.getStore();
                return type === undefined || isAbout(type) ? undefined : "another type";
            },
        });
    }
    return policy;
}

function configurationOf(call: Call): Record<string, PolicyConfiguration> {
    const rules: Record<string, PolicyConfiguration> = {};
    for (const [name, config] of call.request.getPolicyconfigMap?.().entries() ?? []) {
        rules[name] = {
            enforcementLevel: LEVELS[config.getEnforcementlevel()] ?? "mandatory",
            properties: config.getProperties()?.toJavaScript() ?? {},
        };
    }
    return rules;
}
