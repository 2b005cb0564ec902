"""The web server (waitress) on 127.0.0.1."""

import errno
import socket
import sys

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

PORT_TAKEN = 98
"""Exit code: another process listens on the port."""


def listen(port: int) -> socket.socket:
    """Binds the port (0: a free one) before anything slow happens, so that no other process can take it."""
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


class Parser(HTTPRequestParser):
    """Ignores `Expect: 100-continue` on a request without a body.

    AWS's SDK for JavaScript sends the header with every object, an empty one too. waitress would answer
    "100 Continue" and wait forever for a body that is already complete.
    """

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the head of a request."""
        super().parse_header(header_plus)
        if not self.chunked and self.content_length == 0:
            self.expect_continue = False


class Channel(HTTPChannel):
    """One connection."""

    parser_class = Parser
