"""Windows of time that databases and caches have for backups and maintenance."""

import re

from emulator.state import Refused

_DAILY = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKLY = re.compile(
    rf"({'|'.join(_DAYS)}):([01]\d|2[0-3]):([0-5]\d)-({'|'.join(_DAYS)}):([01]\d|2[0-3]):([0-5]\d)"
)
_DAY, _WEEK = 24 * 60, 7 * 24 * 60
_INVALID = "InvalidParameterValue"


def check(backup: str | None, maintenance: str | None, least: int, what: str = "backup") -> None:
    """Refuses windows that are malformed, shorter than `least` minutes (of a backup), or overlap."""
    daily = _DAILY.fullmatch(backup or "")
    weekly = _WEEKLY.fullmatch((maintenance or "").lower())
    if backup and not daily:
        raise Refused(
            _INVALID,
            f"Invalid {what} window format: {backup}. Should be specified as a range hh24:mi-hh24:mi",
        )
    if maintenance and not weekly:
        message = f"Invalid maintenance window format: {maintenance}. Should be specified as a range"
        raise Refused(_INVALID, f"{message} ddd:hh24:mi-ddd:hh24:mi")
    if daily:
        start = _minutes(daily[1], daily[2])
        length = (_minutes(daily[3], daily[4]) - start) % _DAY
        if length < least:
            raise Refused(_INVALID, f"The {what} window must be at least {least} minutes.")
        if weekly:
            begin = _DAYS.index(weekly[1]) * _DAY + _minutes(weekly[2], weekly[3])
            end = _DAYS.index(weekly[4]) * _DAY + _minutes(weekly[5], weekly[6])
            _overlap(start, length, begin, (end - begin) % _WEEK, what)


def _overlap(start: int, length: int, begin: int, duration: int, what: str) -> None:
    for day in range(-1, 8):
        first = day * _DAY + start
        if first < begin + duration and begin < first + length:
            raise Refused(_INVALID, f"The {what} window and maintenance window must not overlap.")


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)
