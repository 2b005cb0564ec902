import { exactly, times } from "../ranges";
import type { Estimator, Estimators } from "../estimator";

const zone: Estimator = (_, { assumptions }) => [
    { what: "hosted zone", price: "route53/zone", quantity: exactly(1) },
    {
        what: "queries",
        price: "route53/query",
        quantity: times(assumptions.zoneQueries, 1e-6),
        assumptions: ["zoneQueries"],
    },
];

/** A private zone: queries from the VPC's resolver are free. */
const privateZone: Estimator = () => [{ what: "private zone", price: "route53/zone", quantity: exactly(1) }];

export const route53: Estimators = {
    "aws:route53/zone:Zone": zone,
    "aws:route53/healthCheck:HealthCheck": () => [
        { what: "health check", price: "route53/check", quantity: exactly(1) },
    ],
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": privateZone,
    "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace": zone,
};
