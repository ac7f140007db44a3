"""Two pages for clients of one location: what changes, and what is promised (M-107).

Words are plain (B1) and the number of lines is bounded, so that it stays two sheets in large type. Three times in the
year they say something else: before the plan is shared, once it is, and once there is an outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from driehoek.application.document import Block, Bullets, Column, Section, Table, Tone, paragraph
from driehoek.domain.catalogue import DeliveryForm, Product
from driehoek.domain.policy import Policy, RequirementKind
from driehoek.domain.policy.policy import RequirementSubject
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Code, Money, Quantity, Unit, dutch

NO_PAGES = Code(
    "RND-080",
    nl="Van contract {subject} zijn geen pagina's voor cliënten te maken.",
    en="No pages for clients can be made of contract {subject}.",
    mend_nl="Kijk of het beleid en de regel van de zorgaanbieder leesbaar zijn.",
    mend_en="See whether the policy and the line of the provider can be read.",
)
FINDINGS = (NO_PAGES,)
MOST_LINES = 6
"""So many lines of a list fit; what is left out is counted."""
MOST_WORDS = 420
"""So many characters of a text of the provider fit."""
DAYS = 365
NONE = Fraction(0)
WEEKS = 52
KINDS = {
    DeliveryForm.RESIDENCE: "Wonen in een instelling",
    DeliveryForm.FULL_PACKAGE_HOME: "Alle zorg thuis (volledig pakket)",
    DeliveryForm.MODULAR_PACKAGE_HOME: "Losse zorg thuis",
    DeliveryForm.PART_TIME_RESIDENCE: "Een deel van de week wonen",
    DeliveryForm.WRONG_BED: "Wachten in een ziekenhuisbed",
    DeliveryForm.PGB: "Zelf zorg kopen (pgb)",
}
"""The kinds of care as clients know them."""
_PER = {
    Unit.ETMAAL: (DAYS, "plekken, het hele jaar"),
    Unit.HOUR: (WEEKS, "uur per week"),
    Unit.FIVE_MINUTES: (WEEKS * 12, "uur per week"),
    Unit.HALF_DAY: (WEEKS, "dagdelen per week"),
    Unit.PIECE: (WEEKS, "keer per week"),
}
"""How a quantity of a year is told: divided by what, and in which words."""


Counted = Mapping[tuple[DeliveryForm, str], Fraction]
"""How much care, per kind and way of counting."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that clients may see.

    Attributes:
        what: in plain words.
        who: by role.
        due: the last day.
        state: how it stands, in words.
    """

    what: str
    who: str
    due: date
    state: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known and shared with the clients of one location.

    Attributes:
        policy: of the round.
        provider: whose clients.
        products: of the round.
        day: of the pages.
        submission: the plan, once handed in and shared.
        outcome: the explanation of what was decided, once there is one; see `driehoek.application.explain.plain`.
        is_final: whether that is final.
        promises: the commitments that clients may see.
    """

    policy: Policy
    provider: Provider
    products: Sequence[Product]
    day: date
    submission: Submission | None = None
    outcome: Mapping[str, Any] | None = None
    is_final: bool = False
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientPages:
    """Two pages.

    Attributes:
        title: over both.
        under: for whom, where and when.
        changes: the first page.
        promised: the second.
        day: of the pages.
        synthetic: whether anything in it is made up.
    """

    title: str
    under: str
    changes: tuple[Block, ...]
    promised: tuple[Block, ...]
    day: date
    synthetic: bool


def client_pages(known: Known) -> ClientPages:
    """Write the two pages of one location."""
    policy, provider = known.policy, known.provider
    names = f"{policy.title} {policy.purchaser.name} {provider.name}"
    return ClientPages(
        title=f"De zorg van {provider.name} in {policy.year}",
        under=f"Voor cliënten in {provider.municipality} en hun cliëntenraad. Stand van {dutch.day(known.day)}.",
        changes=(*_what_this_is(known), _care(known), *_money(known), _dates(known)),
        promised=(_in_own_words(known), _asked(known), _promises(known), _what_you_can_do(known)),
        day=known.day,
        synthetic="SYNTHETIC" in names or any(product.synthetic for product in known.products),
    )


