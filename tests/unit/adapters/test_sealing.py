"""The envelopes of sealed submissions: two of three open them, one never, and no byte can be changed."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from typer.testing import CliRunner

from driehoek.adapters.store.sealing import (
    OfficialKey,
    RoundKey,
    ShutError,
    close_submission,
    join,
    key_file,
    make_round_key,
    official_from_passphrase,
    official_from_public,
    open_submission,
    pass_on,
    unlock,
)
from driehoek.cli import app

ROUND = "0198f2b0-0000-7000-8000-000000000001"
SAID = {
    "contract": "99000001",
    "number": 1,
    "received_at": "2026-09-30T10:00:00+00:00",
    "files": {"volumes.csv": "lot;product;quantity\nregulier;SYN1;100\n"},
    "withdraws": False,
}
VECTOR = {
    "derivation": "scrypt$65536$8$1$AAECAwQFBgcICQoLDA0ODw==",
    "passphrase": "vier gewone woorden samen",
    "public": "kn6cRj3WoxnRSpLIh3C0hxxsn+sPEeLbOsyQY0h3KHo=",
    "private": "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
    "closed": (
        '{"contract":"99000001","files":{},"number":1,"received_at":"2026-09-30T10:00:00+00:00","se'
        'aled":{"documents":["1298b553e9a83d29b4822b3c37a5783510476ff0549b25f7ccfdb3af01eed2f0"],"e'
        'nvelope":"f1sifVFjTTmXFuKqDvw7aHqRLPg55mRXRbFNDi95R1vVcbdzRzK8wixId6b3sTy4WniE3+0feKAaNdQd'
        "jbVOXuWY92t9ajwUow0RXedlTIgUlhKnxjXPth0CdkF6zrwiagYuzvyw3mqkjlawoP4JWnprFyLcn55GxJgxNzW3ye"
        "zP4Y8Xq6tuRGtGn43kk46NHdu+eehOtyolTjfqTEYQ2U/cT4wl5l99GHIIaIKF6Cl7lWDdbBfuYMZVH5ZCrRinSLR2"
        "D8Tm+UHphEpDiorV4dHUU7NQ5CiskUS2GIfEiGYtYsHEho6LXRm1XjPe/BpJ/sEN7HVPhSYAuoCFE0kMZvxR0d63m0"
        'SlzCOhhe9SRDbDh+XNSr3RfJvkdDc=","key":"B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw=","plai'
        'n":"46bb733b7951c1fb8c3fe3938be553dce950a5b560980e2b5968227547f6f539","scheme":"driehoek-s'
        'eal-1"},"withdraws":false}'
    ),
}
"""A key and a submission as version 1 of the scheme made them: another version must still open them."""


@pytest.fixture(scope="module")
def secrets() -> dict[str, str]:
    return {name: key_file()[0] for name in "abc"}


@pytest.fixture(scope="module")
def officials(secrets: dict[str, str]) -> dict[str, OfficialKey]:
    return {name: official_from_public(public_of(text)) for name, text in secrets.items()}


@pytest.fixture(scope="module")
def key(officials: dict[str, OfficialKey]) -> RoundKey:
    return make_round_key(ROUND, officials)


def public_of(private: str) -> str:
    whole = X25519PrivateKey.from_private_bytes(base64.b64decode(private))
    return base64.b64encode(whole.public_key().public_bytes_raw()).decode()


def test_any_two_open_what_was_handed_in_as_it_was(
    secrets: dict[str, str], officials: dict[str, OfficialKey], key: RoundKey
) -> None:
    closed = close_submission(ROUND, key.public, SAID)
    assert "SYN1" not in closed
    for first, second in permutations("abc", 2):  # whoever is lost
        passed = pass_on(ROUND, key, officials, first, unlock(officials[first], secrets[first]))
        private = join(ROUND, key, (first, second), passed, unlock(officials[second], secrets[second]))
        plain = json.loads(open_submission(ROUND, closed, private))
        assert {name: plain[name] for name in SAID} == SAID
        assert len(plain["salt"]) == 64


def test_one_official_has_random_bytes_and_no_more(
    secrets: dict[str, str], officials: dict[str, OfficialKey], key: RoundKey
) -> None:
    alone = unlock(officials["a"], secrets["a"])
    passed = pass_on(ROUND, key, officials, "a", alone)
    for names in (("a", "a"), ("b", "a"), ("a", "b"), ("a", "c")):
        with pytest.raises(ShutError):
            join(ROUND, key, names, passed, alone)
    mixed = {**passed, "b": passed["c"]}  # what was left for another
    with pytest.raises(ShutError):
        join(ROUND, key, ("a", "b"), mixed, unlock(officials["b"], secrets["b"]))


def test_every_changed_byte_of_a_closed_submission_is_refused() -> None:
    private = X25519PrivateKey.from_private_bytes(base64.b64decode(VECTOR["private"]))
    closed = VECTOR["closed"]
    assert open_submission(ROUND, closed, private)
    for place in range(len(closed)):
        for flip in (1, 32):
            changed = closed[:place] + chr(ord(closed[place]) ^ flip) + closed[place + 1 :]
            with pytest.raises(ShutError):
                open_submission(ROUND, changed, private)
    for whole in (closed[:-1], closed + " ", closed + "{}", f'{{"x":1,{closed[1:]}'):
        with pytest.raises(ShutError):
            open_submission(ROUND, whole, private)
    with pytest.raises(ShutError):
        open_submission(ROUND.replace("1", "2"), closed, private)


def test_every_changed_byte_of_a_half_is_refused(
    secrets: dict[str, str], officials: dict[str, OfficialKey], key: RoundKey
) -> None:
    private = unlock(officials["a"], secrets["a"])
    half = key.halves["a+b"]["a"]
    for place in range(len(half)):
        changed = half[:place] + ("A" if half[place] != "A" else "B") + half[place + 1 :]
        halves = {**key.halves, "a+b": {**key.halves["a+b"], "a": changed}}
        with pytest.raises(ShutError):
            pass_on(ROUND, replace(key, halves=halves), officials, "a", private)
    swapped = {**key.halves, "a+b": {**key.halves["a+b"], "a": key.halves["a+c"]["a"]}}
    with pytest.raises(ShutError):
        pass_on(ROUND, replace(key, halves=swapped), officials, "a", private)


def test_a_passphrase_gives_its_key_again_and_another_does_not() -> None:
    known = OfficialKey(VECTOR["public"], VECTOR["derivation"])
    private = unlock(known, f" {VECTOR['passphrase']}\n")
    assert public_of(base64.b64encode(private.private_bytes_raw()).decode()) == VECTOR["public"]
    with pytest.raises(ShutError):
        unlock(known, "vier gewone woorden tezamen")
    one, other = official_from_passphrase("zo maar een lange zin"), official_from_passphrase("zo maar een lange zin")
    assert one != other  # a salt of its own


def test_what_is_no_key_is_refused(secrets: dict[str, str], officials: dict[str, OfficialKey]) -> None:
    for text in ("", "geen sleutel", "QUJD", secrets["a"][:-2]):
        with pytest.raises(ShutError):
            official_from_public(text)
        with pytest.raises(ShutError):
            unlock(officials["a"], text)
    with pytest.raises(ShutError):
        unlock(officials["a"], secrets["b"])


def test_equal_submissions_close_differently_and_tell_nothing_by_their_hash(key: RoundKey) -> None:
    one, other = (json.loads(close_submission(ROUND, key.public, SAID))["sealed"] for _ in range(2))
    assert one["plain"] != other["plain"]
    assert one["envelope"] != other["envelope"]


def test_a_key_file_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "sleutel.txt"
    done = CliRunner().invoke(app, ["admin", "seal-key", str(file)])
    assert done.exit_code == 0
    public = done.output.split()[-1]
    assert unlock(official_from_public(public), file.read_text(encoding="ascii")).private_bytes_raw()
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert CliRunner().invoke(app, ["admin", "seal-key", str(file)]).exit_code == 1
    assert file.read_bytes() == before
