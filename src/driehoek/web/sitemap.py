"""The names of the pages, what each lies under, and whose corner it is: for the trail, the tabs and the colour.

A route that is no page for people (an act, a check by a machine) has no place here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page lies.

    Attributes:
        name: what the page is called in the trail and the tabs.
        under: the route of the page above it; empty for a page that is in the menu or the foot.
        is_round: the page is called after the round it shows.
    """

    name: Promise
    under: str = ""
    is_round: bool = False


PLACES: Mapping[str, Place] = {
    "home": Place(_("Rondes")),
    "round": Place(_("Ronde"), "home", is_round=True),
    "policy": Place(_("Beleid"), "round"),
    "policy-changes": Place(_("Wijzigingen"), "policy"),
    "nota": Place(_("Vragen en antwoorden"), "round"),
    "search": Place(_("Zoeken"), "home"),
    "policy-year": Place(_("Sinds vorig jaar"), "policy"),
    "contracted": Place(_("Gecontracteerd"), "round"),
    "results": Place(_("Uitslag"), "round"),
    "open-data": Place(_("Open data"), "round"),
    "planning": Place(_("Planning"), "home"),
    "pictures": Place(_("Regiobeelden"), "home"),
    "accessibility": Place(_("Toegankelijkheid"), "home"),
    "status": Place(_("Status"), "home"),
    "account_login": Place(_("Inloggen"), "home"),
    "account_logout": Place(_("Uitloggen"), "home"),
    "example-people": Place(_("Voorbeeldmensen"), "home"),
    "choose": Place(_("Kies uw rol"), "home"),
    "invitation": Place(_("Uitnodiging"), "home"),
    "organisation": Place(_("Organisatie")),
    "factor-resets": Place(_("Verloren tweede factor"), "organisation"),
    "me": Place(_("Uw gegevens"), "home"),
    "account_change_password": Place(_("Wachtwoord wijzigen"), "me"),
    "account_reauthenticate": Place(_("Nog een keer inloggen"), "me"),
    "mfa_index": Place(_("Tweede factor"), "me"),
    "mfa_activate_totp": Place(_("Tweede factor instellen"), "mfa_index"),
    "mfa_deactivate_totp": Place(_("Tweede factor uitzetten"), "mfa_index"),
    "mfa_view_recovery_codes": Place(_("Herstelcodes"), "mfa_index"),
    "mfa_generate_recovery_codes": Place(_("Nieuwe herstelcodes"), "mfa_index"),
    "mandates": Place(_("Mandaten"), "organisation"),
    "seal": Place(_("Zegel"), "organisation"),
    "branding": Place(_("Huisstijl"), "organisation"),
    "notices": Place(_("Berichten"), "home"),
    "notice-choices": Place(_("Wat u wilt weten"), "notices"),
    "check-receipt": Place(_("Ontvangstbewijs controleren"), "home"),
    "provider": Place(_("Mijn inkopers")),
    "outside": Place(_("Een inkoper elders"), "provider"),
    "profile": Place(_("Profiel"), "provider"),
    "cabinet": Place(_("Stukken"), "provider"),
    "ask": Place(_("Uw vragen"), "provider"),
    "workspace": Place(_("Inschrijving"), "provider", is_round=True),
    "receipt": Place(_("Ontvangstbewijs"), "workspace"),
    "submit": Place(_("Nakijken en indienen"), "workspace"),
    "withdraw": Place(_("Intrekken"), "workspace"),
    "workbook-read": Place(_("Excel terug"), "workspace"),
    "repairs": Place(_("Herstel"), "workspace"),
    "outcome": Place(_("Uitkomst"), "provider"),
    "file": Place(_("Niet eens"), "outcome"),
    "provider-council": Place(_("Cliëntenraad"), "provider"),
    "council": Place(_("Inspraak")),
    "council-input": Place(_("Inbreng"), "council", is_round=True),
    "council-pages": Place(_("Twee bladzijden"), "council"),
    "agreements": Place(_("Overeenkomsten")),
    "agreements-space": Place(_("Afspraken en ruimte"), "agreements"),
    "agreements-ceilings": Place(_("Plafonds en cliënten"), "agreements"),
    "agreement": Place(_("Formulier"), "agreements"),
    "agreement-line": Place(_("Regel"), "agreement"),
    "agreement-differences": Place(_("Verschillen"), "agreement"),
    "agreement-sign": Place(_("Eens worden en tekenen"), "agreement"),
    "agreement-conditions": Place(_("Voorwaarden"), "agreement"),
    "agreement-excel": Place(_("In Excel"), "agreement-sign"),
    "agreement-excel-read": Place(_("Excel terug"), "agreement-excel"),
    "agreement-filing": Place(_("Indienen bij de NZa"), "agreement-sign"),
    "agreement-pays": Place(_("Wat deze vorm betaalt"), "agreement-conditions"),
    "talks": Place(_("Gesprekken")),
    "talk": Place(_("Verslag"), "talks"),
    "talk-write": Place(_("Schrijven"), "talk"),
    "promises": Place(_("Toezeggingen"), "talks"),
    "promise": Place(_("Toezegging"), "promises"),
    "purchaser": Place(_("Inkoop")),
    "round-bring": Place(_("Een ronde uit een dossier"), "purchaser"),
    "purchaser-round": Place(_("Ronde"), "purchaser", is_round=True),
    "policy-edit": Place(_("Beleid schrijven"), "purchaser-round"),
    "purchaser-submissions": Place(_("Inschrijvingen"), "purchaser-round"),
    "requirements": Place(_("Eisen"), "purchaser-round"),
    "sealing": Place(_("Verzegeling"), "purchaser-round"),
    "purchaser-questions": Place(_("Vragen"), "purchaser-round"),
    "filings": Place(_("Klachten en verzoeken"), "purchaser-round"),
    "purchaser-inputs": Place(_("Inspraak"), "purchaser-round"),
    "input-report": Place(_("Verslag van de inspraak"), "purchaser-inputs"),
    "assessment": Place(_("Beoordeling"), "purchaser-round"),
    "assessment-row": Place(_("Contract"), "assessment"),
    "marks": Place(_("Uw cijfers"), "assessment"),
    "workbench": Place(_("Werkbank"), "purchaser-round"),
    "scenario-compare": Place(_("Naast elkaar"), "workbench"),
    "decision": Place(_("Besluit"), "purchaser-round"),
    "decision-letter": Place(_("Brief"), "decision"),
    "versions": Place(_("Na de uitslag"), "decision"),
    "version": Place(_("Voorstel"), "versions"),
    "publish": Place(_("Openbaar maken"), "decision"),
    "deviations": Place(_("Afwijkingen"), "decision"),
    "asked-dossiers": Place(_("Gevraagde dossiers"), "purchaser"),
    "supervisor": Place(_("Toezicht")),
    "dossier": Place(_("Dossier"), "supervisor"),
    "dossier-compare": Place(_("Dossiers naast elkaar"), "supervisor"),
}
CORNERS = ("provider", "council", "purchaser", "supervisor")
"""The pages a corner begins with; everything else is public."""


def upward(route: str) -> Iterator[str]:
    """A page and those it lies under, up to the one that begins."""
    while route in PLACES:
        yield route
        route = PLACES[route].under


def corner_of(route: str) -> str:
    """Whose corner a page is in."""
    *_, top = ["", *upward(route)]
    return top if top in CORNERS else "public"


def beneath(route: str) -> Iterator[str]:
    """The pages directly under a page."""
    return (name for name, place in PLACES.items() if place.under == route)
