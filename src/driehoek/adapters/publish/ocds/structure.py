"""What the standard asks of each part of a release, as data: fields with their kind, and which must be there.

Written down from the schema of OCDS 1.1.5 and the extensions in `extensions.EXTENSIONS`, for the parts that we use; a
test holds it to those schemas. It shares nothing with the builders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a field may hold."""

    TEXT = "text"
    MOMENT = "date with time and zone (2026-10-09T00:00:00+02:00)"
    URI = "address (https://...)"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "true or false"
    ANY = "text, number or true or false"
    TEXTS = "list of texts"
    MAP = "names with texts or numbers"


@dataclass(frozen=True, slots=True)
class Code:
    """A code out of a list; an open list may hold others, and then the code is only a text."""

    codes: frozenset[str]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something else in the release: of what kind, and whether there may be several."""

    to: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """An object, or a list of them, of one of `PARTS`."""

    name: str
    many: bool = False


What = Kind | Code | Ref | Part


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of one kind of object.

    Attributes:
        fields: what each may hold.
        required: which must be there.
    """

    fields: Mapping[str, What]
    required: tuple[str, ...] = ()
    known_as: str = field(default="")
    """The kind of thing that its ``id`` names, for references; empty when nothing refers to it."""


def _codes(*words: str, many: bool = False) -> Code:
    return Code(frozenset(words), many)


VALUE, PERIOD, ORG = Part("value"), Part("period"), Part("organizationReference")
TAGS = _codes(
    "planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation", "award",
    "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment", "implementation",
    "implementationUpdate", "contractTermination", "compiled", many=True,
)  # fmt: skip

