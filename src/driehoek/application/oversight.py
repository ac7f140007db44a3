"""What a supervisor sees of a round: norm by norm the evidence, the exceptions and what was changed by hand in euros.

And the figures by which rounds of purchasers are compared, under equal definitions. Nothing is judged here. Where a
dossier says nothing of a point, that is said too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from driehoek.application.outcome import RoundOutcome
from driehoek.application.report import report
from driehoek.application.report.rows import CheckRow, Report
from driehoek.application.what_if.effects import totals_of
from driehoek.application.white_spots import Fate
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.policy.framework import attached_goals
from driehoek.domain.regimes.oversight import POINTS, Point, Subject
from driehoek.kernel import Money, Rate, total
from driehoek.kernel.dutch import amount, day, number, percentage

SILENT = "Dit dossier zegt hier niets over."


@dataclass(frozen=True, slots=True)
class NormRow:
    """One norm, point or condition with what the dossier shows of it.

    Attributes:
        id: its name.
        title: what is asked, in plain Dutch.
        ground: law, document or source, with its year.
        outcome: ``holds``, ``fails``, or ``told`` where only evidence can be given.
        evidence: sentences of fact.
    """

    id: str
    title: str
    ground: str
    outcome: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ByHandRow:
    """One change by hand.

    Attributes:
        contract: whose.
        name: the provider.
        amount: in euros, as text; below zero where it took something.
        ground: why.
    """

    contract: str
    name: str
    amount: str
    ground: str


@dataclass(frozen=True, slots=True)
class Oversight:
    """A round as a supervisor reads it.

    Attributes:
        title: of the policy.
        purchaser: who purchases.
        year: the contract year.
        decided_on: the day of decision, in Dutch words.
        synthetic: whether made-up products or tariffs play a part.
        goals: what the policy is for.
        points: what supervisors look at, each with its year.
        clauses: what every division is held to.
        norms: what this policy holds itself to.
        guarantees: what was promised beforehand.
        by_hand: every change by hand.
        by_hand_sum: what was given and taken by hand, together, in euros as text.
        provisional: what may still change.
        warnings: what a person should look at.
    """

    title: str
    purchaser: str
    year: int
    decided_on: str
    synthetic: bool
    goals: tuple[str, ...]
    points: tuple[NormRow, ...]
    clauses: tuple[NormRow, ...]
    norms: tuple[NormRow, ...]
    guarantees: tuple[NormRow, ...]
    by_hand: tuple[ByHandRow, ...]
    by_hand_sum: str
    provisional: tuple[str, ...]
    warnings: tuple[str, ...]


def oversight(outcome: RoundOutcome) -> Oversight:
    """Lay out a round norm by norm."""
    made = report(outcome)
    moved = [item.item.amount_to - item.item.amount_from for item in made.adjustments]
    return Oversight(
        title=made.head.title,
        purchaser=made.head.purchaser,
        year=made.head.year,
        decided_on=day(made.head.decided_on),
        synthetic=bool(made.head.synthetic),
        goals=attached_goals(outcome.dossier.policy),
        points=tuple(_points(outcome, made)),
        clauses=tuple(_checked(row) for row in made.clauses),
        norms=tuple(_checked(row) for row in made.norms),
        guarantees=tuple(_guarantees(made)),
        by_hand=tuple(
            ByHandRow(row.contract, row.name, amount(row.item.amount_to - row.item.amount_from), row.item.ground)
            for row in made.adjustments
        ),
        by_hand_sum=amount(total(max(item, -item) for item in moved)),
        provisional=tuple(row.title for row in made.provisional),
        warnings=tuple(row.sentence for row in made.warnings),
    )


def _checked(row: CheckRow) -> NormRow:
    evidence = row.faults or ((row.detail,) if row.detail else ())
    return NormRow(row.id, row.title, row.ground, "holds" if row.holds else "fails", evidence)


def _guarantees(made: Report) -> Iterator[NormRow]:
    for row in made.guarantees:
        kept = "holds" if not row.broken else "fails"
        told = (f"Beloofd aan {row.contracts} contracten, samen {amount(row.promised)}.",)
        broken = (f"Niet gehaald bij: {', '.join(row.broken)}.",) if row.broken else ()
        yield NormRow(row.step, row.title, "", kept, (*told, *broken))


def _points(outcome: RoundOutcome, made: Report) -> Iterator[NormRow]:
    """The points of attention of the year of the round; before the first source there are none."""
    entry = POINTS.find(outcome.dossier.policy.contract.starts_on)
    for point in entry.value if entry else ():
        evidence = tuple(_EVIDENCE[point.subject](outcome, made))
        yield NormRow(point.id, point.nl, _dated(point), "told", evidence or (SILENT,))


def _dated(point: Point) -> str:
    return point.source


Evidence = Callable[[RoundOutcome, Report], Iterator[str]]


def _supply(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    entered, out = len(outcome.assessments), len(made.refused)
    yield f"{entered} contracten schreven in; {out} daarvan kregen geen afspraak, ieder met reden."
    asked = made.white_spots.asked
    if asked:
        filled = sum(1 for spot in asked if spot.fate is Fate.GRANTED)
        yield f"Witte vlekken die het beleid gevuld wilde zien: {len(asked)}, waarvan gevuld: {filled}."
    whole = totals_of(outcome)
    yield f"Van de ruimte van {amount(whole.space)} is {amount(whole.open)} nog niet vergeven."


def _quality(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    del made
    for lot in outcome.dossier.policy.lots:
        names = ", ".join(f"{leaf.name} ({percentage(leaf.weight)})" for leaf in lot.leaves())
        if names:
            yield f"Perceel {lot.name} is gegund op: {names}."


def _efficiency(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    share = of_maximum(outcome)
    if share is not None:
        yield f"Gemiddeld is {percentage(share)} van het maximumtarief afgesproken, gewogen naar bedrag."
    bands = {band.share for band in made.bands}
    if bands:
        yield f"De percentages lopen van {percentage(min(bands))} tot {percentage(max(bands))}."


def _mix(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    del outcome
    for row in made.sectors:
        who = "1 contract" if row.contracts == 1 else f"{row.contracts} contracten"
        yield f"{row.title}: {amount(row.agreed)} afgesproken bij {who}."


def _openness(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    del made
    policy = outcome.dossier.policy
    yield f"Het beleid is bekendgemaakt op {day(policy.published_on)}, voor iedereen te lezen."


def _call(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    del made
    for window in outcome.dossier.policy.calendar.windows:
        closes = f" tot {day(window.closes.date())}" if window.closes else ", zonder einde"
        yield f"Inschrijven kon van {day(window.opens.date())}{closes}."


def _treatment(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    del outcome
    faults = [row for row in made.clauses if not row.holds]
    if faults:
        yield f"{len(faults)} van de {len(made.clauses)} controles op de verdeling gaan niet op; zij staan hieronder."
    else:
        yield f"Alle {len(made.clauses)} controles op de verdeling gaan op: gelijke gevallen kregen hetzelfde."
    yield f"Met de hand is {len(made.adjustments)} keer afgeweken, elk met grond en twee personen."


def _nothing(outcome: RoundOutcome, made: Report) -> Iterator[str]:
    del outcome, made
    yield from ()


_EVIDENCE: Mapping[Subject, Evidence] = {
    Subject.SUPPLY: _supply,
    Subject.CONTINUITY: _nothing,
    Subject.QUALITY: _quality,
    Subject.EFFICIENCY: _efficiency,
    Subject.MIX: _mix,
    Subject.TREATY: _nothing,
    Subject.OPENNESS: _openness,
    Subject.CALL: _call,
    Subject.TREATMENT: _treatment,
}


def of_maximum(outcome: RoundOutcome) -> Rate | None:
    """What was agreed as a share of what the same quantities cost at the maximum tariff; None without lines."""
    most = total(line.quantity.at(line.maximum) for line in outcome.lines)
    return total(line.amount for line in outcome.lines).share_of(most) if most else None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by which rounds are compared.

    Attributes:
        id: its name.
        title: in plain Dutch.
        definition: how it is made, the same for every round.
        caveat: what it does not say.
        of: makes it, as text; a dash where the dossier does not hold it.
    """

    id: str
    title: str
    definition: str
    caveat: str
    of: Callable[[RoundOutcome], str]


