import * as pulumi from "@pulumi/pulumi";

let waiting = 0;

/** The number of values that were asked for since the last call, and not awaited. */
export function forgottenValues(): number {
    const forgotten = waiting;
    waiting = 0;
    return forgotten;
}

/**
 * The value of an output. A test that does not await it fails.
 *
 * @throws Error if the value is not known, as some are not in a preview
 */
export function resolve<T>(value: pulumi.Input<T>): PromiseLike<pulumi.Unwrap<T>> {
    waiting += 1;
    let awaited = false;
    const known = settle(value);
    return {
        then(onValue, onError) {
            if (!awaited) waiting -= 1;
            awaited = true;
            return known.then(onValue, onError);
        },
    };
}

async function settle<T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
    const output = pulumi.output(value) as pulumi.Output<pulumi.Unwrap<T>>;
    // An unknown output never runs its apply callbacks: no caller would notice.
    const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
    if (!(await isKnown)) throw new Error("the value is not known");
    return new Promise((done) => {
        output.apply(done);
    });
}
