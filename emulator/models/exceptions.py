"""Where a service accepts what its model forbids: each with its reason and its source."""

from dataclasses import dataclass

from .constraints import Fault


@dataclass(frozen=True)
class Exemption:
    """A constraint of a model that the service does not hold requests against."""

    service: str
    operations: frozenset[str]
    path: str
    kind: str
    why: str
    source: str

    def covers(self, service: str, operation: str, fault: Fault) -> bool:
        """Whether the service accepts this all the same."""
        known = (self.service, self.path, self.kind) == (service, fault.path, fault.kind)
        return known and operation in self.operations


EXEMPTIONS = [
    Exemption(
        "cognito-idp",
        frozenset(f"{verb}UserPoolDomain" for verb in ("Create", "Update", "Describe", "Delete")),
        "domain",
        "pattern",
        "A custom domain of a user pool is a whole name with dots; the pattern is that of a prefix.",
        "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html",
    ),
    Exemption(
        "s3control",
        frozenset(("ListTagsForResource", "TagResource", "UntagResource")),
        "resourceArn",
        "pattern",
        "The ARN of a bucket names no region; the pattern is that of the other resources of S3.",
        "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListTagsForResource.html",
    ),
]


def without_exempt(service: str, operation: str, faults: list[Fault]) -> list[Fault]:
    """The faults that the service refuses."""
    return [
        fault
        for fault in faults
        if not any(exemption.covers(service, operation, fault) for exemption in EXEMPTIONS)
    ]
