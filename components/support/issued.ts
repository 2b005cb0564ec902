import { setTimeout as sleep } from "node:timers/promises";

import * as acm from "@pulumi/aws/acm";
import * as pulumi from "@pulumi/pulumi";

import { refusal } from "./component";

/** Arguments of {@link whenIssued}. */
export interface IssuedArgs {
    readonly domainName: string;
    readonly region: string;
    /** What people have to do before ACM can issue it; said once ACM has had its first look. @default nothing */
    readonly before?: pulumi.Input<string> | undefined;
}

/** Tags by which the certificate is found again, the same for all stacks of one name in an account. */
export function certificateTags(name: string): { readonly Name: string } {
    return { Name: `${pulumi.getProject()}-${pulumi.getStack()}-${name}` };
}

/** Times of waiting, in milliseconds: ACM takes a minute where DNS is ready, and hours where it is not. */
export interface Waiting {
    readonly first: number;
    readonly longest: number;
    readonly limit: number;
}

const WAITING: Waiting = { first: 1200, longest: 15_000, limit: 75 * 60_000 };

/** ACM checks nothing again in these states: https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-failed.html */
const FINAL = ["FAILED", "VALIDATION_TIMED_OUT", "REVOKED", "EXPIRED", "INACTIVE"];

/**
 * The ARN of a certificate, known once ACM has issued it. `CertificateValidation` waits for that inside of the AWS
 * provider, which nothing interrupts: an interrupted deployment would go on for 75 minutes, or end with a pending
 * operation. So the program waits first, where an interrupt ends it at once. A preview does not wait.
 */
export function whenIssued(
    name: string,
    certificate: acm.Certificate,
    { domainName, region, before = "" }: IssuedArgs,
    parent: pulumi.Resource | undefined,
    waiting: Waiting = WAITING,
): pulumi.Output<string> {
    return pulumi.all([certificate.arn, before]).apply(async ([arn, hint]) => {
        if (pulumi.runtime.isDryRun()) return arn;
        const status = async (): Promise<string> => {
            const { Name } = certificateTags(name);
            const statuses = ["PENDING_VALIDATION", "ISSUED", ...FINAL];
            const wanted = { domain: domainName, tags: { Name }, statuses, region };
            return (await acm.getCertificate(wanted, parent && { parent })).status;
        };
        const end = Date.now() + waiting.limit;
        for (let pause = waiting.first, said = false; ; pause = Math.min(pause * 2, waiting.longest)) {
            const found = await status();
            if (found === "ISSUED") return arn;
            if (FINAL.includes(found)) {
                throw refusal(
                    `the certificate of ${domainName} in ${region} is ${found}, not ISSUED: ${WHY}`,
                    parent,
                );
            }
            if (Date.now() >= end) {
                throw refusal(
                    `ACM has not issued the certificate of ${domainName} in ${region} within ${waiting.limit / 60_000} minutes. ${hint}Deploy again then`,
                    parent,
                );
            }
            if (pause > waiting.first && !said && hint !== "") {
                said = true;
                void pulumi.log.warn(
                    `${hint}The deployment waits for that; it may be interrupted, and repeated later.`,
                    parent,
                );
            }
            await sleep(pause);
        }
    });
}

const WHY =
    "see CAA records of the domain, and replace the certificate (pulumi up --replace) once they let amazon.com issue it";
