"""The WSGI application: moto, one request at a time, with the corrections around it.

It has four differences from moto's own server:
- moto's server has threads, but its models are not safe for threads: requests are served one by one.
- An operation that neither moto nor the corrections implement returns 501, the one server error that AWS's
  SDKs do not retry. moto's own 404 or 500 costs minutes of retries.
- No answer is faster than SHORTEST_ANSWER. An answer within a millisecond or two can overtake the SDK for Go:
  its transport drops the connection and repeats a request that was carried out ("already exists"). On a busy
  machine that happens all the same: a repeated request gets the answer that was lost (`repeats.py`).
- moto answers every caller; the emulator requires a signature (`access/`) and refuses web pages
  (`origins.py`).
"""

import io
import json
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.client import responses
from typing import Any, TextIO

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import admin, origins
from .access import refusal, signature, unsigned
from .balancers import answering, messages, routing
from .corrections import Corrector
from .dataplane import entrance
from .lock import locked
from .protocol import Answer, Environ, Scope, action_of, scope_of
from .repeats import Repeats

SHORTEST_ANSWER = 0.010
"""Seconds that every answer takes at least."""

_JSON_SERVICES = {"lambda", "apigateway", "apigatewayv2", "backup", "xray", "synthetics", "scheduler"}

Start = Callable[[str, list[tuple[str, str]]], Any]


