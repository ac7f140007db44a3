"""The marks that feed docs/coverage.md name one to three numbers that exist."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tools.coverage import MOST_IDS, read, requirements, shown

KNOWN = {requirement.id for requirement in requirements()}
MARKED = [test for test in shown() if test.ids]


def test_the_index_has_every_number_of_the_catalogue() -> None:
    counts = Counter(number[0] for number in KNOWN)
    assert "".join(sorted(counts)) == "ABCDEFGHIJKLMNO"
    assert [counts[letter] for letter in sorted(counts)] == [
        *(56, 72, 27, 47, 58, 37, 41, 28, 24, 37, 27, 14, 343, 40, 59)
    ]


def test_marks_name_one_to_three_known_numbers() -> None:
    wrong = [
        f"{test.test}: {', '.join(test.ids)}" for test in MARKED if test.most > MOST_IDS or not set(test.ids) <= KNOWN
    ]
    assert not wrong


def _read(source: str) -> dict[str, tuple[tuple[str, ...], bool, bool]]:
    return {test.test: (test.ids, test.standards, test.counts) for test in read(ast.parse(source), "t.py")}


def test_marks_are_read_from_functions_classes_and_files() -> None:
    source = """
pytestmark = [pytest.mark.standards]

@pytest.mark.requirement("A-001", "A-002")
def test_one() -> None: ...

@pytest.mark.requirement("B-001")
class TestTwo:
    @pytest.mark.requirement("B-002")
    def test_three(self) -> None: ...

@pytest.mark.requirement("C-001")
def helper() -> None: ...
"""
    assert _read(source) == {
        "t.py::test_one": (("A-001", "A-002"), True, True),
        "t.py::TestTwo::test_three": (("B-001", "B-002"), True, True),
    }


def test_each_parametrized_case_has_its_own_numbers() -> None:
    source = """
@pytest.mark.parametrize("x", [
    pytest.param(1, marks=pytest.mark.requirement("O-001")),
    pytest.param(2, marks=[pytest.mark.requirement("O-002", "O-003")]),
])
@pytest.mark.requirement("A-001")
def test_one(x: int) -> None: ...

@pytest.mark.requirement(NUMBER)
def test_two() -> None: ...
"""
    one, two = read(ast.parse(source), "t.py")
    assert (one.ids, one.most) == (("A-001", "O-001", "O-002", "O-003"), 2)
    assert two.ids == ("NUMBER",)


@pytest.mark.parametrize("mark", ["skip", 'skipif(True, reason="")', "xfail"])
def test_a_test_that_does_not_have_to_pass_shows_nothing(mark: str) -> None:
    source = f'@pytest.mark.{mark}\n@pytest.mark.requirement("A-001")\ndef test_one() -> None: ...\n'
    assert _read(source) == {"t.py::test_one": (("A-001",), False, False)}
