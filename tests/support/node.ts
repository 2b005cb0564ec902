/** Loaded before all else: on an older Node, packages fail with messages that do not name the reason. */
import { engines } from "../../package.json";

const wanted = engines.node.replace(/^>=/, "").split(".").map(Number);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const [oldestMajor = 0, oldestMinor = 0] = wanted;

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    console.error(
        `Node ${process.versions.node} is too old for these tests, which need ${engines.node}. The project's own Node: ` +
            'PATH="$(sh toolchain/node.sh):$PATH" npx mocha …',
    );
    process.exit(1);
}

// Emulators of tests, those that commands start among them, end with the tests, even with tests that are killed.
process.env["PLUMBLINE_EMULATOR_OWNER"] = String(process.pid);
