"""CloudFront: cache, origin request and response headers policies, one's own and AWS's."""

import uuid
from dataclasses import dataclass

from emulator.clock import now
from emulator.registry import Call, Params, Service
from emulator.state import Missing

MANAGED = {
    "CachePolicy": {
        "658327ea-f89d-4fab-a63d-7e88639e58f6": "Managed-CachingOptimized",
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": "Managed-CachingDisabled",
    },
    "OriginRequestPolicy": {
        "b689b0a8-53d0-40ab-baf2-68738e2966ac": "Managed-AllViewerExceptHostHeader",
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": "Managed-CORS-S3Origin",
    },
    "ResponseHeadersPolicy": {"67f7725c-6f97-4210-82d7-5512b31e9d03": "Managed-SecurityHeadersPolicy"},
}
"""The policies of AWS's own that can be referred to, by id. All accounts have them, unasked."""


@dataclass(frozen=True)
class PolicyKind:
    """One of the three kinds of policy; their operations differ only in names."""

    name: str
    plural: str

    def managed(self, policy: str) -> Params | None:
        """The configuration of one of AWS's own policies."""
        if policy not in MANAGED[self.name]:
            return None
        minimum = {"MinTTL": 1} if self.name == "CachePolicy" else {}
        return {"Name": MANAGED[self.name][policy], **minimum}

    def config(self, call: Call, policy: str) -> Params:
        """The configuration of a policy, or CloudFront's error."""
        found = call.records(self.name).get(policy) or self.managed(policy)
        if found is None:
            raise Missing(f"NoSuch{self.name}", f"The {self.name} {policy} does not exist.")
        return found

    def described(self, call: Call, policy: str) -> Params:
        """A policy as it appears in answers."""
        return {"Id": policy, "LastModifiedTime": now(), f"{self.name}Config": self.config(call, policy)}

    def answer(self, call: Call, policy: str) -> Params:
        """The answer to most operations."""
        return {self.name: self.described(call, policy), "ETag": "E" + policy[:13].upper()}

    def put(self, call: Call, policy: str) -> Params:
        """Stores a policy."""
        call.records(self.name)[policy] = call[f"{self.name}Config"]
        return self.answer(call, policy)

    def register(self, service: Service) -> None:
        """Adds the five operations."""
        name = self.name

        def create(call: Call) -> Params:
            policy = str(uuid.uuid4())
            return {**self.put(call, policy), "Location": f"{call.base}/2020-05-31/{policy}"}

        def get(call: Call) -> Params:
            return self.answer(call, call["Id"])

        def update(call: Call) -> Params:
            self.config(call, call["Id"])
            return self.put(call, call["Id"])

        def delete(call: Call) -> Params:
            self.config(call, call["Id"])
            call.records(name).pop(call["Id"], None)
            return {}

        def list_all(call: Call) -> Params:
            wanted = call.get("Type")
            of_type = {"managed": list(MANAGED[name]), "custom": list(call.records(name))}
            items = [
                {"Type": kind, name: self.described(call, policy)}
                for kind, policies in of_type.items()
                for policy in policies
                if wanted in (None, kind)
            ]
            return {f"{name}List": {"MaxItems": 100, "Quantity": len(items), "Items": items}}

        operations = {
            f"Create{name}": create,
            f"Get{name}": get,
            f"Update{name}": update,
            f"Delete{name}": delete,
            f"List{self.plural}": list_all,
        }
        for operation, handler in operations.items():
            handler.__doc__ = f"{self.plural} are not implemented."
            service.operation(operation)(handler)


KINDS = [
    PolicyKind("CachePolicy", "CachePolicies"),
    PolicyKind("OriginRequestPolicy", "OriginRequestPolicies"),
    PolicyKind("ResponseHeadersPolicy", "ResponseHeadersPolicies"),
]
