import type { Rule } from "../../core/rule";
import { ecsCircuitBreaker } from "./circuitBreaker";
import { ecsContainerInsights } from "./containerInsights";
import { ecsExecCustomerKey } from "./execCustomerKey";
import { ecsExecLogged } from "./execLogged";
import { ecsFileSystemsEncrypted } from "./fileSystemsEncrypted";
import { ecsLogs } from "./logs";
import { ecsManagedTermination } from "./managedTermination";
import { ecsNoHostNetwork } from "./noHostNetwork";
import { ecsNoHostProcesses } from "./noHostProcesses";
import { ecsNoPlainSecrets } from "./noPlainSecrets";
import { ecsNoPublicIp } from "./noPublicIp";
import { ecsNoShell } from "./noShell";
import { ecsNotPrivileged } from "./notPrivileged";
import { ecsNotRoot } from "./notRoot";
import { ecsPinnedImage } from "./pinnedImage";
import { ecsPlatformVersion } from "./platformVersion";
import { ecsReadOnlyRoot } from "./readOnlyRoot";
import { ecsSeparateRoles } from "./separateRoles";
import { ecsTwoTasks } from "./twoTasks";

export const ecs: readonly Rule[] = [
    ecsCircuitBreaker,
    ecsContainerInsights,
    ecsExecCustomerKey,
    ecsExecLogged,
    ecsFileSystemsEncrypted,
    ecsLogs,
    ecsManagedTermination,
    ecsNoHostNetwork,
    ecsNoHostProcesses,
    ecsNoPlainSecrets,
    ecsNoPublicIp,
    ecsNoShell,
    ecsNotPrivileged,
    ecsNotRoot,
    ecsPinnedImage,
    ecsPlatformVersion,
    ecsReadOnlyRoot,
    ecsSeparateRoles,
    ecsTwoTasks,
];
