// Runs the command of a task: reads it from standard input, writes its exit code to the descriptor that the first
// argument names. What the command prints goes to standard output and error, which become the task's log.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";

const { command, folder, stop } = JSON.parse(readFileSync(0, "utf8"));

/** Milliseconds between two looks for the file that ends the task, and what ECS gives a container to end. */
const LOOK = 250;
const GRACE = 10_000;

/** @param {number} exitCode */
function finish(exitCode) {
    writeSync(Number(process.argv[2]), JSON.stringify({ exitCode }));
    process.exit(0);
}

const [program, ...words] = command;
const child = spawn(program, words, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
child.on("error", (error) => {
    console.error(`${program}: ${error.message}`);
    finish(127);
});
child.on("exit", (code, signal) => finish(code ?? (signal === "SIGKILL" ? 137 : 143)));
const looking = setInterval(() => {
    if (!existsSync(path.join(folder, stop))) return;
    clearInterval(looking);
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), GRACE).unref();
}, LOOK);
