"""Requests that AWS's SDKs send again although they were carried out."""

import re
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from .protocol import Answer, Environ

KEPT = 512
"""Answers that are kept at most, the newest ones."""
SECONDS = 120.0
"""How long an answer is kept: an SDK repeats a request within 20 seconds of the one before."""
LARGEST = 65_536
"""Bytes of an answer that is kept: what only changes something gets a short answer."""

_ATTEMPT = re.compile(r"(?:^|;)\s*attempt=(\d+)")
_READS = ("GET", "HEAD", "OPTIONS")


@dataclass
class Repeats:
    """What was answered to changes, by the invocation that the SDK counts its attempts of.

    The transport of the SDK for Go can lose an answer that comes sooner than it expects, which AWS's never
    do. The SDK sends the same invocation again, and would be told that what it has just made exists already.
    """

    _answers: OrderedDict[tuple[str, str], tuple[float, Answer]] = field(default_factory=OrderedDict)

    def answered(self, environ: Environ, account: str) -> Answer | None:
        """The answer to an earlier attempt of the same invocation, if it was carried out."""
        key = _key(environ, account)
        match = _ATTEMPT.search(environ.get("HTTP_AMZ_SDK_REQUEST", ""))
        if key is None or match is None or int(match[1]) < 2 or key not in self._answers:
            return None
        at, answer = self._answers[key]
        return answer if time.monotonic() - at < SECONDS else None

    def keep(self, environ: Environ, account: str, answer: Answer) -> None:
        """Keeps the answer to a change that was carried out."""
        key = _key(environ, account)
        if key is None or not 200 <= answer.code < 300 or len(answer.body) > LARGEST:
            return
        self._answers[key] = (time.monotonic(), answer)
        self._answers.move_to_end(key)
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)


def _key(environ: Environ, account: str) -> tuple[str, str] | None:
    invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
    return (account, invocation) if invocation and environ["REQUEST_METHOD"] not in _READS else None