@dataclass
class Application:
    """The application. `log` receives one line of JSON per request, without bodies and parameter values."""

    corrector: Corrector
    status: admin.Status
    log: TextIO

    def __post_init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._repeats = Repeats()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answers one request (WSGI)."""
        began = time.monotonic()
        # moto reads paths as they were sent: a slash in an S3 key is not the same as %2F.
        environ["RAW_URI"] = environ.get("REQUEST_URI") or environ["PATH_INFO"]
        if (balanced := self._balanced(environ, start)) is not None:
            return balanced
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        answer = self._answer(environ, body)
        time.sleep(max(0.0, SHORTEST_ANSWER - (time.monotonic() - began)))

        # Keep-alive connections survive only if the announced length is the true one.
        bodiless = environ["REQUEST_METHOD"] == "HEAD" or answer.code in (204, 304)
        headers = answer.headers
        if not bodiless:
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers.append(("Content-Length", str(len(answer.body))))
        start(answer.status, headers)
        return [] if bodiless else [answer.body]

    def _balanced(self, environ: Environ, start: Start) -> Iterable[bytes] | None:
        """The answer of a load balancer, which nobody holds in memory; None if the request is for none."""
        host = origins.host_of(environ)
        if host is None or host in origins.LOCAL:
            return None
        began = time.time()
        with locked():
            balancer = routing.find(host)
        if balancer is None:
            return None
        answer = answering.serve(balancer, messages.read(environ, balancer.host))
        note = {"time": round(began, 3), "host": host, "operation": action_of(environ, b"")}
        self.log.write(
            json.dumps(note | {"status": answer.status, "ms": int((time.time() - began) * 1000)}) + "\n"
        )
        start(f"{answer.status} {responses.get(answer.status, '-')}", answer.headers)
        return answer

    def _answer(self, environ: Environ, body: bytes) -> Answer:
        began = time.time()
        note: dict[str, Any] = {"time": round(began, 3)}
        host = origins.host_of(environ)
        if host is None or not origins.serves(host):
            answer = refusal.misdirected(environ.get("HTTP_HOST", ""))
            note.update(host=environ.get("HTTP_HOST", ""), operation=action_of(environ, b""))
        elif environ["PATH_INFO"].startswith(admin.PREFIX):
            return self._own(environ, body)
        else:
            answer = self._site_or_api(environ, body, note) or self._aws(environ, body, note)
        note |= {"status": answer.code, "ms": int((time.time() - began) * 1000)}
        self.log.write(json.dumps(note) + "\n")
        return answer

    def _own(self, environ: Environ, body: bytes) -> Answer:
        if origins.is_foreign(environ):
            return refusal.foreign(environ, "")
        try:
            caller = None if admin.is_open(environ) else signature.verify(environ, body)
        except signature.Unproven as error:
            return refusal.unproven(environ, admin.SERVICE, error)
        return admin.answer(environ, self.status, caller)

    def _site_or_api(self, environ: Environ, body: bytes, note: dict[str, Any]) -> Answer | None:
        service = scope_of(environ).service
        if service == "execute-api" or entrance.is_url(
            environ
        ):  # how a caller of an API signs; a route may ask for it, and need not
            with suppress(signature.Unproven):
                environ[signature.CALLER] = signature.verify(environ, body)
        elif service:
            return None
        with locked():
            if (served := entrance.answer(environ, body)) is not None:
                note.update(host=environ.get("HTTP_HOST", ""), operation=action_of(environ, b""))
            return served

    def _aws(self, environ: Environ, body: bytes, note: dict[str, Any]) -> Answer:
        scope, action = scope_of(environ), action_of(environ, body)
        note.update(service=scope.service, region=scope.region, operation=action)
        if origins.is_motos_own(environ):
            return Answer("404 Not Found", [("Content-Type", "text/plain")], b"AWS has nothing here.\n")
        grant = None
        if origins.is_foreign(environ):
            if (allowed := origins.preflight(environ)) is not None:
                return allowed
            if (grant := origins.invited(environ, scope)) is None:
                return refusal.foreign(environ, scope.service)
        try:
            account = unsigned.account(environ) or signature.verify(environ, body).account
        except signature.Unproven as error:
            return refusal.unproven(environ, scope.service, error)
        answer = origins.without_cors(self._proven(environ, body, scope, account, note))
        answer.headers += grant.headers if grant else []
        return answer

    def _proven(
        self, environ: Environ, body: bytes, scope: Scope, account: str, note: dict[str, Any]
    ) -> Answer:
        action = note["operation"]
        asked = time.monotonic()
        with locked():
            note["waited"] = int((time.monotonic() - asked) * 1000)
            environ["HTTP_X_MOTO_ACCOUNT_ID"] = account
            if (before := self._repeats.answered(environ, account)) is not None:
                note["repeated"] = True
                return Answer(before.status, list(before.headers), before.body)
            try:
                answer = self.corrector.handle(environ, body, scope, account, self._ask_moto)
            except (Exception, SystemExit) as error:  # noqa: BLE001  a bug in moto must not end the emulator
                note["error"] = type(error).__name__
                if not isinstance(error, NotImplementedError):
                    report(error, scope.service, action)
                return not_implemented(environ, scope.service, f"{type(error).__name__}: {error} ({action})")
            self._repeats.keep(environ, account, Answer(answer.status, list(answer.headers), answer.body))
        if answer.code == 404 and b"<!doctype html>" in answer.body[:60].lower():
            return not_implemented(environ, scope.service, f"no such operation: {action}")
        return answer

    def _ask_moto(self, environ: Environ, body: bytes) -> Answer:
        answer = Answer("500 -", [], b"")

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], None]:
            answer.status, answer.headers = status, headers
            return lambda _data: None

        answer.body = b"".join(self._moto({**environ, "wsgi.input": io.BytesIO(body)}, start))
        return answer


def report(error: BaseException, service: str, action: str) -> None:
    """Logs where moto failed, without the message: messages and values can hold secrets."""
    frames = "".join(traceback.format_tb(error.__traceback__)[-4:])
    print(f"{service} {action}: {type(error).__name__}\n{frames}", file=sys.stderr, flush=True)


def not_implemented(environ: Environ, service: str, why: str) -> Answer:
    """501, in the format that the SDKs of the service understand."""
    message = f"The emulator can't do this: {service} {why}"
    if "json" in environ.get("CONTENT_TYPE", "") or service in _JSON_SERVICES:
        body = json.dumps({"__type": "NotImplemented", "code": "NotImplemented", "message": message})
        kind = "application/json"
    else:
        text = message.replace("&", "&amp;").replace("<", "&lt;")
        error = f"<Error><Code>NotImplemented</Code><Message>{text}</Message></Error>"
        body = f"<ErrorResponse>{error}<RequestId>emulator</RequestId></ErrorResponse>"
        kind = "text/xml"
    headers = [("Content-Type", kind), ("x-amzn-errortype", "NotImplemented")]
    return Answer("501 Not Implemented", headers, body.encode())
