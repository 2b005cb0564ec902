import { readStackFile } from "../config/stackFile";
import { type Settings, validate } from "../config/validate";
import { root } from "./command";
import { notice } from "./terminal/report";

/** Some commands load a stack more than once. */
const noticed = new Set<string>();

/**
 * Reads and validates a stack's configuration, before anything is started or set up. Warnings go to standard error.
 * @throws ConfigurationError that lists every problem
 */
export function loadStack(stack: string): Settings {
    const settings = validate(readStackFile(root, stack), stack, root);
    for (const warning of settings.warnings.filter((text) => !noticed.has(text))) {
        noticed.add(warning);
        notice(warning);
    }
    return settings;
}