def _what_this_is(known: Known) -> tuple[Block, ...]:
    purchaser = known.policy.purchaser.name
    return (
        paragraph(
            f"{purchaser} betaalt de zorg van {known.provider.name}. Ieder jaar spreken zij af hoeveel zorg er komt en "
            "hoe goed die moet zijn. Op deze pagina staat wat er verandert. Op de volgende pagina staat wat er is "
            "beloofd."
        ),
        paragraph(_where_it_stands(known), tone=Tone.LEAD),
    )


def _where_it_stands(known: Known) -> str:
    if known.outcome is not None:
        return f"Er is besloten. {'Dit besluit staat vast.' if known.is_final else 'Het kan nog veranderen.'}"
    if known.submission is not None:
        return f"De zorgaanbieder heeft op {dutch.day(known.submission.received.date())} een plan ingediend."
    return "De zorgaanbieder heeft zijn plan nog niet met uw raad gedeeld. Vraag ernaar."


def _care(known: Known) -> Block:
    asked, agreed = _offered(known), _agreed(known)
    if not asked and not agreed:
        return Section(
            "Welke zorg komt er?", (paragraph("Dat is nog niet bekend. Zodra het plan er is, staat het hier."),)
        )
    kinds = [key for key in _order() if key in asked or key in agreed]
    rows = tuple(
        (
            KINDS[form],
            words,
            dutch.number(asked.get((form, words), NONE), 0) if asked else "–",
            dutch.number(agreed.get((form, words), NONE), 0) if known.outcome is not None else "nog niet bekend",
        )
        for form, words in kinds[:MOST_LINES]
    )
    columns = (
        Column("Soort zorg", 4),
        Column("Hoe wij tellen", 3),
        Column("Gevraagd", 2, numeric=True),
        Column("Afgesproken", 2, numeric=True),
    )
    cells = tuple(tuple((cell,) for cell in row) for row in rows)
    return Section("Welke zorg komt er?", (Table("Zorg per soort", columns, cells), *_less(asked, agreed, known)))


def _less(asked: Counted, agreed: Counted, known: Known) -> tuple[Block, ...]:
    """What less was agreed than asked means to who is in care: no client is sent away for it."""
    if known.outcome is None or all(agreed.get(key, NONE) >= value for key, value in asked.items()):
        return ()
    text = "Er is minder afgesproken dan gevraagd. Wie nu zorg krijgt, houdt die zorg. Nieuwe cliënten wachten soms."
    return (paragraph(text, tone=Tone.NOTE),)


def _order() -> list[tuple[DeliveryForm, str]]:
    words = list(dict.fromkeys(name for _, name in _PER.values()))
    return [(form, name) for form in KINDS for name in words]


def _offered(known: Known) -> Counted:
    lines = known.submission.lines if known.submission is not None else ()
    return _counted(known, ((line.product, line.quantity) for line in lines))


def _agreed(known: Known) -> Counted:
    lots = known.outcome.get("lots", ()) if known.outcome is not None else ()
    lines = (line for lot in lots for line in lot.get("lines", ()) if "steps" in line)
    return _counted(known, ((line["product"], Quantity(line["steps"], Unit(line["unit"]))) for line in lines))


def _counted(known: Known, lines: Iterable[tuple[str, Quantity]]) -> Counted:
    """Per kind of care and way of counting the number that a client can picture; tenths of a place say nothing."""
    by_code = {product.code: product for product in known.products}
    found: defaultdict[tuple[DeliveryForm, str], Fraction] = defaultdict(Fraction)
    for code, quantity in lines:
        product = by_code.get(code)
        if product is not None and quantity.steps:
            per, words = _PER[quantity.unit]
            found[product.form, words] += quantity.value / per
    return dict(found)


