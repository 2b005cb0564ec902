import type { Values } from "../schema";
import type { Check } from "./check";

/** What AWS services a workload must reach, if there is no way to the internet. */
function neededEndpoints({ services, servers }: Pick<Values, "services" | "servers">): string[] {
    const all = Object.values(services);
    return [
        ...(all.length > 0 ? ["ecr.api", "ecr.dkr", "logs", "secretsmanager"] : []),
        ...(all.some(({ tracing }) => tracing) ? ["xray"] : []),
        // https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
        ...(Object.keys(servers).length > 0 ? ["ssm", "ssmmessages", "logs", "secretsmanager"] : []),
    ];
}

export const egress: Check = {
    keys: ["network", "services", "servers"],
    run: ({ network, ...workloads }) => {
        const needed = [...new Set(neededEndpoints(workloads))];
        const absent = needed.filter((endpoint) => !network.interfaceEndpoints.includes(endpoint));
        const what = Object.keys(workloads.services).length > 0 ? "services" : "servers";
        return network.nat === "none" && absent.length > 0
            ? [
                  {
                      key: "plumbline:network.nat",
                      message: `"none" is not allowed with ${what}, which then cannot reach AWS; use single or perZone, or add ${absent.join(", ")} to interfaceEndpoints`,
                  },
              ]
            : [];
    },
};
