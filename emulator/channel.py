"""What the web server must be told about HTTP."""

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser


class Parser(HTTPRequestParser):
    """Nothing to wait for, nothing to continue with.

    AWS's SDK for JavaScript says `Expect: 100-continue` with every object, an empty one too. waitress would
    answer that it should go on, and wait for a body that is already complete: for ever.
    """

    def parse_header(self, header_plus: bytes) -> None:
        """Reads a request's head."""
        super().parse_header(header_plus)
        if not self.chunked and self.content_length == 0:
            self.expect_continue = False


class Channel(HTTPChannel):
    """A connection."""

    parser_class = Parser
