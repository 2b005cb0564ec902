"""Finds HTTP APIs (API Gateway v2) by id, endpoint or custom domain name."""

from dataclasses import dataclass
from typing import Any

from moto.backends import get_backend
from moto.utilities.utils import get_partition


@dataclass
class Endpoint:
    """An API with its account and region, and the stage and path of its mapping if found by custom domain."""

    api: Any
    account: str
    region: str
    stage: str | None = None
    base_path: str = ""

    def source(self, rest: str) -> str:
        """The ARN of a part of it, such as a route of a stage."""
        place = f"{get_partition(self.region)}:execute-api:{self.region}:{self.account}"
        return f"arn:{place}:{self.api.api_id}/{rest}"


def find(host: str) -> Endpoint | None:
    """The API with this id, default endpoint (its first label is enough) or custom domain; else None."""
    name = host.lower()
    for account, regions in get_backend("apigatewayv2").items():
        for region, backend in regions.items():
            for identifier, api in backend.apis.items():
                if name == identifier or name.startswith(f"{identifier}.execute-api."):
                    return Endpoint(api, account, region)
            for mapping in backend.api_mappings.values():
                if mapping.domain_name.lower() == name and mapping.api_id in backend.apis:
                    api = backend.apis[mapping.api_id]
                    return Endpoint(api, account, region, mapping.stage, mapping.api_mapping_key or "")
    return None
