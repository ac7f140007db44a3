"""What an agreement opens with: the lines that were granted, and the conditions of the policy clause by clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from driehoek.application.agreement.lines import agreement_lines
from driehoek.application.dossier import Dossier
from driehoek.domain.agreement.clauses import Clause, Subject
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.duration import Term
from driehoek.domain.agreement.lines import AgreementLine
from driehoek.domain.allocation import Allocation
from driehoek.domain.ledger import SpaceFrame
from driehoek.domain.policy import Policy
from driehoek.kernel import Quantity


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A line with the sub-frame of which it takes space.

    Attributes:
        line: as it was granted.
        frame: of the ledger.
    """

    line: AgreementLine
    frame: SpaceFrame


def opening_lines(dossier: Dossier, allocation: Allocation) -> dict[str, tuple[OpeningLine, ...]]:
    """The lines per contract, in order of lot and product; a contract that was granted nothing is not there."""
    frames = {
        (grant.contract, grant.lot): SpaceFrame(dossier.policy.year, grant.frame.pool, grant.frame.name)
        for grant in allocation.grants
    }
    found: defaultdict[str, list[OpeningLine]] = defaultdict(list)
    for line in agreement_lines(dossier, allocation):
        code = line.contract.code
        found[code].append(OpeningLine(line, frames[code, line.lot]))
    return {contract: tuple(lines) for contract, lines in found.items()}


@dataclass(frozen=True, slots=True)
class CareBefore:
    """What a contract delivered of one product last year.

    Attributes:
        lot: of the policy.
        product: its code.
        name: in Dutch.
        quantity: how much.
    """

    lot: str
    product: str
    name: str
    quantity: Quantity


def care_before(dossier: Dossier, contract: str) -> tuple[CareBefore, ...]:
    """Last year's care of a contract, per lot and product; what was realised twice is added up."""
    names = {product.code: product.name for product in dossier.products}
    found: dict[tuple[str, str], Quantity] = {}
    for item in dossier.realised:
        if item.contract == contract:
            place = (item.lot, item.product)
            found[place] = found[place] + item.quantity if place in found else item.quantity
    return tuple(
        CareBefore(lot, product, names.get(product, product), found[lot, product]) for lot, product in sorted(found)
    )


def opening_conditions(policy: Policy) -> Conditions:
    """The conditions that the policy gives: its contract form, its duration, and each condition as a clause.

    What the law asks every agreement to say is there as a clause of its own, to be worked out by the purchaser.
    """
    contract = policy.contract
    asked = _ASKED if policy.regime == "wlz" else {}
    said = tuple(Clause(subject.value, text.format(years=contract.years), subject) for subject, text in asked.items())
    own = tuple(Clause(f"condition-{number}", text) for number, text in enumerate(contract.conditions, 1))
    return Conditions(
        form=contract.form,
        params=dict(contract.params),
        term=Term(contract.years, covers_volumes=not contract.yearly_update, covers_tariffs=not contract.yearly_update),
        clauses=(*said, *own),
    )


_ASKED: Mapping[Subject, str] = {
    Subject.DURATION: (
        "De overeenkomst duurt {years} jaar. Eerder eindigen kan alleen schriftelijk, met een reden en zes maanden "
        "van tevoren. Zorg die dan loopt, gaat door zolang zij nodig is."
    ),
    Subject.CARE: "De zorgaanbieder levert de zorg van de regels van deze overeenkomst, in aard en omvang zoals daar.",
    Subject.PRICE: "De prijs per prestatie is die van de regels van deze overeenkomst.",
    Subject.INFORMATION: "De zorgaanbieder vertelt verzekerden voor de start van de zorg wat zij mogen verwachten.",
    Subject.INFORMAL_CARE: "De zorgaanbieder bespreekt met elke cliënt wat mantelzorgers en vrijwilligers doen.",
    Subject.CONTROL: "Het zorgkantoor controleert de declaraties en bespreekt de uitkomst voordat er geld terug moet.",
    Subject.ADMINISTRATION: "Partijen wisselen gegevens uit volgens de landelijke berichten.",
}
"""A first text per subject of Wlz art. 4.2.2 lid 2, for the purchaser to work out."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an announcement does to one line.

    Attributes:
        lot: of the policy.
        product: its code.
        name: in Dutch.
        price_before: in cents; None for a line that is new.
        price_after: in cents; None for a line that is no longer granted.
        granted_before: in steps of the unit; None for a line that is new.
        granted_after: in steps of the unit; None for a line that is no longer granted.
    """

    lot: str
    product: str
    name: str
    price_before: int | None
    price_after: int | None
    granted_before: int | None
    granted_after: int | None


def effects(before: Mapping[tuple[str, str], tuple[str, int, int]], lines: Iterable[OpeningLine]) -> tuple[Effect, ...]:
    """What a new decision changes in the lines of an agreement, in order of lot and product.

    Args:
        before: per lot and product the name, the price that was announced last, and what was granted.
        lines: of the new decision.
    """
    after = {
        (item.line.lot, item.line.product): (item.line.name, item.line.price.cents, item.line.quantity.steps)
        for item in lines
    }
    found = []
    for lot, product in sorted({*before, *after}):
        was, now = before.get((lot, product)), after.get((lot, product))
        if was is not None and now is not None and was[1:] == now[1:]:
            continue
        name = (now or was or ("",))[0]
        old, new = was[1:] if was else (None, None), now[1:] if now else (None, None)
        found.append(Effect(lot, product, name, old[0], new[0], old[1], new[1]))
    return tuple(found)
