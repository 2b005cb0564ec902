import type { Check } from "./check";

export const egress: Check = {
    keys: ["network", "services"],
    run: ({ network, services }) => {
        const needed = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];
        const absent = needed.filter((endpoint) => !network.interfaceEndpoints.includes(endpoint));
        return network.nat === "none" && Object.keys(services).length > 0 && absent.length > 0
            ? [
                  {
                      key: "plumbline:network.nat",
                      message: `"none" is not allowed with services, which then cannot reach AWS; use single or perZone, or add ${absent.join(", ")} to interfaceEndpoints`,
                  },
              ]
            : [];
    },
};
