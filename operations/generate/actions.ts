/** The actions of IAM that AWS's own policies name, as the emulator has these policies. */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { execa } from "execa";
import * as prettier from "prettier";
import { pythonWithPackages } from "../emulator/packages";
import type { Files } from "./write";

const FILE = "model/actions.json";

const READ = `
import json, moto
from moto.iam.aws_managed_policies import aws_managed_policies_data
policies = json.loads(aws_managed_policies_data)
known = {}
def listed(value):
    return value if isinstance(value, list) else [value]
for policy in policies.values():
    for statement in listed(policy["Document"]["Statement"]):
        for key in ("Action", "NotAction"):
            for action in listed(statement.get(key, [])):
                prefix, _, name = action.partition(":")
                if name:
                    known.setdefault(prefix.lower(), set()).add(name)
asOf = max(str(policy["UpdateDate"]) for policy in policies.values())[:10]
actions = {prefix: " ".join(sorted(n for n in names if "*" not in n)) for prefix, names in sorted(known.items())}
print(json.dumps({"asOf": asOf, "source": f"AWS's managed policies in moto {moto.__version__}", "actions": actions}))
`;

/** With the day on which AWS changed one of the policies last. */
export async function generateActions(root: string): Promise<Files> {
    const python = await pythonWithPackages(() => undefined);
    const { stdout } = await execa(python, ["-c", READ], { maxBuffer: 10_000_000 });
    const known = readFileSync(path.join(root, FILE), "utf8");
    // Writing it is nearly all of the time.
    if (JSON.stringify(JSON.parse(known)) === JSON.stringify(JSON.parse(stdout))) return [[FILE, known]];
    return [[FILE, await prettier.format(stdout, { parser: "json", printWidth: 110, tabWidth: 2 })]];
}
