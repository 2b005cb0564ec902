import type { Rule } from "../../core/rule";
import { codebuildEncrypted } from "./encrypted";
import { codebuildLogs } from "./logs";
import { codebuildNoCredentialsInUrl } from "./noCredentialsInUrl";
import { codebuildNoPlainSecrets } from "./noPlainSecrets";
import { codebuildNotPrivileged } from "./notPrivileged";

export const codebuild: readonly Rule[] = [
    codebuildEncrypted,
    codebuildLogs,
    codebuildNoCredentialsInUrl,
    codebuildNoPlainSecrets,
    codebuildNotPrivileged,
];
