import { nameOf } from "../state/urn";

/** The reason of a failed read. */
export interface Problem {
    /** The resource, if it is one's own problem. */
    readonly urn?: string;
    /** Whether the resource is gone. */
    readonly isGone: boolean;
    /** In sentences, with what to do. */
    readonly text: string;
}

/**
 * The framework's message for a resource that was read without an error, and was not there: Pulumi's bridge
 * keeps no resource identities, which the framework wants back even of what is gone.
 * Source: terraform-plugin-framework 1.19, internal/fwserver/server_readresource.go
 */
const gone = /Missing Resource Identity After Read/;

interface Kind {
    readonly pattern: RegExp;
    readonly text: string;
}

/** Messages of AWS and its provider, with their meaning. The first match counts. */
const kinds: readonly Kind[] = [
    {
        pattern: /throttl|rate exceeded|too ?many ?requests|requestlimitexceeded|slowdown|status ?code: 429/i,
        text: "AWS throttles the requests. Try again later, or at another time of the day.",
    },
    {
        pattern:
            /expiredtoken|token.{0,20}expired|invalidclienttokenid|unrecognizedclient|signaturedoesnotmatch|invalidaccesskeyid|authfailure|no valid credential|failed to refresh cached credentials|no ec2 imds role/i,
        text: "The credentials are missing, wrong or have expired. Renew them and try again.",
    },
    {
        pattern: /account id not allowed|is not allowed.*account|forbidden account/i,
        text: "The credentials belong to another account than the stack's.",
    },
    {
        pattern: /connection refused|no such host|i\/o timeout|connection reset|dial tcp|EOF$/i,
        text: "AWS (or the emulator) can't be reached.",
    },
    {
        pattern:
            /internalfailure|internalerror|serviceunavailable|service unavailable|status ?code: 50[0234]/i,
        text: "AWS answers with errors of its own. Try again later.",
    },
    {
        pattern: /incorrect passphrase|decrypt|error getting secrets provider|passphrase must be set/i,
        text: "The state's secrets can't be decrypted. Set PULUMI_CONFIG_PASSPHRASE, or credentials for its key.",
    },
    {
        pattern: /accessdenied|unauthorizedoperation|not authorized|access denied|forbidden/i,
        text: "Reading it is not allowed. Give the role permission to read it.",
    },
];

/** Explains an error of Pulumi's. The error's own first line stays in it, without colors. */
export function explainProblem({ urn, message }: { urn?: string; message: string }): Problem {
    const plain = message.replaceAll(/<\{%.*?%\}>|\u001b\[[\d;]*m/g, "").trim();
    const kind = kinds.find(({ pattern }) => pattern.test(plain));
    const where = urn ? `${nameOf(urn)}: ` : "";
    const said = firstWords(plain);
    return {
        ...(urn ? { urn } : {}),
        isGone: urn !== undefined && gone.test(plain),
        text: `${where}${kind ? `${kind.text} ` : ""}${said ? `(${said})` : ""}`.trim(),
    };
}

/** The decisive part of a message, for a line. */
function firstWords(text: string): string {
    const line = text.split("\n").find((each) => /error|denied|throttl|refused|exception/i.test(each));
    const one = (line ?? text).replaceAll(/\s+/g, " ").trim();
    return one.length > 300 ? `${one.slice(0, 300)}…` : one;
}
