from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kernel import Money, Period, Quantity, Rate, Unit, canonical, fingerprint
from driehoek.kernel.fingerprint import plain

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.fractions(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=12,
)


@dataclass(frozen=True, slots=True)
class Sample:
    amount: Money
    share: Rate
    hours: Quantity
    note: str = field(default="", compare=False)


SAMPLE = Sample(Money(123), Rate.percent("94.5"), Quantity.parse("2.5", Unit.HOUR))


def test_the_form_is_plain_and_known() -> None:
    expected = b'{"amount":{"cents":123},"hours":{"steps":150,"unit":"hour"},"share":{"value":"189/200"}}'
    assert canonical(SAMPLE) == expected
    assert fingerprint(SAMPLE) == sha256(expected).hexdigest()
    assert canonical(Period(date(2027, 1, 1))) == b'{"end":null,"start":"2027-01-01"}'
    assert canonical(datetime(2027, 1, 1, 12, tzinfo=UTC)) == b'"2027-01-01T12:00:00+00:00"'
    assert canonical({"naam": "Eén ✓"}) == '{"naam":"Eén ✓"}'.encode()
    assert canonical([True, 1, None, Fraction(1, 3)]) == b'[true,1,null,"1/3"]'


def test_what_takes_no_part_in_comparison_takes_no_part_in_the_fingerprint() -> None:
    remarked = Sample(SAMPLE.amount, SAMPLE.share, SAMPLE.hours, note="a remark")
    assert fingerprint(remarked) == fingerprint(SAMPLE)


class Word(Enum):
    ONE = "één"


class Text(str):
    __slots__ = ()


@given(VALUES)
def test_the_form_is_that_of_plain_values_written_by_json(value: object) -> None:
    for given_value in (value, {"a": value, "z": SAMPLE}, [Word.ONE, SAMPLE, Text("tekst"), (value, {SAMPLE})]):
        written = json.dumps(plain(given_value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert canonical(given_value) == written.encode()


def test_one_cent_changes_it() -> None:
    assert fingerprint(Sample(Money(124), SAMPLE.share, SAMPLE.hours)) != fingerprint(SAMPLE)


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_a_mapping_plays_no_part(content: dict[str, object], random: Random) -> None:
    names = list(content)
    random.shuffle(names)
    assert fingerprint({name: content[name] for name in names}) == fingerprint(content)


@given(st.lists(st.integers(), unique=True), st.randoms(use_true_random=False))
def test_the_order_of_a_set_plays_no_part(numbers: list[int], random: Random) -> None:
    shuffled = list(numbers)
    random.shuffle(shuffled)
    assert fingerprint(frozenset(shuffled)) == fingerprint(frozenset(numbers))
    assert fingerprint({Money(number) for number in shuffled}) == fingerprint({Money(number) for number in numbers})


def test_the_order_of_a_list_does() -> None:
    assert fingerprint([1, 2]) != fingerprint([2, 1])


@given(VALUES)
def test_a_form_is_stable(value: object) -> None:
    assert canonical(value) == canonical(value)


@pytest.mark.parametrize("value", [0.5, {"x": 0.1}, [1.0], object(), b"bytes", {1: "a", "1": "b"}, Sample])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="canonical form"):
        canonical(value)


def test_keys_of_our_own_are_written_by_their_content() -> None:
    assert canonical({Unit.HOUR: 1, Unit.PIECE: 2}) == b'{"hour":1,"piece":2}'
    assert canonical({Money(1): "x"}) == b'{"{\\"cents\\":1}":"x"}'
