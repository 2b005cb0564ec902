"""Runs the exercises of the given kinds on a stack's resources, one resource per exercise.

    python -m emulator.drill --url http://127.0.0.1:4566 --account 123456789012 --region us-east-1 \
        --kinds change,add < resources.json

PLUMBLINE_SECRET holds the secret access key. Standard input is a JSON list of resources: urn, type, id and
outputs. Standard output is a JSON list of the exercises: urn, type, kind, what, and error if one failed.
"""

import argparse
import json
import os
import sys
from collections import defaultdict

from emulator.clients import Aws, client_maker

from . import databases, edge, email, events, identity, monitoring, network, storage, workloads
from .exercise import Exercise, Resource

ALL: list[Exercise] = [
    exercise
    for module in (network, workloads, databases, storage, events, identity, edge, email, monitoring)
    for exercise in module.exercises
]


def attempt(exercise: Exercise, aws: Aws, resources: list[Resource]) -> dict[str, str]:
    """Runs the exercise on the first resource that accepts it."""
    error = ""
    for resource in resources:
        done = {"type": exercise.type, "kind": exercise.kind, "what": exercise.what, "urn": resource.urn}
        try:
            exercise.act(aws, resource)
            return done
        except Exception as failed:  # noqa: BLE001  a failed exercise is a row of the report
            error = f"{type(failed).__name__}: {failed}"
    return done | {"error": error}


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("url", "account", "region", "kinds"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--list", action="store_true", help="only list the exercises")
    options = parser.parse_args()
    kinds = options.kinds.split(",")
    if options.list:
        json.dump([{"type": e.type, "kind": e.kind, "what": e.what} for e in ALL], sys.stdout)
        return
    aws = client_maker(options.url, options.account, options.region, os.environ["PLUMBLINE_SECRET"])
    by_type: defaultdict[str, list[Resource]] = defaultdict(list)
    # Sorted: a state is in the order of its deployment, which differs every time. From the end: the first
    # bucket of the local stack has an object lock and refuses exercises that other buckets accept.
    for raw in sorted(json.load(sys.stdin), key=lambda raw: raw["urn"], reverse=True):
        by_type[raw["type"]].append(Resource(raw["urn"], raw["type"], raw["id"], raw["outputs"]))
    report, used = [], set()
    for exercise in ALL:
        # Each exercise gets a resource of its own, while there are enough: one finding is about one exercise.
        there = by_type[exercise.type]
        fresh = [r for r in there if r.urn not in used] or there
        if exercise.kind not in kinds or not fresh:
            continue
        done = attempt(exercise, aws, fresh)
        used.add(done["urn"])
        report.append(done)
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
