import type { Settings } from "../../config/validate";
import { DEPLOYED_TABLES, type DeployedTable } from "../../model/deployedTables";
import type { Resource } from "./resource";
import { nameOf } from "./urn";

const TABLE = "aws:dynamodb/table:Table";

interface Outputs {
    readonly billingMode?: string;
    readonly globalSecondaryIndexes?: readonly {
        readonly name: string;
        readonly readCapacity?: number;
        readonly writeCapacity?: number;
    }[];
}

/** The tables of a state, by name. */
export function deployedTables(resources: readonly Resource[]): Record<string, DeployedTable> {
    const tables = resources.filter(({ type, delete: left }) => type === TABLE && left !== true);
    return Object.fromEntries(
        tables.map(({ urn, outputs = {} }) => {
            const { billingMode, globalSecondaryIndexes = [] } = outputs as Outputs;
            const indexes = globalSecondaryIndexes.map(({ name, readCapacity, writeCapacity }) => [
                name,
                { read: readCapacity ?? 0, write: writeCapacity ?? 0 },
            ]);
            return [
                nameOf(urn),
                {
                    provisioned: billingMode !== "PAY_PER_REQUEST",
                    indexes: Object.fromEntries(indexes) as DeployedTable["indexes"],
                },
            ];
        }),
    );
}

/** What the program has to know of the deployed tables, as variables; none where no table has capacity of its own. */
export function tablesEnvironment(
    { tables }: Pick<Settings, "tables">,
    resources: readonly Resource[],
): Record<string, string> {
    if (!Object.values(tables).some(({ capacity }) => capacity !== undefined)) return {};
    return { [DEPLOYED_TABLES]: JSON.stringify(deployedTables(resources)) };
}
