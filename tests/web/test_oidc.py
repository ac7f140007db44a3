"""Signing in at a real OIDC server in a process of its own: the whole flow with PKCE, and every way it must fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client

from driehoek.adapters.store.models import Membership, Organisation, Person, Role
from driehoek.domain.people import Assurance
from driehoek.web.oidc.configured import configured
from tests.oidc import CLIENT, NAME, PASSWORD, SECRET
from tests.web.conftest import signed_in
from tests.web.people import SINCE, as_it_was, invited, said  # noqa: F401 - the fixture is used by its name

pytestmark = pytest.mark.usefixtures("as_it_was")
EMAIL = "oidc@example.org"
TEST_BSN = "999900006"
LEVELS = '"middel" = "low"\n"eh3" = "substantial"\n'


@dataclass
class Broker:
    """The server: where it is, and what it is told to say."""

    address: str
    folder: Path

    def says(self, **claims: object) -> None:
        """From now on its tokens say this too."""
        (self.folder / "claims.json").write_text(json.dumps(claims), encoding="utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[Broker]:
    with TemporaryDirectory() as name:
        words = [sys.executable, "-m", "tests.oidc.server", name, "http://testserver/oidc/dienst/terug/"]
        root = str(Path(__file__).parents[2])
        process = subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        yield Broker(process.stdout.readline().strip(), Path(name))
        process.terminate()
        process.wait()
        process.stdout.close()


def use(monkeypatch: pytest.MonkeyPatch, broker: Broker, tmp_path: Path, kind: str, claims: str) -> None:
    file = tmp_path / "oidc.toml"
    head = f'[[server]]\nid = "dienst"\nname = "Dienst (SYNTHETIC)"\nkind = "{kind}"\naddress = "{broker.address}"\n'
    more = f'client = "{CLIENT}"\nsecret_in = "GEHEIM"\n[[server.claims]]\nfrom = 2026-01-01\n'
    file.write_text(head + more + claims, encoding="utf-8")
    servers = configured(str(file), {"GEHEIM": SECRET})
    monkeypatch.setattr(settings, "OIDC", servers)
    apps = {"openid_connect": {"APPS": [item.app for item in servers.values()]}}
    monkeypatch.setattr(settings, "SOCIALACCOUNT_PROVIDERS", apps)


@pytest.fixture
def own(server: Broker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Broker:
    """An organisation's own server, whose checked address is believed."""
    server.says(email=EMAIL, email_verified=True)
    use(monkeypatch, server, tmp_path, "organisation", 'email = "email"\nname = "name"\n')
    return server


