import { PLURALS } from "../../order";
import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { parseUse, type Use } from "../../../model/uses";

type Known = Pick<Values, "services" | "tasks" | "servers" | "functions" | "databases">;

/** A workload in private subnets, and the endpoints of the AWS services that it calls. */
interface Caller {
    readonly who: string;
    readonly endpoints: readonly string[];
}

/** Workloads in the VPC need NAT gateways or interface endpoints to reach AWS. */
export const egress: Check = {
    keys: ["network", "services", "tasks", "servers", "functions", "databases"],
    run: ({ network, ...known }) => {
        if (network?.nat !== "none") return [];
        const lacking = callers(known)
            .map(({ who, endpoints }) => ({
                who,
                absent: endpoints.filter((endpoint) => !network.interfaceEndpoints.includes(endpoint)),
            }))
            .filter(({ absent }) => absent.length > 0);
        const who = [...new Set(lacking.map((caller) => caller.who))].join(" and ");
        const absent = [...new Set(lacking.flatMap((caller) => caller.absent))].join(", ");
        return [
            ...(lacking.length > 0
                ? [
                      {
                          key: "plumbline:network.nat",
                          message: `"none" is not allowed with ${who}, which then cannot reach AWS; use instance, single or perZone, or add ${absent} to interfaceEndpoints`,
                      },
                  ]
                : []),
            ...imagesFromElsewhere(known),
        ];
    },
};

function callers(known: Known): Caller[] {
    const { services, tasks, servers, functions } = known;
    const codes = Object.values(tasks).filter(({ code }) => code !== undefined);
    const containers = Object.values(tasks).filter(({ code }) => code === undefined);
    return [
        ...Object.values(services).map(({ uses }) => ({
            who: "services",
            endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", ...endpointsOf(uses, known)],
        })),
        ...containers.map(({ uses }) => ({
            who: "tasks",
            endpoints: ["ecr.api", "ecr.dkr", "logs", "secretsmanager", ...endpointsOf(uses, known)],
        })),
        // https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
        // One with an address of its own stands in a public subnet.
        ...Object.values(servers)
            .filter(({ address }) => address === undefined)
            .map(({ uses }) => ({
                who: "servers",
                endpoints: ["ssm", "ssmmessages", "logs", "secretsmanager", ...endpointsOf(uses, known)],
            })),
        ...[...Object.values(functions), ...codes]
            .filter(({ uses }) => uses.map(parseUse).some((use) => standsInVpc(use, known)))
            .map(({ uses }) => ({ who: "functions in the VPC", endpoints: endpointsOf(uses, known) })),
    ];
}

/** Whether a function must be in the VPC to reach this entry. */
export function standsInVpc({ source, kind, name }: Use, { services }: Pick<Known, "services">): boolean {
    return (
        kind === "database" ||
        kind === "cache" ||
        (kind === "service" && source === undefined && services[name]?.public === undefined)
    );
}

/** S3 and DynamoDB have gateways in every VPC; passwords and tokens are read from Secrets Manager. */
function endpointsOf(uses: readonly string[], { databases }: Known): string[] {
    return uses.map(parseUse).flatMap(({ source, kind, name }) => {
        if (kind === "database") {
            const byPassword = source !== undefined || databases[name]?.iamUser === undefined;
            return byPassword ? ["secretsmanager"] : [];
        }
        if (kind === "cache" || kind === "secret" || kind === "media") return ["secretsmanager"];
        if (kind === "parameter") return ["ssm"];
        if (kind === "queue") return ["sqs"];
        if (kind === "topic") return ["sns"];
        if (kind === "bus") return ["events"];
        if (kind === "email") return ["email"];
        return kind === "function" ? ["lambda"] : [];
    });
}

/** No endpoint leads to a registry other than ECR itself: public.ecr.aws has none. */
function imagesFromElsewhere({ services, tasks }: Known): Problem[] {
    const all = [
        ...Object.entries(services).map(([name, service]) => ({ ...service, plural: PLURALS.service, name })),
        ...Object.entries(tasks).map(([name, { image }]) => ({
            ...{ image, tracing: false, plural: PLURALS.task, name },
        })),
    ];
    return all.flatMap(({ plural, name, image, tracing }) => {
        const key = `plumbline:${plural}.${name}`;
        return [
            ...(image === undefined || /^\d{12}\.dkr\.ecr\./.test(image)
                ? []
                : [
                      {
                          key: `${key}.image`,
                          message: `${show(image)} is not allowed with network.nat none, because no endpoint leads to its registry; use an image in ECR (<account>.dkr.ecr.<region>.amazonaws.com/…), or nat instance, single or perZone`,
                      },
                  ]),
            ...(tracing
                ? [
                      {
                          key: `${key}.tracing`,
                          message:
                              "true is not allowed with network.nat none, because the collector's image comes from public.ecr.aws, to which no endpoint leads; it must be false, or use nat instance, single or perZone",
                      },
                  ]
                : []),
        ];
    });
}
