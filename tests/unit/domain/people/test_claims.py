"""Claims of a sign-in, read by the map of the day: who, for which organisation, how sure; and never a BSN."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.people import Assurance, Broker, ClaimMap, SignIn, read_claims
from driehoek.domain.people.claims import NO_ORGANISATION, NO_PERSON, OTHER_SERVICE, TOO_UNSURE
from driehoek.kernel import Code, Finding

KEY = b"sleutel van de proef"
EHERKENNING = ClaimMap(
    Broker.EHERKENNING,
    level="acr",
    levels={"loa2plus": Assurance.LOW, "loa3": Assurance.SUBSTANTIAL},
    least=Assurance.SUBSTANTIAL,
    organisation="kvk",
    service="dienst",
    service_is="zorginkoop",
)
CLAIMS = {"sub": "pseudoniem-1", "acr": "loa3", "kvk": "12345678", "dienst": "zorginkoop", "email": "x@example.org"}


def test_eherkenning_says_who_acts_for_which_company_and_how_sure() -> None:
    assert read_claims("eHerkenning", EHERKENNING, CLAIMS, KEY) == SignIn(
        "pseudoniem-1", Assurance.SUBSTANTIAL, "12345678"
    )


@pytest.mark.parametrize(
    ("claims", "code", "words"),
    [
        ({"sub": " "}, NO_PERSON, "sub ontbreekt"),
        ({"dienst": "parkeren"}, OTHER_SERVICE, "andere dienst: parkeren"),
        ({"acr": "loa2plus"}, TOO_UNSURE, "Nodig is substantieel"),
        ({"acr": "loa9"}, TOO_UNSURE, "'loa9'"),
        ({"kvk": "1234567"}, NO_ORGANISATION, "geen KvK-nummer"),
        ({"kvk": True}, NO_ORGANISATION, "kvk ontbreekt"),
    ],
)
def test_what_is_not_enough_is_told(claims: dict[str, object], code: Code, words: str) -> None:
    found = read_claims("eHerkenning", EHERKENNING, {**CLAIMS, **claims}, KEY)
    assert isinstance(found, Finding)
    assert found.code is code
    assert words in found.sentence()


def test_an_address_counts_only_where_it_was_checked() -> None:
    own = ClaimMap(Broker.ORGANISATION, email="email", name="name")
    claims = {"sub": "1", "email": "Naam@Example.org", "name": "Naam"}
    for checked, wanted in ((True, "naam@example.org"), (False, ""), ("true", "")):
        said = read_claims("Dienst", own, {**claims, "email_verified": checked}, KEY)
        assert said == SignIn("1", Assurance.NONE, "", wanted, "Naam")


@given(st.sampled_from(["999900006", "s00000000:999990019"]), st.sampled_from(list(Broker)))
def test_a_bsn_never_comes_out_whoever_passed_it(bsn: str, broker: Broker) -> None:
    given_map = replace(EHERKENNING, broker=broker)
    said = read_claims("Makelaar", given_map, {**CLAIMS, "sub": bsn, "bsn": bsn}, KEY)
    again = read_claims("Makelaar", given_map, {**CLAIMS, "sub": bsn}, KEY)
    other = read_claims("Makelaar", given_map, {**CLAIMS, "sub": bsn}, b"een andere sleutel")
    assert isinstance(said, SignIn)
    assert bsn.rpartition(":")[2] not in repr(said)
    assert said == again != other
