from __future__ import annotations

from driehoek.kernel import UNSTATED, Code, Finding, Ground, Language, Place, Severity, blocking

CODE = Code(
    "DOS-900",
    nl="{subject} is {seen} en niet {wanted}.",
    en="{subject} is {seen}, not {wanted}.",
    mend_nl="Maak er {wanted} van.",
    mend_en="Make it {wanted}.",
)
WARNING = Code("DOS-901", "x", "x", "x", "x", Severity.WARNING)


def test_a_finding_says_what_was_seen_and_the_mend_in_two_languages() -> None:
    finding = Finding(CODE, "het tarief", seen="-1", wanted="0 of meer", place=Place("tariffs.csv", 3, 2))
    assert finding.sentence() == "het tarief is -1 en niet 0 of meer."
    assert finding.sentence(Language.EN) == "het tarief is -1, not 0 of meer."
    assert finding.mend() == "Maak er 0 of meer van."
    assert finding.mend(Language.EN) == "Make it 0 of meer."


def test_braces_in_a_users_text_are_only_text() -> None:
    assert Finding(CODE, "{seen}", seen="{0}", wanted="{x!r}").sentence() == "{seen} is {0} en niet {x!r}."


def test_a_place_names_what_it_knows() -> None:
    assert str(Place("a.csv")) == "a.csv"
    assert str(Place("a.csv", 3)) == "a.csv:3"
    assert str(Place("a.csv", 3, 2)) == "a.csv:3:2"


def test_only_errors_block() -> None:
    assert not blocking([])
    assert not blocking([Finding(WARNING, "x")])
    assert blocking((Finding(WARNING, "x"), Finding(CODE, "x")))


def test_a_ground_that_was_not_given_is_empty() -> None:
    assert Ground("") == UNSTATED
