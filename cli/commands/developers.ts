/** The commands that work on the repository itself. */
import type { Register } from "../command";
import { bench } from "./bench/index";
import { test } from "./test/index";

export const commands: readonly Register[] = [bench, test];
