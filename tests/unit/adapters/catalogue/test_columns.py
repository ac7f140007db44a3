from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.adapters.catalogue import (
    Certainty,
    ColumnMapping,
    Field,
    Memory,
    guess_mapping,
    header_fingerprint,
    load_memory,
    save_memory,
)
from driehoek.adapters.catalogue.columns import faults

DUTCH = ("Prestatiecode", "Omschrijving", "Sector", "Eenheid", "Incl/excl behandeling", "Max. tarief", "Geldig t/m")
MAPPING = ColumnMapping({Field.CODE: 1, Field.MAXIMUM: 6}, {Field.BADGE: "NZA", Field.YEAR: "2027"})


def test_known_titles_are_guessed_whatever_their_case_and_points() -> None:
    guess = guess_mapping(DUTCH)
    assert guess.mapping.columns == {
        Field.CODE: 1,
        Field.NAME: 2,
        Field.SECTOR: 3,
        Field.UNIT: 4,
        Field.TREATMENT: 5,
        Field.MAXIMUM: 6,
        Field.THROUGH: 7,
    }
    assert set(guess.certainty.values()) == {Certainty.EXACT}
    assert set(guess.missing) == {Field.BADGE, Field.FROM}


def test_a_title_that_holds_a_known_word_is_likely() -> None:
    guess = guess_mapping(("NZa-prestatiecode 2027", "Integraal maximumtarief (€)", "Tariefeenheid", "Jaar"))
    assert guess.mapping.columns == {Field.CODE: 1, Field.MAXIMUM: 2, Field.UNIT: 3, Field.YEAR: 4}
    assert guess.certainty == {
        Field.CODE: Certainty.LIKELY,
        Field.MAXIMUM: Certainty.LIKELY,
        Field.UNIT: Certainty.EXACT,
        Field.YEAR: Certainty.EXACT,
    }


def test_a_known_word_goes_before_one_that_only_holds_it() -> None:
    guess = guess_mapping(("Tarief vorig jaar", "Tarief", "Code"))
    assert guess.mapping.columns[Field.MAXIMUM] == 2


def test_of_two_equal_candidates_the_leftmost_wins() -> None:
    assert guess_mapping(("code", "code", "tarief")).mapping.columns[Field.CODE] == 1


@given(st.lists(st.sampled_from([*DUTCH, "", "Tarief", "code", "iets anders", "Bron", "Jaar"]), max_size=12))
def test_no_column_has_two_fields_and_the_guess_is_the_same_each_time(header: list[str]) -> None:
    guess = guess_mapping(tuple(header))
    numbers = list(guess.mapping.columns.values())
    assert len(numbers) == len(set(numbers))
    assert all(1 <= number <= len(header) for number in numbers)
    assert guess == guess_mapping(tuple(header))


def test_the_shape_of_a_header_does_not_hang_on_case_spaces_or_empty_columns() -> None:
    shape = header_fingerprint(("Code", "Max. tarief"))
    assert shape == header_fingerprint((" code ", "MAX\nTARIEF", "", ""))
    assert shape != header_fingerprint(("Max. tarief", "Code"))
    assert shape != header_fingerprint(("Code", "", "Max. tarief"))


def test_what_must_be_said_before_a_tariff_can_be_read() -> None:
    assert ColumnMapping({}).missing() == (Field.CODE, Field.MAXIMUM, Field.BADGE, Field.FROM)
    assert MAPPING.missing() == ()
    fixed_code = ColumnMapping({Field.MAXIMUM: 1, Field.FROM: 2}, {Field.CODE: "X", Field.BADGE: "NZA"})
    assert fixed_code.missing() == (Field.CODE,), "one code for all rows is no answer"
    assert MAPPING.missing_for_products() == (
        Field.NAME,
        Field.SECTOR,
        Field.FORM,
        Field.UNIT,
        Field.CATEGORY,
    )


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ({Field.CODE: 1, Field.MAXIMUM: 2}, []),
        ({Field.CODE: 1, Field.MAXIMUM: 3}, ["TAR-027"]),
        ({Field.CODE: 0, Field.MAXIMUM: 1}, ["TAR-027"]),
        ({Field.CODE: 1, Field.MAXIMUM: 1}, ["TAR-027"]),
        ({Field.CODE: 1}, ["TAR-026"]),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(columns: dict[Field, int], codes: list[str]) -> None:
    mapping = ColumnMapping(columns, {Field.BADGE: "NZA", Field.YEAR: "2027"})
    assert [finding.code.id for finding in faults(mapping, ("a", "b"), "x.csv")] == codes


def test_what_was_said_is_remembered_by_shape(tmp_path: Path) -> None:
    path = tmp_path / "tariff-columns.yaml"
    assert load_memory(path) == (Memory(), ())
    memory = Memory().learn(DUTCH, MAPPING).learn(("a", "b"), ColumnMapping({Field.CODE: 1, Field.MAXIMUM: 2}))
    save_memory(path, memory)
    known, findings = load_memory(path)
    assert findings == ()
    assert known.recall(tuple(title.upper() for title in DUTCH)) == MAPPING
    assert known.recall(("c",)) is None
    assert sorted(item.name for item in tmp_path.iterdir()) == ["tariff-columns.yaml"]


def test_the_file_does_not_depend_on_the_order_in_which_things_were_said(tmp_path: Path) -> None:
    one, other = ColumnMapping({Field.CODE: 1}), ColumnMapping({Field.CODE: 2})
    save_memory(tmp_path / "1.yaml", Memory().learn(("a",), one).learn(("b",), other))
    save_memory(tmp_path / "2.yaml", Memory().learn(("b",), other).learn(("a",), one))
    assert (tmp_path / "1.yaml").read_bytes() == (tmp_path / "2.yaml").read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version: 2\nshapes: []",
        "version: 1",
        "version: 1\nshapes: 3",
        "version: 1\nshapes: [3]",
        "version: 1\nshapes: [{header: [a], columns: {nonsense: 1}}]",
        "version: 1\nshapes: [{header: [a], columns: {code: x}}]",
        "version: 1\nshapes: [{header: a, columns: {code: 1}}]",
        "{unclosed",
        "- !!python/object/apply:os.system [true]",
    ],
)
def test_a_broken_memory_is_named_and_not_used(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tariff-columns.yaml"
    path.write_text(text, encoding="utf-8")
    memory, findings = load_memory(path)
    assert memory == Memory()
    assert [finding.code.id for finding in findings] == ["TAR-028"]
    assert not findings[0].sentence().endswith(": .")
