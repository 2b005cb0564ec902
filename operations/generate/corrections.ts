/** The page about the emulator's corrections, which describe themselves. */
import { execa } from "execa";
import { pythonWithPackages } from "../emulator/packages";
import { type Files, GENERATED, page } from "./write";

export async function generateCorrections(root: string): Promise<Files> {
    const python = await pythonWithPackages(() => undefined);
    const { stdout } = await execa(python, ["-m", "emulator", "--table"], { cwd: root });
    const text = `# Corrections of the emulator\n\n${GENERATED} Why they exist, and how to add one: [docs/emulator.md](../emulator.md).\n\n${stdout}\n`;
    return [await page("docs/reference/corrections.md", text)];
}
