import { readStackFile } from "../config/stackFile";
import { type Settings, validate } from "../config/validate";
import { root } from "./command";

/**
 * Reads and validates a stack's configuration, before anything is started or set up.
 * @throws ConfigurationError that lists every problem
 */
export function loadStack(stack: string): Settings {
    return validate(readStackFile(root, stack), stack, root);
}
