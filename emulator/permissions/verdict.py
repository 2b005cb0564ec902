"""The verdict on a request, from all policies that have a say.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from dataclasses import dataclass

from .documents import Asked, Policy, Statement, says


@dataclass(frozen=True)
class Principal:
    """Who asks, and the policies that this one has."""

    arn: str
    """Of the user, of the session of a role, or the name of a service."""
    account: str
    role: str = ""
    """ARN of the role whose session it is."""
    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: Policy | None = None
    """The policy with which the role was assumed."""
    is_service: bool = False

    def owners(self) -> tuple[str, str]:
        """The account, as policies name it: what it may, its own policies still have to allow."""
        return self.account, f"arn:{self.arn.split(':')[1]}:iam::{self.account}:root"


@dataclass(frozen=True)
class Held:
    """The policy of a resource."""

    policy: Policy
    decides: bool = False
    """Whether policies of callers count only if it lets the account decide: of keys, and of roles."""


def refusal(who: Principal, asked: Asked, held: Held | None) -> str | None:
    """The end of AWS's message: why it is refused. None: it is allowed."""
    identity = [says(one, asked) for one in who.identity]
    boundary = None if who.boundary is None else says(who.boundary, asked)
    session = None if who.session is None else says(who.session, asked)
    resource = held.policy if held else ()
    direct = [one for one in resource if _names(one, who)]
    if False in identity:
        return "with an explicit deny in an identity-based policy"
    if says(direct, asked) is False or _account_is_denied(resource, who, asked):
        return "with an explicit deny in a resource-based policy"
    if boundary is False:
        return "with an explicit deny in a permissions boundary"
    if session is False:
        return "with an explicit deny in a session policy"
    named = [one for one in direct if ("AWS", who.arn) in one.principals]
    if who.role and says(named, asked):
        return None  # what a session itself is allowed, nothing limits
    by_resource = says(direct, asked) is True
    if not by_resource:
        if held and held.decides and not _lets_account_decide(held, who, asked):
            return f"because no resource-based policy allows the {asked.action} action"
        if True not in identity:
            kind = "resource" if who.is_service else "identity"
            return f"because no {kind}-based policy allows the {asked.action} action"
    if who.boundary is not None and boundary is not True:
        return f"because no permissions boundary allows the {asked.action} action"
    if who.session is not None and session is not True:
        return f"because no session policy allows the {asked.action} action"
    return None


def _names(statement: Statement, who: Principal) -> bool:
    """Whether a statement of a resource is for this principal itself, or for everybody."""
    named = statement.principals
    if statement.but_principals:
        others = {("AWS", one) for one in (who.arn, who.role, *who.owners()) if one}
        return not (others & {*named}) and ("Service", who.arn) not in named
    if ("*", "*") in named:
        return True
    if who.is_service:
        return ("Service", who.arn) in named
    return ("AWS", who.arn) in named or (bool(who.role) and ("AWS", who.role) in named)


def _account_is_denied(resource: Policy, who: Principal, asked: Asked) -> bool:
    if who.is_service:
        return False
    return says([one for one in resource if not one.allows and _is_for_account(one, who)], asked) is False


def _lets_account_decide(held: Held, who: Principal, asked: Asked) -> bool:
    return says([one for one in held.policy if _is_for_account(one, who)], asked) is True


def _is_for_account(statement: Statement, who: Principal) -> bool:
    return not statement.but_principals and any(("AWS", one) in statement.principals for one in who.owners())