PARTS: Mapping[str, Shape] = {
    "package": Shape(
        {
            "uri": Kind.URI,
            "version": Kind.TEXT,
            "extensions": Kind.TEXTS,
            "publishedDate": Kind.MOMENT,
            "publisher": Part("publisher"),
            "license": Kind.URI,
            "publicationPolicy": Kind.URI,
            "releases": Part("release", many=True),
        },
        ("uri", "version", "publishedDate", "publisher", "releases"),
    ),
    "publisher": Shape({"name": Kind.TEXT, "scheme": Kind.TEXT, "uid": Kind.TEXT, "uri": Kind.URI}, ("name",)),
    "release": Shape(
        {
            "ocid": Kind.TEXT,
            "id": Kind.TEXT,
            "date": Kind.MOMENT,
            "tag": TAGS,
            "initiationType": _codes("tender"),
            "language": Kind.TEXT,
            "parties": Part("organization", many=True),
            "buyer": ORG,
            "planning": Part("planning"),
            "tender": Part("tender"),
            "bids": Part("bids"),
            "awards": Part("award", many=True),
            "contracts": Part("contract", many=True),
            "allocation": Part("allocation"),
        },
        ("ocid", "id", "date", "tag", "initiationType"),
    ),
    "organization": Shape(
        {
            "id": Kind.TEXT,
            "name": Kind.TEXT,
            "identifier": Part("identifier"),
            "address": Part("address"),
            "contactPoint": Part("contactPoint"),
            "roles": Kind.TEXTS,
        },
        ("id", "name", "roles"),
        known_as="party",
    ),
    "organizationReference": Shape({"id": Ref("party"), "name": Kind.TEXT}, ("id", "name")),
    "identifier": Shape(
        {"scheme": Kind.TEXT, "id": Kind.TEXT, "legalName": Kind.TEXT, "uri": Kind.URI}, ("scheme", "id")
    ),
    "address": Shape(
        {
            "streetAddress": Kind.TEXT,
            "locality": Kind.TEXT,
            "region": Kind.TEXT,
            "postalCode": Kind.TEXT,
            "countryName": Kind.TEXT,
        }
    ),
    "contactPoint": Shape({"name": Kind.TEXT, "email": Kind.TEXT, "telephone": Kind.TEXT, "url": Kind.URI}),
    "value": Shape({"amount": Kind.NUMBER, "currency": _codes("EUR")}, ("amount", "currency")),
    "period": Shape({"startDate": Kind.MOMENT, "endDate": Kind.MOMENT}),
    "planning": Shape(
        {
            "rationale": Kind.TEXT,
            "budget": Part("budget"),
            "milestones": Part("milestone", many=True),
            "forecasts": Part("metric", many=True),
        }
    ),
    "budget": Shape(
        {
            "id": Kind.TEXT,
            "description": Kind.TEXT,
            "amount": VALUE,
            "budgetBreakdown": Part("budgetBreakdown", many=True),
        },
    ),
    "budgetBreakdown": Shape(
        {
            "id": Kind.TEXT,
            "description": Kind.TEXT,
            "amount": VALUE,
            "period": PERIOD,
            "sourceParty": ORG,
            "classifications": Kind.MAP,
        },
        ("id",),
        known_as="frame",
    ),
    "milestone": Shape(
        {
            "id": Kind.TEXT,
            "type": Kind.TEXT,
            "title": Kind.TEXT,
            "description": Kind.TEXT,
            "dueDate": Kind.MOMENT,
            "status": _codes("scheduled", "met", "notMet", "partiallyMet"),
        },
        ("id",),
    ),
    "metric": Shape(
        {"id": Kind.TEXT, "title": Kind.TEXT, "description": Kind.TEXT, "observations": Part("observation", many=True)},
        ("id",),
    ),
    "observation": Shape(
        {
            "id": Kind.TEXT,
            "period": PERIOD,
            "value": VALUE,
            "measure": Kind.ANY,
            "unit": Part("unit"),
            "dimensions": Kind.MAP,
            "notes": Kind.TEXT,
        },
        ("id",),
    ),
    "unit": Shape({"name": Kind.TEXT, "scheme": Kind.TEXT, "id": Kind.TEXT, "uri": Kind.URI}),
    "tender": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "description": Kind.TEXT,
            "status": _codes("planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"),
            "procuringEntity": ORG,
            "procurementMethod": _codes("open", "selective", "limited", "direct"),
            "procurementMethodDetails": Kind.TEXT,
            "procurementMethodRationale": Kind.TEXT,
            "mainProcurementCategory": _codes("goods", "works", "services"),
            "awardCriteria": Kind.TEXT,
            "submissionMethod": Kind.TEXTS,
            "tenderPeriod": PERIOD,
            "enquiryPeriod": PERIOD,
            "awardPeriod": PERIOD,
            "contractPeriod": PERIOD,
            "lots": Part("lot", many=True),
            "items": Part("item", many=True),
            "criteria": Part("criterion", many=True),
            "selectionCriteria": Part("selectionCriteria"),
            "techniques": Part("techniques"),
            "allocationRules": Part("allocationRules"),
            "amendments": Part("amendment", many=True),
        },
        ("id",),
    ),
    "lot": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "description": Kind.TEXT,
            "status": _codes("planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"),
            "value": VALUE,
            "contractPeriod": PERIOD,
            "techniques": Part("techniques"),
        },
        ("id",),
        known_as="lot",
    ),
    "item": Shape(
        {"id": Kind.TEXT, "description": Kind.TEXT, "classification": Part("classification"), "relatedLot": Ref("lot")},
        ("id",),
    ),
    "classification": Shape({"scheme": Kind.TEXT, "id": Kind.TEXT, "description": Kind.TEXT}, ("scheme", "id")),
    "criterion": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "description": Kind.TEXT,
            "relatesToTenderer": Kind.YES_NO,
            "relatedLots": Ref("lot", many=True),
            "requirementGroups": Part("requirementGroup", many=True),
        },
        ("id",),
    ),
    "requirementGroup": Shape(
        {"id": Kind.TEXT, "description": Kind.TEXT, "requirements": Part("requirement", many=True)}, ("id",)
    ),
    "requirement": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "description": Kind.TEXT,
            "dataType": _codes("string", "date-time", "number", "integer", "boolean"),
            "expectedValue": Kind.ANY,
            "minValue": Kind.NUMBER,
            "maxValue": Kind.NUMBER,
        },
        ("id",),
    ),
    "selectionCriteria": Shape({"criteria": Part("selectionCriterion", many=True), "description": Kind.TEXT}),
    "selectionCriterion": Shape(
        {
            "type": _codes("technical", "economic", "suitability", "other"),
            "description": Kind.TEXT,
            "appliesTo": _codes("supplier", "subcontractor", many=True),
        }
    ),
    "techniques": Shape(
        {"hasDynamicPurchasingSystem": Kind.YES_NO, "dynamicPurchasingSystem": Part("dynamicPurchasingSystem")}
    ),
    "dynamicPurchasingSystem": Shape(
        {"type": _codes("open", "closed"), "status": _codes("pending", "active", "cancelled", "terminated")}
    ),
    "amendment": Shape(
        {
            "id": Kind.TEXT,
            "date": Kind.MOMENT,
            "rationale": Kind.TEXT,
            "description": Kind.TEXT,
            "amendsReleaseID": Kind.TEXT,
            "releaseID": Kind.TEXT,
        }
    ),
    "bids": Shape({"statistics": Part("bidsStatistic", many=True)}),
    "bidsStatistic": Shape(
        {"id": Kind.TEXT, "measure": Kind.TEXT, "value": Kind.NUMBER, "notes": Kind.TEXT, "relatedLot": Ref("lot")},
        ("id", "measure", "value"),
    ),
    "award": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "description": Kind.TEXT,
            "status": _codes("pending", "active", "cancelled", "unsuccessful"),
            "date": Kind.MOMENT,
            "value": VALUE,
            "suppliers": Part("organizationReference", many=True),
            "relatedLots": Ref("lot", many=True),
        },
        ("id",),
        known_as="award",
    ),
    "contract": Shape(
        {
            "id": Kind.TEXT,
            "awardID": Ref("award"),
            "title": Kind.TEXT,
            "status": _codes("pending", "active", "cancelled", "terminated"),
            "period": PERIOD,
            "value": VALUE,
            "dateSigned": Kind.MOMENT,
            "signatories": Part("organizationReference", many=True),
            "tariffs": Part("tariff", many=True),
            "agreedMetrics": Part("metric", many=True),
        },
        ("id", "awardID"),
    ),
    "tariff": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "paidBy": _codes("government", "user"),
            "period": PERIOD,
            "value": VALUE,
            "unit": Part("unit"),
            "dimensions": Kind.MAP,
            "notes": Kind.TEXT,
        },
        ("id",),
    ),
    "allocationRules": Shape(
        {
            "tieKey": Kind.TEXT,
            "weights": Part("allocationWeight", many=True),
            "steps": Part("allocationStep", many=True),
        }
    ),
    "allocationWeight": Shape(
        {
            "id": Kind.TEXT,
            "title": Kind.TEXT,
            "weight": Kind.NUMBER,
            "method": Kind.TEXT,
            "minimumShare": Kind.NUMBER,
            "relatedLot": Ref("lot"),
        },
        ("id",),
    ),
    "allocationStep": Shape(
        {
            "id": Kind.TEXT,
            "phase": _codes("space", "tariff", "model", "after"),
            "rule": Kind.TEXT,
            "description": Kind.TEXT,
            "ground": Kind.TEXT,
            "relatedLots": Ref("lot", many=True),
        },
        ("id", "phase"),
        known_as="step",
    ),
    "allocation": Shape(
        {"decisionFingerprint": Kind.TEXT, "frames": Part("allocationFrame", many=True)},
        ("frames",),
    ),
    "allocationFrame": Shape(
        {
            "id": Ref("frame"),
            "space": VALUE,
            "moved": VALUE,
            "reserved": VALUE,
            "granted": VALUE,
            "left": VALUE,
            "exposure": VALUE,
            "stepAmounts": Part("allocationStepAmount", many=True),
        },
        ("id", "space"),
    ),
    "allocationStepAmount": Shape(
        {"id": Kind.TEXT, "step": Ref("step"), "kind": Kind.TEXT, "value": VALUE, "contracts": Kind.WHOLE},
        ("id", "value"),
    ),
}
"""Every part of a package that we use, by our own name for it."""
