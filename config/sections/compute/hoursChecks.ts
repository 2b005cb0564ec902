/** Working hours of servers, services and databases, and public addresses of servers. */
import { UNSEEN } from "../../derived/sharedNetwork";
import type { Check } from "../../checks/check";
import { canaryPaths } from "../../derived/canaries";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

const ANYWHERE = "0.0.0.0/0";
const HTTPS = 443;

/** Users of prod come at any time, and nothing that sleeps would be asleep by mistake only once. */
export const hoursFit: Check = {
    keys: ["tier", "servers", "services", "databases", "monitoring", "sites", "apis"],
    run: (values) => {
        const canaries = canaryPaths(values);
        const { servers, services, databases } = values;
        return Object.entries({ servers, services, databases }).flatMap(([plural, members]) =>
            Object.entries(members).flatMap(([name, member]): Problem[] => {
                if (member.hours === undefined) return [];
                const key = keyPath([plural, name, "hours"]);
                const id = `${plural.slice(0, -1)}/${name}`;
                return [
                    ...(values.tier === "prod"
                        ? [
                              {
                                  key,
                                  message:
                                      "is not allowed in tier prod, whose users come at any time; leave it out",
                              },
                          ]
                        : []),
                    ...(canaries[id] === undefined
                        ? []
                        : [
                              {
                                  key,
                                  message: `is not allowed with a canary, which would report it every night; set public.canary to none, or leave hours out`,
                              },
                          ]),
                    ...othersThatScale(plural, name, member),
                ];
            }),
        );
    },
};

type Sleeping = Values["servers"][string] | Values["services"][string] | Values["databases"][string];

/** What else would decide how many there are, or leave none to start. */
function othersThatScale(plural: string, name: string, member: Sleeping): Problem[] {
    if ("schedules" in member && Object.keys(member.schedules).length > 0) {
        return [
            {
                key: keyPath([plural, name, "schedules"]),
                message:
                    "is not allowed with hours, because both would set the number of tasks; use one of the two",
            },
        ];
    }
    const [least, value] =
        "minTasks" in member
            ? ["minTasks", member.minTasks]
            : "minInstances" in member
              ? ["minInstances", member.minInstances]
              : ["", 1];
    if (value > 0) return [];
    return [
        {
            key: keyPath([plural, name, least]),
            message:
                "0 is not allowed with hours, because nothing would start in the morning; it must be 1 or more",
        },
    ];
}

/** A server that answers by itself. */
export const addressesFit: Check = {
    keys: ["servers", "network", "existing"],
    run: ({ servers, network, existing }) =>
        Object.entries(servers).flatMap(([name, server]): Problem[] => {
            const { address, port } = server;
            if (address === undefined) return [];
            const key = keyPath(["servers", name, "address"]);
            const problem = (last: string, message: string): Problem => ({
                key: keyPath(["servers", name, ...(last === "" ? [] : last.split("."))]),
                message,
            });
            return [
                ...(server.public
                    ? [
                          {
                              key,
                              message:
                                  "is not allowed with public: a server answers by itself, or behind the load balancer",
                          },
                      ]
                    : []),
                ...(server.maxInstances > 1
                    ? [
                          problem(
                              "maxInstances",
                              `${server.maxInstances} is not allowed with address, which one instance has; it must be 1`,
                          ),
                      ]
                    : []),
                ...(network === undefined &&
                existing.network !== undefined &&
                existing.network.vpcId !== UNSEEN.vpcId
                    ? [
                          {
                              key,
                              message:
                                  "needs the stack's own plumbline:network, because the zones of other subnets are not known",
                          },
                      ]
                    : []),
                ...(address.from.includes(ANYWHERE) && port !== HTTPS
                    ? [
                          problem(
                              "address.from",
                              `${show(ANYWHERE)} is not allowed with port ${port}, because nothing encrypts what the world sends there; name the blocks that may call it, or give the server a certificate and port ${HTTPS}`,
                          ),
                      ]
                    : []),
                ...(port < 1024 && port !== HTTPS && port !== 80
                    ? [
                          problem(
                              "port",
                              `${port} is not allowed with address, because the network ACL lets in 80, 443 and 1024 to 65535`,
                          ),
                      ]
                    : []),
            ];
        }),
};
