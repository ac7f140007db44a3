"""A purchaser writes its policy: nothing of two editors is lost, the lock holds, and everyone hears what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from django.db import IntegrityError, connections
from django.db.models import Max
from django.test import Client

from driehoek.adapters.dossier import decode_policy
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import (
    BoundAct,
    Contract,
    Mandate,
    Membership,
    OutboxEntry,
    PolicyDraft,
    Question,
    Role,
    Round,
    RoundFile,
)
from driehoek.domain.people import BindingAct
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.notices.rules import RULES, Audience
from tests.web.conftest import signed_in


@pytest.fixture
def found(portal: None) -> Iterator[Round]:
    """The round; afterwards its policy is as it was, without drafts."""
    before = Round.objects.using("owner").get(slug="wlz-2027")
    last = OutboxEntry.objects.using("owner").aggregate(last=Max("pk"))["last"] or 0
    yield before
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM store_policydraft")
        cursor.execute("DELETE FROM store_boundact")
        cursor.execute("DELETE FROM store_roundfile WHERE path = 'policy.yaml' AND lower(valid) > '2026-01-01'")
        cursor.execute("UPDATE store_roundfile SET valid = tstzrange(lower(valid), NULL) WHERE path = 'policy.yaml'")
        cursor.execute("DELETE FROM store_outboxentry WHERE id > %s", [last])
        cursor.execute("SET session_replication_role = DEFAULT")
    before.save(using="owner")


def text_of(found: Round) -> str:
    return RoundFile.objects.using("owner").get(round=found, path="policy.yaml", valid__upper_inf=True).content


def place(found: Round, act: str = "") -> str:
    return f"/inkoop/{found.pk}/beleid/{act}"


def seen(page: Client, url: str) -> str:
    return unescape(page.get(url).content.decode())


def test_the_reader_says_while_typing_what_is_wrong_on_which_line_and_how_to_mend_it(found: Round) -> None:
    buyer = signed_in(Role.PURCHASING)
    broken = text_of(found).replace("published_on: 2026-05-29", "published_on: 29 mei")
    line = broken[: broken.index("published_on: 29 mei")].count("\n") + 1
    answer = unescape(buyer.post(place(found, "nakijken/"), {"content": broken}).content.decode())
    assert f'data-line="{line}"' in answer
    assert "2027-01-01" in answer
    assert "De lezer vindt geen fouten" not in answer
    assert not PolicyDraft.objects.using("owner").exists()
    sound = unescape(buyer.post(place(found, "nakijken/"), {"content": text_of(found)}).content.decode())
    assert "tag bad" in answer
    assert "tag bad" not in sound


def test_the_form_changes_its_own_value_in_the_text_and_leaves_the_remarks(found: Round) -> None:
    buyer = signed_in(Role.PURCHASING)
    text = "# van ons allemaal\n" + text_of(found)
    assert buyer.post(place(found, "bewaren/"), {"content": text, "seen": "0"}).status_code == 302
    page = seen(buyer, place(found) + "?deel=purchaser")
    assert 'name="v:purchaser.contact"' in page
    post = {"content": text, "seen": "1", "v:purchaser.contact": "vragen@zorgkantoor.example", "deel": "purchaser"}
    assert buyer.post(place(found, "bewaren/"), post).status_code == 302
    kept = PolicyDraft.objects.using("owner").get(number=2).content
    assert kept == text.replace("contact: zorginkoop@zorgkantoor.example", "contact: vragen@zorgkantoor.example")
    assert kept.startswith("# van ons allemaal")


def test_two_who_write_at_once_lose_nothing(found: Round) -> None:
    one, other = signed_in(Role.PURCHASING), signed_in(Role.PURCHASING, 1)
    text = text_of(found)
    one.post(place(found, "bewaren/"), {"content": text + "# van de een\n", "seen": "0"})
    clash = other.post(place(found, "bewaren/"), {"content": text + "# van de ander\n", "seen": "0"})
    page = unescape(clash.content.decode())
    assert clash.status_code == 409
    assert "+# van de een" in page
    assert "# van de ander\n</textarea>" in page
    assert PolicyDraft.objects.using("owner").get().content.endswith("# van de een\n")
    other.post(place(found, "bewaren/"), {"content": text + "# van de ander\n", "seen": "1"})
    assert [row.content[-7:] for row in PolicyDraft.objects.using("owner").order_by("number")] == [
        "de een\n",
        " ander\n",
    ]
    assert "# van de een" in seen(one, place(found) + "?concept=1")
    assert signed_in(Role.CONTROL).post(place(found, "bewaren/"), {"content": "x", "seen": "2"}).status_code == 403


def keep_and_publish(found: Round, text: str, **nota: str) -> str:
    buyer = signed_in(Role.PURCHASING)
    last = PolicyDraft.objects.using("owner").aggregate(last=Max("number"))["last"] or 0
    buyer.post(place(found, "bewaren/"), {"content": text, "seen": str(last)})
    answer = buyer.post(place(found, "publiceren/"), {"seen": str(last + 1), "agreed": "yes", **nota}, follow=True)
    return unescape(answer.content.decode())


NOTA = {"reason": "De weging was niet duidelijk.", "questions_until": "2026-07-22", "adapt_until": "2026-07-29"}


@pytest.mark.requirement("B-008")
def test_a_criterion_changes_after_the_opening_only_by_a_nota_with_reason_and_time_to_adapt(found: Round) -> None:
    text = text_of(found)
    policy = decode_policy(text.encode()).value
    assert policy is not None
    lot = next(lot for lot in policy.lots if lot.criteria)
    changed = text.replace(lot.criteria[0].name, "Betere naam", 1)
    assert changed != text
    assert "Geef de reden" in keep_and_publish(found, changed)
    too_late = keep_and_publish(found, changed + "# nog eens\n", **{**NOTA, "adapt_until": "2026-07-01"})
    assert "POL-083" in too_late or "geeft tot 2026-07-01" in too_late
    assert text_of(found) == text
    page = keep_and_publish(found, changed + "# en nog eens\n", **NOTA)
    assert "Versie 2 is gepubliceerd" in page
    now = decode_policy(text_of(found).encode()).value
    assert now is not None
    assert (now.version, now.changes[0].reason) == (2, NOTA["reason"])
    assert any(part.startswith(f"lots.{lot.id}.criteria") for part in now.changes[0].parts)


@pytest.mark.requirement("B-068")
def test_every_provider_is_told_and_reads_what_changed_for_it_and_no_more(found: Round) -> None:
    policy = decode_policy(text_of(found).encode()).value
    assert policy is not None
    names = ("strategic-plan", "ubo-extract")  # of who delivered last year, and of who is new
    asked = tuple(replace(q, text=f"Anders gevraagd: {q.id}") if q.id in names else q for q in policy.questions)
    text = encode_policy(replace(policy, questions=asked))
    assert "Versie 2 is gepubliceerd" in keep_and_publish(found, text, **NOTA)
    entry = OutboxEntry.objects.using("owner").filter(act="changed policy").get()
    assert entry.subject == str(found.pk)
    assert RULES["changed policy"][0].audience is Audience.PROVIDERS
    page = seen(signed_in(Role.PROVIDING), f"/ronde/{found.pk}/beleid/wijzigingen/")
    own, _bar, whole = page.partition("Alles wat er verandert")
    assert "Wat er voor u verandert, contract 99000001" in own
    assert "Anders gevraagd: strategic-plan" in own
    assert "Anders gevraagd: ubo-extract" not in own
    assert "Anders gevraagd: strategic-plan" in whole
    assert "Anders gevraagd: ubo-extract" in whole
    assert "Wat er voor u verandert" not in seen(Client(), f"/ronde/{found.pk}/beleid/wijzigingen/")


def test_publishing_rests_on_a_mandate_and_leaves_it_in_the_trail(found: Round, no_mandate: None) -> None:
    text = text_of(found)
    changed = text.replace("contact: zorginkoop@", "contact: vragen@")
    page = keep_and_publish(found, changed, **NOTA)
    assert "U heeft geen mandaat" in page or "geldt niet voor" in page
    assert "Versie 2 is gepubliceerd" not in page
    assert text_of(found) == text
    kept = PolicyDraft.objects.using("owner").get()
    actor = purchaser()
    with pytest.raises(IntegrityError, match="no mandate was shown"), acting(actor):
        PolicyDraft.objects.filter(pk=kept.pk).update(
            published_version=2, published_by=actor.person, published_at=MID_COURSE
        )
    question = Question.objects.using("owner").create(
        round=found, provider=Contract.objects.using("owner").get(agb="99000001").provider, text="Telt dit?",
        asked_at=MID_COURSE,
    )  # fmt: skip
    try:
        answer = {"answer": "Ja.", "publish": "yes"}
        said = signed_in(Role.PURCHASING).post(f"/inkoop/{found.pk}/vragen/{question.pk}/", answer, follow=True)
        assert "mandaat" in unescape(said.content.decode())
        question.refresh_from_db(using="owner")
        assert (question.answer, question.nota) == ("", None)
        with pytest.raises(IntegrityError, match="no mandate was shown"), acting(actor):
            Question.objects.filter(pk=question.pk).update(nota=1, answer="Ja.", answered_at=MID_COURSE)
    finally:
        question.delete(using="owner")


def test_who_has_a_mandate_publishes_and_the_act_is_bound(found: Round) -> None:
    changed = text_of(found).replace("contact: zorginkoop@", "contact: vragen@")
    assert "Versie 2 is gepubliceerd" in keep_and_publish(found, changed, **NOTA)
    bound = BoundAct.objects.using("owner").get(act=BindingAct.PUBLISH.value, subject=str(found.pk))
    assert bound.person_id == PolicyDraft.objects.using("owner").get().published_by_id
    trail = OutboxEntry.objects.using("owner").get(act="changed policy")
    assert trail.content["content"]["mandate"] == str(bound.mandate_id)


def purchaser() -> Actor:
    held = Membership.objects.using("owner").filter(role=Role.PURCHASING).order_by("pk")[0]
    return Actor(held.organisation_id, Role.PURCHASING, held.person_id)


@pytest.fixture
def no_mandate(portal: None) -> Iterator[None]:
    """The purchaser has a mandate to adopt, and none to publish."""
    rows = Mandate.objects.using("owner").filter(person_id=purchaser().somebody)
    rows.update(acts=["adopt"])
    yield
    rows.update(acts=[])
