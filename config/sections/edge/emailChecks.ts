import type { Check } from "../../checks/check";

/** SES refuses a sender that it has not verified, when the first person registers. */
export const senderIsVerified: Check = {
    keys: ["email"],
    run: ({ email: given }) =>
        given === undefined || isOf(addressOf(given.from), given.identity)
            ? []
            : [
                  {
                      key: "plumbline:email.from",
                      message: `"${given.from}" is not allowed; it must be an address of email.identity, which is ${given.identity}`,
                  },
              ],
};

function addressOf(from: string): string {
    return (/<([^>]+)>$/.exec(from)?.[1] ?? from).toLowerCase();
}

/** Addresses below a verified domain are verified as well. */
function isOf(address: string, verified: string): boolean {
    const known = verified.toLowerCase();
    const [, host = ""] = address.split("@");
    return known.includes("@") ? address === known : host === known || host.endsWith(`.${known}`);
}
