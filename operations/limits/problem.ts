/** Why AWS did not answer a question. */
export interface Refusal {
    /** In a few words, with the missing permission if there is one. */
    readonly reason: string;
}

const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden|AuthorizationError)/;

/** Whether AWS has no such resource, as opposed to refusing the request. */
export function isUnknown(error: unknown): boolean {
    return /^(NoSuchResource|ResourceNotFound|NotFound|UnknownOperation|InvalidAction|NotImplemented)/.test(
        nameOf(error),
    );
}

/** @param permission what asking takes, such as `ec2:DescribeVpcs` */
export function refusal(error: unknown, permission: string): Refusal {
    const name = nameOf(error);
    return DENIED.test(name)
        ? { reason: `${permission} is not allowed` }
        : {
              reason: `${permission} failed: ${name}${error instanceof Error && error.message ? `, ${error.message}` : ""}`,
          };
}

function nameOf(error: unknown): string {
    return error instanceof Error ? error.name : String(error);
}
