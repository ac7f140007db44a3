"""Which act tells whom. An act that is not named here tells nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_noop as _

from driehoek.adapters.store.models import NoticeWay, Role


class Audience(Enum):
    """Which organisations an act is told to."""

    PURCHASER = "purchaser of the round"
    PROVIDERS = "all providers with a contract with the purchaser of the round"
    SUPERVISOR = "the supervisor whose request the act is about"
    DECIDED = "all providers with an outcome in the round"
    CONTRACT = "the provider of the contract that the act is about"
    COUNCIL = "the council whose input the act is about"
    ASKER = "the provider whose question the act is about"
    PERSON = "the one person the act names"


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """What one act says to one audience.

    Attributes:
        audience: to which organisations.
        roles: to people in these roles there.
        group: what it can be switched off with.
        title: one Dutch sentence, a message to translate; ``%(round)s`` and ``%(contract)s`` are filled in.
        route: the name of the page it leads to.
    """

    audience: Audience
    roles: tuple[Role, ...]
    group: str
    title: str
    route: str


GROUPS: Mapping[str, tuple[str, NoticeWay]] = {
    "decisions": (_("Besluiten en uitslagen"), NoticeWay.MAIL),
    "policy": (_("Beleid en wijzigingen ervan"), NoticeWay.MAIL),
    "deadlines": (_("Termijnen die bijna voorbij zijn"), NoticeWay.MAIL),
    "submissions": (_("Inschrijvingen"), NoticeWay.DIGEST),
    "questions": (_("Vragen en antwoorden"), NoticeWay.DIGEST),
    "clients": (_("Inbreng van cliëntenraden"), NoticeWay.DIGEST),
    "work": (_("Werk dat aan u is toegewezen"), NoticeWay.MAIL),
}
"""What notices are grouped by, with the way in which they come when nobody chose."""

_PROVIDER = (Role.PROVIDING, Role.SIGNING)
_BUYER = (Role.PURCHASING,)

RULES: Mapping[str, tuple[NoticeRule, ...]] = {
    "published policy": (
        NoticeRule(
            Audience.PROVIDERS, _PROVIDER, "policy", _("Het inkoopbeleid van %(round)s is bekendgemaakt."), "policy"
        ),
    ),
    "changed policy": (
        NoticeRule(
            Audience.PROVIDERS,
            _PROVIDER,
            "policy",
            _("Het inkoopbeleid van %(round)s is gewijzigd. Lees wat er voor u verandert."),
            "policy-changes",
        ),
    ),
    "asked": (
        NoticeRule(
            Audience.PURCHASER, _BUYER, "questions", _("Er is een vraag gesteld bij %(round)s."), "purchaser-questions"
        ),
    ),
    "answered": (
        NoticeRule(Audience.ASKER, _PROVIDER, "questions", _("Uw vraag bij %(round)s is beantwoord."), "nota"),
    ),
    "submitted": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "submissions",
            _("Contract %(contract)s heeft ingediend bij %(round)s."),
            "purchaser-submissions",
        ),
        NoticeRule(
            Audience.CONTRACT,
            _PROVIDER,
            "submissions",
            _("Uw inschrijving %(contract)s bij %(round)s is ontvangen."),
            "workspace",
        ),
    ),
    "asked repair": (
        NoticeRule(
            Audience.CONTRACT,
            _PROVIDER,
            "deadlines",
            _("U kunt iets herstellen in uw inschrijving %(contract)s bij %(round)s. Kijk tot wanneer."),
            "repairs",
        ),
    ),
    "answered repair": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "submissions",
            _("Contract %(contract)s antwoordde op een herstelverzoek bij %(round)s."),
            "requirements",
        ),
    ),
    "withdrawn": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "submissions",
            _("Contract %(contract)s heeft de inschrijving bij %(round)s ingetrokken."),
            "purchaser-submissions",
        ),
        NoticeRule(
            Audience.CONTRACT,
            _PROVIDER,
            "submissions",
            _("Uw inschrijving %(contract)s bij %(round)s is ingetrokken."),
            "workspace",
        ),
    ),
    "filed": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "decisions",
            _("Contract %(contract)s diende een klacht of verzoek in bij %(round)s."),
            "filings",
        ),
    ),
    "answered filing": (
        NoticeRule(
            Audience.CONTRACT,
            _PROVIDER,
            "decisions",
            _("Er is antwoord op de klacht of het verzoek van contract %(contract)s bij %(round)s."),
            "outcome",
        ),
    ),
    "advised": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "clients",
            _("Een cliëntenraad heeft inbreng gegeven bij %(round)s."),
            "purchaser-inputs",
        ),
    ),
    "responded": (
        NoticeRule(
            Audience.COUNCIL,
            (Role.COUNCIL, Role.SUPPORTING),
            "clients",
            _("De inkoper heeft gereageerd op uw inbreng bij %(round)s."),
            "council",
        ),
    ),
    "assigned": (
        NoticeRule(
            Audience.PERSON,
            (Role.ASSESSING,),
            "work",
            _("U bent gevraagd om te beoordelen bij %(round)s."),
            "marks",
        ),
    ),
    "proposed deviation": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "decisions",
            _("Een afwijking voor contract %(contract)s bij %(round)s wacht op goedkeuring."),
            "deviations",
        ),
    ),
    "adopted provisionally": (
        NoticeRule(
            Audience.DECIDED, _PROVIDER, "decisions", _("De voorlopige uitslag van %(round)s staat klaar."), "provider"
        ),
    ),
    "asked dossier": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "work",
            _("Een toezichthouder vraagt het dossier van %(round)s."),
            "asked-dossiers",
        ),
    ),
    "sent dossier": (
        NoticeRule(
            Audience.SUPERVISOR, (Role.SUPERVISING,), "work", _("Het dossier van %(round)s is gestuurd."), "supervisor"
        ),
    ),
    "refused dossier": (
        NoticeRule(
            Audience.SUPERVISOR,
            (Role.SUPERVISING,),
            "work",
            _("Het dossier van %(round)s wordt niet gestuurd."),
            "supervisor",
        ),
    ),
    "proposed version": (
        NoticeRule(
            Audience.PURCHASER,
            _BUYER,
            "decisions",
            _("Een nieuwe versie van de uitslag van %(round)s wacht op goedkeuring."),
            "versions",
        ),
    ),
    "adopted version": (
        NoticeRule(
            Audience.DECIDED,
            _PROVIDER,
            "decisions",
            _("De uitslag van %(round)s is herzien. Lees of er voor u iets verandert."),
            "provider",
        ),
    ),
    "adopted finally": (
        NoticeRule(Audience.DECIDED, _PROVIDER, "decisions", _("De uitslag van %(round)s is definitief."), "provider"),
    ),
}

CLOSES_SOON = NoticeRule(
    Audience.CONTRACT,
    _PROVIDER,
    "deadlines",
    _("De inschrijving van contract %(contract)s bij %(round)s sluit op %(day)s en is nog niet ingediend."),
    "workspace",
)
REMIND_DAYS = (7, 1)
"""How many days before the deadline whoever did not submit is told."""
