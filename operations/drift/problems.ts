import { nameOf } from "./state";

/** Why something could not be read. */
export interface Problem {
    /** The resource, if it is one's own problem. */
    readonly urn?: string;
    /** Whether it would be so for every resource: trying the others is no use. */
    readonly isGeneral: boolean;
    /** In sentences, with what to do. */
    readonly text: string;
}

interface Kind {
    readonly pattern: RegExp;
    readonly isGeneral: boolean;
    readonly text: string;
}

/** What AWS and its provider say, and what that means. The first that fits counts. */
const kinds: readonly Kind[] = [
    {
        pattern: /throttl|rate exceeded|too ?many ?requests|requestlimitexceeded|slowdown|status ?code: 429/i,
        isGeneral: true,
        text: "AWS throttles the requests. Try again later, or at another time of the day.",
    },
    {
        pattern:
            /expiredtoken|token.{0,20}expired|invalidclienttokenid|unrecognizedclient|signaturedoesnotmatch|invalidaccesskeyid|authfailure|no valid credential|failed to refresh cached credentials|no ec2 imds role/i,
        isGeneral: true,
        text: "The credentials are missing, wrong or have expired. Renew them and try again.",
    },
    {
        pattern: /account id not allowed|is not allowed.*account|forbidden account/i,
        isGeneral: true,
        text: "The credentials belong to another account than the stack's.",
    },
    {
        pattern: /connection refused|no such host|i\/o timeout|connection reset|dial tcp|EOF$/i,
        isGeneral: true,
        text: "AWS (or the emulator) can't be reached.",
    },
    {
        pattern: /internalfailure|internalerror|serviceunavailable|service unavailable|status ?code: 5\d\d/i,
        isGeneral: true,
        text: "AWS answers with errors of its own. Try again later.",
    },
    {
        pattern: /incorrect passphrase|decrypt|error getting secrets provider|passphrase must be set/i,
        isGeneral: true,
        text: "The state's secrets can't be decrypted. Set PULUMI_CONFIG_PASSPHRASE, or credentials for its key.",
    },
    {
        pattern: /accessdenied|unauthorizedoperation|not authorized|access denied|forbidden/i,
        isGeneral: false,
        text: "Reading it is not allowed. Give the role permission to read it.",
    },
];

/** Says what an error of Pulumi's means. The error's own first line stays in it, without colors. */
export function explainProblem({ urn, message }: { urn?: string; message: string }): Problem {
    const plain = message.replaceAll(/<\{%.*?%\}>|\u001b\[[\d;]*m/g, "").trim();
    const kind = kinds.find(({ pattern }) => pattern.test(plain));
    const where = urn ? `${nameOf(urn)}: ` : "";
    const said = firstWords(plain);
    return {
        ...(urn ? { urn } : {}),
        isGeneral: kind?.isGeneral ?? !urn,
        text: `${where}${kind ? `${kind.text} ` : ""}${said ? `(${said})` : ""}`.trim(),
    };
}

/** The part of a message that says it, for a line. */
function firstWords(text: string): string {
    const line = text.split("\n").find((each) => /error|denied|throttl|refused|exception/i.test(each));
    const one = (line ?? text).replaceAll(/\s+/g, " ").trim();
    return one.length > 300 ? `${one.slice(0, 300)}…` : one;
}
