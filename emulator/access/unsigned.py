"""The operations that AWS accepts without a signature: sign-in to a user pool, and the pool's public keys.

AssumeRoleWithWebIdentity and AssumeRoleWithSAML still need a signature: moto checks no token and would issue
credentials to every caller.
"""

import re

from botocore.model import OperationNotFoundError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.utils import get_service_model

from emulator.protocol import Environ

_TARGET = "AWSCognitoIdentityProviderService."
_KEYS = re.compile(r"/[\w-]+_\w+/\.well-known/(jwks\.json|openid-configuration)")


def account(environ: Environ) -> str | None:
    """The account for a request that has no signature and needs none; None if it needs one.

    moto finds the pool that a client or token belongs to, whatever its account.
    """
    if "HTTP_AUTHORIZATION" in environ or "X-Amz-" in environ.get("QUERY_STRING", ""):
        return None
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if method in ("GET", "HEAD") and _KEYS.fullmatch(path):
        return DEFAULT_ACCOUNT_ID
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    if method == "POST" and path == "/" and target.startswith(_TARGET):
        return DEFAULT_ACCOUNT_ID if _is_public(target.removeprefix(_TARGET)) else None
    return None


def _is_public(operation: str) -> bool:
    """Whether the operation needs no signature, according to its service model."""
    try:
        return get_service_model("cognito-idp").operation_model(operation).auth_type == "none"
    except OperationNotFoundError:
        return False