def _percent(part: int, whole: int) -> str:
    return percentage(Rate(Fraction(part, whole))) if whole else "–"


def _money_share(part: Money, whole: Money) -> str:
    return percentage(part.share_of(whole)) if whole else "–"


def _admitted(outcome: RoundOutcome) -> str:
    refused = len(report(outcome, again=False).refused)
    return _percent(len(outcome.assessments) - refused, len(outcome.assessments))


def _largest(outcome: RoundOutcome) -> str:
    by_provider: dict[str, Money] = {}
    for grant in outcome.allocation.grants:
        code = outcome.provider(grant.contract).provider.code
        by_provider[code] = by_provider.get(code, Money(0)) + grant.money
    return _money_share(max(by_provider.values(), default=Money(0)), total(by_provider.values()))


def _newcomers(outcome: RoundOutcome) -> str:
    groups = {item.contract.code: item.group for item in outcome.dossier.providers}
    grants = outcome.allocation.grants
    new = total(grant.money for grant in grants if groups.get(grant.contract) is not ProviderGroup.EXISTING)
    return _money_share(new, total(grant.money for grant in grants))


def _by_hand(outcome: RoundOutcome) -> str:
    moved = [item.amount_to - item.amount_from for item in outcome.dossier.adjustments]
    return _money_share(total(max(item, -item) for item in moved), totals_of(outcome).granted)


