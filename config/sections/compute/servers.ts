import * as z from "zod";

import * as defaults from "../../../model/defaults";
import { otherBlock } from "../../syntax/addresses";
import { environment, hostLabel, judged, named, whole } from "../../values";
import { artifact } from "./artifacts";
import { hours } from "./hours";
import { permissions } from "./permissions";
import { exposure, workloadUses } from "./workloads";

/** Everybody, or a block of IPv4 addresses from its first on. */
const callers = judged((text) => {
    if (text === "0.0.0.0/0") return undefined;
    const other = otherBlock(text);
    return other === undefined && text.includes(":") ? "an IPv4 block such as 203.0.113.0/24" : other;
}, /^[\d.]+\/\d{1,2}$/);

/** Application servers by name. */
export function servers() {
    return named(
        z.strictObject({
            instanceType: z
                .string()
                .regex(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/, 'an instance type such as "t4g.small"')
                .default(defaults.applicationServer.instanceType)
                .describe("Instance type; its processor decides which image is used."),
            image: z
                .string()
                .regex(/^ami-[0-9a-f]{8,17}$/, "the id of an image, such as ami-0123456789abcdef0")
                .optional()
                .describe(
                    "Id of an image; default: the newest Amazon Linux 2023 whenever an instance starts.",
                ),
            minInstances: whole(0, 100, "instances")
                .default(defaults.applicationServer.minInstances)
                .describe("Instances at least."),
            maxInstances: whole(1, 100, "instances")
                .default(defaults.applicationServer.maxInstances)
                .describe("Instances at most."),
            storageGib: whole(8, 16384, "GiB")
                .default(defaults.applicationServer.storageGib)
                .describe("Root volume (gp3, encrypted)."),
            port: whole(1, 65535, "(a TCP port)")
                .default(defaults.applicationServer.port)
                .describe("Port the application listens on."),
            script: z
                .string()
                .min(1)
                .optional()
                .describe("Shell script that sets up the application, relative to the project; run as root."),
            artifact: artifact
                .optional()
                .describe("Folder that is delivered to its instances, version by version; absent: none."),
            logFiles: z
                .array(z.string().regex(/^\/[\w./*-]+$/, 'a file such as "/var/log/app/*.log"'))
                .default([])
                .describe("Files that the CloudWatch agent sends to the server's log group."),
            public: exposure.optional().describe("How the load balancer reaches it; absent: not at all."),
            address: z
                .strictObject({
                    from: z
                        .array(callers)
                        .min(1, "at least 1 block")
                        .describe("IPv4 blocks that may call its port."),
                    host: hostLabel
                        .optional()
                        .describe("Label in front of the stack's domain; default: the name."),
                })
                .optional()
                .describe(
                    "Instead of public: a public address of its own, without a load balancer and its TLS.",
                ),
            hours: hours
                .optional()
                .describe("Working hours, outside of which it has no instance; absent: always."),
            environment: environment.describe("Plain environment variables, in /etc/<name>.env."),
            permissions,
            uses: workloadUses().describe("Entries that it may access, as <kind>/<name>."),
        }),
    );
}
