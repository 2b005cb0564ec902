import * as pulumi from "@pulumi/pulumi";

import type { Vpc } from "../components/network";
import type { Statement } from "../components/support/iam";
import type { Link, Linkable } from "../components/support/link";
import type { Connectable, Source } from "../components/support/source";
import { mapValues } from "../components/support/values";
import type { Settings } from "../config";
import { type Allowed, PARTS_VERSION, type Published, type PublishedPart } from "../model/parts";
import { ACCESS, type Kind, KINDS } from "../model/uses";

/** Components that `uses:` can name, by kind and name. */
type Usable = Readonly<Record<Kind, Readonly<Record<string, Linkable & Partial<Connectable>>>>>;

/** The output for stacks that use parts of this one: see model/parts.ts. Each part is one text, so that lists of outputs stay short. */
export function partsOf({ accountId, region, others }: Settings, vpc: Vpc | undefined, made: Usable) {
    const used = Object.values(others).flatMap(({ stack, from }) => [stack, ...from]);
    const links = KINDS.flatMap((kind) =>
        Object.entries(made[kind]).map(([name, component]) => {
            return [`${kind}/${name}`, pulumi.jsonStringify(written(kind, component))] as const;
        }),
    );
    return {
        version: PARTS_VERSION,
        accountId,
        region,
        ...(vpc ? { network: placesIn(vpc) } : {}),
        from: [...new Set(used)].sort(),
        links: Object.fromEntries(links),
    };
}

/** Where another stack could stand; a tier without subnets is left out. */
function placesIn({ vpcId, privateSubnetIds, publicSubnetIds, isolatedSubnetIds }: Vpc) {
    const tiers = Object.entries({ privateSubnetIds, publicSubnetIds, isolatedSubnetIds });
    return { vpcId, ...Object.fromEntries(tiers.filter(([, ids]) => ids.length > 0)) };
}

/** A part without what is empty: ids and ARNs are known once AWS has made it. */
function written(kind: Kind, component: Linkable & Partial<Connectable>) {
    const { environment = {}, secrets = {}, statements, endpoints = [], plainHttp } = component.link();
    const access = (ACCESS[kind] ?? []).map((way) => [way, allowed(component.link(way).statements)]);
    const part = {
        variables: environment,
        secrets,
        allow: allowed(statements),
        access: Object.fromEntries(access) as object,
        ports: endpoints.map(({ securityGroupId, port }) => [securityGroupId, port]),
    };
    const filled = Object.entries(part).filter(([, value]) => Object.keys(value).length > 0);
    const { source } = component;
    return {
        ...Object.fromEntries(filled),
        ...(plainHttp ? { plainHttp } : {}),
        ...(source === undefined ? {} : { source }),
    };
}

/** @throws Error for what a reader would not understand, which no link has */
function allowed(statements: readonly Statement[] = []) {
    return statements.map(({ actions, resources, conditions, ...rest }) => {
        const [more] = Object.keys(rest);
        if (more !== undefined) throw new Error(`a link's statement has ${more}, which cannot be published`);
        return [actions, resources, ...(conditions ? [conditions] : [])];
    });
}

/** Links to the parts of other stacks, by id with the stack's name below `plumbline:from`. */
export function foreignParts(others: Readonly<Record<string, Published>>): Map<string, Linkable> {
    const parts = Object.entries(others).flatMap(([source, { parts: published }]) =>
        Object.entries(published).map(([id, part]) => [`${source}:${id}`, part] as const),
    );
    return new Map(parts.map(([id, part]) => [id, { link: (access) => linkTo(id, part, access) }]));
}

/** What functions can follow of other stacks, by id with the stack's name below `plumbline:from`. */
export function foreignSources(others: Readonly<Record<string, Published>>): Map<string, Source> {
    const found = Object.entries(others).flatMap(([name, { parts }]) =>
        Object.entries(parts).flatMap(([id, { source }]) =>
            source === undefined ? [] : [[`${name}:${id}`, source] as const],
        ),
    );
    return new Map(found);
}

function linkTo(
    id: string,
    { variables, secrets, allow, access: others, ports, plainHttp }: PublishedPart,
    access: Parameters<Linkable["link"]>[0],
): Link {
    const granted = access === undefined ? allow : (others[access] ?? []);
    return {
        environment: variables,
        secrets: mapValues(secrets, ({ arn, keyArn, jsonKey, rotates }) => ({
            arn,
            keyArn,
            ...(jsonKey === undefined ? {} : { jsonKey }),
            ...(rotates === undefined ? {} : { rotates }),
        })),
        statements: granted.map(statement),
        endpoints: ports.map(([securityGroupId, port]) => ({ securityGroupId, port, description: id })),
        plainHttp,
    };
}

function statement([actions, resources, conditions]: Allowed): Statement {
    return { actions, resources, ...(conditions ? { conditions } : {}) };
}
