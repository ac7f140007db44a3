"""The example in the portal: the round of 2027 in mid-course, with people in every corner. Everything is SYNTHETIC."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.evidence import Upload, hand_in, keep_evidence
from driehoek.adapters.store.models import (
    Assignment,
    KeyFigures,
    Mandate,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Profile,
    Role,
    Round,
    RoundState,
)
from driehoek.adapters.store.round_files import HandedIn
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.rounds import load
from driehoek.bootstrap.stored_imports import make_contracts, make_round, organisation
from driehoek.bootstrap.stored_rounds import EVIDENCE, SubmissionFolder, files_of, keep, split
from driehoek.domain.people import BindingAct
from driehoek.domain.tender.submission import Evidence
from driehoek.kernel import Money
from driehoek.web.example_clock import AMSTERDAM, MID_COURSE
from driehoek.web.example_corners import tell_of_corners

WRITING = "99000001"
"""The contract whose provider is still writing; all others that came in before have come in."""
PEOPLE = (
    (Role.PURCHASING, "Inkoper"),
    (Role.PURCHASING, "Manager zorginkoop"),
    (Role.ASSESSING, "Beoordelaar"),
    (Role.ASSESSING, "Tweede beoordelaar"),
    (Role.CONTROL, "Controleur"),
    (Role.PROVIDING, "Medewerker van de zorgaanbieder"),
    (Role.SIGNING, "Bestuurder van de zorgaanbieder"),
    (Role.COUNCIL, "Lid van de cliëntenraad"),
    (Role.SUPPORTING, "Onafhankelijke ondersteuner van de cliëntenraad"),
    (Role.SUPERVISING, "Toezichthouder"),
    (Role.ADMINISTRATION, "Beheerder van het zorgkantoor"),
    (Role.ADMINISTRATION, "Beheerder van de zorgaanbieder"),
    (Role.ADMINISTRATION, "Beheerder van de cliëntenraad"),
)
MANDATES = (
    (Role.PURCHASING, None, ()),
    (Role.SIGNING, None, ()),
    (Role.PROVIDING, Money.euros(50_000_000), (BindingAct.HAND_IN, BindingAct.WITHDRAW)),
)
"""Who binds its organisation: up to what, and for which acts (none named is all)."""


def make_example(folder: Path) -> str:
    """Fill an empty store with the example.

    Args:
        folder: the dossier of the example.

    Returns:
        Why not, in plain words; empty when it was made or stood there already.
    """
    if Organisation.objects.using("owner").exists():
        strangers = Person.objects.using("owner").filter(is_example=False).exists()
        return "In deze database staan echte mensen; het voorbeeld komt er niet bij." if strangers else ""
    loaded = load(folder)
    if loaded.dossier is None:
        return f"Het voorbeeld in {folder} is niet te lezen; `driehoek dossier check` zegt waarom."
    dossier = loaded.dossier
    own, folders = split(files_of(folder, dossier))
    with transaction.atomic(using="owner"):
        buys = dossier.policy.purchaser
        purchaser = organisation(OrganisationKind.PURCHASER, buys.name, buys.uzovi)
        found = make_round(dossier, purchaser, RoundState.OPEN)
        providers = make_contracts(purchaser, dossier, own["providers.csv"])
        _others(providers[WRITING])
        _people(purchaser, providers[WRITING])
    with acting(Actor(purchaser.pk, Role.PURCHASING)):
        keep(found.pk, own, MID_COURSE.replace(year=MID_COURSE.year - 1))
    _assign(found, purchaser, dossier)
    _hand_in(found, providers, dossier, folders)
    _keeps(providers[WRITING])
    tell_of_corners(found, purchaser, providers[WRITING])
    return ""


def _others(provider: Organisation) -> None:
    """The council of the provider, and who watches."""
    council = organisation(OrganisationKind.CLIENT_COUNCIL, f"Cliëntenraad van {provider.name}", "")
    council.parent = provider
    council.save(using="owner")
    organisation(OrganisationKind.SUPERVISOR, "Toezicht (SYNTHETIC)", "")


def _people(purchaser: Organisation, provider: Organisation) -> None:
    council = Organisation.objects.using("owner").get(kind=OrganisationKind.CLIENT_COUNCIL)
    supervisor = Organisation.objects.using("owner").get(kind=OrganisationKind.SUPERVISOR)
    where = {
        Role.PROVIDING: provider,
        Role.SIGNING: provider,
        Role.COUNCIL: council,
        Role.SUPPORTING: council,
        Role.SUPERVISING: supervisor,
    }
    for number, (role, name) in enumerate(PEOPLE):
        before = sum(other is role for other, _ in PEOPLE[:number])
        address = f"{role.value}{f'-{before + 1}' if before else ''}@example.org"
        person = Person.objects.db_manager("owner").create_user(address, f"{name} (SYNTHETIC)")
        person.is_example = True
        person.save(using="owner")
        looked_after = (purchaser, provider, council)[before] if role is Role.ADMINISTRATION else None
        Membership.objects.using("owner").create(
            person=person,
            organisation=looked_after or where.get(role, purchaser),
            role=role,
            valid=DateRange(date(MID_COURSE.year - 1, 1, 1), None),
        )
    _mandates()


def _mandates() -> None:
    """Each of those who bind an organisation has a mandate of its administrator, until the end of next year."""
    held = Membership.objects.using("owner")
    givers = dict(held.filter(role=Role.ADMINISTRATION).values_list("organisation_id", "person_id"))
    for role, most, acts in MANDATES:
        for member in held.filter(role=role):
            Mandate.objects.using("owner").create(
                person_id=member.person_id,
                organisation_id=member.organisation_id,
                acts=[act.value for act in acts],
                most=most.cents if most else None,
                given_by_id=givers[member.organisation_id],
                valid=DateRange(date(MID_COURSE.year - 1, 1, 1), date(MID_COURSE.year + 2, 1, 1)),
            )


def _assign(found: Round, purchaser: Organisation, dossier: Dossier) -> None:
    """Both assessors mark what the policy lets people mark."""
    criteria = sorted({leaf.id for lot in dossier.policy.lots for leaf in lot.leaves() if leaf.method == "marks"})
    assessors = Membership.objects.using("owner").filter(role=Role.ASSESSING).order_by("pk").values_list("person_id")
    with acting(Actor(purchaser.pk, Role.PURCHASING)):
        for criterion in criteria:
            for number, (person,) in enumerate(assessors, 1):
                Assignment.objects.create(
                    round=found,
                    purchaser=purchaser,
                    person_id=person,
                    criterion=criterion,
                    label=f"beoordelaar-{number}",
                    assigned_at=MID_COURSE,
                )


def _hand_in(
    found: Round, providers: Mapping[str, Organisation], dossier: Dossier, folders: Mapping[str, SubmissionFolder]
) -> None:
    """What came in before the example stands still, each by its own provider and at its own moment."""
    numbers: dict[str, int] = {}
    for item in sorted(dossier.submissions, key=lambda given: given.received):
        contract = item.contract.code
        if contract == WRITING or item.received.replace(tzinfo=AMSTERDAM) >= MID_COURSE:
            continue
        received = item.received.replace(tzinfo=AMSTERDAM)
        if not found.opens_at or received < found.opens_at:
            continue
        numbers[contract] = numbers.get(contract, 0) + 1
        name = contract if numbers[contract] == 1 else f"{contract}-{numbers[contract]}"
        folder = folders.get(name, SubmissionFolder({}, {}))
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(folder.evidence.items())}
        handed = HandedIn(contract, numbers[contract], received, folder.files, evidence=digests)
        actor = Actor(providers[contract].pk, Role.PROVIDING)
        days = {f"{EVIDENCE}{piece.file}": piece for piece in item.evidence}
        with acting(actor):
            kept = {
                path: keep_evidence(actor, _as_it_came(path, data, days.get(path), received.date()), received)
                for path, data in sorted(folder.evidence.items())
            }
            hand_in(actor, found.pk, handed, kept)


def _as_it_came(path: str, data: bytes, piece: Evidence | None, day: date) -> Upload:
    """A document of the dossier, with the dates that its submission gives it."""
    name = path.removeprefix(EVIDENCE)
    if piece is None:
        return Upload(name, "", data, "", day)
    return Upload(name, "", data, piece.question, piece.issued_on, piece.expires_on)


def _keeps(provider: Organisation) -> None:
    """What the provider that is still writing keeps for itself: a profile, a document, a purchaser elsewhere."""
    actor = Actor(provider.pk, Role.PROVIDING)
    with acting(actor):
        Profile.objects.create(
            provider=provider,
            facts={},
            locations=[{"name": "Hoofdlocatie (SYNTHETIC)", "municipality": "De Bilt", "seat": True}],
            changed_at=MID_COURSE,
        )
        keep_evidence(
            actor,
            Upload(
                "Polis-aansprakelijkheid.pdf",
                "pdf",
                b"%PDF-1.4\n% SYNTHETIC\n",
                "Verzekering (SYNTHETIC)",
                date(MID_COURSE.year, 1, 1),
                date(MID_COURSE.year + 1, 7, 1),
            ),
            MID_COURSE,
        )
        KeyFigures.objects.create(
            provider=provider,
            purchaser_name="Een ander zorgkantoor (SYNTHETIC)",
            region="Midden-Holland",
            regime="wlz",
            year=MID_COURSE.year + 1,
            product_group="Geestelijke gezondheidszorg",
            asked=Decimal("98.5"),
            granted=Decimal(97),
            ceiling=Decimal(100),
            next_on=date(MID_COURSE.year, 8, 7),
            next_what="Laatste dag om in te schrijven",
            entered_at=MID_COURSE,
        )
