"""The packaged national facts as inputs of a picture. They are ours, so a fault in one is a bug and raises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from driehoek.domain.catalogue import DeliveryForm, Region
from driehoek.domain.need import (
    AcceptedWeeks,
    Basis,
    Births,
    ClientGroup,
    InCare,
    Indications,
    Inhabitants,
    NeedInputs,
    Origin,
    PersonalBudgets,
    ProfileWeight,
    Waiting,
    WaitingStatus,
)
from driehoek.kernel import RegionCode

Rows = Iterable[Mapping[str, str]]

INHABITANTS = "michielwoerkom/regions (MIT), lijst van 2019"
INSURED = "Vektis open data, verzekerden Zvw 2015 per gemeente en leeftijd"
BUDGETS = "Regeling langdurige zorg (BWBR0036014) art. 8.2, tekst van 2015"
_YEAR_ONLY = "geteld op de peildatum van het jaar; de dag is niet bekend en staat hier als 31 december"


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of the packaged tables about need.

    Attributes:
        indications: people with an indication.
        waiting: people who wait.
        in_care: people in care.
        terms: accepted waiting weeks.
        insured: insured people per region, with those of eighty and older.
        weights: the care weight of each profile.
        births: children born per year.
    """

    indications: Rows
    waiting: Rows
    in_care: Rows
    terms: Rows
    insured: Rows
    weights: tuple[ProfileWeight, ...]
    births: Rows = ()


def packaged(facts: Facts, regions: Iterable[Region]) -> NeedInputs:
    """The packaged facts: national counts, and per region its inhabitants and personal budgets."""
    known = tuple(regions)
    return NeedInputs(
        indications=tuple(_indications(row) for row in facts.indications),
        waiting=tuple(_waiting(row) for row in facts.waiting if row["group"] and row["status"]),
        in_care=tuple(_in_care(row) for row in facts.in_care),
        inhabitants=tuple(
            Inhabitants(item.code, "", 2019, item.inhabitants_2019, None, Origin(Basis.COUNTED, INHABITANTS))
            for item in known
        )
        + tuple(_insured(row) for row in facts.insured),
        budgets=tuple(
            PersonalBudgets(item.code, date(2015, 1, 1), 12, item.pgb_2015, None, Origin(Basis.COUNTED, BUDGETS))
            for item in known
        ),
        terms=tuple(_term(row) for row in facts.terms),
        weights=facts.weights,
        births=tuple(
            Births(None, "", int(row["year"]), int(row["count"]), Origin(Basis.COUNTED, row["source"]))
            for row in facts.births
        ),
    )


def _indications(row: Mapping[str, str]) -> Indications:
    group = ClientGroup(row["group"]) if row["group"] else None
    origin = Origin(Basis.COUNTED, row["source"], _YEAR_ONLY if row["precision"] == "year" else "")
    day = date.fromisoformat(row["day"])
    return Indications(None, "", group, row["profile"], None, day, int(row["count"]), origin)


def _waiting(row: Mapping[str, str]) -> Waiting:
    origin = Origin(Basis.COUNTED, row["source"], "voorlopig cijfer" if row["provisional"] == "yes" else "")
    day = date.fromisoformat(row["day"])
    status = WaitingStatus(row["status"])
    return Waiting(None, "", ClientGroup(row["group"]), "", status, "", "", day, int(row["count"]), origin)


def _in_care(row: Mapping[str, str]) -> InCare:
    form = DeliveryForm(row["form"]) if row["form"] else None
    day = date.fromisoformat(row["day"])
    origin = Origin(Basis.COUNTED, row["source"])
    return InCare(None, "", ClientGroup(row["group"]), form, day, int(row["count"]), origin)


def _insured(row: Mapping[str, str]) -> Inhabitants:
    origin = Origin(Basis.DERIVED, INSURED, "verzekerden per gemeente, opgeteld per regio")
    return Inhabitants(RegionCode(row["region"]), "", 2015, int(row["insured"]), int(row["aged"]), origin)


def _term(row: Mapping[str, str]) -> AcceptedWeeks:
    through = date.fromisoformat(row["through"]) if row["through"] else None
    start = date.fromisoformat(row["from"])
    confirmed = row["confirmed"] == "yes"
    return AcceptedWeeks(ClientGroup(row["group"]), int(row["weeks"]), start, through, confirmed, row["source"])
