"""Clients of the emulator for programs beside it, as somebody with the SDK would call AWS."""

import functools
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config

Aws = Callable[[str], Any]
"""The client of a service, by botocore's name."""


def client_maker(url: str, account: str, region: str, secret: str) -> Aws:
    """Clients for an account and a region; each is made once."""

    @functools.cache
    def client(service: str) -> Any:
        made = boto3.client(
            service,
            endpoint_url=url,
            region_name=region,
            aws_access_key_id=account,
            aws_secret_access_key=secret,
            config=Config(
                retries={"max_attempts": 0}, s3={"addressing_style": "path"}, inject_host_prefix=False
            ),
        )
        made.meta.events.register("before-sign.s3-control", without_account)
        return made

    def without_account(request: Any, **_: Any) -> None:
        """Removes the account from the host name: the emulator serves no host per account."""
        request.url = request.url.replace(f"//{account}.", "//")

    return client
