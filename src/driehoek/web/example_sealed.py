"""A second round of the example, in which parties compete and what they hand in is sealed. Everything is SYNTHETIC.

It stands in mid-course as the first does: three officials chose a passphrase, the key was made before the window, some
came in closed, and the provider that signs in is still writing. It is apart from the example itself, for it is not
needed to try the round; its passphrases stand on the page of the example people, and nowhere in real data.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from driehoek.adapters.dossier.write import dossier_files
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.evidence import Upload, hand_in, keep_evidence
from driehoek.adapters.store.models import (
    Contract,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Round,
    RoundState,
)
from driehoek.adapters.store.round_files import HandedIn
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.rounds import load
from driehoek.bootstrap.stored_policies import window_of
from driehoek.bootstrap.stored_rounds import SubmissionFolder, files_of, keep, split
from driehoek.bootstrap.stored_sealing import confirm, make_key
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Ground
from driehoek.web.example_clock import AMSTERDAM, MID_COURSE

SLUG = "wlz-2027-verzegeld"
TITLE = "Aanvullende inschrijving Wlz-zorg 2027, verzegeld (SYNTHETIC)"
OFFICIALS = (
    (Role.PURCHASING, 0, "wachtzin van de inkoper"),
    (Role.PURCHASING, 1, "wachtzin van de manager"),
    (Role.ASSESSING, 0, "wachtzin van de beoordelaar"),
)
"""Who can open: the role, the how-manieth of it, and its passphrase."""
CAME_IN = 3
"""How many had handed in by mid-course."""
WHY = Ground(
    "Aanbestedingswet 2012, art. 2.54 als voorbeeld",
    "Partijen wedijveren om een plaats. Niemand kent de voorstellen voor de sluiting (SYNTHETIC).",
)


def seal_in_example(example: Path, writing: str) -> None:
    """Add the round, unless it is there, or in this example nobody competes.

    Args:
        example: the dossier of the example.
        writing: the contract that is still writing.
    """
    if Round.objects.using("owner").filter(slug=SLUG).exists():
        return
    dossier = load(example).dossier
    if dossier is None or not any(lot.criteria for lot in dossier.policy.lots):
        return
    own, folders = split(files_of(example, dossier))
    found = _round(dossier, own["providers.csv"])
    opens = found.opens_at
    assert opens is not None, "a round is opened by its policy"
    chosen = [(_official(role, number), phrase) for role, number, phrase in OFFICIALS]
    for actor, phrase in chosen:
        with acting(actor):
            confirm(actor, found, phrase, opens - timedelta(days=14))
    first = chosen[0][0]
    with acting(first):
        make_key(first, found, opens - timedelta(days=13))
    early = [item for item in dossier.submissions if item.contract.code != writing and _moment(item) < MID_COURSE]
    for item in [item for item in early if _moment(item) >= opens][:CAME_IN]:
        _hand_in(found, item, folders.get(item.contract.code, SubmissionFolder({}, {})))


def _round(dossier: Dossier, providers: str) -> Round:
    """The round with its files: the rules of the example, of which the lot with criteria is sealed."""
    lots = tuple(replace(lot, sealed=WHY) if lot.criteria else lot for lot in dossier.policy.lots)
    policy = replace(dossier.policy, title=TITLE, lots=lots)
    opens, closes = window_of(policy)
    purchaser = Organisation.objects.using("owner").get(kind=OrganisationKind.PURCHASER)
    found = Round.objects.using("owner").create(
        purchaser=purchaser,
        slug=SLUG,
        title=TITLE,
        year=policy.year,
        state=RoundState.OPEN,
        is_sealed=True,
        opens_at=opens,
        closes_at=closes,
    )
    bare = replace(dossier, policy=policy, submissions=(), marks=(), decisions=(), adjustments=())
    files = {path: data.decode() for path, data in dossier_files(bare).items()}
    with acting(Actor(purchaser.pk, Role.PURCHASING)):
        keep(found.pk, {**files, "providers.csv": providers}, MID_COURSE - timedelta(days=60))
    return found


def phrases() -> dict[str, str]:
    """The passphrase of each official of the round, by name; nothing where the round is not there."""
    if not Round.objects.filter(slug=SLUG, is_sealed=True).exists():
        return {}
    held = Membership.objects.select_related("person").filter(person__is_example=True).order_by("pk")
    rows = {role: [row.person.name for row in held if row.role == role] for role, _number, _phrase in OFFICIALS}
    return {rows[role][number]: phrase for role, number, phrase in OFFICIALS}


def _official(role: Role, number: int) -> Actor:
    held = Membership.objects.using("owner").filter(role=role, person__is_example=True).order_by("pk")[number]
    return Actor(held.organisation_id, role, held.person_id)


def _moment(item: Submission) -> datetime:
    return item.received.replace(tzinfo=AMSTERDAM)


def _hand_in(found: Round, item: Submission, folder: SubmissionFolder) -> None:
    contract, received = item.contract.code, item.received.replace(tzinfo=AMSTERDAM)
    provider = Contract.objects.using("owner").get(agb=contract, purchaser_id=found.purchaser_id).provider_id
    actor = Actor(provider, Role.PROVIDING)
    papers = {path: data + b"\nBij de verzegelde inschrijving (SYNTHETIC)\n" for path, data in folder.evidence.items()}
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in papers.items()}
    with acting(actor):
        kept = {
            path: keep_evidence(actor, Upload(path.partition("/")[2], "", data, "", date(2026, 6, 1)), received)
            for path, data in sorted(papers.items())
        }
        hand_in(actor, found.pk, HandedIn(contract, 1, received, folder.files, evidence=digests), kept)
