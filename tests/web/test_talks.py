"""Talks and commitments: one text for two sides, and for nobody else."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError

from driehoek.adapters.store import talks
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import (
    Commitment,
    CommitmentWord,
    Contract,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Talk,
    TalkComment,
    TalkConfirmation,
    TalkVersion,
)
from driehoek.kernel import Finding
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in

TABLES = (Talk, TalkVersion, TalkComment, TalkConfirmation, Commitment, CommitmentWord)


def seen(actor: Actor) -> list[int]:
    with acting(actor):
        return [model.objects.count() for model in TABLES]


def who(role: Role) -> Actor:
    held = Membership.objects.using("owner").filter(role=role).order_by("pk")[0]
    return Actor(held.organisation_id, role, held.person_id)


REPORT = {
    "held_on": "2026-07-15",
    "people-purchaser": "zorginkoper",
    "people-provider": "bestuurder\nteamleider",
    "subject-0": "Basiskwaliteit en veiligheid",
    "track-0": "content",
    "said-purchaser-0": "Hoe is de nacht bezet?",
    "said-provider-0": "Met één medewerker.",
    "agreed-0": "Wij kijken in het najaar opnieuw.",
}


def begun(title: str) -> Talk:
    buyer = signed_in(Role.PURCHASING)
    provider = who(Role.PROVIDING).organisation
    buyer.post("/gesprekken/begin/", {"other": str(provider), "title": title})
    return Talk.objects.using("owner").get(title=title)


def test_both_sides_read_one_text_comment_and_confirm_and_then_it_stands(portal: None) -> None:
    buyer, maker = signed_in(Role.PURCHASING), signed_in(Role.PROVIDING)
    talk = begun("Gesprek over de nacht")
    place = f"/gesprekken/{talk.pk}/"
    wrong = buyer.post(f"{place}schrijf/", {**REPORT, "people-provider": ""}).content.decode()
    assert "zegt niet wie er namens de zorgaanbieder bij was" in wrong
    buyer.post(f"{place}schrijf/", REPORT)
    for side in (buyer, maker):
        page = side.get(place).content.decode()
        assert "Met één medewerker." in page
        assert "Nog door niemand bevestigd" in page
    buyer.post(f"{place}1/bevestig/")
    maker.post(f"{place}1/opmerking/", {"text": "Het zijn er twee."})
    assert "Het zijn er twee." in buyer.get(place).content.decode()
    maker.post(f"{place}schrijf/", {**REPORT, "said-provider-0": "Met twee medewerkers."})
    late = buyer.post(f"{place}1/bevestig/", follow=True).content.decode()
    assert "intussen een nieuwe versie" in late
    page = buyer.get(place).content.decode()
    assert "Nog door niemand bevestigd" in page  # what was confirmed was another text
    assert "Met één medewerker." in page  # the earlier version is kept
    for side in (buyer, maker):
        side.post(f"{place}2/bevestig/")
    assert "dit verslag staat vast" in maker.get(place).content.decode()
    refused = buyer.post(f"{place}schrijf/", REPORT).content.decode()
    assert "Het staat vast" in refused
    assert TalkVersion.objects.using("owner").filter(talk=talk).count() == 2


def test_nobody_but_the_two_sees_any_of_it(portal: None) -> None:
    talk = begun("Gesprek onder vier ogen")
    assert all(seen(who(Role.PURCHASING))[:1])
    assert seen(who(Role.PROVIDING))[0] == seen(who(Role.CONTROL))[0] > 0
    closed = [who(Role.ASSESSING), who(Role.SUPERVISING)]
    other = Organisation.objects.using("owner").filter(kind=OrganisationKind.PROVIDER).exclude(
        pk=who(Role.PROVIDING).organisation
    )[0]  # fmt: skip
    assert [seen(item) for item in (*closed, Actor(other.pk, Role.PROVIDING))] == [[0] * len(TABLES)] * 3
    assert seen(who(Role.COUNCIL))[:4] == [0, 0, 0, 0]
    assert signed_in(Role.SUPERVISING).get(f"/gesprekken/{talk.pk}/").status_code == 403
    assert signed_in(Role.ASSESSING).get(f"/gesprekken/{talk.pk}/").status_code == 403


def test_nobody_writes_for_the_other_side_or_changes_a_version(portal: None) -> None:
    buyer, maker = who(Role.PURCHASING), who(Role.PROVIDING)
    version = TalkVersion.objects.using("owner").order_by("pk")[0]
    with pytest.raises(ProgrammingError, match="row-level security"), acting(buyer):
        talks.confirm(Actor(maker.organisation, Role.PURCHASING, buyer.person), version, MID_COURSE)
    with pytest.raises(ProgrammingError, match="permission denied"), acting(buyer):
        TalkVersion.objects.filter(pk=version.pk).update(points=[])
    stranger = Organisation.objects.using("owner").get(kind=OrganisationKind.SUPERVISOR)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(buyer):
        talks.begin(buyer, buyer.organisation, stranger.pk, "Met wie geen contract is", MID_COURSE)


@pytest.mark.requirement("M-343")
def test_a_promise_stands_with_both_and_is_kept_when_the_other_says_so(portal: None) -> None:
    buyer, maker = signed_in(Role.PURCHASING), signed_in(Role.PROVIDING)
    typed = {
        "other": str(who(Role.PROVIDING).organisation),
        "by": "provider",
        "who": "locatiemanager",
        "what": "Een vast aanspreekpunt per cliënt",
        "due": "2026-07-20",
    }
    refused = buyer.post("/toezeggingen/nieuw/", typed, follow=True).content.decode()
    assert "het belang van de cliënt" in refused
    buyer.post("/toezeggingen/nieuw/", {**typed, "client_interest": "Cliënten weten wie zij kunnen bellen"})
    row = Commitment.objects.using("owner").get(what="Een vast aanspreekpunt per cliënt")
    place = f"/toezeggingen/{row.pk}/"
    assert "Een vast aanspreekpunt" in maker.get("/toezeggingen/").content.decode()
    maker.post(f"{place}zeg/", {"kind": "proposed", "due": "2026-09-01", "reason": "Er is een vacature."})
    assert "uiterlijk 20 juli 2026" in buyer.get("/toezeggingen/").content.decode()
    own = maker.post(f"{place}zeg/", {"kind": "agreed"}, follow=True).content.decode()
    assert "geen voorstel van de andere kant" in own
    buyer.post(f"{place}zeg/", {"kind": "agreed"})
    assert "uiterlijk 1 september 2026" in maker.get("/toezeggingen/").content.decode()
    maker.post(f"{place}zeg/", {"kind": "kept"})
    assert "Nagekomen, zegt wie het beloofde" in buyer.get(place).content.decode()
    buyer.post(f"{place}zeg/", {"kind": "kept"})
    page = buyer.get(place).content.decode()
    assert page.count("<li><strong>") == 4  # everything that was said is kept
    assert "Is het nagekomen?" not in page


def test_what_is_overdue_stands_on_the_start_pages_of_both(portal: None) -> None:
    for role, page in ((Role.PURCHASING, "/inkoop/"), (Role.PROVIDING, "/aanbieder/")):
        told = signed_in(role).get(page).content.decode()
        assert "Antwoord op de vraag over reistijd (SYNTHETIC)" in told
        assert "uiterlijk 10 juli 2026" in told
    assert "reistijd" not in signed_in(Role.ASSESSING).get("/inkoop/").content.decode()


@pytest.mark.requirement("B-022")
def test_the_council_of_a_provider_sees_what_was_promised_for_clients_alone(portal: None) -> None:
    with acting(who(Role.COUNCIL)):
        assert set(Commitment.objects.values_list("for_clients", flat=True)) == {True}
        assert Commitment.objects.filter(what__contains="nacht").exists()
    page = signed_in(Role.COUNCIL).get("/inspraak/").content.decode()
    assert "Een tweede medewerker in de nacht (SYNTHETIC)" in page


def test_each_refusal_has_its_words(portal: None) -> None:
    buyer, maker = who(Role.PURCHASING), who(Role.PROVIDING)
    with acting(buyer):
        talk = talks.begin(buyer, buyer.organisation, maker.organisation, "Gesprek met twee versies", MID_COURSE)
        day = talks.report_of(TalkVersion.objects.order_by("pk")[0])
        first = talks.write(buyer, talk, day, MID_COURSE)
        second = talks.write(buyer, talk, day, MID_COURSE)
        assert isinstance(first, TalkVersion)
        assert isinstance(second, TalkVersion)
        assert _id(talks.confirm(buyer, first, MID_COURSE)) == "STO-054"
        assert talks.confirm(buyer, second, MID_COURSE) is None
        assert _id(talks.confirm(buyer, second, MID_COURSE)) == "STO-056"
    with acting(maker):
        assert talks.confirm(maker, second, MID_COURSE) is None
        assert _id(talks.write(maker, talk, day, MID_COURSE)) == "STO-053"
    with acting(buyer):
        other = talks.begin(buyer, buyer.organisation, maker.organisation, "Tegelijk geschreven", MID_COURSE)
        talks.write(buyer, other, day, MID_COURSE)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.db.models.query.QuerySet.count", lambda _: 0)  # what the slower of two counted
            assert _id(talks.write(buyer, other, day, MID_COURSE)) == "STO-055"


def _id(found: object) -> str:
    return found.code.id if isinstance(found, Finding) else ""


def test_a_third_says_nothing_in_a_talk_by_naming_itself_as_a_side(portal: None) -> None:
    talk = Talk.objects.using("owner").order_by("pk")[0]
    version = TalkVersion.objects.using("owner").filter(talk=talk).order_by("pk")[0]
    promised = Commitment.objects.using("owner").filter(talk=talk).order_by("pk")[0]
    other = Contract.objects.using("owner").exclude(provider_id=talk.provider_id).order_by("agb")[0]
    third = Actor(other.provider_id, Role.PROVIDING, who(Role.PROVIDING).person)
    sides = {
        "purchaser_id": talk.purchaser_id, "provider_id": other.provider_id, "organisation_id": other.provider_id
    }  # fmt: skip
    me, day = third.person, MID_COURSE.date()
    said = [
        TalkVersion(talk=talk, number=99, held_on=day, people=[], points=[], written_at=MID_COURSE, written_by_id=me),
        TalkComment(version=version, text="x", said_at=MID_COURSE, said_by_id=me),
        TalkConfirmation(version=version, confirmed_at=MID_COURSE, confirmed_by_id=me),
        Commitment(talk=talk, by="provider", who="x", what="x", client_interest="x", due=day, made_at=MID_COURSE,
                   made_by_id=me),
        CommitmentWord(commitment=promised, kind="kept", said_at=MID_COURSE, said_by_id=me),
    ]  # fmt: skip
    for row in said:
        for name, value in sides.items():
            setattr(row, name, value)
        with pytest.raises(ProgrammingError, match="row-level security"), acting(third):
            row.save(force_insert=True, using="default")
