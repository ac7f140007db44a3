"""The fixed words of explanations and reports, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.policy import ProviderGroup
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Language

STANDING: Mapping[Standing, tuple[str, str]] = {
    Standing.ADMITTED: ("toegelaten", "admitted"),
    Standing.INCOMPLETE: ("onvolledig", "incomplete"),
    Standing.REFUSED: ("geweigerd", "refused"),
    Standing.EXCLUDED: ("uitgesloten", "excluded"),
    Standing.LATE: ("te laat", "late"),
    Standing.WITHDRAWN: ("ingetrokken", "withdrawn"),
    Standing.REPLACED: ("vervangen", "replaced"),
    Standing.KNOCKED_OUT: ("onder het minimum", "below the minimum"),
    Standing.DECISION_NEEDED: ("besluit nodig", "decision needed"),
}
"""Where a submission stands."""

GROUP: Mapping[ProviderGroup, tuple[str, str]] = {
    ProviderGroup.EXISTING: ("bestaand", "existing"),
    ProviderGroup.NEW_TO_OFFICE: ("nieuw bij dit kantoor", "new to this office"),
    ProviderGroup.NEW: ("nieuw", "new"),
}
"""The groups of providers."""

RULES: Mapping[str, str] = {
    "hold-back": "achter de hand",
    "base-percentage": "basispercentage",
    "itemised-part": "opslag of korting",
    "performance-price": "prijs naar prestatie",
    "maximum-discount": "korting op het maximum",
    "restitution-percentage": "vergoeding zonder overeenkomst",
    "lower-bound": "ondergrens met verbeteringen",
    "upper-bound": "bovengrens met afspraken",
    "class-percentage": "percentage per klasse",
    "new-provider": "nieuwe aanbieder",
    "strategic-plan": "strategisch plan",
    "development-plans": "ontwikkelplannen",
    "white-spot": "witte vlek",
    "past-behaviour": "gedrag in het verleden",
    "efficiency-cut": "besparing voor iedereen",
    "max-max-tariff": "boven het maximum",
    "offered-percentage": "aangeboden percentage",
    "first-volume": "eerste volume",
    "money-follows-client": "geld volgt de cliënt",
    "ranked-q": "op volgorde van de score",
    "differential-p": "keuze van cliënten, eigen prijs",
    "person-following": "keuze van cliënten, gelijke korting",
    "soft-steering": "zachte sturing",
    "voucher": "voucher",
    "three-arrangements": "drie arrangementen",
    "collective-budget": "budget per gebied",
    "base-agreement": "basisafspraak",
    "budget-growth": "budget van vorig jaar met groei",
    "integral-price": "integrale prijs",
    "fixed-budget": "vast budget",
    "class-minimum": "minimum van de klasse",
    "fixed-ratio": "vaste verhouding",
    "intramural-ceiling": "plafond voor verblijf",
    "maximum-move": "grens aan winst en verlies",
    "package-mix": "zorgzwaartemix",
    "waiting-list-shift": "wachtlijst",
    "substitution-cut": "substitutie",
    "reallocation": "herschikking",
    "practice-variation": "praktijkvariatie",
    "other-act-and-growth": "groei en andere wet",
    "regional-basis": "verdeling over regio's",
    "pgb-growth": "groei van het pgb",
    "transfer": "overheveling",
    "bundled-agreement": "gebundelde afspraak",
    "provisional-space": "nog voorlopig",
    "earmark": "geoormerkt",
    "room-for-newcomers": "ruimte voor nieuwe",
    "innovation-lot": "vernieuwing",
    "late-space": "late extra ruimte",
    "competing-proposals": "beste voorstellen",
    "share-of-pot": "uit aparte ruimte",
    "by-hand": "met de hand",
}
"""The rules of the division in two or three Dutch words, for figures; a rule without its own goes by its step."""

WORDS: Mapping[str, tuple[str, str]] = {
    "tests": ("Toets", "Tests"),
    "not submitted": ("geen inschrijving", "no submission"),
    "lot": ("Perceel", "Lot"),
    "frame": ("deelkader", "frame"),
    "realised": ("Geleverd vorig jaar", "Delivered last year"),
    "score": ("Score", "Score"),
    "of": ("van", "of"),
    "place": ("plaats", "place"),
    "weight": ("weegt", "weighs"),
    "answer": ("antwoord", "answer"),
    "norm": ("norm", "norm"),
    "why": ("waarom", "why"),
    "amount": ("Bedrag", "Amount"),
    "granted": ("toegekend", "granted"),
    "rounded": ("afgerond op hele eenheden", "rounded down to whole units"),
    "agreed": ("afspraak", "agreement"),
    "not granted": ("Gevraagd, niet toegekend", "Asked, not granted"),
    "by hand": ("Met de hand aangepast", "Adjusted by hand"),
    "not applied": ("niet doorgevoerd", "not applied"),
    "from": ("van", "from"),
    "to": ("naar", "to"),
    "proposed": ("voorgesteld door", "proposed by"),
    "approved": ("goedgekeurd door", "approved by"),
    "unexplained": ("zonder reden", "without a reason"),
    "volume": ("Prijs en hoeveelheid", "Price and quantity"),
    "percentage": ("Hoe het percentage is opgebouwd", "How the percentage is made up"),
    "quantities": ("Van bedrag naar aantallen", "From money to quantities"),
    "asked": ("gevraagd", "asked"),
    "chosen": ("door cliënten gekozen", "chosen by clients"),
    "maximum": ("maximum", "maximum"),
    "offered": ("aangeboden", "offered"),
    "input": ("invoer", "input"),
    "rule": ("regel", "rule"),
    "parameter": ("instelling", "parameter"),
    "ground": ("grond", "ground"),
    "at most": ("nooit meer dan het maximum", "never more than the maximum"),
    "rounded price": ("afgerond naar beneden", "rounded down"),
    "total": ("Alles samen", "Everything together"),
    "synthetic": (
        "SYNTHETIC: bij deze uitleg horen verzonnen tarieven of prestaties.",
        "SYNTHETIC: made-up tariffs or products play a part in this explanation.",
    ),
    "fingerprint": ("besluit", "decision"),
    "nothing": ("niets toegekend", "nothing granted"),
    "holds": ("voldoet", "holds"),
    "fails": ("voldoet niet", "fails"),
    "not-applicable": ("geldt niet", "does not apply"),
}
"""The words of the text, in Dutch and in English."""


def index(language: Language) -> int:
    """Which of two words is in ``language``."""
    return 0 if language is Language.NL else 1
