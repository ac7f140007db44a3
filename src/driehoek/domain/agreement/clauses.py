"""Clauses of an agreement: what the law asks it to say, which clauses are contested, and how each is answered.

Nobody accepts a pile of documents at once: every clause gets its own answer, and a reservation stays on record until it
is settled (F-032). The contested clauses are those of the survey of providers, with what each costs whom (F-033).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from driehoek.kernel import Code, Dated, Entry, Finding, Period, Rate

UNANSWERED = Code(
    "AGR-040",
    nl="Op {subject} is nog geen antwoord gegeven.",
    en="{subject} has no answer yet.",
    mend_nl="Kies per bepaling: aanvaard, aanvaard onder voorbehoud, of niet aanvaard.",
    mend_en="Choose per clause: accepted, accepted with a reservation, or not accepted.",
)
WITHOUT_REASON = Code(
    "AGR-041",
    nl="Bij {subject} staat een voorbehoud of weigering zonder reden.",
    en="{subject} has a reservation or refusal without a reason.",
    mend_nl="Schrijf op wat u wilt en waarom; de andere partij antwoordt daarop.",
    mend_en="Say what you want and why; the other party answers that.",
)
NOT_SETTLED = Code(
    "AGR-042",
    nl="Over {subject} zijn partijen het nog niet eens.",
    en="The parties do not agree on {subject} yet.",
    mend_nl="Pas de bepaling aan, neem het voorbehoud op in de overeenkomst, of trek het in.",
    mend_en="Change the clause, put the reservation into the agreement, or withdraw it.",
)
LACKS = Code(
    "AGR-043",
    nl="De overeenkomst zegt niets over {subject} ({wanted}).",
    en="The agreement says nothing about {subject} ({wanted}).",
    mend_nl="Voeg een bepaling toe; zonder die bepaling kan de overeenkomst nietig zijn.",
    mend_en="Add a clause; without it the agreement can be void.",
)
NO_SUCH = Code(
    "AGR-044",
    nl="Er is een antwoord op {subject}, maar die bepaling staat niet in de overeenkomst.",
    en="There is an answer to {subject}, which is no clause of the agreement.",
    mend_nl="Haal het antwoord weg of kies de bepaling die bedoeld was.",
    mend_en="Remove the answer or choose the clause that was meant.",
)
FINDINGS = (UNANSWERED, WITHOUT_REASON, NOT_SETTLED, LACKS, NO_SUCH)


class Subject(Enum):
    """What an agreement under the Wlz must at least say something about; the value is the word in files."""

    DURATION = "duration"
    CARE = "care"
    PRICE = "price"
    INFORMATION = "information"
    INFORMAL_CARE = "informal-care"
    CONTROL = "control"
    ADMINISTRATION = "administration"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Provision:
    """A subject that the law asks an agreement to say something about.

    Attributes:
        subject: which.
        nl: in plain Dutch.
        article: where the law says so.
    """

    subject: Subject
    nl: str
    article: str


_WLZ = "Wlz art. 4.2.2 lid 2"
_PROVISIONS = (
    Provision(Subject.DURATION, "begin, duur en tussentijds einde", f"{_WLZ} onder a"),
    Provision(Subject.CARE, "aard, kwaliteit, doelmatigheid en omvang van de zorg", f"{_WLZ} onder b"),
    Provision(Subject.PRICE, "de prijs van de zorg", f"{_WLZ} onder c"),
    Provision(Subject.INFORMATION, "hoe verzekerden informatie krijgen", f"{_WLZ} onder d"),
    Provision(Subject.INFORMAL_CARE, "hoe mantelzorgers en vrijwilligers worden betrokken", f"{_WLZ} onder e"),
    Provision(Subject.CONTROL, "de controle op de naleving", f"{_WLZ} onder f"),
    Provision(Subject.ADMINISTRATION, "de administratieve voorwaarden", f"{_WLZ} onder g"),
)
PROVISIONS: Dated[tuple[Provision, ...]] = Dated((Entry(Period(date(2015, 1, 1), None), _PROVISIONS, _WLZ),))
"""What an agreement under the Wlz must say; one made against it is void (Wlz art. 4.2.4 lid 6)."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A clause that providers find unfair or out of proportion.

    Attributes:
        id: its name.
        nl: what it asks, in plain Dutch.
        ground: what is held against it, or for it, in law.
        costs_provider: what it costs a provider.
        costs_purchaser: what it would cost the purchaser to do without it.
        costs_client: what it means for clients.
        felt: per year of the survey the share of providers with complaints that named it; a year without a figure did
            not ask.
        compared: whether the ground was compared with the text of the law.
    """

    id: str
    nl: str
    ground: str
    costs_provider: str
    costs_purchaser: str
    costs_client: str
    felt: Mapping[int, Rate] = field(default_factory=dict)
    compared: bool = False


SURVEY = "Contractering Wlz 2017 (VGN), tabel 2.3 (n=33)"
_FAIR = "redelijkheid en billijkheid (Burgerlijk Wetboek Boek 6 art. 248)"
_PROPORTION = "evenredigheid: eisen staan in verhouding tot het voorwerp van de overeenkomst"


def _felt(**shares: int) -> dict[int, Rate]:
    return {int(year.removeprefix("y")): Rate.percent(share) for year, share in shares.items()}


CONTESTED = (
    Contested(
        "unilateral-adjustment",
        "Het zorgkantoor beslist alleen over bijstelling van de productieafspraken.",
        f"de overeenkomst bevat omvang en prijs van de zorg ({_WLZ} onder b en c); {_FAIR}",
        "Weet pas laat in het jaar wat betaald wordt.",
        "Moet met iedere aanbieder overleggen voor het geld verschuift.",
        "Zorg kan halverwege het jaar minder worden zonder gesprek.",
        _felt(y2015=22, y2016=52, y2017=72),
        compared=True,
    ),
    Contested(
        "unconditional-acceptance",
        "De aanbieder gaat onvoorwaardelijk akkoord met alle stukken en bijlagen.",
        f"{_FAIR}; {_PROPORTION}",
        "Kan geen voorbehoud maken bij een bepaling die niet past.",
        "Moet per bepaling antwoorden geven en verwerken.",
        "Merkt het als een bepaling de zorg in de weg staat.",
        _felt(y2015=50, y2016=55, y2017=66),
    ),
    Contested(
        "extra-requirements",
        "Het zorgkantoor stelt extra eisen boven op het inkoopbeleid.",
        "eisen staan vooraf in het bekendgemaakte beleid (Regeling transparantie contracteerproces Wlz)",
        "Maakt kosten voor elke inkoper apart.",
        "Kan minder sturen op eigen doelen.",
        "Geld voor verantwoording gaat niet naar zorg.",
        _felt(y2017=50),
    ),
    Contested(
        "delivery-without-payment",
        "De aanbieder moet leveren zonder zekerheid dat hij betaald wordt.",
        f"de zorgplicht ligt bij de Wlz-uitvoerder (Wlz art. 4.2.1 lid 1 onder b); prijs en omvang staan in de "
        f"overeenkomst ({_WLZ} onder b en c)",
        "Draagt het risico van vraag die hij niet bepaalt.",
        "Moet ruimte achter de hand houden voor groei in het jaar.",
        "Krijgt zorg, tot de aanbieder het niet meer kan dragen.",
        _felt(y2015=36, y2016=61, y2017=34),
        compared=True,
    ),
    Contested(
        "continue-at-own-cost",
        "Boven het productieplafond gaat de zorg door voor rekening van de aanbieder.",
        "de zorgplicht ligt bij de Wlz-uitvoerder (Wlz art. 4.2.1 lid 1 onder b)",
        "Betaalt zorg die hij niet mag weigeren.",
        "Moet bij elke overschrijding bijcontracteren of bemiddelen.",
        "Houdt zorg waar die begon; nieuwe cliënten wachten elders.",
        _felt(y2015=57, y2016=55, y2017=34),
        compared=True,
    ),
    Contested(
        "efficiency-requirements",
        "Het zorgkantoor stelt doelmatigheidseisen boven op het inkoopbeleid.",
        f"de overeenkomst bevat bepalingen over doelmatigheid ({_WLZ} onder b); {_PROPORTION}",
        "Moet besparen zonder dat vooraf bekend was hoeveel.",
        "Kan minder zorg inkopen voor hetzelfde geld.",
        "Merkt besparing als minder uren of langere wachttijd.",
        _felt(y2017=31),
        compared=True,
    ),
    Contested(
        "unilateral-penalty",
        "Alleen de aanbieder kan een boete krijgen.",
        "boetebeding en matiging (Burgerlijk Wetboek Boek 6 art. 91 tot en met 94)",
        "Draagt een risico dat de ander niet draagt.",
        "Mist een middel als afspraken niet worden nagekomen.",
        "Een boete haalt geld uit de zorg waarvoor zij bedoeld is.",
        _felt(y2015=21, y2016=24, y2017=22),
    ),
    Contested(
        "quality-framework-misused",
        "Uitkomsten van het kwaliteitskader worden anders gebruikt dan afgesproken.",
        "de afspraak tussen ZN en de VGN over het gebruik van het kwaliteitskader",
        "Wordt afgerekend op wat bedoeld was om van te leren.",
        "Heeft minder gegevens om op te sturen.",
        "Openheid over kwaliteit neemt af.",
        _felt(y2015=32, y2016=15, y2017=19),
    ),
    Contested(
        "quality-for-start-tariff",
        "Het begintarief hangt van kwaliteitseisen af.",
        f"de overeenkomst bevat de prijs van de zorg ({_WLZ} onder c); {_PROPORTION}",
        "Begint lager en moet het tarief terugverdienen.",
        "Kan kwaliteit alleen achteraf belonen.",
        "Kwaliteit kost geld voordat zij iets opbrengt.",
        _felt(y2017=16),
        compared=True,
    ),
    Contested(
        "improper-specifications",
        "Prestaties worden anders omschreven dan de NZa doet.",
        "prestatiebeschrijvingen stelt de NZa vast (Wet marktordening gezondheidszorg)",
        "Levert iets anders dan hij mag declareren.",
        "Kan minder precies vragen wat nodig is.",
        "Weet niet welke zorg is afgesproken.",
        _felt(y2015=7, y2016=0, y2017=9),
    ),
    Contested(
        "unrealistic-mix",
        "Er geldt een grens aan ongeplande zorg die niet haalbaar is.",
        _PROPORTION,
        "Kan nodige zorg niet declareren.",
        "Betaalt meer ongeplande zorg.",
        "Ongeplande zorg komt in het gedrang.",
        _felt(y2015=5, y2016=3, y2017=3),
    ),
    Contested(
        "governance-code",
        "De zorgbrede governancecode wordt onredelijk toegepast.",
        "eisen aan bestuur staan los van de zorg die wordt ingekocht (M-322)",
        "Moet bestuur inrichten naar een code die niet past.",
        "Heeft minder zicht op bestuur en toezicht.",
        "Geen direct gevolg.",
        _felt(y2016=18, y2017=0),
    ),
)
"""The contested clauses of the survey, in the order of its table of 2017."""


class Reply(Enum):
    """How a clause is answered; the value is the word in files."""

    ACCEPTED = "accepted"
    RESERVED = "reserved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of one agreement.

    Attributes:
        id: its name.
        text: what it says.
        subject: which provision of the law it fills.
        contested: the contested clause that it is; empty for none.
    """

    id: str
    text: str
    subject: Subject = Subject.OTHER
    contested: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party answered to a clause.

    Attributes:
        clause: its name.
        reply: the answer.
        reason: why, for anything but acceptance.
        settled: how the two settled it; empty while they did not.
    """

    clause: str
    reply: Reply
    reason: str = ""
    settled: str = ""


def lacking(clauses: Iterable[Clause], day: date) -> tuple[Finding, ...]:
    """What the law of ``day`` asks an agreement to say and this one does not; nothing before the Wlz."""
    entry = PROVISIONS.find(day)
    said = {clause.subject for clause in clauses}
    return tuple(
        Finding(LACKS, item.nl, wanted=item.article)
        for item in (entry.value if entry else ())
        if item.subject not in said
    )


def open_points(clauses: Iterable[Clause], answers: Iterable[Answer]) -> tuple[Finding, ...]:
    """Why the two do not agree on the terms yet: each clause without an answer, reason or settlement, in order."""
    given = {answer.clause: answer for answer in answers}
    held = tuple(clauses)
    found: list[Finding] = []
    for clause in held:
        answer = given.get(clause.id)
        if answer is None:
            found.append(Finding(UNANSWERED, clause.id))
        elif answer.reply is not Reply.ACCEPTED:
            if not answer.reason.strip():
                found.append(Finding(WITHOUT_REASON, clause.id))
            if not answer.settled.strip():
                found.append(Finding(NOT_SETTLED, clause.id))
    known = {clause.id for clause in held}
    found.extend(Finding(NO_SUCH, name) for name in given if name not in known)
    return tuple(found)


def contested(clause: Clause) -> Contested | None:
    """What is known of a clause that is contested; None where it is not."""
    return next((item for item in CONTESTED if item.id == clause.contested), None)
