"""The table of corrections in docs/emulator.md."""

from .corrections import listing


def markdown() -> str:
    """One line for every correction; those of one service for the same reason are one."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for one in listing():
        grouped.setdefault((one.service, one.kind, one.why), []).append(one.what)
    lines = ["| service | what the emulator does | without it |", "| --- | --- | --- |"]
    for (service, kind, why), what in grouped.items():
        lines.append(f"| {service} | {kind} {', '.join(what)} | {why} |")
    return "\n".join(lines)
