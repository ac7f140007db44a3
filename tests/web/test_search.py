"""One box for what one may see: found in Dutch, never what is another's, and page after page without counting."""

from __future__ import annotations

import pytest
from django.test import Client

from driehoek.adapters.store.models import Contract, Question, Role, Round
from driehoek.adapters.store.searching import search
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.portal.search import shown
from tests.web.conftest import signed_in


@pytest.fixture(scope="module")
def asked(portal: None) -> tuple[Round, Question, Question]:
    """One question that was answered and published, and one of another provider that was not."""
    found = Round.objects.using("owner").get(slug="wlz-2027")
    own, other = Contract.objects.using("owner").filter(agb__in=["99000001", "99000002"]).order_by("agb")
    published = Question.objects.using("owner").create(
        round=found, provider=own.provider, text="Telt een zwembad mee?", asked_at=MID_COURSE, answer="Nee.", nota=1
    )
    secret = Question.objects.using("owner").create(
        round=found, provider=other.provider, text="Mogen wij zwembaden delen?", asked_at=MID_COURSE
    )
    return found, published, secret


def found_by(client: Client, words: str) -> str:
    answer = client.get("/zoeken/", {"q": words})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_word_is_found_in_its_other_forms_by_whoever_may_see_it(asked: tuple[Round, Question, Question]) -> None:
    found, _published, _secret = asked
    public = found_by(Client(), "zwembaden")
    assert f'href="/ronde/{found.pk}/nota/"' in public
    assert "<mark>zwembad</mark>" in public
    assert "delen" not in public
    purchaser = found_by(signed_in(Role.PURCHASING), "zwembad")
    assert "<mark>zwembaden</mark> delen" in purchaser
    assert f'href="/inkoop/{found.pk}/vragen/"' in purchaser


def test_a_provider_finds_its_own_and_not_that_of_another(asked: tuple[Round, Question, Question]) -> None:
    own = signed_in(Role.PROVIDING)
    assert "delen" not in found_by(own, "zwembad")
    assert "/aanbieder/" in found_by(own, "zwembad")
    assert "99000001" in found_by(own, "9900")
    assert "99000002" not in found_by(own, "9900")


def test_a_contract_is_found_by_code_or_name_by_purchasers_alone(
    asked: tuple[Round, Question, Question],
) -> None:
    found, *_others = asked
    name = Contract.objects.using("owner").select_related("provider").get(agb="99000002").provider.name
    page = found_by(signed_in(Role.PURCHASING), "99000002")
    assert f'href="/inkoop/{found.pk}/beoordeling/99000002/"' in page
    assert "99000002" in found_by(signed_in(Role.PURCHASING), name[:18])
    assert "/beoordeling/" not in found_by(Client(), "99000002")
    assert "/beoordeling/" not in found_by(signed_in(Role.PURCHASING), "9900000_")


def test_a_part_of_the_policy_is_found_with_its_place(asked: tuple[Round, Question, Question]) -> None:
    found, *_others = asked
    page = found_by(Client(), "bestuursverklaring")
    assert f'href="/ronde/{found.pk}/beleid/#deel-' in page


def test_what_is_not_there_is_said_and_what_is_typed_is_no_markup(portal: None) -> None:
    page = found_by(Client(), "<b>qzxv</b>")
    assert "&lt;b&gt;qzxv&lt;/b&gt;" in page
    assert "<b>qzxv" not in page
    assert shown("<i>\x02a\x03") == "&lt;i&gt;<mark>a</mark>"
    assert found_by(Client(), "' or & ! :* \\") != ""
    assert Client().get("/zoeken/", {"q": "zwembad", "soort": "answers", "na": "9" * 40}).status_code == 200


def test_the_next_page_goes_on_after_the_last_row(portal: None) -> None:
    client = signed_in(Role.PURCHASING)
    first = found_by(client, "9900")
    later = first.split("soort=contracts&amp;na=")[1].split('"')[0]
    second = client.get("/zoeken/", {"q": "9900", "soort": "contracts", "na": later}).content.decode()
    assert first.count("/beoordeling/9900") == 5
    assert second.count("/beoordeling/9900") == Contract.objects.using("owner").count() - 5


def test_nobody_finds_without_saying_who_asks(asked: tuple[Round, Question, Question]) -> None:
    assert search("questions", "zwembad").hits == ()
