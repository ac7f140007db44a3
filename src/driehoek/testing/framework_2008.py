"""The requirements, exclusion grounds and award conditions of framework 3.1 and 3.2 for 2008, as a policy says them.

The words follow the printed framework (Inkoopkader AWBZ 2008), shortened. Everything around them is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from driehoek.domain.policy import (
    Calendar,
    Contract,
    EntryWindow,
    Policy,
    Question,
    QuestionType,
    Raw,
    RequirementKind,
    RequirementUse,
)
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Agb, Ground
from driehoek.testing.requirements import CONTRACT, policy_of

SUITABILITY, EXCLUSION, CONDITION = RequirementKind
RECEIVED = datetime(2007, 12, 3, 16)  # noqa: DTZ001 - Dutch civil time
DECIDED = date(2007, 12, 31)
LAWS = (
    "AWBZ",
    "WTG",
    "Kwaliteitswet zorginstellingen",
    "Wet Klachtrecht Cliënten Zorgsector",
    "Wet BIG",
    "WGBO",
    "WBP",
    "Wet medezeggenschap cliënten zorgsector",
    "Mededingingswet",
    "Regeling jaarverslaglegging zorginstellingen",
    "beleidsregels AO/IC",
)
ARTICLES = (
    "140",
    "177",
    "177a",
    "178",
    "225",
    "226",
    "227",
    "227a",
    "227b",
    "323a",
    "328ter lid 2",
    "416",
    "417",
    "417bis",
    "420bis",
    "420ter",
    "420quater",
)
MESSAGES = ("zorgtoewijzing", "melding aanvang zorg", "mutaties")
Row = tuple[str, str, str, str, Mapping[str, Raw], str, str]
"""Requirement number, id, printed label, rule, parameters, own question, text."""

_SUITABILITY: tuple[Row, ...] = (
    ("D-001", "region", "a", "established-in-region", {}, "", "Uw hoofdlocatie staat in onze regio."),
    (
        "D-002",
        "admission",
        "b",
        "admission-held",
        {"on": "2008-01-01", "law": "WTZi"},
        "admission",
        "U heeft op 1 januari 2008 de toelating om AWBZ-zorg te leveren.",
    ),
    (
        "D-003",
        "laws",
        "c",
        "declared-laws",
        {"laws": LAWS, "where_applicable": ("WGBO",), "exceptions_question": "law-exceptions"},
        "laws",
        "U houdt zich aan de wet.",
    ),
    (
        "D-004",
        "quality-system",
        "d",
        "quality-system",
        {"path_question": "quality-path", "path_evidence": "no"},
        "quality-system",
        "U heeft een werkend kwaliteitssysteem, of een traject daarheen.",
    ),
    ("D-005", "administration", "e", "declared", {}, "administration", "Uw administratie levert op tijd gegevens."),
    ("D-006", "privacy", "f", "declared", {}, "privacy", "U heeft uw privacybeleid vastgelegd."),
    (
        "D-007",
        "data-delivery",
        "g",
        "data-delivery",
        {
            "weeks": "4",
            "monthly_question": "monthly",
            "otherwise_question": "otherwise",
            "messages_question": "messages",
            "messages": MESSAGES,
        },
        "weeks",
        "U levert gegevens op tijd en met de afgesproken berichten.",
    ),
    ("D-008", "complaints", "h", "declared", {}, "complaints", "U heeft een vastgelegde klachtenregeling."),
    ("D-009", "insured", "i", "insured", {}, "insured", "U bent verzekerd voor bedrijfs- en beroepsaansprakelijkheid."),
)
_EXCLUSION: tuple[Row, ...] = (
    (
        "D-010",
        "judgment",
        "a",
        "penal-articles",
        {"articles": ARTICLES, "articles_question": "articles"},
        "judgment",
        "Een onherroepelijk vonnis voor een van de genoemde artikelen.",
    ),
    ("D-011", "bankrupt", "b1", "excluded-when-yes", {}, "bankrupt", "Faillissement, liquidatie of surseance."),
    ("D-012", "petitioned", "b2", "excluded-when-yes", {}, "petitioned", "Faillissement of surseance is aangevraagd."),
    ("D-013", "conduct", "b3", "excluded-when-yes", {}, "conduct", "Een vonnis om een delict tegen de beroepsregels."),
    ("D-014", "error", "b4", "reasoned-ground", {}, "error", "Een ernstige fout in het beroep."),
    ("D-015", "social", "b5", "excluded-when-yes", {}, "social", "Sociale premies zijn niet betaald."),
    ("D-016", "taxes", "b6", "excluded-when-yes", {}, "taxes", "Belastingen zijn niet betaald."),
    ("D-017", "false", "b7", "reasoned-ground", {}, "", "In ernstige mate valse of geen inlichtingen gegeven."),
    ("D-018", "subcontracting", "c", "subcontracting-reported", {}, "subcontracting", "Onderaanneming vooraf melden."),
)
_CONDITION: tuple[Row, ...] = (
    ("D-020", "deliver", "a", "condition-accepted", {}, "accept", "U bent verantwoordelijk voor de afgesproken zorg."),
    ("D-021", "soon", "b", "condition-accepted", {}, "accept", "U helpt zo snel mogelijk, binnen de Treeknormen."),
    ("D-022", "bridging", "c", "condition-accepted", {}, "accept", "U levert zorg ter overbrugging."),
    ("D-023", "responsible", "a", "condition-accepted", {"part": "quality"}, "accept", "U levert verantwoorde zorg."),
    (
        "D-024",
        "consultation",
        "b",
        "client-consultation",
        {"independent_question": "independent", "instrument_question": "instrument"},
        "consulted",
        "U raadpleegt uw cliënten minstens één keer per twee jaar.",
    ),
    ("D-025", "tasks", "a", "condition-accepted", {"part": "information"}, "accept", "U geeft ons inlichtingen."),
    (
        "D-026",
        "reporting",
        "b",
        "condition-accepted",
        {"part": "information"},
        "accept",
        "U verantwoordt zich per jaar.",
    ),
    (
        "D-027",
        "statutory",
        "c",
        "condition-accepted",
        {"part": "information"},
        "accept",
        "U geeft wettelijke gegevens.",
    ),
)
NUMBERS = {row[1]: row[0] for row in (*_SUITABILITY, *_EXCLUSION, *_CONDITION)}
"""The number of the requirement behind each row."""

ANSWERS: Mapping[str, str] = {
    "admission": "yes",
    "laws": "yes",
    "quality-system": "yes",
    "administration": "yes",
    "privacy": "yes",
    "weeks": "4",
    "monthly": "yes",
    "messages": "yes",
    "complaints": "yes",
    "insured": "yes",
    "judgment": "no",
    "bankrupt": "no",
    "petitioned": "no",
    "conduct": "no",
    "error": "no",
    "social": "no",
    "taxes": "no",
    "subcontracting": "no",
    "accept": "yes",
    "consulted": "2006-05-10",
    "independent": "yes",
    "instrument": "yes",
}
"""Answers that meet everything."""

_OTHER_TYPES = {
    "weeks": QuestionType.NUMBER,
    "consulted": QuestionType.DATE,
    "law-exceptions": QuestionType.TEXT,
    "articles": QuestionType.TEXT,
}


def requirements() -> tuple[RequirementUse, ...]:
    """Framework 3.1 and 3.2, in the printed order."""
    blocks = ((SUITABILITY, _SUITABILITY), (EXCLUSION, _EXCLUSION), (CONDITION, _CONDITION))
    return tuple(
        RequirementUse(
            name, kind, rule, text, question, params, label=label, ground=Ground("Inkoopkader 2008, 3.1-3.2")
        )
        for kind, rows in blocks
        for _, name, label, rule, params, question, text in rows
    )


def questions() -> tuple[Question, ...]:
    """A form that asks all of it."""
    optional = ("quality-path", "law-exceptions", "articles", "otherwise")
    return tuple(
        Question(name, f"Vraag {name}?", _OTHER_TYPES.get(name, QuestionType.YES_NO), required=name not in optional)
        for name in (*ANSWERS, *optional)
    )


def policy() -> Policy:
    """A policy of 2008 with the printed calendar: offers at the latest on 3 December 2007."""
    opens, closes = datetime(2007, 10, 8), datetime(2007, 12, 3, 23, 59, 59)  # noqa: DTZ001 - Dutch civil time
    return replace(
        policy_of(requirements(), questions()),
        year=2008,
        regime="awbz-2008",
        calendar=Calendar(windows=(EntryWindow("offertes", opens, closes),)),
        contract=Contract("price-times-quantity", 1, date(2008, 1, 1)),
        published_on=date(2007, 10, 8),
    )


def offer(contract: str = CONTRACT, **answers: str) -> Submission:
    """An offer on the last day that meets everything but what ``answers`` change (underscores for hyphens)."""
    changed = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return Submission(Agb(contract), RECEIVED, ("vv",), {**ANSWERS, **changed})
