"""Answers requests to load balancers: fixed answers, redirects, and what targets answer."""

import random
import threading
from typing import Any
from urllib.parse import urlsplit

from moto.backends import get_backend

from emulator.dataplane.requests import Response
from emulator.lock import locked, unlocked

from . import messages, proxy, routing, targets
from .messages import Incoming, Outgoing

_MOST = 24
"""Requests that wait for targets at once: they take threads of the emulator, which targets call."""

_FREE = threading.BoundedSemaphore(_MOST)


def serve(balancer: routing.Balancer, request: Incoming) -> Outgoing:
    """The answer to a request. The caller must not hold the lock."""
    with locked():
        listener = balancer.listener
        if listener is None:
            return messages.refusal(503, "The load balancer has no listener for HTTP.")
        actions = routing.actions_for(listener, request)
        action: dict[str, Any] = actions[0] if actions else {}
        kind = action.get("Type", "")
        if kind.startswith("authenticate"):
            return messages.refusal(501, f"The emulator does not run {kind} actions of listeners.")
        if kind == "fixed-response":
            fixed = action["FixedResponseConfig"]
            body = fixed.get("MessageBody") or ""
            return messages.text(int(fixed["StatusCode"]), fixed.get("ContentType") or "text/plain", body)
        if kind == "redirect":
            return _redirect(action["RedirectConfig"], listener, request)
        if kind != "forward":
            return messages.refusal(503, f"The emulator does not run {kind or 'empty'} actions of listeners.")
        chosen = _choose(balancer, _group_of(action))
        if isinstance(chosen, Outgoing):
            return chosen
        chosen.requests += 1
    if request.upgrades:
        return _give_back(chosen, messages.refusal(501, "The emulator does not pass on WebSockets."))
    if not _FREE.acquire(blocking=False):
        return _give_back(chosen, messages.refusal(503, f"More than {_MOST} requests at once."))
    via = proxy.Via(str(listener.protocol).lower(), int(listener.port), balancer.timeout)
    try:
        answer = proxy.ask(chosen.local, request, via)
    except proxy.NoAnswer as reason:
        _FREE.release()
        return _give_back(chosen, messages.refusal(reason.status, str(reason)))

    def closed() -> None:
        answer.close()
        _FREE.release()
        _give_back(chosen, None)

    return Outgoing(answer.status, answer.headers, iter(answer), closed)


def _give_back(target: targets.Target, answer: Any) -> Any:
    with locked():
        target.requests -= 1
    return answer


def _group_of(action: dict[str, Any]) -> str:
    """One of the target groups of an action, by their weights."""
    shares = (action.get("ForwardConfig") or {}).get("TargetGroups") or []
    if not shares:
        return str(action["TargetGroupArn"])
    weights = [int(share.get("Weight", 1)) for share in shares]
    if not any(weights):
        return str(shares[0]["TargetGroupArn"])
    [chosen] = random.choices(shares, weights)
    return str(chosen["TargetGroupArn"])


def _choose(balancer: routing.Balancer, group: str) -> targets.Target | Outgoing:
    """The healthy target with the fewest requests; as in AWS, an unhealthy one if none is healthy."""
    model = get_backend("elbv2")[balancer.account][balancer.region].target_groups.get(group)
    known = [one for one in targets.of(group) if one.leaves_at is None]
    ready = [one for one in known if one.state == "healthy"] or [
        one for one in known if one.state == "unhealthy"
    ]
    if ready:
        fewest = min(one.requests for one in ready)
        return random.choice([one for one in ready if one.requests == fewest])
    name = model.name if model is not None else group
    if model is not None and not known and model.targets:
        kind = "functions" if model.target_type == "lambda" else "instances"
        return messages.refusal(503, f"The emulator runs no {kind} as targets of target group {name}.")
    states = ", ".join(sorted({one.state for one in known}))
    reason = f"its targets are {states}" if states else "it has none; does the service have a local command?"
    return messages.refusal(503, f"No target of target group {name} takes requests: {reason}")


def _redirect(config: dict[str, Any], listener: Any, request: Incoming) -> Outgoing:
    """A redirect; one that stays with this listener leads to where the request came in."""
    known = {
        "protocol": str(listener.protocol).lower(),
        "host": request.host,
        "port": str(listener.port),
        "path": request.path.removeprefix("/"),
        "query": request.query,
    }

    def filled(name: str, usual: str) -> str:
        text = str(config.get(name) or usual)
        for key, value in known.items():
            text = text.replace(f"#{{{key}}}", value)
        return text

    protocol, port = filled("Protocol", "#{protocol}").lower(), filled("Port", "#{port}")
    host, path, query = filled("Host", "#{host}"), filled("Path", "/#{path}"), filled("Query", "#{query}")
    origin = f"{protocol}://{host}:{port}"
    if (protocol, port) == (known["protocol"], known["port"]):
        asked = urlsplit(f"//{request.authority}")
        own = f"{host}.localhost" if request.authority.lower().startswith(f"{host}.localhost") else host
        origin = f"http://{own}" + (f":{asked.port}" if asked.port else "")
    location = origin + path + (f"?{query}" if query else "")
    status = {"HTTP_301": 301, "HTTP_302": 302}[config["StatusCode"]]
    return messages.text(status, "text/html", "", [("Location", location)])


def whole(balancer: routing.Balancer, request: Incoming) -> Response:
    """The answer with all of its body, for a distribution. The caller holds the lock, which it gives up."""
    with unlocked():
        answer = serve(balancer, request)
        try:
            body = b"".join(answer)
        finally:
            answer.close()
    return Response(answer.status, answer.headers, body)
