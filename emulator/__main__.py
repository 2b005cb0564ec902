"""Starts the emulator: python -m emulator --port 4566."""

import argparse
import io
import json
import logging
import os
import signal
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

import waitress

from .databases import certificates
from .dataplane import sandbox
from .server import Channel, listen


def main() -> None:
    """Serves until SIGINT or SIGTERM, or prints the corrections."""
    options = arguments()
    if options.corrections or options.table:
        from .corrections import listing, markdown

        print(markdown() if options.table else json.dumps([asdict(correction) for correction in listing()]))
    else:
        serve(options)


def arguments() -> argparse.Namespace:
    """The command line; exits with 2 if it is wrong."""
    parser = argparse.ArgumentParser(prog="emulator", description="AWS on this machine, emulated by moto.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0, the default: a free one")
    parser.add_argument(
        "--ready", type=Path, help="file to write process, port and instance to, once serving"
    )
    parser.add_argument(
        "--secret",
        type=Path,
        help="file to write the secret access key to, readable by its owner only; required to serve",
    )
    parser.add_argument("--owner", type=int, help="process with which this one ends; default: none")
    parser.add_argument(
        "--without", action="append", default=[], help="leave out a service's corrections, models, or all"
    )
    parser.add_argument("--corrections", action="store_true", help="print the corrections as JSON and exit")
    parser.add_argument(
        "--table", action="store_true", help="print the corrections as a Markdown table and exit"
    )
    options = parser.parse_args()
    if options.secret is None and not (options.corrections or options.table):
        parser.error("--secret is required: without it no client can sign a request")
    return options


def serve(options: argparse.Namespace) -> None:
    """Serves on the port. Exits with PORT_TAKEN if another process listens there."""
    listener = listen(options.port)
    place = options.secret.parent / "databases"
    certificates.begin(place)
    sandbox.begin(lambda: {str(certificates.authority().bundle): certificates.IN_FUNCTIONS})
    port = listener.getsockname()[1]
    # moto reads these when it is imported, hence the late imports.
    os.environ["MOTO_PORT"] = str(port)
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)

    from . import lookups, owner
    from .access import credentials
    from .admin import Status
    from .app import Application
    from .containers import fleet as containers
    from .corrections import Corrector, load
    from .databases.caches import CACHES
    from .databases.fleet import FLEET
    from .inventory import resources

    # The errors that all services have in common are in no model, which moto warns of.
    warnings.filterwarnings("ignore", message=r"Exception\(Refused\) with code")
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # more requests than threads: they wait
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, lambda *_: sys.exit(0))
    if options.owner is not None:
        owner.end_with(options.owner)
    FLEET.folder = place
    resources.watch()
    lookups.keep()
    left_out = [*options.without, *(["models"] if "all" in options.without else [])]
    status = Status()
    server = waitress.create_server(
        Application(Corrector(load(left_out), strict="models" not in left_out), status, sys.stdout),
        sockets=[listener],
        threads=48,
        ident=None,
        clear_untrusted_proxy_headers=False,
        max_request_body_size=1 << 30,
    )
    server.channel_class = Channel
    credentials.write(options.secret)
    if options.ready:
        announce(options.ready, {"pid": os.getpid(), "port": port, "instance": status.instance})
    try:
        server.run()
    finally:
        containers.end_all()
        FLEET.end()
        CACHES.end()


def announce(file: Path, content: dict[str, object]) -> None:
    """Writes the file as a whole or not at all: a reader never sees half of it."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_text(json.dumps(content) + "\n")
    draft.replace(file)


if __name__ == "__main__":
    main()
