"""Schedules of EventBridge, its scheduler, Backup and Application Auto Scaling."""

import re
from datetime import datetime
from zoneinfo import available_timezones

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
_FIELDS: list[tuple[int, int, list[str], int]] = [
    (0, 59, [], 0),
    (0, 23, [], 0),
    (1, 31, [], 0),
    (1, 12, _MONTHS, 1),
    (1, 7, _DAYS, 1),
    (1970, 2199, [], 0),
]
"""Least, most, names and the number of the first name: minutes, hours, days, months, weekdays, years."""
_RATE = re.compile(r"rate\((\d+) (minute|hour|day)(s?)\)")
_AT = re.compile(r"at\((.+)\)")


def is_cron(expression: str) -> bool:
    """Whether AWS takes this as cron(minutes hours day month weekday year)."""
    inside = re.fullmatch(r"cron\((.+)\)", expression.strip())
    fields = inside[1].split() if inside else []
    if len(fields) != 6:
        return False
    day, weekday = fields[2], fields[4]
    if (day == "?") == (weekday == "?"):
        return False
    return all(_field(text, index) for index, text in enumerate(fields))


def is_rate(expression: str) -> bool:
    """Whether AWS takes this as rate(1 hour) or rate(2 hours): the number decides on the s."""
    found = _RATE.fullmatch(expression.strip())
    return found is not None and int(found[1]) > 0 and (int(found[1]) == 1) == (found[3] == "")


def is_at(expression: str) -> bool:
    """Whether AWS takes this as at(yyyy-mm-ddThh:mm:ss)."""
    found = _AT.fullmatch(expression.strip())
    if not found:
        return False
    try:
        datetime.strptime(found[1], "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007  its zone is another parameter
    except ValueError:
        return False
    return True


def is_any(expression: str) -> bool:
    """Whether AWS takes this as one of the three."""
    return is_cron(expression) or is_rate(expression) or is_at(expression)


def is_zone(name: str) -> bool:
    """Whether this is a time zone."""
    return name in available_timezones()


def _field(text: str, index: int) -> bool:
    return all(_part(part, index) for part in text.split(","))


def _part(part: str, index: int) -> bool:
    least, most, names, first = _FIELDS[index]

    def number(value: str) -> int | None:
        if value.upper() in names:
            return names.index(value.upper()) + first
        return int(value) if value.isdigit() and least <= int(value) <= most else None

    if part == "?":
        return index in (2, 4)
    if index == 2 and part in ("L", "LW"):
        return True
    if index == 2 and part.endswith("W"):
        return number(part[:-1]) is not None
    if index == 4 and part == "L":
        return True
    if index == 4 and "#" in part:
        day, _, week = part.partition("#")
        return number(day) is not None and week in ("1", "2", "3", "4", "5")
    if index == 4 and part.endswith("L"):
        return number(part[:-1]) is not None
    span, slash, step = part.partition("/")
    if slash and not (step.isdigit() and int(step) > 0):
        return False
    if span == "*":
        return True
    begin, hyphen, end = span.partition("-")
    return number(begin) is not None and (not hyphen or number(end) is not None)
