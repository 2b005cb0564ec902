/** Puts the pack together: rules become policies that share one session. */
import * as path from "node:path";
import { PolicyPack } from "@pulumi/policy";

import { compile, type Policy } from "./compile";
import { type Configuration, PACK, PACK_SETTINGS, readConfiguration } from "./configuration";
import { packPolicy } from "./packPolicy";
import type { Rule } from "../rule";
import { extendServer, skipEarly } from "./server";
import { Session } from "./session";
import { findWaivers, readWaivers, refuseUnknownRules, today, type Waiver } from "../waivers";

/** Policies of rules; that of the pack itself comes last. */
export function policiesOf(rules: readonly Rule[], session: Session): Policy[] {
    return [...rules.map((rule) => compile(rule, session)), packPolicy(session)];
}

/** Serves a pack to the engine. The only thing with an effect outside: tests don't call it. */
export function start(name: string, rules: readonly Rule[]): void {
    const session = new Session(today(), rules);
    const settings = new Map(rules.map((rule) => [rule.name, Object.keys(rule.settings ?? {})]));
    settings.set(PACK, Object.keys(PACK_SETTINGS));
    const assertExtended = extendServer((configured) => {
        const configuration = readConfiguration(
            configured,
            [...settings.keys()],
            (rule) => settings.get(rule) ?? [],
        );
        const names = rules.map((rule) => rule.name);
        session.configure(configuration, waiversOf(configuration, names));
    });
    new PolicyPack(name, { policies: policiesOf(rules, session).map(skipEarly) });
    assertExtended();
}

/** Engines start packs in the pack's folder; only the shell's folder locates the program. */
function waiversOf({ waivers }: Configuration, names: readonly string[]): Waiver[] {
    const folder = process.env["PWD"] ?? process.cwd();
    const file = waivers === undefined ? findWaivers(folder) : path.resolve(folder, waivers);
    if (file === undefined) return [];
    const read = readWaivers(file);
    refuseUnknownRules(file, read, names);
    return read;
}
