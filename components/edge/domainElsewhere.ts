import type { PublicZone, RecordToMake } from "../support/dns";

/** Certificates that exist, where the stack needs one. */
interface Certificates {
    readonly regional: string | undefined;
    readonly cloudFront: string | undefined;
}

/** A domain whose DNS is not in Route 53: the stack makes no record, and lists those that people have to make. */
export class DomainElsewhere implements PublicZone {
    readonly zoneId = undefined;
    readonly hasOwnCertificates = false;
    /** Complete once everything that has a name has been made. */
    readonly toMake: RecordToMake[] = [];
    /** There is no zone to delegate to. */
    readonly nameServers: string[] = [];

    constructor(
        readonly domainName: string,
        private readonly certificates: Certificates,
    ) {}

    get certificateArn(): string {
        return this.given("regional");
    }

    get cloudFrontCertificateArn(): string {
        return this.given("cloudFront");
    }

    /** @throws Error without one: configuration that needs it should have been refused */
    private given(place: keyof Certificates): string {
        const arn = this.certificates[place];
        if (arn === undefined) throw new Error(`the domain ${this.domainName} has no ${place} certificate`);
        return arn;
    }
}
