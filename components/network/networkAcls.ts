import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import type { Delegation } from "../../model/delegation";

/** Arguments of {@link createNetworkAcls}. */
export interface NetworkAclsArgs {
    readonly vpcId: pulumi.Input<string>;
    /** The VPC's block in CIDR notation. */
    readonly cidr: string;
    readonly subnetIds: Readonly<Record<"public" | "private" | "isolated", pulumi.Input<string>[]>>;
}

const ANYWHERE = "0.0.0.0/0";
/** Where answers to outgoing connections arrive; network ACLs keep no state. */
const EPHEMERAL = { fromPort: 1024, toPort: 65535 };

interface Rule {
    readonly cidrBlock: string;
    readonly protocol: string;
    readonly fromPort: number;
    readonly toPort: number;
}

/** Network ACLs by tier: a second fence around the security groups, coarse on purpose. */
export function createNetworkAcls(
    prefix: string,
    args: NetworkAclsArgs,
    options: pulumi.CustomResourceOptions,
): ec2.NetworkAcl[] {
    const everything = (cidrBlock: string): Rule => ({ cidrBlock, protocol: "-1", fromPort: 0, toPort: 0 });
    const tcp = (cidrBlock: string, fromPort: number, toPort: number): Rule => ({
        cidrBlock,
        protocol: "tcp",
        fromPort,
        toPort,
    });
    const within = everything(args.cidr);
    const answers = tcp(ANYWHERE, EPHEMERAL.fromPort, EPHEMERAL.toPort);
    const out = everything(ANYWHERE);
    const tiers = {
        public: { ingress: [within, tcp(ANYWHERE, 80, 80), tcp(ANYWHERE, 443, 443), answers], egress: [out] },
        private: { ingress: [within, answers], egress: [out] },
        isolated: { ingress: [within], egress: [within] },
    };
    return (["public", "private", "isolated"] as const).map((tier) => {
        const name = `${prefix}-${tier}`;
        return new ec2.NetworkAcl(
            name,
            {
                vpcId: args.vpcId,
                subnetIds: args.subnetIds[tier],
                ingress: numbered(tiers[tier].ingress),
                egress: numbered(tiers[tier].egress),
                tags: { Name: name },
            },
            options,
        );
    });
}

/** Rules are asked in the order of their numbers; AWS advises to leave gaps. */
function numbered(rules: readonly Rule[]): (Rule & { ruleNo: number; action: string })[] {
    return rules.map((rule, index) => ({ ...rule, ruleNo: (index + 1) * 100, action: "allow" }));
}

/** The subnets of the VPC's default ACL: no decision of the program's. */
export function subnetsOfDefaultAcl(name: string): Delegation {
    return {
        type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
        name,
        path: "subnetIds",
        band: { anything: true },
        by: "AWS, which puts every subnet here that has no ACL of its own",
    };
}
