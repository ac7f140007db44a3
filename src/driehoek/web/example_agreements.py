"""Agreements of the running year in the example: one in force with a next version on the table, others on their way.

Everything is SYNTHETIC: the lines are what each provider offers for next year, for nine tenths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from itertools import islice
from pathlib import Path
from uuid import UUID

from driehoek.adapters.store import agreement_sheets, agreement_versions, booking, decisions
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Agreement, Membership, Organisation, Role, Round, SigningSeal
from driehoek.application.agreement.opening import OpeningLine, care_before, opening_conditions
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.rounds import load
from driehoek.bootstrap.stored_agreements import Parties, Told, open_one, sign
from driehoek.bootstrap.stored_signing import TRUST, Keys, example_seals, signer
from driehoek.domain.agreement.clauses import Answer, Reply
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.lines import AgreementLine, RoundKind
from driehoek.domain.agreement.sheet import Change, Place
from driehoek.domain.ledger import Booking, Move, SpaceFrame
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Finding, Rate, Rounding, total
from driehoek.web.example_clock import AMSTERDAM, MID_COURSE
from driehoek.web.example_open import LAST_YEAR

LOT = "regulier"
FRAME = SpaceFrame(MID_COURSE.year, "regio", "regular")
SHARE = Rate.percent("96.4")
OPENED = datetime(2025, 11, 3, 10, 0, tzinfo=AMSTERDAM)
AGREED = datetime(2025, 11, 10, 15, 0, tzinfo=AMSTERDAM)
TALKED = datetime(2026, 7, 13, 11, 0, tzinfo=AMSTERDAM)
WRITING = "99000001"
"""The contract of the provider whose people sign in."""
WAITING = 8
"""So many others wait for the provider: the purchaser agreed already."""


def make_agreements(example: Path, secret: str = "", data: Path | None = None) -> None:
    """Add them to the round of the running year, unless they are there.

    Args:
        example: the dossier of the example.
        secret: with which the portal closes keys; without one nobody gets a seal and nothing is signed.
        data: where the root of the seals is put, for who wants to verify a signature.
    """
    found = Round.objects.using("owner").get(slug=LAST_YEAR)
    dossier = load(example).dossier
    if dossier is None or Agreement.objects.using("owner").filter(round=found).exists():
        return
    lines = {contract: held for contract, held in _lines(dossier) if held}
    buyer = _actor(Role.PURCHASING)
    with acting(buyer):
        holders = decisions.holders(found.purchaser_id)
        _reserve(found, lines, holders)
        conditions = opening_conditions(dossier.policy)
        told = Told("0" * 64, "Besluit over 2026 (SYNTHETIC)", OPENED)
        made = {
            contract: open_one(
                buyer,
                Parties(found, contract, holders[contract], care_before(dossier, contract)),
                held,
                conditions,
                told,
            )
            for contract, held in lines.items()
        }
        for contract in islice((name for name in made if name != WRITING), WAITING):
            agreement_versions.agree(buyer, made[contract], _seen(made[contract]), AGREED)
    seller = _actor(Role.SIGNING)
    _agree(made[WRITING], buyer, seller)
    if secret:
        root = _seal(made[WRITING], secret)
        _sign(made[WRITING], (seller, buyer), secret)
        if data is not None:
            (data / TRUST).mkdir(parents=True, exist_ok=True)
            (data / TRUST / "example-root.pem").write_bytes(root)
    _talk(made[WRITING], buyer, seller)


def _seal(agreement: Agreement, secret: str) -> bytes:
    """Give both sides of an agreement a seal, once; and the root of it."""
    sides = Organisation.objects.using("owner").filter(pk__in=(agreement.purchaser_id, agreement.provider_id))
    made, root = example_seals(sides, secret, OPENED)
    for organisation, seal in made.items():
        SigningSeal.objects.using("owner").create(
            organisation_id=organisation, holder=seal.holder, issuer=seal.issuer, serial=seal.serial,
            starts_at=seal.starts_at, ends_at=seal.ends_at, key=seal.key, brought_at=OPENED,
        )  # fmt: skip
    return root


def _sign(agreement: Agreement, signers: Iterable[Actor], secret: str) -> None:
    for actor in signers:
        with acting(actor):
            put_under = signer(actor, agreement, Keys(secret), AGREED)
            sign(actor, agreement, _seen(agreement), AGREED, put_under)


def _actor(role: Role) -> Actor:
    held = Membership.objects.using("owner").filter(role=role, person__is_example=True).order_by("pk")[0]
    return Actor(held.organisation_id, role, held.person_id)


def _lines(dossier: Dossier) -> Iterable[tuple[str, tuple[OpeningLine, ...]]]:
    providers = {provider.contract.code: provider for provider in dossier.providers}
    for submission in sorted(dossier.submissions, key=lambda item: item.contract.code):
        yield submission.contract.code, tuple(_of(dossier, submission, providers[submission.contract.code]))


def granted_lines(dossier: Dossier, contract: str) -> tuple[OpeningLine, ...]:
    """The lines of one contract in the example, as if they had been granted."""
    return dict(_lines(dossier))[contract]


def _of(dossier: Dossier, submission: Submission, provider: Provider) -> Iterable[OpeningLine]:
    products = {product.code: product for product in dossier.products}
    for offer in submission.lines:
        maximum = dossier.tariffs.on(offer.product, dossier.policy.contract.starts_on)
        if offer.lot != LOT or maximum is None:
            continue
        product = products[offer.product]
        quantity = offer.quantity.scaled(Fraction(9, 10), Rounding.HALF_UP)
        price = maximum.amount.times(SHARE.value, Rounding.HALF_UP)
        yield OpeningLine(
            AgreementLine(
                year=FRAME.year,
                round=RoundKind.BUDGET,
                region=provider.region,
                provider=provider.provider,
                contract=provider.contract,
                lot=LOT,
                sector=product.sector,
                category=product.category,
                treatment=product.treatment,
                product=product.code,
                name=product.name,
                quantity=quantity,
                maximum=maximum.amount,
                parts=(),
                share=SHARE,
                price=price,
                amount=quantity.at(price),
                badge=maximum.badge,
            ),
            FRAME,
        )


def _reserve(found: Round, lines: Mapping[str, tuple[OpeningLine, ...]], holders: Mapping[str, UUID]) -> None:
    """The space of the year, with two per cent free, and what each was granted."""
    granted = {contract: total(item.line.amount for item in held) for contract, held in lines.items()}
    booked = Booking(f"{found.purchaser_id}/ronde {FRAME.year}", "Ronde 2026 (SYNTHETIC)", date(2025, 10, 10))
    space = total(granted.values()).times(Fraction(102, 100), Rounding.HALF_UP)
    kept = [booked.book(Move.RESERVE, FRAME, amount, contract=name) for name, amount in granted.items() if amount]
    refused = booking.post(found.purchaser_id, [booked.book(Move.GRANT, FRAME, space), *kept], holders)
    assert refused == (), refused


def _seen(agreement: Agreement) -> str:
    return agreement_versions.standing(agreement).content.fingerprint


def _accepted(conditions: Conditions) -> tuple[Answer, ...]:
    return tuple(Answer(clause.id, Reply.ACCEPTED) for clause in conditions.clauses)


def _agree(agreement: Agreement, buyer: Actor, seller: Actor) -> None:
    """The provider answers every clause, and both agree to the first version."""
    with acting(seller):
        number, before = agreement_versions.conditions_of(agreement)
        answers = _accepted(before)
        after = Conditions(before.form, before.params, term=before.term, clauses=before.clauses, answers=answers)
        assert not isinstance(agreement_versions.write_conditions(seller, agreement, number, after, AGREED), Finding)
    for actor in (seller, buyer):
        with acting(actor):
            assert not isinstance(agreement_versions.agree(actor, agreement, _seen(agreement), AGREED), Finding)


def _talk(agreement: Agreement, buyer: Actor, seller: Actor) -> None:
    """Since then both typed in it, at one line at the same time."""
    with acting(seller):
        places = sorted(agreement_sheets.sheet_of(agreement).cells, key=lambda place: place.key)
    care = [place for place in places if place == Place(place.lot, place.product)]
    first, second = care[0], care[-1]
    with acting(buyer):
        cells = agreement_sheets.sheet_of(agreement).cells
        more = (cells[first].value or 0) + 120
        agreement_sheets.change(buyer, agreement, (Change(first, more, 1),), TALKED)
        agreement_sheets.remark(buyer, agreement, first, "Wij zien meer vraag in het dorp (SYNTHETIC).", TALKED)
    with acting(seller):
        agreement_sheets.change(seller, agreement, (Change(first, more + 200, 1),), TALKED)
        asked = (cells[second].value or 0) + 40
        why = "Er wachten vier cliënten op deze zorg (SYNTHETIC)."
        agreement_sheets.propose(seller, agreement, second, asked, why, TALKED)
