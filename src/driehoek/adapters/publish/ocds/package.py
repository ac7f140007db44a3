"""One release package of a round: planning, each time the space became known, tender, its changes, and the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from driehoek.adapters.publish.ocds.award import allocation, awards, bids, contracts, parties
from driehoek.adapters.publish.ocds.extensions import used
from driehoek.adapters.publish.ocds.ids import buyer, buyer_party, ocid, publication_of, release_id
from driehoek.adapters.publish.ocds.planning import planning
from driehoek.adapters.publish.ocds.tender import tender
from driehoek.adapters.publish.ocds.values import Json, filled, moment, slug, to_bytes
from driehoek.application.outcome import RoundOutcome
from driehoek.application.publish import Published, published
from driehoek.domain.policy import Policy

VERSION = "1.1"
DECISION_TAGS = ("award", "contract")
FILE = "release-package.json"


def release_package(outcome: RoundOutcome) -> bytes:
    """The package as JSON text; the same round gives the same bytes.

    Its date is that of the decision: nothing in it was known later.
    """
    policy = outcome.dossier.policy
    publication = publication_of(policy)
    place = publication.uri.rstrip("/") or f"https://driehoek.example/ocds/{slug(ocid(policy))}"
    content = filled(
        uri=f"{place}/{FILE}",
        version=VERSION,
        extensions=used(publication.uri),
        publishedDate=moment(outcome.decided_on),
        publisher=filled(
            name=policy.purchaser.name,
            scheme="NL-UZOVI" if policy.purchaser.uzovi else "",
            uid=policy.purchaser.uzovi,
        ),
        license=publication.licence,
        releases=sorted(_releases(outcome), key=lambda release: (release["date"], release["id"])),
    )
    return to_bytes(content)


def _releases(outcome: RoundOutcome) -> Iterator[dict[str, Json]]:
    policy, figures = outcome.dossier.policy, published(outcome)
    first = policy.published_on
    yield _release(policy, first, ("planning",), planning=_planning(outcome, first, None))
    for day in sorted({space.known_on for space in outcome.dossier.spaces}):
        if first < day <= outcome.decided_on:
            last = figures if day == _last_known(outcome) else None
            yield _release(policy, day, ("planningUpdate",), planning=_planning(outcome, day, last))
    opens = policy.calendar.first_opening()
    opened = max(opens.date(), first) if opens else first
    unchanged = tender(policy, "active")
    amendments = unchanged.pop("amendments", [])
    yield _release(policy, opened, ("tender",), tender=unchanged)
    for change in policy.changes:
        told = [item for item in amendments if item["id"] <= f"wijziging-{change.version}"]
        amended = {**unchanged, "amendments": told}
        yield _release(policy, change.published_on, ("tenderAmendment",), tender=amended)
    yield _decision(outcome, figures, amendments)


def _last_known(outcome: RoundOutcome) -> date:
    return max(space.known_on for space in outcome.dossier.spaces if space.known_on <= outcome.decided_on)


def _planning(outcome: RoundOutcome, day: date, figures: Published | None) -> dict[str, Json]:
    return planning(outcome.dossier.policy, day, outcome.dossier.spaces_on(day), figures)


def _decision(outcome: RoundOutcome, figures: Published, amendments: list[Json]) -> dict[str, Json]:
    policy, day = outcome.dossier.policy, outcome.decided_on
    made = _release(
        policy,
        day,
        DECISION_TAGS,
        outcome.decision_fingerprint,
        planning=_planning(outcome, day, figures),
        tender=filled(**{**tender(policy, "complete"), "amendments": amendments}),
        bids=bids(figures.counts),
        awards=awards(outcome, figures),
        contracts=contracts(outcome, figures),
        allocation=allocation(outcome, figures),
    )
    made["parties"] += parties(figures)
    return made


def _release(
    policy: Policy, day: date, tags: tuple[str, ...], fingerprint: str = "", **sections: Json
) -> dict[str, Json]:
    return filled(
        ocid=ocid(policy),
        id=release_id(policy, day, tags, fingerprint),
        date=moment(day),
        tag=list(tags),
        initiationType="tender",
        language="nl",
        parties=[buyer_party(policy)],
        buyer=buyer(policy),
        **sections,
    )
