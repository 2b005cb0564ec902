"""Texts with wildcards and variables, as policies have them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import re
from collections.abc import Mapping
from functools import lru_cache

Keys = Mapping[str, tuple[str, ...]]
"""Condition keys of a request, in lower case, with their values."""

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_PLAIN = {"*": "*", "?": "?", "$": "$"}
FIXED = "\0"
"""Stands in front of a character that is no wildcard, because a variable brought it."""


@lru_cache(maxsize=8192)
def wild(pattern: str, ignoring_case: bool = False) -> re.Pattern[str]:
    """A pattern in which `*` stands for any text, and `?` for a character."""
    return re.compile(_expression(pattern, "."), re.DOTALL | (re.IGNORECASE if ignoring_case else 0))


@lru_cache(maxsize=8192)
def arn_like(pattern: str) -> re.Pattern[str]:
    """A pattern of ARNs: a wildcard in one of the first five parts stays within that part."""
    parts = pattern.split(":", 5)
    if len(parts) < 6:
        return wild(pattern)
    first = [_expression(part, "[^:]") for part in parts[:5]]
    return re.compile(":".join([*first, _expression(parts[5], ".")]), re.DOTALL)


def filled(text: str, keys: Keys) -> str | None:
    """A text with the values of its variables; None if the request lacks one that has no default."""
    if "${" not in text:
        return text
    missing = False

    def value(found: re.Match[str]) -> str:
        nonlocal missing
        if found[1] in _PLAIN:
            return FIXED + found[1]
        name, _, default = found[1].partition(",")
        known = keys.get(name.strip().lower(), ())
        if len(known) == 1:
            return re.sub(r"([*?])", FIXED + r"\1", known[0])
        missing = missing or not default
        return default.strip().strip("'")

    made = _VARIABLE.sub(value, text)
    return None if missing else made


def plain(text: str) -> str:
    """A text that is compared as it is."""
    return text.replace(FIXED, "")


def _expression(pattern: str, any_character: str) -> str:
    parts, fixed = [], False
    for character in pattern:
        if character == FIXED:
            fixed = True
            continue
        wildcard = "" if fixed else {"*": f"{any_character}*", "?": any_character}.get(character, "")
        parts.append(wildcard or re.escape(character))
        fixed = False
    return "".join(parts)
