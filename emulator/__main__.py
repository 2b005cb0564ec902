"""Starts the emulator: python -m emulator --port 4566."""

import argparse
import errno
import json
import logging
import os
import signal
import socket
import sys
from dataclasses import asdict
from pathlib import Path

PORT_TAKEN = 98
"""Exit code: somebody else listens on the port."""


def main() -> None:
    """Serves until it is told to stop."""
    parser = argparse.ArgumentParser(prog="emulator", description="An AWS on this machine, with moto.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0, the default: a free one")
    parser.add_argument(
        "--ready", type=Path, help="file to write process, port and instance to, once serving"
    )
    parser.add_argument(
        "--secret", type=Path, help="file to write the secret access key to, for its owner alone; needed to serve"
    )
    parser.add_argument("--without", action="append", default=[], help="leave out a service's corrections")
    parser.add_argument("--corrections", action="store_true", help="list the corrections as JSON and end")
    parser.add_argument("--table", action="store_true", help="the same as a Markdown table")
    options = parser.parse_args()
    if options.corrections:
        from .corrections import listing

        print(json.dumps([asdict(correction) for correction in listing()]))
        return

    if options.table:
        from .table import markdown

        print(markdown())
        return

    if options.secret is None:
        parser.error("--secret is needed: nobody could sign a request without it")
    listener = listen(options.port)
    from .dataplane import sandbox

    sandbox.begin()
    port = listener.getsockname()[1]
    # moto reads these when it is imported, hence the late imports.
    os.environ["MOTO_PORT"] = str(port)
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")
    sys.stdout.reconfigure(line_buffering=True)
    import waitress

    from . import credentials, inventory
    from .channel import Channel
    from .corrections import Corrector, load
    from .front import Front
    from .plumbline import Status

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # more requests than threads: they wait
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, lambda *_: sys.exit(0))
    inventory.watch()
    status = Status()
    server = waitress.create_server(
        Front(Corrector(load(options.without)), status, sys.stdout),
        sockets=[listener],
        threads=32,
        ident=None,
        clear_untrusted_proxy_headers=False,
        max_request_body_size=1 << 30,
    )
    server.channel_class = Channel
    credentials.write(options.secret)
    if options.ready:
        announce(options.ready, {"pid": os.getpid(), "port": port, "instance": status.instance})
    server.run()


def listen(port: int) -> socket.socket:
    """Takes the port before anything slow happens, so that nobody else can."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"port {port} is taken", file=sys.stderr)
        sys.exit(PORT_TAKEN)
    return listener


def announce(file: Path, content: dict[str, object]) -> None:
    """Writes the file at once or not at all: whoever reads it sees all of it."""
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_text(json.dumps(content) + "\n")
    draft.replace(file)


if __name__ == "__main__":
    main()
