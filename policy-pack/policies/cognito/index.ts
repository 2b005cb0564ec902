import type { Rule } from "../../core/rule";
import { cognitoDeletionProtection } from "./deletionProtection";
import { cognitoMfa } from "./mfa";
import { cognitoMfaRequired } from "./mfaRequired";
import { cognitoNoGuests } from "./noGuests";
import { cognitoPasswordPolicy } from "./passwordPolicy";
import { cognitoThreatProtection } from "./threatProtection";

export const cognito: readonly Rule[] = [
    cognitoDeletionProtection,
    cognitoMfa,
    cognitoMfaRequired,
    cognitoNoGuests,
    cognitoPasswordPolicy,
    cognitoThreatProtection,
];
