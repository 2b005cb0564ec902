import * as dynamodb from "@pulumi/aws/dynamodb";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Component } from "../support/component";
import type { Link, Linkable } from "../support/link";
import type { Connectable, Source } from "../support/source";
import type { Access } from "../../model/uses";
import { createAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { tableMetrics } from "./tableMetrics";
import type { DeployedTable } from "../../model/deployedTables";
import {
    indexCapacity,
    scaledCapacity,
    scaledProperties,
    scaleTable,
    type TableCapacity,
} from "./tableScaling";
import { tableLink } from "./tableLink";

/** An attribute that items are found by. */
export interface TableKey {
    readonly name: string;
    /** @default "string" */
    readonly type?: "string" | "number" | "binary";
}

/** Keys of a table or of an index. */
interface TableKeys {
    readonly partitionKey: TableKey;
    /** @default none */
    readonly sortKey?: TableKey | undefined;
}

/** A global secondary index: the table's items by other keys. */
export interface TableIndex extends TableKeys {
    /** Attributes that it holds besides the keys. @default all */
    readonly attributes?: readonly string[] | undefined;
}

/** Arguments of {@link Table}. */
export interface TableArgs extends TableKeys {
    /** Name in AWS, for what relies on it; it cannot change later. @default the component's, and random digits */
    readonly name?: string | undefined;
    /** ARN of the KMS key that encrypts the table. */
    readonly keyArn: pulumi.Input<string>;
    readonly region: string;
    /** Global secondary indexes by name. @default none */
    readonly indexes?: Readonly<Record<string, TableIndex>>;
    /** Limits between which capacity follows the load, of the table and of each index. @default on demand: pay per request */
    readonly capacity?: TableCapacity | undefined;
    /**
     * The table as it is deployed: one that has been on demand, and an index that is new, are given their capacity, and
     * only capacity that scaling has set already is left to it. @default all of it has capacity that scaling has set
     */
    readonly deployed?: DeployedTable | undefined;
    /** Attribute with the time (seconds since 1970) after which DynamoDB deletes an item. @default items stay */
    readonly expiryAttribute?: string | undefined;
    /** Content of each stream record: keys, new item, old item, or both. @default "none": no stream */
    readonly stream?: keyof typeof STREAM_VIEWS;
    /** Days that the table can be restored to any second of, 1 to 35; 0 turns that off. @default 35 */
    readonly recoveryDays?: number;
    /** Backup plan that also takes care of it, by its tag. @default none */
    readonly backupPlan?: string | undefined;
    /** Refuse deletion: by DynamoDB, and by Pulumi's `protect`. @default true */
    readonly protect?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
}

const TYPES = { string: "S", number: "N", binary: "B" };

const STREAM_VIEWS = {
    none: undefined,
    keys: "KEYS_ONLY",
    new: "NEW_IMAGE",
    old: "OLD_IMAGE",
    both: "NEW_AND_OLD_IMAGES",
} as const;

/** A DynamoDB table: encrypted with the stack's key, restorable to any second, protected against deletion. */
export class Table extends Component implements Connectable, Linkable, Monitored {
    readonly tableName: pulumi.Output<string>;
    readonly tableArn: pulumi.Output<string>;
    /** ARN of the change stream; undefined without one. */
    readonly streamArn: pulumi.Output<string> | undefined;
    readonly source: Source | undefined;

    private readonly indexNames: readonly string[];

    constructor(
        name: string,
        private readonly args: TableArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("Table", name, options);
        this.indexNames = Object.keys(args.indexes ?? {}).sort();
        const table = this.createTable();
        this.tableName = table.name;
        this.tableArn = table.arn;
        this.streamArn = this.streamView() === undefined ? undefined : table.streamArn;
        this.source = this.streamArn && { arn: this.streamArn, keyArn: args.keyArn };
        if (args.capacity) scaleTable(name, table.name, this.indexNames, args.capacity, this.child);
        createAlarms(name, args.alarmTopicArn, this.metrics().alarms, this.child);
        if (args.capacity) this.delegations.push(...scaledCapacity(name, args.capacity));
        this.registerOutputs({
            tableName: this.tableName,
            tableArn: this.tableArn,
            streamArn: this.streamArn,
        });
    }

    /** `TABLE_<NAME>_NAME`, and with a stream `_STREAM_ARN`; reading (items and changes), writing, or both. */
    link(access?: Access): Link {
        const { tableName, tableArn, indexNames, streamArn } = this;
        const { keyArn, region } = this.args;
        return tableLink(this.name, { tableName, tableArn, indexNames, streamArn, keyArn, region }, access);
    }

    dashboardRow(): DashboardRow {
        return { title: `Table ${this.name}`, widgets: this.metrics().widgets };
    }

    private metrics() {
        return tableMetrics(this.name, this.tableName, this.indexNames);
    }

    private streamView() {
        return STREAM_VIEWS[this.args.stream ?? defaults.table.stream];
    }

    private createTable(): dynamodb.Table {
        const { args } = this;
        const protect = args.protect ?? true;
        const view = this.streamView();
        const recoveryDays = args.recoveryDays ?? defaults.table.recoveryDays;
        return new dynamodb.Table(
            this.name,
            {
                ...(args.name === undefined ? {} : { name: args.name }),
                ...keySchema(args),
                attributes: attributes([args, ...Object.values(args.indexes ?? {})]),
                globalSecondaryIndexes: this.indexNames.map((index) => this.index(index)),
                ...this.throughput(),
                pointInTimeRecovery:
                    recoveryDays === 0
                        ? { enabled: false }
                        : { enabled: true, recoveryPeriodInDays: recoveryDays },
                serverSideEncryption: { enabled: true, kmsKeyArn: args.keyArn },
                deletionProtectionEnabled: protect,
                ...(args.expiryAttribute === undefined
                    ? {}
                    : { ttl: { enabled: true, attributeName: args.expiryAttribute } }),
                streamEnabled: view !== undefined,
                ...(view === undefined ? {} : { streamViewType: view }),
                ...(args.backupPlan === undefined ? {} : { tags: { Backup: args.backupPlan } }),
            },
            {
                ...this.child,
                protect,
                ignoreChanges: args.capacity ? scaledProperties(this.indexNames, args.deployed) : [],
            },
        );
    }

    /** The minimum at first; from then on autoscaling sets it. */
    private throughput() {
        const { capacity } = this.args;
        return capacity === undefined
            ? { billingMode: "PAY_PER_REQUEST" }
            : {
                  billingMode: "PROVISIONED",
                  readCapacity: capacity.read.min,
                  writeCapacity: capacity.write.min,
              };
    }

    private index(name: string) {
        const { attributes: held, ...keys } = this.args.indexes?.[name] as TableIndex;
        const { capacity } = this.args;
        const { hashKey, rangeKey } = keySchema(keys);
        return {
            name,
            keySchemas: [
                { attributeName: hashKey, keyType: "HASH" },
                ...(rangeKey === undefined ? [] : [{ attributeName: rangeKey, keyType: "RANGE" }]),
            ],
            ...(held === undefined
                ? { projectionType: "ALL" }
                : held.length === 0
                  ? { projectionType: "KEYS_ONLY" }
                  : { projectionType: "INCLUDE", nonKeyAttributes: [...held] }),
            ...(capacity ? indexCapacity(name, capacity, this.args.deployed) : {}),
        };
    }
}

function keySchema({ partitionKey, sortKey }: TableKeys): { hashKey: string; rangeKey?: string } {
    return { hashKey: partitionKey.name, ...(sortKey ? { rangeKey: sortKey.name } : {}) };
}

/** DynamoDB wants to know the types of exactly those attributes that are keys somewhere. */
function attributes(all: readonly TableKeys[]): { name: string; type: string }[] {
    const types = new Map(
        all
            .flatMap(({ partitionKey, sortKey }) => [partitionKey, ...(sortKey ? [sortKey] : [])])
            .map(({ name, type }) => [name, TYPES[type ?? defaults.tableKey.type]]),
    );
    return [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, type]) => ({ name, type }));
}
