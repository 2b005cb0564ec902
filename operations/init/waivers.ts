import { type Answers, needsNetwork } from "./answers";

/** Why resources of every such project break a rule on purpose, by rule. */
interface Exception {
    readonly rule: string;
    /** Behind the stack's and the project's name. */
    readonly resource: string;
    readonly reason: string;
    readonly appliesTo: (answers: Answers) => boolean;
}

const DELIVERY = "plumbline:index:Delivery*$aws:iam/rolePolicy:RolePolicy::*-deploy";
const delivers = ({ repository }: Answers) => repository !== undefined;

const EXCEPTIONS: readonly Exception[] = [
    {
        rule: "vpc-nacl-admin-ports",
        resource: "plumbline:index:Network$aws:ec2/networkAcl:NetworkAcl::network-p*",
        reason: "ACLs keep no state, and NAT gateways await answers at any port from 1024; security groups close 3389",
        appliesTo: needsNetwork,
    },
    {
        rule: "s3-customer-key",
        resource:
            "plumbline:index:Bucket$aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration::logs",
        reason: "load balancers deliver their access logs only to buckets encrypted with SSE-S3",
        appliesTo: () => true,
    },
    {
        rule: "iam-no-escalation",
        resource: DELIVERY,
        reason: "workloads' roles and their policies are created by this role; administrators' policies and the delivery roles are denied to it",
        appliesTo: delivers,
    },
    {
        rule: "iam-no-service-wildcards",
        resource: DELIVERY,
        reason: "a deployment creates, changes and deletes everything the platform is made of; limited to its services and regions",
        appliesTo: delivers,
    },
    {
        rule: "iam-pass-role",
        resource: DELIVERY,
        reason: "the roles of workloads are created by the same run and have no names before; those of delivery are denied",
        appliesTo: delivers,
    },
    {
        rule: "kms-no-wildcard-decrypt",
        resource: DELIVERY,
        reason: "the stack's key is created by the same run; keys of others are closed by their own key policies",
        appliesTo: delivers,
    },
];

/** waivers.yaml: the exceptions hold for a year, then somebody looks at them again. */
export function waiversFile(answers: Answers, now: Date): string {
    const expires = new Date(now);
    expires.setUTCFullYear(now.getUTCFullYear() + 1);
    const entries = EXCEPTIONS.filter(({ appliesTo }) => appliesTo(answers)).map(
        ({ rule, resource, reason }) => `- rule: ${rule}
  urn: urn:pulumi:*::${answers.name}::${resource}
  reason: ${reason}
  owner: ${answers.name}
  expires: "${expires.toISOString().slice(0, 10)}"
`,
    );
    return `# Exceptions on purpose from policies and from drift. Expired or unneeded ones are errors.
${entries.join("")}`;
}
