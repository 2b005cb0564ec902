import pc from "picocolors";
import { exitCodes, type ExitCode, Failure } from "../operations/pulumi/failure";

/**
 * Prints an error on standard error.
 * @returns the exit code of the error
 */
export function explain(error: unknown): ExitCode {
    if (error instanceof Failure) {
        if (!error.reported) {
            print(error.message);
        }
        return error.exitCode;
    }
    // By name: importing config/ only to recognise its error would load the schema for every command.
    if (error instanceof Error && error.name === "ConfigurationError") {
        print(error.message);
        return exitCodes.usage;
    }
    print(`This is a bug in plumb: ${error instanceof Error ? error.stack : String(error)}`);
    return exitCodes.failed;
}

function print(message: string): void {
    process.stderr.write(`${pc.red("error:")} ${message}\n`);
}
