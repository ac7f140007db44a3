"""The file with the servers: what is wrong in it stops the portal, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from driehoek.domain.people import Assurance, Broker
from driehoek.web.oidc.configured import OidcSettingsError, configured

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "sign-in-with-oidc.md"
SECRETS = {"DRIEHOEK_OIDC_EIGEN": "a", "DRIEHOEK_OIDC_EHERKENNING": "b", "DRIEHOEK_OIDC_DIGID": "c"}


def examples() -> str:
    """The file as the guide shows it."""
    return HOW_TO.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]


def written(tmp_path: Path, text: str) -> str:
    file = tmp_path / "oidc.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_file_of_the_guide_is_read_as_it_says(tmp_path: Path) -> None:
    servers = configured(written(tmp_path, examples()), SECRETS)
    assert list(servers) == ["eigen", "eherkenning", "digid"]
    found = servers["eherkenning"].maps.on(date(2027, 1, 1))
    assert (found.broker, found.least) == (Broker.EHERKENNING, Assurance.SUBSTANTIAL)
    assert servers["digid"].app["settings"]["oauth_pkce_enabled"]
    assert servers["digid"].maps.on(date(2027, 1, 1)).email == ""
    assert configured("") == {}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('kind = "digid"', 'kind = "ander"', "'ander' is not a valid Broker"),
        ('secret_in = "DRIEHOEK_OIDC_DIGID"', 'secret_in = "ELDERS"', "no ELDERS"),
        ('address = "https://', 'address = "http://', "not reached by TLS"),
        ('client = "', 'customer = "', "client is missing"),
        ("from = 2026-01-01", 'from = "vandaag"', "no day"),
        ('least = "substantial"', 'least = "veel"', "is no level"),
        ('service = "', 'x = "', "eherkenning needs"),
        ("[server.claims", "[server.maps", "claims is missing"),
    ],
)
def test_a_fault_in_the_file_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = examples()
    assert old in text
    with pytest.raises(OidcSettingsError, match=words):
        configured(written(tmp_path, text.replace(old, new)), SECRETS)
    with pytest.raises(OidcSettingsError):
        configured(str(tmp_path / "er-niet.toml"))
