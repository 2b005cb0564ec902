import type { Rule } from "../../core/rule";
import { vpcAuthorisedPorts } from "./authorisedPorts";
import { vpcDefaultSecurityGroup } from "./defaultSecurityGroup";
import { vpcFlowLogs } from "./flowLogs";
import { vpcNaclAdminPorts } from "./naclAdminPorts";
import { vpcNatPerZone } from "./natPerZone";
import { vpcNoAdminFromWorld } from "./noAdminFromWorld";
import { vpcNoAutoPublicIp } from "./noAutoPublicIp";
import { vpcOneKindOfRules } from "./oneKindOfRules";
import { vpcRiskyPorts } from "./riskyPorts";
import { vpcRuleDescriptions } from "./ruleDescriptions";
import { vpcTwoZones } from "./twoZones";

export const vpc: readonly Rule[] = [
    vpcAuthorisedPorts,
    vpcDefaultSecurityGroup,
    vpcFlowLogs,
    vpcNaclAdminPorts,
    vpcNatPerZone,
    vpcNoAdminFromWorld,
    vpcNoAutoPublicIp,
    vpcOneKindOfRules,
    vpcRiskyPorts,
    vpcRuleDescriptions,
    vpcTwoZones,
];
