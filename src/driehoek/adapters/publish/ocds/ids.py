"""The identifiers of a package: made of what does not change, so that a later package speaks of the same things.

1. The ocid names one round of one purchaser for one year and regime: the prefix of the publisher and a slug.
2. The id of a release is that of its ocid, its day and its tags, with the fingerprint where it tells a decision.
"""

from __future__ import annotations

from datetime import date

from driehoek.adapters.publish.ocds.values import Json, filled, slug
from driehoek.domain.policy import Policy, Publication

BUYER = "buyer"
_LONGEST = 40


def publication_of(policy: Policy) -> Publication:
    """How the policy is made public; regional sums under a trial number where it does not say."""
    return policy.publication or Publication()


def ocid(policy: Policy) -> str:
    """The identifier of the contracting process (1)."""
    who = policy.purchaser.uzovi or slug(policy.purchaser.name)[:_LONGEST].strip("-")
    return f"{publication_of(policy).ocid_prefix}-{slug(f'{who}-{policy.regime}-{policy.year}')}"


def release_id(policy: Policy, day: date, tags: tuple[str, ...], fingerprint: str = "") -> str:
    """The identifier of a release (2)."""
    tail = f"-{fingerprint[:12]}" if fingerprint else ""
    return f"{ocid(policy)}-{day.isoformat()}-{'-'.join(tags)}{tail}"


def buyer(policy: Policy) -> dict[str, Json]:
    """The reference to the purchaser."""
    return {"id": BUYER, "name": policy.purchaser.name}


def buyer_party(policy: Policy) -> dict[str, Json]:
    """The purchaser among the parties."""
    purchaser = policy.purchaser
    identifier = {"scheme": "NL-UZOVI", "id": purchaser.uzovi, "legalName": purchaser.name} if purchaser.uzovi else {}
    mail = purchaser.contact if "@" in purchaser.contact and " " not in purchaser.contact else ""
    return filled(
        id=BUYER,
        name=purchaser.name,
        identifier=identifier,
        address=filled(
            streetAddress=", ".join(purchaser.address), countryName="Nederland" if purchaser.address else ""
        ),
        contactPoint=filled(email=mail, name="" if mail else purchaser.contact),
        roles=["buyer", "procuringEntity", "funder"],
    )


def supplier(contract: str) -> str:
    """The identifier of a provider among the parties."""
    return f"NL-AGB-{contract}"
