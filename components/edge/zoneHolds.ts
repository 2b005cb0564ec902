import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import { refusal } from "../support/component";

/**
 * Refuses a host name that does not lie in the zone that it is said to be in. The zone, which is there already, is looked
 * up in the preview: in another zone ACM would not find the validation record, and the deployment would wait for hours.
 *
 * @param key the key of the configuration that names the zone
 */
export function zoneHolds(
    host: string,
    zoneId: pulumi.Input<string>,
    key: string,
    parent: pulumi.Resource,
): void {
    const zone = route53.getZoneOutput({ zoneId }, { parent });
    // No resource depends on the result, so that the engine shows this message unchanged.
    pulumi.all([zoneId, zone.name, zone.privateZone]).apply(([id, found, isPrivate]) => {
        const name = found.replace(/\.$/, "");
        const given = `${key}: "${id}" is not allowed for ${host}`;
        if (host !== name && !host.endsWith(`.${name}`)) {
            throw refusal(
                `${given}; it is the zone of ${name}, and must be that of ${host} or of a domain above it`,
                parent,
            );
        }
        if (isPrivate) {
            throw refusal(
                `${given}; it is a private zone of ${name}, where AWS cannot find the proof of a certificate, and must be a public one`,
                parent,
            );
        }
    });
}
