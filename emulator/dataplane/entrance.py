"""Routes requests to sites, HTTP APIs and addresses of functions, by host name or by path.

http://<distribution id, domain or alias>[.cloudfront.localhost]:<port>/…    /_site/<distribution id>/…
http://<api id>.execute-api.localhost:<port>/…                               /_api/<api id>/…
http://<address id>.lambda-url.localhost:<port>/…                            /_url/<address id>/…
"""

import sys

from emulator.protocol import Answer, Environ

from . import apis, distributions, function_urls, http_api, sites
from .requests import Response, message, read

_SITE, _API, _URL = "/_site/", "/_api/", "/_url/"


def answer(environ: Environ, body: bytes) -> Answer | None:
    """The answer of a site or an API; None if the request is for neither. The caller holds the lock."""
    response = _by_path(environ, body) or _by_host(environ, body)
    return response.answer() if response else None


def _by_path(environ: Environ, body: bytes) -> Response | None:
    path = environ["PATH_INFO"]
    if path.startswith(_SITE):
        name, slash, _ = path.removeprefix(_SITE).partition("/")
        site = distributions.find(name)
        if site is None:
            return message(404, f"There is no distribution {name}.")
        if not slash:  # relative links need the slash at the end
            return Response(308, [("Location", f"{_SITE}{name}/")])
        return sites.serve(site, read(environ, body, f"{_SITE}{name}"))
    if path.startswith(_API):
        name = path.removeprefix(_API).partition("/")[0]
        api = http_api.find(name)
        if api is None:
            return message(404, f"There is no API {name}.")
        return apis.serve(api, read(environ, body, f"{_API}{name}"))
    if path.startswith(_URL):
        name = path.removeprefix(_URL).partition("/")[0]
        url = function_urls.find(name)
        if url is None:
            return message(404, f"There is no address {name}.")
        return function_urls.serve(url, read(environ, body, f"{_URL}{name}"))
    return None


def _by_host(environ: Environ, body: bytes) -> Response | None:
    host = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
    if host in ("", "localhost", "127.0.0.1") or host.endswith("amazonaws.com"):
        return None
    if host.endswith(".cloudfront.localhost"):
        site = distributions.find(host.removesuffix(".cloudfront.localhost"))
        return (
            sites.serve(site, read(environ, body, "")) if site else message(404, f"No distribution: {host}")
        )
    if ".execute-api." in host:
        api = http_api.find(host)
        return apis.serve(api, read(environ, body, "")) if api else message(404, f"No API: {host}")
    if function_urls.MARK in host:
        url = function_urls.find(host)
        return (
            function_urls.serve(url, read(environ, body, "")) if url else message(404, f"No address: {host}")
        )
    # Custom domain names: as they are, or with .localhost appended, which resolves to this machine.
    for name in dict.fromkeys((host, host.removesuffix(".localhost"))):
        if site := _site(name):
            return sites.serve(site, read(environ, body, ""))
        if api := _api(name):
            return apis.serve(api, read(environ, body, ""))
    return None


def is_made(host: str) -> bool:
    """Whether a site, an API or a function of a stack has this name. The caller holds the lock."""
    return bool("." in host and (_site(host) or _api(host) or function_urls.find(host)))


def is_url(environ: Environ) -> bool:
    """Whether a request is for the address of a function, which callers sign as for Lambda itself."""
    return environ["PATH_INFO"].startswith(_URL) or function_urls.MARK in environ.get("HTTP_HOST", "").lower()


def _site(name: str) -> distributions.Distribution | None:
    # moto's module is not imported for this: without it there is no such resource.
    return distributions.find(name) if "moto.cloudfront.models" in sys.modules else None


def _api(name: str) -> http_api.Endpoint | None:
    return http_api.find(name) if "moto.apigatewayv2.models" in sys.modules else None
