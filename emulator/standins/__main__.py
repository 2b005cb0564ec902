"""Makes stand-ins in an emulator.

    python -m emulator.standins --url http://127.0.0.1:4566 < stacks.json

PLUMBLINE_SECRET holds the secret access key. Standard input is a JSON list of stacks: account, region,
domain, sender of e-mail, and what they name below `plumbline:existing`, as its schema has it. Standard output
is a JSON map of ids: each that is given, and the one that the account has chosen in its place.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable

from emulator.clients import client_maker

from .identity import directories, senders
from .making import Making
from .network import caches, databases, network
from .public import certificates, load_balancers
from .storage import buckets, parameters, queues, secrets, tables, topics

KINDS: dict[str, Callable[[Making], None]] = {
    "network": network,
    "tables": tables,
    "buckets": buckets,
    "queues": queues,
    "secrets": secrets,
    "databases": databases,
    "directories": directories,
    "caches": caches,
    "parameters": parameters,
    "topics": topics,
    "certificates": certificates,
    "loadBalancers": load_balancers,
}
"""The kinds below `plumbline:existing`, each with what makes it. A VPC comes before what stands in it."""


def main() -> None:
    """Makes all of them, or lists their kinds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--list", action="store_true", help="only list the kinds")
    options = parser.parse_args()
    if options.list:
        json.dump(list(KINDS), sys.stdout)
        return
    makings: dict[tuple[str, str], Making] = {}
    for stack in json.load(sys.stdin):
        account, region = place = (stack["account"], stack["region"])
        if place not in makings:
            secret = os.environ["PLUMBLINE_SECRET"]
            aws, edge = (client_maker(options.url, account, one, secret) for one in (region, "us-east-1"))
            makings[place] = Making(aws, edge, region, {})
        if stack.get("domain"):
            makings[place].domains.append(stack["domain"])
        if stack.get("sender"):
            makings[place].senders.append(stack["sender"])
        for kind, given in stack["existing"].items():
            if kind not in KINDS:
                sys.exit(f"a rehearsal has no stand-ins for plumbline:existing.{kind}")
            entries = [given] if kind == "network" else list(given.values())
            makings[place].entries.setdefault(kind, []).extend(entries)
    for making in makings.values():
        for make in KINDS.values():
            make(making)
        senders(making)
    json.dump({given: made for making in makings.values() for given, made in making.ids.items()}, sys.stdout)


if __name__ == "__main__":
    main()
