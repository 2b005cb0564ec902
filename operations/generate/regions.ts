/** The regions of AWS, as the emulator's SDK for Python knows them. */
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { execa } from "execa";
import * as prettier from "prettier";
import { pythonWithPackages } from "../emulator/packages";
import type { Files } from "./write";

const FILE = "model/regions.json";

const READ = `
import json, os, botocore
file = os.path.join(os.path.dirname(botocore.__file__), "data", "partitions.json")
with open(file) as data:
    partitions = json.load(data)["partitions"]
known = [name for partition in partitions for name in partition["regions"] if not name.endswith("-global")]
print(json.dumps({"source": f"botocore {botocore.__version__}, data/partitions.json", "regions": sorted(known)}))
`;

interface Read {
    readonly source: string;
    readonly regions: readonly string[];
}

/** With the day on which the list was last another one. */
export async function generateRegions(root: string, today = new Date()): Promise<Files> {
    const python = await pythonWithPackages(() => undefined);
    const { stdout } = await execa(python, ["-c", READ]);
    const read = JSON.parse(stdout) as Read;
    const known = JSON.parse(readFileSync(path.join(root, FILE), "utf8")) as Read & { readonly asOf: string };
    const isCurrent =
        known.source === read.source && JSON.stringify(known.regions) === JSON.stringify(read.regions);
    const asOf = isCurrent ? known.asOf : today.toISOString().slice(0, 10);
    const text = JSON.stringify({ asOf, ...read });
    return [[FILE, await prettier.format(text, { parser: "json", printWidth: 110, tabWidth: 2 })]];
}
