/**
 * The SDK unpacks a resource's properties anew for every policy that it asks, and for rules about whole stacks that is
 * every resource for every rule. Here they are unpacked once per request: policies only read them.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";

type Unpack = (properties: object, keepsSecrets: boolean) => unknown;

/** What the requests that are being answered have unpacked. */
const requests = new AsyncLocalStorage<Map<object, unknown>>();

/** The SDK as the pack's other modules get it; it calls this function by its name in here. */
const sdk = createRequire(__filename)("@pulumi/policy/deserialize") as { deserializeProperties: Unpack };
const unpack = sdk.deserializeProperties;

sdk.deserializeProperties = (properties, keepsSecrets) => {
    const known = keepsSecrets ? undefined : requests.getStore();
    if (known === undefined) return unpack(properties, keepsSecrets);
    if (!known.has(properties)) known.set(properties, unpack(properties, keepsSecrets));
    return known.get(properties);
};

/** Answers a request with each resource's properties unpacked at most once. */
export function unpackingOnce<Answer>(answer: () => Answer): Answer {
    return requests.run(new Map(), answer);
}
