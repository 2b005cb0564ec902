"""Translates the regular expressions of AWS's models, which are Java's, into Python's.

A pattern that Python could not compile would be a check that never fails: a test compiles every pattern of
the services in use.
"""

import re
import sys
import unicodedata
from functools import cache

_ASTRAL = "\U00010000-\U0010ffff"
_PAIRS = re.compile(r"\\uD800\\uDC00-\\uDBFF\\uDFFF")
_NAMED = re.compile(r"\\([pP])\{(?:Is)?(\w+)\}")
_FLAG = re.compile(r"\(\?i\)")
_HYPHEN_AFTER_CLASS = re.compile(r"(\\[wdsWDS]|\\p\{\w+\})-(?!\])")
_POSIX = {
    "Print": r"\x20-\x7e",
    "Graph": r"\x21-\x7e",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Upper": "A-Z",
    "Lower": "a-z",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r"\s",
}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, for `fullmatch`: AWS holds a value against the whole of it, with or without anchors."""
    return re.compile(translate(pattern), re.IGNORECASE if _FLAG.search(pattern) else 0)


def translate(pattern: str) -> str:
    """The same pattern in Python's syntax."""
    text = _PAIRS.sub(_ASTRAL, _FLAG.sub("", pattern)).replace("\\z", "\\Z")
    text = _hyphens(text)
    parts: list[str] = []
    inside, position = False, 0
    while position < len(text):
        character = text[position]
        if named := _NAMED.match(text, position):
            members = _category(named[2], named[1] == "P")
            parts.append(members if inside else f"[{members}]")
            position = named.end()
            continue
        if character == "\\":
            parts.append(text[position : position + 2])
            position += 2
            continue
        if character == "[":
            # Python warns of a bracket within brackets, which is a character like others here.
            parts.append("\\[" if inside else "[")
            inside = True
        else:
            inside = inside and character != "]"
            parts.append(character)
        position += 1
    return "".join(parts)


def _hyphens(text: str) -> str:
    """A hyphen after a class of characters (words, digits) is no range; Python wants that said."""
    return _HYPHEN_AFTER_CLASS.sub(r"\1\\-", text)


@cache
def _category(name: str, others: bool) -> str:
    """The characters of a category of Unicode (L, Zs), or all others, as the inside of brackets."""
    if name in _POSIX and not others:
        return _POSIX[name]
    name = "L" if name == "Alphabetic" else name
    ranges: list[tuple[int, int]] = []
    for code in range(0x10000):
        if unicodedata.category(chr(code)).startswith(name) != others:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    if not ranges:
        raise ValueError(f"{name} is no category of Unicode that {sys.implementation.name} knows")
    inside = "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)
    # Beyond the first plane are scripts and pictures; the few that are neither are not told apart.
    return inside + (_ASTRAL if others or name[0] in "LS" else "")
