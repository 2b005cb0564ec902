"""A page over HTTPS, on the port that the platform chose."""

import os
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!doctype html><title>Desk</title><h1>Desk</h1>"


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)


server = ThreadingHTTPServer(("", int(os.environ["PORT"])), Page)
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
folder = os.environ["CREDENTIALS_DIRECTORY"]
tls.load_cert_chain(f"{folder}/certificate.pem", f"{folder}/key.pem")
server.socket = tls.wrap_socket(server.socket, server_side=True)
server.serve_forever()
