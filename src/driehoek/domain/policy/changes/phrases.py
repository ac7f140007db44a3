"""How the parts, fields and values of a policy are said, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import Enum

from driehoek.domain.catalogue import CareKind, Sector
from driehoek.domain.policy.calendar import EntryWindow, Milestone, Precondition, ProviderGroup
from driehoek.domain.policy.maximum import MaximumPart, MaximumRationale, SourceKind
from driehoek.domain.policy.policy import (
    AboveAgreement,
    Criterion,
    Due,
    Lot,
    NeedLine,
    Norm,
    Pool,
    Procedure,
    Question,
    RequirementKind,
    RequirementUse,
    Route,
    Step,
    Surcharge,
)
from driehoek.domain.policy.rationale import Indexation, ObjectionWindow, RationaleKind, RationalePart, TariffRationale
from driehoek.kernel import Ground, Language, Money, Rate, dutch

Pair = tuple[str, str]
"""The same said in Dutch and in English."""

_PLACES = 4
_SHORT = 90

_FIELDS: Mapping[str, Pair] = {
    "above_agreement": ("het tarief boven de afspraak", "the tariff above the agreement"),
    "accounts": ("welke jaarrekeningen zijn gebruikt", "which year accounts were used"),
    "accounts_year": ("het jaar van de jaarrekeningen", "the year of the accounts"),
    "amount": ("het bedrag", "the amount"),
    "answers": ("de antwoorden die tellen", "the answers that count"),
    "care": ("de soort zorg", "the kind of care"),
    "closes": ("het sluiten", "the closing"),
    "closes_inclusive": ("of het laatste moment meetelt", "whether the last moment counts"),
    "condition": ("de voorwaarde", "the condition"),
    "conditions": ("de voorwaarden", "the conditions"),
    "contact": ("het contact", "the contact"),
    "costs": ("de stijging van de kosten", "the rise of cost"),
    "day": ("de datum", "the date"),
    "days": ("de termijn in dagen", "the term in days"),
    "due": ("het moment waarop eraan voldaan moet zijn", "the moment at which it is due"),
    "every_year": ("of die ieder jaar terugkomt", "whether it returns each year"),
    "expected_on": ("de verwachte dag", "the day expected"),
    "extension_years": ("de mogelijke verlenging in jaren", "the possible extension in years"),
    "figure": ("het cijfer bij bekendmaking", "the figure on publication"),
    "first_day": ("de eerste dag", "the first day"),
    "form": ("de vorm", "the form"),
    "frame": ("het deelkader", "the sub-frame"),
    "goals": ("de doelen", "the goals"),
    "groups": ("de groepen aanbieders", "the groups of providers"),
    "how": ("wat u moet doen", "what to do"),
    "help": ("de toelichting", "the help"),
    "indexation": ("de indexatie", "the indexation"),
    "inclusive": ("of de dag zelf meetelt", "whether the day itself counts"),
    "kind": ("de soort", "the kind"),
    "known_on": ("de dag waarop het bekend werd", "the day it became known"),
    "label": ("het nummer", "the label"),
    "lots": ("de percelen", "the lots"),
    "most": ("het meeste", "the most"),
    "max_winners": ("het grootste aantal dat kan winnen", "the most that can win"),
    "method": ("de manier van scoren", "the way of scoring"),
    "minimum": ("de ondergrens", "the minimum"),
    "name": ("de naam", "the name"),
    "need_lines": ("de witte vlekken waar het om gaat", "the white spots it is about"),
    "negotiable": ("waarover wordt onderhandeld", "what is negotiable"),
    "objection": ("de termijn om op te komen", "the days to object"),
    "opens": ("het openen", "the opening"),
    "options": ("de mogelijke antwoorden", "the possible answers"),
    "points": ("het aantal punten", "the points"),
    "price_bound": ("de hoogste prijs als deel van het maximumtarief", "the highest share of the maximum tariff"),
    "procedure": ("de procedure", "the procedure"),
    "products": ("de prestaties", "the products"),
    "question": ("de vraag waar het om gaat", "the question it looks at"),
    "questions": ("de vragen", "the questions"),
    "regions": ("de regio's", "the regions"),
    "required": ("of het verplicht is", "whether it is required"),
    "scale": ("het hoogste aantal punten", "the most points"),
    "share": ("het deel", "the share"),
    "sealed": ("waarom inschrijvingen verzegeld zijn", "why submissions are sealed"),
    "sectors": ("de sectoren", "the sectors"),
    "sector": ("de sector", "the sector"),
    "source": ("de bron", "the source"),
    "starts_on": ("de begindatum", "the first day"),
    "step": ("de stap waar het bij hoort", "the step it belongs to"),
    "summary": ("de samenvatting", "the summary"),
    "tariffs": ("de stijging van de maximumtarieven", "the rise of the maximum tariffs"),
    "term_days": ("de termijn in dagen", "the term in days"),
    "text": ("de tekst", "the text"),
    "tie_key": ("de sleutel voor een gelijke stand", "the key that settles ties"),
    "use": ("de regel", "the rule"),
    "warning": ("de waarschuwing", "the warning"),
    "weight": ("het gewicht", "the weight"),
    "yardstick": ("de maatstaf naast de uitkomst", "the yardstick beside the decision"),
    "yearly_update": ("of de afspraak ieder jaar opnieuw wordt gemaakt", "whether it is set anew each year"),
    "year": ("het jaar", "the year"),
    "years": ("de duur in jaren", "the duration in years"),
    "basis": ("de grondslag", "the ground"),
    "explanation": ("de uitleg", "the explanation"),
}

_PARAMS: Mapping[Pair, Pair] = {
    ("base-percentage", "percent"): ("het basispercentage", "the base percentage"),
    ("first-volume", "share"): (
        "het deel van de productie van vorig jaar waarmee u begint",
        "the share of last year's production that you start with",
    ),
    ("hold-back", "share"): ("het deel van de ruimte dat we achterhouden", "the share of the space held back"),
    ("itemised-part", "points"): ("het aantal procentpunten", "the percentage points"),
    ("class-percentage", "percents"): ("de percentages per klasse", "the percentages per class"),
    ("development-plans", "points"): ("het aantal procentpunten", "the percentage points"),
    ("efficiency-cut", "cut"): ("de besparing op het tarief", "the efficiency cut on the tariff"),
    ("itemised-part", "ends"): ("het einde", "the end"),
    ("lower-bound", "most"): ("het hoogste percentage", "the highest percentage"),
    ("lower-bound", "start"): ("het percentage waarmee u begint", "the percentage that you start with"),
    ("max-max-tariff", "points"): ("het aantal procentpunten", "the percentage points"),
    ("maximum-discount", "discount"): ("de korting op het maximumtarief", "the discount on the maximum tariff"),
    ("new-provider", "points"): ("de korting voor nieuwe aanbieders", "the deduction for new providers"),
    ("past-behaviour", "points"): ("het aantal procentpunten", "the percentage points"),
    ("performance-price", "most"): ("het hoogste percentage", "the highest percentage"),
    ("performance-price", "start"): ("het percentage waarmee u begint", "the percentage that you start with"),
    ("strategic-plan", "points"): ("de opslag voor een strategisch plan", "the addition for a strategic plan"),
    ("upper-bound", "least"): ("het laagste percentage", "the lowest percentage"),
    ("upper-bound", "start"): ("het percentage waarmee u begint", "the percentage that you start with"),
    ("white-spot", "points"): ("het aantal procentpunten", "the percentage points"),
    ("ranked-q", "guarantee"): ("het gegarandeerde deel van uw productie", "the guaranteed share of your production"),
    ("ranked-q", "selective"): ("het deel dat op score wordt verdeeld", "the share divided by score"),
}
"""Parameters of steps with words of their own; others are called by their name."""

_SEVERAL = ("itemised-part", "development-plans", "max-max-tariff", "maximum-discount", "past-behaviour", "white-spot")
"""Rules of which a policy usually has several steps, so that the step must be named."""

_SECTIONS: Mapping[str, Pair] = {
    "division": ("de verdeling", "the division"),
    "space": ("de stappen voor de ruimte", "the steps for the space"),
    "tariff": ("de stappen voor het tarief", "the steps for the tariff"),
    "models": ("de stappen van de verdeling", "the steps of the division"),
    "after": ("de stappen achteraf", "the steps afterwards"),
    "contract": ("de overeenkomst", "the agreement"),
    "purchaser": ("het zorgkantoor", "the purchaser"),
    "repair": ("de hersteltermijn", "the repair window"),
    "publication": ("de openbaarmaking van de uitkomst", "the publication of the outcome"),
}

_KINDS: Mapping[RequirementKind, Pair] = {
    RequirementKind.SUITABILITY: ("de eis", "the requirement"),
    RequirementKind.EXCLUSION: ("de uitsluitingsgrond", "the exclusion ground"),
    RequirementKind.CONDITION: ("de voorwaarde", "the condition"),
}


ENUMS: Mapping[Enum, Pair] = {
    ProviderGroup.EXISTING: ("aanbieders die nu een overeenkomst met ons hebben", "providers with an agreement now"),
    ProviderGroup.NEW_TO_OFFICE: ("aanbieders die nieuw zijn bij ons", "providers new to this office"),
    ProviderGroup.NEW: ("nieuwe aanbieders", "new providers"),
    Sector.VV: (Sector.VV.dutch, "nursing and care"),
    Sector.GZ: (Sector.GZ.dutch, "disability care"),
    Sector.GGZ: (Sector.GGZ.dutch, "mental health care"),
    CareKind.BASE: (CareKind.BASE.dutch, "base care"),
    CareKind.CENTRE: (CareKind.CENTRE.dutch, "centre care"),
    CareKind.NETWORK: (CareKind.NETWORK.dutch, "network care"),
    Procedure.ADMISSION: ("toelating van iedereen die voldoet", "admission of all who qualify"),
    Procedure.OPEN: ("openbare procedure", "open procedure"),
    Procedure.NEGOTIATED: (
        "onderhandeling met voorafgaande bekendmaking",
        "negotiated procedure with prior publication",
    ),
    Due.SUBMISSION: ("bij het indienen", "at submission"),
    Due.START_OF_CARE: ("bij de start van de zorg", "at the start of care"),
    Due.WITHIN_TERM: ("binnen een termijn na de start", "within a term after the start"),
    RequirementKind.SUITABILITY: ("geschiktheidseis", "suitability requirement"),
    RequirementKind.EXCLUSION: ("uitsluitingsgrond", "exclusion ground"),
    RequirementKind.CONDITION: ("gunningsvoorwaarde", "award condition"),
    RationaleKind.COST: ("kosten", "cost"),
    RationaleKind.LAST_YEAR: ("het tarief van eerder", "the tariff of before"),
    RationaleKind.INDEXATION: ("indexatie", "indexation"),
    RationaleKind.MARGIN: ("marge", "margin"),
    RationaleKind.EFFICIENCY: ("doelmatigheid", "efficiency"),
    RationaleKind.OTHER: ("overig", "other"),
    RationaleKind.ROUNDING: ("afronding", "rounding"),
    SourceKind.OWN_EXPERIENCE: ("eigen ervaring", "own experience"),
    SourceKind.MARKET: ("prijzen in de markt", "market prices"),
    SourceKind.TALKS: ("gesprekken met aanbieders", "talks with providers"),
}
"""The words for the choices of a policy; one without words is called by its value."""


def field(name: str) -> Pair:
    """The words for a field; one without words is called by its name."""
    return _FIELDS.get(name, (f"‘{name}’", f"‘{name}’"))


def param(use: str, name: str) -> tuple[Pair, bool]:
    """The words for a parameter of a rule, and whether they say enough without the step they belong to."""
    own = _PARAMS.get((use, name))
    return (own, use not in _SEVERAL) if own else ((f"de instelling ‘{name}’", f"the setting ‘{name}’"), False)


def is_section(name: str) -> bool:
    """Whether a part of the policy is a thing by itself, so that it can come or go as a whole."""
    return name in _SECTIONS


def section(name: str) -> Pair:
    """The words for a part of the policy that has no name of its own."""
    return _SECTIONS.get(name, ("het beleid", "the policy"))


_PARTS: tuple[tuple[type, Pair, str], ...] = (
    (Question, ("de vraag", "the question"), "text"),
    (Criterion, ("het criterium", "the criterion"), "name"),
    (Lot, ("perceel", "lot"), "name"),
    (Step, ("de stap", "the step"), "text"),
    (Milestone, ("de mijlpaal", "the milestone"), "name"),
    (EntryWindow, ("de termijn", "the window"), "id"),
    (Precondition, ("het voorbehoud", "the precondition"), "name"),
    (Pool, ("de ruimte", "the pool"), "name"),
    (Surcharge, ("de opslag", "the surcharge"), "name"),
    (Route, ("de route", "the route"), "name"),
    (NeedLine, ("de regel van het behoeftebeeld", "the line of the picture of need"), "line"),
    (Norm, ("de norm", "the norm"), "id"),
    (TariffRationale, ("de onderbouwing van het tarief", "the tariff rationale"), "name"),
    (RationalePart, ("het onderdeel", "the part"), "name"),
    (MaximumRationale, ("de onderbouwing van het maximumtarief", "the reasons of the maximum tariff"), "name"),
    (MaximumPart, ("het onderdeel", "the part"), "name"),
)
"""Per kind of part its words and the field that names it for people."""


def part(thing: object) -> Pair:
    """The words for a named part."""
    if isinstance(thing, RequirementUse):
        return _quoted(_KINDS[thing.kind], thing.text)
    for kind, words, naming in _PARTS:
        if isinstance(thing, kind):
            return _quoted(words, getattr(thing, naming) or getattr(thing, "id", ""))
    return section("")


def _quoted(words: Pair, name: str) -> Pair:
    short = name if len(name) <= _SHORT else f"{name[:_SHORT].rsplit(' ', 1)[0]} …"
    return f"{words[0]} ‘{short}’", f"{words[1]} ‘{short}’"


def say(value: object, language: Language) -> str:
    """A value as people read it; nothing gives an empty text."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(say(item, language) for item in value)
    if isinstance(value, Enum):
        words = ENUMS.get(value, (value.value, value.value))
        return str(words[0 if language is Language.NL else 1])
    return _dutch(value) if language is Language.NL else _english(value)


def _dutch(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Rate):
        return dutch.percentage(value, _PLACES)
    if isinstance(value, Money):
        return dutch.amount(value)
    if isinstance(value, date):
        return dutch.moment(value) if isinstance(value, datetime) else dutch.day(value)
    return _percentage(value) if isinstance(value, str) else _either(value)


def _english(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else _either(value)


def _either(value: object) -> str:
    if isinstance(value, Ground):
        return value.basis
    if isinstance(value, (Money, Rate)):
        return str(value)
    if isinstance(value, ObjectionWindow):
        return f"{value.opens} .. {value.closes}"
    if isinstance(value, Indexation):
        return f"{value.costs} / {value.tariffs}"
    if isinstance(value, AboveAgreement):
        return str(value.share)
    return "" if is_dataclass(value) else str(value)  # a part that comes or goes whole is named, not written out


def _percentage(text: str) -> str:
    if not text.endswith("%"):
        return text
    try:
        return dutch.percentage(Rate.parse(text), _PLACES)
    except ValueError:
        return text
