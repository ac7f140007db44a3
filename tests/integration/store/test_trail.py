"""The chain over what happened: whole, in commit order, and nobody changes it unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.chain import START, ChainLine, read_lines, salted, verify_chain
from driehoek.adapters.store.trail import chain, extend_chain, record
from driehoek.kernel import Finding
from tests.integration.store.conftest import Corners

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def lines(count: int) -> list[ChainLine]:
    made: list[ChainLine] = []
    for number in range(1, count + 1):
        before = made[-1].hash if made else START
        made.append(ChainLine(number, AT.isoformat(), "act", salted("s", number), salted("t", number), before).sealed())
    return made


def test_what_was_recorded_stands_in_the_chain_once_and_the_chain_is_whole(corners: Corners) -> None:
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)
    for number in range(5):
        with acting(actor):
            record(actor, "decided", f"round-{number}", {"name": "Inkoper"}, AT)
    assert extend_chain() == 5
    assert extend_chain() == 0
    found = list(chain())
    assert [line.number for line in found] == [1, 2, 3, 4, 5]
    assert verify_chain(found, published=found[2].hash) == ()
    assert "Inkoper" not in "".join(line.text() for line in found)


def test_an_act_that_was_rolled_back_never_happened(corners: Corners) -> None:
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)

    def fail() -> None:
        with acting(actor):
            record(actor, "decided", "round", {}, AT)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert extend_chain() == 0


def test_an_act_that_began_earlier_and_commits_later_is_not_passed_over(corners: Corners) -> None:
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)
    written, go = Event(), Event()

    def slow() -> None:
        with acting(actor):
            record(actor, "slow", "round", {}, AT)
            written.set()
            go.wait(20)
        connections.close_all()

    thread = Thread(target=slow)
    thread.start()
    assert written.wait(20)
    with acting(actor):
        record(actor, "quick", "round", {}, AT)
    assert extend_chain() == 0  # the quick one waits for the slow one
    go.set()
    thread.join()
    assert extend_chain() == 2
    assert [line.act for line in chain()] == ["slow", "quick"]


def test_the_chain_holds_after_personal_data_is_erased(corners: Corners) -> None:
    actor = Actor(corners.purchaser.id, "purchasing", corners.person.id)
    with acting(actor):
        record(actor, "decided", "round", {"name": "Inkoper"}, AT)
    extend_chain()
    before = list(chain())
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM store_outboxentry")
    assert list(chain()) == before
    assert verify_chain(before) == ()


@given(count=st.integers(1, 8), place=st.integers(0, 7), fault=st.sampled_from(["change", "remove", "swap", "add"]))
def test_no_change_of_any_line_goes_unseen(count: int, place: int, fault: str) -> None:
    whole = lines(count + 1)
    spot = place % count
    broken = list(whole)
    if fault == "change":
        broken[spot] = replace(broken[spot], act="other")
    elif fault == "remove":
        del broken[spot]
    elif fault == "swap":
        broken[spot], broken[spot + 1] = broken[spot + 1], broken[spot]
    else:
        broken.insert(spot, replace(broken[spot], act="added").sealed())
    assert verify_chain(whole) == ()
    told = {found.code.id for found in verify_chain(broken)}
    assert told == {"STO-010"} if fault == "change" else "STO-011" in told


def test_a_chain_that_was_cut_short_is_told_by_a_published_hash() -> None:
    whole = lines(4)
    assert verify_chain(whole[:3]) == ()
    assert [found.code.id for found in verify_chain(whole[:3], published=whole[3].hash)] == ["STO-012"]


def test_an_export_reads_back_and_a_spoilt_line_is_told_with_its_place() -> None:
    whole = lines(3)
    assert list(read_lines([line.text() for line in whole])) == whole
    spoilt = [whole[0].text(), "{", json.dumps({"number": 2})]
    told = [(item.code.id, item.subject) for item in read_lines(spoilt) if isinstance(item, Finding)]
    assert told == [("STO-013", "2"), ("STO-013", "3")]