def _tariff(outcome: RoundOutcome) -> str:
    share = of_maximum(outcome)
    return percentage(share) if share is not None else "–"


def _days_open(outcome: RoundOutcome) -> str:
    policy = outcome.dossier.policy
    opens = policy.calendar.first_opening()
    return number(Fraction((opens.date() - policy.published_on).days)) if opens else "–"


FIGURES = (
    Figure(
        "entered",
        "Contracten die inschreven",
        "Contracten met ten minste één inschrijving die telt.",
        "Zegt niets over hoe groot zij zijn.",
        lambda outcome: number(Fraction(len(outcome.assessments))),
    ),
    Figure(
        "admitted",
        "Deel dat een afspraak kreeg",
        "Inschrijvingen zonder weigering, van alle inschrijvingen.",
        "Een streng beleid en zwakke inschrijvingen geven hetzelfde getal.",
        _admitted,
    ),
    Figure(
        "space",
        "Contracteerruimte",
        "De ruimte van alle deelkaders na verschuivingen.",
        "Regio's verschillen in omvang: vergelijk delen, geen bedragen.",
        lambda outcome: amount(totals_of(outcome).space),
    ),
    Figure(
        "granted",
        "Deel van de ruimte dat is toegekend",
        "Toegekend, van de ruimte.",
        "Wat achter de hand wordt gehouden telt niet als toegekend.",
        lambda outcome: _money_share(totals_of(outcome).granted, totals_of(outcome).space),
    ),
    Figure(
        "tariff",
        "Deel van het maximumtarief",
        "Wat is afgesproken, van wat dezelfde aantallen tegen het maximumtarief kosten.",
        "Een ander pakket van prestaties geeft een ander gemiddelde.",
        _tariff,
    ),
    Figure(
        "largest",
        "Deel van de grootste aanbieder",
        "Het hoogste bedrag van één aanbieder, van alles wat is toegekend.",
        "Concerns met meer aanbieders tellen per aanbieder.",
        _largest,
    ),
    Figure(
        "newcomers",
        "Deel voor nieuwe aanbieders",
        "Toegekend aan wie nog geen afspraak met deze inkoper had, van alles wat is toegekend.",
        "Wie elders al levert, telt hier als nieuw.",
        _newcomers,
    ),
    Figure(
        "by-hand",
        "Met de hand veranderd",
        "Alle verschillen door afwijkingen, zonder teken opgeteld, van wat is toegekend.",
        "Een hersteld rekenfoutje telt even zwaar als maatwerk.",
        _by_hand,
    ),
    Figure(
        "beyond",
        "Eigen eisen boven het landelijke kader",
        "Eisen die in het beleid als eigen zijn aangemerkt.",
        "Wie niets aanmerkt, lijkt geen eigen eisen te hebben.",
        lambda outcome: number(
            Fraction(sum(1 for item in outcome.dossier.policy.requirements if item.beyond_framework))
        ),
    ),
    Figure(
        "days-before",
        "Dagen tussen bekendmaking en opening",
        "Van de dag van bekendmaking tot de eerste dag waarop inschrijven kon.",
        "Zegt niets over wijzigingen daarna.",
        _days_open,
    ),
)
"""What rounds are compared by; the same for all."""


def figures(outcome: RoundOutcome) -> dict[str, str]:
    """The figures of one round, by name."""
    return {item.id: item.of(outcome) for item in FIGURES}
