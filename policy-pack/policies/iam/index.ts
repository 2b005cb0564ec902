import type { Rule } from "../../core/rule";
import { iamNoAdmin } from "./noAdmin";
import { iamNoAdminAttachment } from "./noAdminAttachment";
import { iamNoDataEverywhere } from "./noDataEverywhere";
import { iamNoEscalation } from "./noEscalation";
import { iamNoNotResource } from "./noNotResource";
import { iamNoServiceWildcards } from "./noServiceWildcards";
import { iamNoUsers } from "./noUsers";
import { iamNoWritesEverywhere } from "./noWritesEverywhere";
import { iamOidcAudience } from "./oidcAudience";
import { iamOidcSubject } from "./oidcSubject";
import { iamPassRole } from "./passRole";
import { iamPasswordPolicy } from "./passwordPolicy";
import { iamTrustAccounts } from "./trustAccounts";
import { iamTrustNotPublic } from "./trustNotPublic";
import { iamTrustSource } from "./trustSource";

export const iam: readonly Rule[] = [
    iamNoAdmin,
    iamNoAdminAttachment,
    iamNoDataEverywhere,
    iamNoEscalation,
    iamNoNotResource,
    iamNoServiceWildcards,
    iamNoUsers,
    iamNoWritesEverywhere,
    iamOidcAudience,
    iamOidcSubject,
    iamPassRole,
    iamPasswordPolicy,
    iamTrustAccounts,
    iamTrustNotPublic,
    iamTrustSource,
];
