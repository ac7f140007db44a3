"""The servers at which one can sign in, read from the file that ``DRIEHOEK_OIDC`` names.

See ``docs/how-to/sign-in-with-oidc.md`` for what an operator fills in. What is wrong in the file stops the portal, in
words: a half-read file would let the wrong people in.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from driehoek.domain.people import Assurance, Broker, ClaimMap
from driehoek.kernel import Dated, Entry, Period

LEVELS = {level.name.casefold(): level for level in Assurance}
"""The words of the file for the levels."""


class OidcSettingsError(ValueError):
    """The file cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class OidcServer:
    """A server at which one can sign in.

    Attributes:
        id: in addresses: letters, digits and hyphens.
        name: on the button.
        server: its address, without ``/.well-known/openid-configuration``.
        client: how it knows us.
        secret: what it knows of us.
        maps: how its claims are read, by date.
        scope: what is asked for.
        fetches_userinfo: whether claims are also fetched from its userinfo address.
    """

    id: str
    name: str
    server: str
    client: str
    secret: str
    maps: Dated[ClaimMap]
    scope: tuple[str, ...] = ("openid",)
    fetches_userinfo: bool = False

    @property
    def app(self) -> dict[str, Any]:
        """As allauth wants it; the flow always goes with a code and PKCE."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client,
            "secret": self.secret,
            "settings": {"server_url": self.server, "oauth_pkce_enabled": True, "scope": list(self.scope)},
        }


def configured(file: str, environment: Mapping[str, str] = os.environ) -> dict[str, OidcServer]:
    """The servers of a file by id; none without a file.

    Args:
        file: its path; empty for none.
        environment: holds the secrets, by the names that the file gives.

    Raises:
        OidcSettingsError: when the file is not there or something in it is wrong.
    """
    if not file:
        return {}
    try:
        read = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        msg = f"{file}: {error}"
        raise OidcSettingsError(msg) from None
    try:
        servers = [_server(item, environment) for item in read.get("server", [])]
    except (KeyError, TypeError, ValueError) as error:
        words = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
        msg = f"{file}: {words}"
        raise OidcSettingsError(msg) from None
    return {item.id: item for item in servers}


def _server(item: Mapping[str, Any], environment: Mapping[str, str]) -> OidcServer:
    broker, secret_in = Broker(item["kind"]), item["secret_in"]
    if secret_in not in environment:
        msg = f"the environment has no {secret_in}"
        raise ValueError(msg)
    if not item["address"].startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        msg = f"{item['address']} is not reached by TLS"
        raise ValueError(msg)
    maps = Dated.of(
        Entry(Period(_day(row["from"]), _day(row["until"]) if "until" in row else None), _map(broker, row), "settings")
        for row in item["claims"]
    )
    scope = tuple(item.get("scope", ["openid"]))
    return OidcServer(
        item["id"], item["name"], item["address"], item["client"], environment[secret_in], maps, scope,
        bool(item.get("userinfo", False)),
    )  # fmt: skip


def _map(broker: Broker, row: Mapping[str, Any]) -> ClaimMap:
    made = ClaimMap(
        broker=broker,
        person=row.get("person", "sub"),
        level=row.get("level", ""),
        levels={said: _level(word) for said, word in row.get("levels", {}).items()},
        least=_level(row.get("least", "none")),
        organisation=row.get("organisation", ""),
        service=row.get("service", ""),
        service_is=row.get("service_is", ""),
        email=row.get("email", "") if broker is Broker.ORGANISATION else "",
        name=row.get("name", ""),
    )
    if broker is Broker.EHERKENNING and not (made.organisation and made.service and made.level):
        msg = "eherkenning needs the claims organisation, service and level"
        raise ValueError(msg)
    if broker is Broker.DIGID and not made.level:
        msg = "digid needs the claim level"
        raise ValueError(msg)
    return made


def _level(word: str) -> Assurance:
    if word not in LEVELS:
        msg = f"{word!r} is no level; use {', '.join(LEVELS)}"
        raise ValueError(msg)
    return LEVELS[word]


def _day(value: object) -> date:
    if not isinstance(value, date):
        msg = f"{value!r} is no day, such as 2026-01-01"
        raise TypeError(msg)
    return value