@pytest.fixture
def eherkenning(server: Broker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Broker:
    """A broker of eHerkenning."""
    claims = 'organisation = "kvk"\nservice = "dienst"\nservice_is = "zorginkoop"\nlevel = "acr"\nleast = "low"\n'
    use(monkeypatch, server, tmp_path, "eherkenning", f"{claims}[server.claims.levels]\n{LEVELS}")
    server.says(kvk="12345678", dienst="zorginkoop", acr="eh3")
    return server


def account(word: str = "", kind: str = "provider") -> Person:
    person = Person.objects.db_manager("owner").create_user(EMAIL, "Iemand (SYNTHETIC)")
    if word:
        place = Organisation.objects.using("owner").filter(kind=kind).order_by("code")[0]
        Membership.objects.using("owner").create(person=person, organisation=place, role=word, valid=SINCE)
    return person


def at_server(address: str) -> str:
    """What a person does at the server: sign in there, and go where it sends one."""
    with requests.Session() as browser:
        page = browser.get(address, timeout=10)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, page.text
        way = parse_qs(urlsplit(page.url).query)["next"][0]
        given = {"username": NAME, "password": PASSWORD, "csrfmiddlewaretoken": token[1], "next": way}
        answer = browser.post(page.url, data=given, timeout=10, allow_redirects=False)
        place = urlsplit(page.url)._replace(path="", query="").geturl()
        back = browser.get(place + answer.headers["Location"], timeout=10, allow_redirects=False)
        return back.headers["Location"]


def enters(client: Client, begin: str = "/oidc/dienst/", **changed: str) -> Any:
    """The whole flow; ``changed`` changes what goes out to the server."""
    away = client.get(begin)
    assert away.status_code == 302, away.content.decode()
    address = away["Location"]
    for name, value in changed.items():
        address = re.sub(rf"{name}=[^&]+", f"{name}={value}", address)
    back = urlsplit(at_server(address))
    assert back.netloc == "testserver"
    return client.get(f"{back.path}?{back.query}")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_one_signs_in_with_a_code_and_pkce_and_logs_out_there_too(own: Broker) -> None:
    person, client = account("providing"), Client()
    address = client.get("/oidc/dienst/")["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert len(asked["nonce"][0]) > 20
    assert enters(client)["Location"] == "/rol/"
    assert client.get("/rol/")["Location"] == "/aanbieder/"
    assert client.get("/aanbieder/").status_code == 200
    row = SocialAccount.objects.using("owner").get(user=person)
    assert (row.provider, row.uid) == ("dienst", "1")
    out = client.post("/uitloggen/", follow=True)
    link = re.search(r'href="(http://127[^"]+)"', text(out))
    assert link
    assert "logout" in link[1]
    assert requests.get(link[1].replace("&amp;", "&"), timeout=10, allow_redirects=False).status_code in (200, 302)
    assert client.get("/aanbieder/")["Location"].startswith("/inloggen/")
    assert "Dienst (SYNTHETIC)" in text(client.get("/inloggen/"))


def test_who_is_not_known_is_refused_in_words_and_gets_no_account(own: Broker) -> None:
    before = Person.objects.using("owner").count()
    answer = enters(Client())
    assert answer.status_code == 403
    assert "Wij kennen u niet" in text(answer)
    assert Person.objects.using("owner").count() == before
    own.says(email=EMAIL, email_verified=False)
    account("providing")
    assert "Wij kennen u niet" in text(enters(Client()))  # an address that nobody checked is no proof
    Person.objects.using("owner").filter(email=EMAIL).update(is_active=False)
    own.says(email=EMAIL, email_verified=True)
    assert enters(Client()).status_code == 403


def test_who_is_invited_makes_an_account_without_a_password(own: Broker) -> None:
    address, client = invited(EMAIL), Client()
    assert "Dienst (SYNTHETIC)" in text(client.get(address))
    assert enters(client)["Location"] == address
    assert client.post(address)["Location"] == "/aanbieder/"
    person = Person.objects.using("owner").get(email=EMAIL)
    assert not person.has_usable_password()
    row = SocialAccount.objects.using("owner").get(user=person)
    assert "enige manier" in said(client, f"/mij/losmaken/{row.pk}/")


@pytest.mark.parametrize(
    "claims", [{"nonce": "van-iemand-anders"}, {"exp": 1}, {"aud": "ander"}, {"iss": "https://elders.example"}]
)
def test_a_token_with_another_nonce_or_time_client_or_server_is_refused(own: Broker, claims: dict[str, object]) -> None:
    account("providing")
    own.says(email=EMAIL, email_verified=True, **claims)
    client = Client()
    answer = enters(client)
    assert answer.status_code == 403
    assert "Begin opnieuw" in text(answer)
    assert client.get("/aanbieder/")["Location"].startswith("/inloggen/")


def test_an_answer_that_was_used_or_belongs_to_another_browser_opens_nothing(own: Broker) -> None:
    account("providing")
    client, thief = Client(), Client()
    back = urlsplit(at_server(client.get("/oidc/dienst/")["Location"]))
    address = f"{back.path}?{back.query}"
    assert thief.get(address).status_code == 403
    assert client.get(address).status_code == 302
    assert client.get(address).status_code == 403
    assert enters(Client(), code_challenge="A" * 43).status_code == 403  # PKCE: the code is not ours
    assert client.get("/oidc/onbekend/").status_code == 404
    cancelled = Client().get("/oidc/dienst/terug/?error=access_denied")
    assert cancelled.status_code == 403


def test_eherkenning_says_for_which_organisation_and_how_sure(eherkenning: Broker) -> None:
    person = account("signing")
    provider = Organisation.objects.using("owner").filter(kind="provider").order_by("code")[0]
    SocialAccount.objects.using("owner").create(user=person, provider="dienst", uid="1", extra_data={})
    client = Client()
    assert enters(client).status_code == 302
    assert "geen rol" in text(client.get("/rol/"))  # signed in for a company where the person has no role
    Organisation.objects.using("owner").filter(pk=provider.pk).update(kvk="12345678")
    try:
        assert client.get("/rol/")["Location"] == "/aanbieder/"
        assert client.get("/aanbieder/").status_code == 200  # substantial: no second factor of ours is asked
        eherkenning.says(kvk="87654321", dienst="zorginkoop", acr="eh3")
        assert enters(client).status_code == 302
        assert client.get("/aanbieder/")["Location"].startswith("/rol/")
    finally:
        Organisation.objects.using("owner").filter(pk=provider.pk).update(kvk="")
    for claims, words in (
        ({"dienst": "andere"}, "andere dienst"),
        ({"acr": "onbekend"}, "te laag of niet bekend"),
        ({"kvk": "12"}, "geen KvK-nummer"),
        ({"sub": ""}, "zegt niet wie"),
    ):
        eherkenning.says(**{"kvk": "12345678", "dienst": "zorginkoop", "acr": "eh3", **claims})
        answer = enters(Client())
        assert answer.status_code == 403, claims
        assert words in text(answer)


def test_what_binds_asks_at_least_the_level_that_is_set(eherkenning: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    person = account("providing")
    SocialAccount.objects.using("owner").create(user=person, provider="dienst", uid="1", extra_data={})
    place = Membership.objects.using("owner").get(person=person).organisation
    Organisation.objects.using("owner").filter(pk=place.pk).update(kvk="12345678")
    address = f"/aanbieder/00000000-0000-0000-0000-000000000000/{place.code}/indienen/"
    try:
        for level, status in (("middel", 403), ("eh3", 404)):  # 404: it is sure enough, and there is no such round
            eherkenning.says(kvk="12345678", dienst="zorginkoop", acr=level)
            client = Client()
            enters(client)
            client.get("/rol/")
            answer = client.post(address)
            assert answer.status_code == status, level
            assert ("niveau substantieel nodig" in text(answer)) is (status == 403)
        monkeypatch.setattr(settings, "BINDING_ASSURANCE", Assurance.HIGH)
        assert client.post(address).status_code == 403
    finally:
        Organisation.objects.using("owner").filter(pk=place.pk).update(kvk="")


def test_a_bsn_of_digid_is_never_kept(server: Broker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    claims = f'person = "sub"\nlevel = "acr"\nleast = "substantial"\n[server.claims.levels]\n{LEVELS}'
    use(monkeypatch, server, tmp_path, "digid", claims)
    server.says(sub=TEST_BSN, acr="eh3", bsn=TEST_BSN, name="Voornaam", email=EMAIL, email_verified=True)
    assert "Wij kennen u niet" in text(enters(Client()))  # an address of DigiD proves nothing
    client = signed_in(Role.COUNCIL)
    assert enters(client, "/oidc/dienst/koppelen/")["Location"] == "/mij/"
    row = SocialAccount.objects.using("owner").get()
    assert TEST_BSN not in json.dumps(row.extra_data) + row.uid
    assert len(row.uid) == 64
    again = Client()
    assert enters(again)["Location"] == "/rol/"
    server.says(sub=TEST_BSN, acr="middel")
    assert "substantieel" in text(enters(Client()))
    SocialAccount.objects.using("owner").create(user=row.user, provider="ander", uid="x", extra_data={})
    assert "losgemaakt" in said(client, f"/mij/losmaken/{row.pk}/")


def test_nothing_is_signed_in_when_the_server_is_away(
    own: Broker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = Broker("http://127.0.0.1:9/o", own.folder)
    use(monkeypatch, gone, tmp_path, "organisation", 'email = "email"\n')
    answer = Client().get("/oidc/dienst/")
    assert answer.status_code == 403
    assert "niet bereikbaar" in text(answer)
