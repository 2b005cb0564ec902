import * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../support/component";
import { aliasRecords, type PublicZone } from "../support/dns";

/** Arguments of {@link SignInName}. */
export interface SignInNameArgs {
    readonly userPoolId: pulumi.Input<string>;
    /** Host name of the hosted sign-in, such as `login.shop.example.com`. */
    readonly host: string;
    readonly zone: PublicZone;
}

/**
 * A name of its own for a directory's hosted sign-in. Cognito refuses it unless the domain it is below has an
 * address already: make it after the site that stands there (`dependsOn`).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html
 */
export class SignInName extends Component {
    readonly url: pulumi.Output<string>;

    constructor(name: string, args: SignInNameArgs, options?: pulumi.ComponentResourceOptions) {
        super("SignInName", name, options);
        const { userPoolId, host, zone } = args;
        const domain = new cognito.UserPoolDomain(
            name,
            { userPoolId, domain: host, certificateArn: zone.cloudFrontCertificateArn },
            // A name has one owner at a time.
            { ...this.child, deleteBeforeReplace: true },
        );
        const target = { name: domain.cloudfrontDistribution, zoneId: domain.cloudfrontDistributionZoneId };
        aliasRecords(name, zone, host, target, this.child);
        this.url = pulumi.interpolate`https://${domain.domain}`;
        this.registerOutputs({ url: this.url });
    }
}

/** Names for the directories that are to have one, after everything that gives the domain an address. */
export function createSignInNames(
    directories: Readonly<Record<string, { readonly userPoolId: pulumi.Input<string> }>>,
    domainOf: (id: string) => { readonly host: string; readonly zone: PublicZone } | undefined,
    options: pulumi.ComponentResourceOptions,
): void {
    for (const [name, { userPoolId }] of Object.entries(directories)) {
        const domain = domainOf(`directory/${name}`);
        if (domain) new SignInName(name, { userPoolId, ...domain }, options);
    }
}
