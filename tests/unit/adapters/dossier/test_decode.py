"""The policy from YAML: all faults at once with their place, and a round trip for everything it can say."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.adapters.dossier import decode_policy, encode_policy
from driehoek.adapters.dossier.decode import Decoded, shape
from driehoek.domain.policy import Policy
from driehoek.kernel import Ground, Rate
from driehoek.testing.dossiers import POLICY
from driehoek.testing.policies import small_policy

ROOT = Path(__file__).parents[4]
EXAMPLES = sorted((ROOT / "examples").glob("*/policy.yaml"))


def _policy(old: str = "", new: str = "") -> Decoded[Policy]:
    assert old in POLICY
    return decode_policy(POLICY.replace(old, new, 1).encode() if old else POLICY.encode())


def _found(decoded: Decoded[Policy]) -> list[tuple[str, str, str]]:
    return [(item.code.id, item.subject, str(item.place)) for item in decoded.findings]


def test_scalars_stay_text_until_their_field_reads_them() -> None:
    decoded = _policy("title: Proefbeleid (SYNTHETIC)", "title: no\nsummary: 06010001")
    assert decoded.findings == ()
    assert decoded.value is not None
    assert (decoded.value.title, decoded.value.summary) == ("no", "06010001")
    assert decoded.value.pools[0].regions == ("5501",)
    assert decoded.value.lots[0].criteria[0].weight == Rate(Fraction(1))


def test_each_part_has_its_place() -> None:
    places = _policy().places
    assert (places["year"].line, places["year"].column) == (2, 7)
    assert (places["lots[0].criteria[0].weight"].line, places["lots[0].criteria[0].weight"].column) == (16, 43)
    assert places["lots[1]"].line == 17


@pytest.mark.parametrize(
    ("old", "new", "code", "subject", "place"),
    [
        ("regime: wlz", "regime: wlz\n  year: 1", "DOS-004", "policy.yaml", "policy.yaml:4:7"),
        ("regime: wlz", "regime: wlz\n\tx: 1", "DOS-005", "policy.yaml", "policy.yaml:4:1"),
        ("regime: wlz", "regime: wlz\nregime: wmo", "DOS-006", "policy.yaml", "policy.yaml:4:1"),
        ("regime: wlz", "regime: &r wlz\nsummary: *r", "DOS-007", "summary", "policy.yaml:3:9"),
        ("name: Regio,", "nam: Regio,", "DOS-008", "pools[0]", "policy.yaml:7:17"),
        ("frames: [regular, extra]", "[lijst]: x", "DOS-008", "pools[0]", "policy.yaml:7:47"),
        ("tie_key: seed}", "tie_key: }", "DOS-009", "division", "policy.yaml:18:12"),
        ("year: 2027", "year: 2027.5", "DOS-010", "year", "policy.yaml:2:7"),
        ("year: 2027", "year: [2027]", "DOS-010", "year", "policy.yaml:2:7"),
        ("weight: 100%", "weight: 40", "DOS-010", "lots[0].criteria[0].weight", "policy.yaml:16:43"),
        ("2026-06-01", "1-6-2026", "DOS-010", "published_on", "policy.yaml:4:15"),
        ("2026-07-31T17:00", "2026-07-31", "DOS-010", "calendar.windows[0].closes", "policy.yaml:10:53"),
        ("2026-07-31T17:00", "2026-07-31T17:00+02:00", "DOS-010", "calendar.windows[0].closes", "policy.yaml:10:53"),
        ("{tie_key: seed}", "seed", "DOS-010", "division", "policy.yaml:18:11"),
        ("lots:\n", "lots: care\ngoals:\n", "DOS-010", "lots", "policy.yaml:11:7"),
        ("type: text", "type: tekst", "DOS-011", "questions[0].type", "policy.yaml:21:47"),
        ("name: Zorg\n", "name: Zorg\n    procedure: opn\n", "DOS-011", "lots[0].procedure", "policy.yaml:14:16"),
        ("tie_key: seed", "tie_key: een, twee", "DOS-052", "division", "policy.yaml:18:26"),
    ],
)
def test_a_fault_is_found_where_it_stands(old: str, new: str, code: str, subject: str, place: str) -> None:
    decoded = _policy(old, new)
    assert (code, subject, place) in _found(decoded)
    assert decoded.value is None


def test_all_faults_come_at_once() -> None:
    text = POLICY.replace("year: 2027", "year: x").replace("weight: 100%", "wieght: 1").replace("type: date", "type: d")
    codes = [item.code.id for item in decode_policy(text.encode()).findings]
    assert sorted(codes) == ["DOS-008", "DOS-009", "DOS-010", "DOS-011"]


def test_a_slip_of_the_pen_names_the_nearest_word() -> None:
    (finding,) = _policy("frames: [regular, extra]", "frame: [regular, extra]").findings
    assert (finding.seen, finding.wanted) == ("frame", "frames, name")


def test_empty_text_is_text_and_no_text_is_not_given() -> None:
    assert _policy("regime: wlz", "regime: wlz\nsummary: ''").value is not None
    decoded = _policy("regime: wlz", "regime:")
    assert [item.code.id for item in decoded.findings] == ["DOS-009"]


@pytest.mark.parametrize(
    "data",
    [
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        b"&a [*a]",
        b"<<: {year: 1}\n",
        b"- 1\n- 2\n",
        b"just text",
        b"---\na: 1\n---\nb: 2\n",
        b"!!python/object/apply:os.system [ls]",
        b"titel: \x07",
        b"? {a: b}\n: c\n",
    ],
)
def test_hostile_or_odd_yaml_gives_findings_and_nothing_else(data: bytes) -> None:
    decoded = decode_policy(data)
    assert decoded.value is None
    assert decoded.findings


@pytest.mark.parametrize("data", [b"[" * 100_000, b"- " * 100_000 + b"a", b"{a: " * 100_000, b" " * 8_000_001])
def test_too_deep_and_too_large_are_refused(data: bytes) -> None:
    decoded = decode_policy(data)
    assert [item.code.id for item in decoded.findings] == ["DOS-047"]


@pytest.mark.parametrize(
    ("word", "value"), [("yes", True), ("ja", True), ("True", True), ("no", False), ("Nee", False)]
)
def test_yes_and_no_in_two_languages(word: str, value: bool) -> None:  # noqa: FBT001 - the expected value
    decoded = _policy("years: 1", f"years: 1, yearly_update: {word}")
    assert decoded.value is not None
    assert decoded.value.contract.yearly_update is value


def test_a_ground_may_be_one_line() -> None:
    decoded = _policy("tie_key: seed}", "tie_key: seed}\nground: Wlz art. 4.2.2, lid 2")
    assert decoded.value is not None
    assert decoded.value.ground == Ground("Wlz art. 4.2.2, lid 2")


def test_a_third_is_a_rate() -> None:
    decoded = _policy("weight: 100%", "weight: 1/3")
    assert decoded.value is not None
    assert decoded.value.lots[0].criteria[0].weight == Rate(Fraction(1, 3))


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-3, 3000),
    bool: st.booleans(),
    date: DAYS,
    datetime: st.builds(
        lambda day, second: datetime.combine(day, time()) + timedelta(seconds=second), DAYS, st.integers(0, 86_399)
    ),
    Rate: st.builds(Rate, st.fractions(-1, 1, max_denominator=400)),
}


def _any(hint: Any, depth: int) -> st.SearchStrategy[Any]:
    origin = get_origin(hint)
    if hint in LEAVES:
        return LEAVES[hint]
    if origin in (Union, UnionType):
        return st.one_of([st.none() if option is NoneType else _any(option, depth) for option in get_args(hint)])
    if origin is tuple:
        size = 2 if depth else 0
        return st.lists(_any(get_args(hint)[0], depth - 1), max_size=size).map(tuple) if size else st.just(())
    if origin is not None:
        return st.dictionaries(TEXT, _any(get_args(hint)[1], depth), max_size=2)
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return _record(hint, depth)


def _record(kind: Any, depth: int) -> st.SearchStrategy[Any]:
    parts = shape(kind)
    given_parts = {name: _any(part.hint, depth) for name, part in parts.items()}
    return st.builds(kind, **given_parts)


@settings(max_examples=25, deadline=None)
@given(_record(Policy, 3))
def test_what_is_written_is_read_back(policy: Policy) -> None:
    decoded = decode_policy(encode_policy(policy).encode())
    assert decoded.findings == ()
    assert decoded.value == policy


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | TEXT.map(str.encode))
def test_whatever_the_bytes_there_is_no_exception(data: bytes) -> None:
    decoded = decode_policy(data)
    assert decoded.value is None
    assert decoded.findings


def test_the_small_policy_survives_a_round_trip() -> None:
    policy = small_policy()
    assert decode_policy(encode_policy(policy).encode()).value == policy


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_read_and_survive_a_round_trip(path: Path) -> None:
    decoded = decode_policy(path.read_bytes())
    assert decoded.findings == ()
    assert decoded.value is not None
    assert decode_policy(encode_policy(decoded.value).encode()).value == decoded.value


@pytest.mark.parametrize("number", ["96,4%", "96,4", "0,3 %"])
def test_a_decimal_comma_between_braces_is_told_as_such(number: str) -> None:
    steps = (
        f"{{tie_key: seed, tariff: [{{id: base, use: base-percentage, params: {{sectors: VV, percent: {number}}}}}]}}"
    )
    decoded = _policy("{tie_key: seed}", steps)
    (finding,) = decoded.findings
    assert (finding.code.id, finding.subject) == ("DOS-056", "division.tariff[0].params.percent")
    assert (finding.seen, finding.wanted) == (number, number.replace(",", "."))
    assert f'"{number}"' in finding.mend()
    line = POLICY.replace("{tie_key: seed}", steps, 1).splitlines()[17]
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (18, line.index(number) + 1)
    quoted = _policy("{tie_key: seed}", steps.replace(number, f'"{number}"'))
    assert quoted.findings == ()


def test_a_decimal_comma_in_a_field_of_a_part_is_told_as_well() -> None:
    decoded = _policy("weight: 100%", "weight: 99,5%")
    assert _found(decoded)[0][:2] == ("DOS-056", "lots[0].criteria[0].weight")
    assert len(decoded.findings) == 1


def test_a_comma_in_a_text_among_parameters_is_told() -> None:
    steps = "{tie_key: seed, tariff: [{id: a, use: itemised-part, params: {because: u bent nieuw, en dit is goed}}]}"
    (finding,) = _policy("{tie_key: seed}", steps).findings
    assert (finding.code.id, finding.seen) == ("DOS-052", "en dit is goed")
