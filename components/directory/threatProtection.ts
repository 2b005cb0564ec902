import * as cognito from "@pulumi/aws/cognito";
import type * as pulumi from "@pulumi/pulumi";

/** Threat protection of Cognito: compromised passwords and unusual sign-ins, and the response to them. */
export type ThreatProtection = "off" | "audit" | "enforced";

/** The plan that a pool needs, and the mode it is in. */
export function protectionOf(mode: ThreatProtection) {
    return mode === "off"
        ? { userPoolTier: "ESSENTIALS" }
        : {
              userPoolTier: "PLUS",
              userPoolAddOns: { advancedSecurityMode: mode === "audit" ? "AUDIT" : "ENFORCED" },
          };
}

/** Users get no e-mail: that would take a verified sender, and teach people to expect such messages. */
const act = (eventAction: string) => ({ eventAction, notify: false });

/** Refuses passwords known to be stolen and sign-ins that are probably not by their owner. */
export function enforceProtection(
    name: string,
    userPoolId: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): void {
    new cognito.RiskConfiguration(
        name,
        {
            userPoolId,
            compromisedCredentialsRiskConfiguration: {
                eventFilters: ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"],
                actions: { eventAction: "BLOCK" },
            },
            accountTakeoverRiskConfiguration: {
                actions: {
                    highAction: act("BLOCK"),
                    mediumAction: act("MFA_REQUIRED"),
                    lowAction: act("MFA_IF_CONFIGURED"),
                },
            },
        },
        options,
    );
}
