export { Domain, type DomainArgs } from "./domain";
export { DomainElsewhere } from "./domainElsewhere";
export { Edge, type EdgeArgs, type RegionServices } from "./edge";
export { Firewall, type FirewallArgs } from "./firewall";
export type { Countries } from "./firewallRules";
export { OriginSecret, type OriginSecretArgs } from "./originSecret";
export { ZoneGuard, type ZoneGuardArgs } from "./zoneGuard";
export { zoneHolds } from "./zoneHolds";
