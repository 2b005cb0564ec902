import { resourceRule } from "../../core/rule";

const CREDENTIALS = ["accessKey", "secretKey", "token"];
const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/;

/** How access keys of AWS begin: long-lived ones, temporary ones. */
const REAL = /^A(KIA|SIA)/;

export const noStaticCredentials = resourceRule({
    name: "across-no-static-credentials",
    title: "Providers have no credentials of their own",
    description: "Credentials in a program reach its state and repository, and never expire.",
    severity: "critical",
    catalogues: { checkov: ["CKV_AWS_41"] },
    remediation:
        "Remove accessKey, secretKey and token; use a role from the environment (profile, assumeRoles, OIDC).",
    url: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
    types: ["pulumi:providers:aws"],
    check(provider) {
        // Local emulators require credentials and accept any, also credentials that AWS would refuse if a
        // service were missing from the endpoints.
        const endpoints = flat(provider.json("endpoints"));
        const isEmulated = endpoints.length > 0 && endpoints.every((url) => LOOPBACK.test(url));
        const key = isEmulated ? provider.string("accessKey", "") : "";
        if (key !== undefined && key !== "" && !REAL.test(key) && !provider.isSet("token")) return;
        for (const name of CREDENTIALS) {
            if (provider.isSet(name)) provider.fail(name, "is set");
        }
    },
});

function flat(value: unknown): string[] {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(flat) : [];
}
