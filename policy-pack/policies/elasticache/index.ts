import type { Rule } from "../../core/rule";
import { elasticacheAuthentication } from "./authentication";
import { elasticacheBackups } from "./backups";
import { elasticacheCustomerKey } from "./customerKey";
import { elasticacheEncryptedAtRest } from "./encryptedAtRest";
import { elasticacheEncryptedInTransit } from "./encryptedInTransit";
import { elasticacheFailover } from "./failover";
import { elasticacheFinalSnapshot } from "./finalSnapshot";
import { elasticacheLogs } from "./logs";
import { elasticacheMinorUpgrades } from "./minorUpgrades";
import { elasticacheSubnetGroup } from "./subnetGroup";
import { elasticacheUsersAuthenticate } from "./usersAuthenticate";

export const elasticache: readonly Rule[] = [
    elasticacheAuthentication,
    elasticacheBackups,
    elasticacheCustomerKey,
    elasticacheEncryptedAtRest,
    elasticacheEncryptedInTransit,
    elasticacheFailover,
    elasticacheFinalSnapshot,
    elasticacheLogs,
    elasticacheMinorUpgrades,
    elasticacheSubnetGroup,
    elasticacheUsersAuthenticate,
];
