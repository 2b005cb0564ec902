/** The Pulumi program: the platform that the stack's configuration describes. What it returns are the stack's outputs. */
import { loadSettings } from "./config";
import { platform } from "./platform";

export = async () => platform(await loadSettings());