def _money(known: Known) -> tuple[Block, ...]:
    if known.outcome is None:
        return ()
    lots = known.outcome.get("lots", ())
    before, now = (Money(sum(int(lot[name]) for lot in lots)) for name in ("realised", "agreed"))
    words = "gelijk aan vorig jaar"
    if before and now != before:
        difference = dutch.whole_euros(max(now, before) - min(now, before))
        words = f"{difference} {'meer' if now > before else 'minder'} dan vorig jaar"
    told = f"Voor {known.policy.year} is {dutch.whole_euros(now)} afgesproken."
    return (
        Section(
            "Hoeveel geld is ervoor?",
            (paragraph(f"{told} Dat is {words}." if before else told),),
        ),
    )


def _dates(known: Known) -> Block:
    own = (item for item in known.policy.calendar.milestones if known.provider.group in item.groups)
    coming = (item for item in own if item.last_day >= known.day)
    days = sorted(coming, key=lambda item: item.last_day)
    items = tuple((f"{dutch.day(item.last_day)}: {item.name}",) for item in days[:3])
    blocks: tuple[Block, ...] = (Bullets(items),) if items else (paragraph("Alle dagen van dit jaar zijn voorbij."),)
    return Section("Wat komt er nog?", blocks)


def _in_own_words(known: Known) -> Block:
    texts = []
    for question in known.policy.questions if known.submission is not None else ():
        text = known.submission.answers.get(question.id, "") if known.submission is not None else ""
        if question.type.value == "text" and text.strip():
            texts.append(paragraph(f"{question.text} {_short(text)}"))
    if not texts:
        nothing = "De zorgaanbieder schreef er niets bij, of deelde het nog niet."
        return Section("Het plan in eigen woorden", (paragraph(nothing),))
    return Section("Het plan in eigen woorden", tuple(texts[:2]))


def _short(text: str) -> str:
    """As much of a text as fits, to the end of a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= MOST_WORDS else f"{flat[:MOST_WORDS].rsplit(' ', 1)[0]} …"


def _asked(known: Known) -> Block:
    """What the purchaser asks about the care itself; papers of the organisation are not for clients."""
    kinds = {RequirementKind.SUITABILITY, RequirementKind.CONDITION}
    asked = [
        item.text
        for item in known.policy.requirements
        if item.kind in kinds
        and item.subject is RequirementSubject.CARE
        and known.provider.group in item.groups
        and not (item.categories and set(item.categories).isdisjoint(known.provider.categories))
    ]
    return Section("Dit moet de zorgaanbieder doen", _listed(asked))


def _promises(known: Known) -> Block:
    lines = [
        f"{item.what} ({item.who}, uiterlijk {dutch.day(item.due)}): {item.state}."
        for item in sorted(known.promises, key=lambda item: item.due)
    ]
    if not lines:
        return Section("Dit is aan cliënten toegezegd", (paragraph("Er staan nog geen toezeggingen voor cliënten."),))
    return Section("Dit is aan cliënten toegezegd", _listed(lines))


def _listed(lines: Sequence[str]) -> tuple[Block, ...]:
    shown = Bullets(tuple((_short(line),) for line in lines[:MOST_LINES]))
    left = len(lines) - MOST_LINES
    more = paragraph(f"En nog {left} andere; die staan in het portaal.", tone=Tone.NOTE)
    return (shown,) if left <= 0 else (shown, more)


def _what_you_can_do(known: Known) -> Block:
    contact = known.policy.purchaser.contact or known.policy.purchaser.name
    items = (
        ("Zeg wat uw raad vindt. Dat kan in het portaal of op papier. Het bestuur leest het pas als u dat wilt.",),
        ("Vraag hulp aan een ondersteuner die niet bij de zorgaanbieder werkt.",),
        (f"Heeft u een vraag? Mail naar {contact}.",),
    )
    return Section("Wat kunt u doen?", (Bullets(items),))
