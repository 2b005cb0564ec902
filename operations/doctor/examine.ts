import type { Settings } from "../../config/validate";
import { emulatorDirectory } from "../emulator";
import { examineEmulator, examinePython } from "./emulator";
import type { Finding } from "./finding";
import { examineGenerated, examineModules, examineNode, examineNpm } from "./project";
import { examineRuntimes } from "./runtimes";
import { examineToolchain } from "./toolchain";

/**
 * Examines everything that `./plumb up` uses for a stack. Starts, installs and changes nothing.
 * @param root where plumbline itself lies
 * @param emulator the usual directory of emulators
 */
export async function examine(root: string, emulator: string, settings: Settings): Promise<Finding[]> {
    const findings = await Promise.all([
        examineNode(),
        examineNpm(),
        examineModules(root),
        examineToolchain(root),
        ...(settings.emulator === undefined
            ? []
            : [
                  examinePython(),
                  examineEmulator(emulatorDirectory(emulator, settings.emulator), settings.emulator),
              ]),
        examineGenerated(root),
        examineRuntimes(settings),
    ]);
    return findings.flat();
}
