"""What the example holds of clients, talks and commitments, each in mid-course. Everything is SYNTHETIC."""

from __future__ import annotations

from datetime import date, timedelta

from driehoek.adapters.store import councils, talks
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Membership, Organisation, OrganisationKind, Role, Round
from driehoek.bootstrap.stored_inputs import settle_inputs
from driehoek.domain.quality import (
    BASIC_QUALITY,
    About,
    Body,
    Commitment,
    Followed,
    Input,
    Point,
    Saying,
    Side,
    TalkReport,
    Track,
    Way,
)
from driehoek.kernel import Finding
from driehoek.web.example_clock import MID_COURSE

ORGANISATION = "Regionale cliëntenorganisatie (SYNTHETIC)"
UNTIL = date(2026, 7, 24)


def tell_of_corners(found: Round, purchaser: Organisation, provider: Organisation) -> None:
    """Input of a council and an organisation, a talk that waits for its second confirmation, and two commitments."""
    kind = OrganisationKind.CLIENT_ORGANISATION
    organisation = Organisation.objects.using("owner").create(kind=kind, name=ORGANISATION)
    buyer = _actor(purchaser, Role.PURCHASING)
    council = Organisation.objects.using("owner").get(kind=OrganisationKind.CLIENT_COUNCIL)
    _input(found, buyer, council, organisation)
    _talk(buyer, _actor(provider, Role.PROVIDING), purchaser, provider)


def _actor(organisation: Organisation, role: Role) -> Actor:
    held = Membership.objects.using("owner").filter(organisation=organisation, role=role).order_by("pk")[0]
    return Actor(organisation.pk, role, held.person_id)


def _input(found: Round, buyer: Actor, council: Organisation, organisation: Organisation) -> None:
    before, day = MID_COURSE - timedelta(days=20), MID_COURSE.date()
    on_policy = Input(
        Body.CLIENT_ORGANISATION,
        organisation.name,
        About.POLICY,
        Way.ADVISED,
        day,
        text="Zeg in het beleid hoe lang cliënten ten hoogste wachten (SYNTHETIC).",
        on_paper=True,
    )
    of_council = Input(
        Body.CLIENT_COUNCIL,
        council.name,
        About.PLAN,
        Way.NOT_ASKED,
        day,
        location="De hoofdlocatie (SYNTHETIC)",
        text="Het plan voor volgend jaar is ons niet voorgelegd (SYNTHETIC).",
        supporter="Onafhankelijke ondersteuner",
    )
    with acting(buyer):
        councils.ask(buyer, found, organisation.pk, UNTIL, before)
        row = councils.give(buyer, found, organisation, on_policy, before)
        why = "De Treeknormen staan nu bij de voorwaarden van de overeenkomst (SYNTHETIC)."
        councils.answer(buyer, row, Followed.PARTLY, why, before + timedelta(days=8))
    member = _actor(council, Role.COUNCIL)
    with acting(member):
        councils.give(member, found, council, of_council, MID_COURSE - timedelta(days=2))
        settle_inputs(member, found, MID_COURSE - timedelta(days=1))


def _talk(buyer: Actor, writer: Actor, purchaser: Organisation, provider: Organisation) -> None:
    held = MID_COURSE - timedelta(days=30)
    report = TalkReport(
        held.date(),
        ((Side.PURCHASER, "zorginkoper"), (Side.PROVIDER, "bestuurder"), (Side.PROVIDER, "teamleider")),
        (
            Point(
                BASIC_QUALITY,
                Track.CONTENT,
                (
                    Saying(Side.PURCHASER, "Wij maken ons zorgen over de bezetting in de nacht (SYNTHETIC)."),
                    Saying(Side.PROVIDER, "Er komt een tweede medewerker in de nacht (SYNTHETIC)."),
                ),
                "De aanbieder laat voor het einde van het jaar zien dat er twee mensen zijn.",
            ),
            Point(
                "Volume voor volgend jaar",
                Track.MONEY,
                (Saying(Side.PROVIDER, "Wij verwachten meer cliënten (SYNTHETIC)."),),
            ),
        ),
    )
    with acting(buyer):
        talk = talks.begin(buyer, purchaser.pk, provider.pk, "Gesprek over kwaliteit en volume (SYNTHETIC)", held)
        version = talks.write(buyer, talk, report, held + timedelta(days=2))
        assert not isinstance(version, Finding), "the first version of a report is never refused"
        talks.confirm(buyer, version, held + timedelta(days=2))
        sides = talks.Sides(purchaser.pk, provider.pk, talk)
        answer = _promise(Side.PURCHASER, "zorginkoper", "Antwoord op de vraag over reistijd", -6)
        talks.promise(buyer, sides, answer, held, for_clients=False)
    with acting(writer):
        talks.comment(
            writer, version, "Bij de nacht gaat het om de hoofdlocatie (SYNTHETIC).", held + timedelta(days=5)
        )
        night = _promise(Side.PROVIDER, "locatiemanager", "Een tweede medewerker in de nacht", 150)
        talks.promise(writer, sides, night, held, for_clients=True)


def _promise(side: Side, who: str, what: str, days: int) -> Commitment:
    """A commitment that was made a month ago and is due in so many days; below zero it is overdue."""
    today, interest = MID_COURSE.date(), "Cliënten weten waar zij aan toe zijn (SYNTHETIC)."
    return Commitment(
        side, who, f"{what} (SYNTHETIC)", today + timedelta(days=days), interest, today - timedelta(days=30)
    )
