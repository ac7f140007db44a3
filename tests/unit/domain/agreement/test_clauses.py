"""Clause by clause: what the law asks, which are contested, and that nobody accepts a pile at once."""

from __future__ import annotations

from datetime import date

import pytest

from driehoek.domain.agreement.clauses import (
    CONTESTED,
    Answer,
    Clause,
    Reply,
    Subject,
    contested,
    lacking,
    open_points,
)
from driehoek.domain.agreement.duration import NotLonger, Term, care_goes_on, check_term
from driehoek.kernel import Rate

DAY = date(2027, 1, 1)
CLAUSES = tuple(Clause(item.value, f"Over {item.value}.", item) for item in Subject)


def codes(clauses: tuple[Clause, ...], *answers: Answer) -> list[tuple[str, str]]:
    return [(item.code.id, item.subject) for item in open_points(clauses, answers)]


@pytest.mark.requirement("F-033")
def test_the_twelve_contested_clauses_stand_with_the_figures_of_the_survey() -> None:
    assert len(CONTESTED) == 12
    felt = {item.id: {year: round(float(share.value * 100)) for year, share in item.felt.items()} for item in CONTESTED}
    assert felt["unilateral-adjustment"] == {2015: 22, 2016: 52, 2017: 72}
    assert felt["unconditional-acceptance"] == {2015: 50, 2016: 55, 2017: 66}
    assert felt["delivery-without-payment"] == {2015: 36, 2016: 61, 2017: 34}
    assert felt["extra-requirements"] == {2017: 50}
    order = [item.felt[2017] for item in CONTESTED]
    assert order == sorted(order, reverse=True)
    for item in CONTESTED:
        assert item.ground
        assert all(text.endswith(".") for text in (item.costs_provider, item.costs_purchaser, item.costs_client))
    found = contested(Clause("x", "Boete.", contested="unilateral-penalty"))
    assert found is not None
    assert found.felt[2017] == Rate.percent(22)


@pytest.mark.requirement("F-032", "M-326")
def test_every_clause_has_its_own_answer_and_a_reservation_stands_until_it_is_settled() -> None:
    two = (Clause("price", "De prijs."), Clause("penalty", "De boete."))
    assert codes(two) == [("AGR-040", "price"), ("AGR-040", "penalty")]
    accepted = Answer("price", Reply.ACCEPTED)
    assert codes(two, accepted, Answer("penalty", Reply.RESERVED)) == [("AGR-041", "penalty"), ("AGR-042", "penalty")]
    why = Answer("penalty", Reply.RESERVED, "Alleen als zij voor beide geldt.")
    assert codes(two, accepted, why) == [("AGR-042", "penalty")]
    settled = Answer("penalty", Reply.RESERVED, "Alleen als zij voor beide geldt.", "Geldt voor beide.")
    assert codes(two, accepted, settled) == []
    assert codes(two, accepted, settled, Answer("all", Reply.ACCEPTED)) == [("AGR-044", "all")]


def test_an_agreement_under_the_wlz_says_what_article_4_2_2_asks() -> None:
    assert lacking(CLAUSES, DAY) == ()
    without = tuple(clause for clause in CLAUSES if clause.subject is not Subject.INFORMAL_CARE)
    (found,) = lacking(without, DAY)
    assert found.code.id == "AGR-043"
    assert "onder e" in found.sentence()
    assert len(lacking((), DAY)) == 7
    assert lacking((), date(2014, 12, 31)) == ()


@pytest.mark.requirement("F-023", "F-026", "F-025")
def test_several_years_without_tariffs_is_told_and_one_year_has_its_reason() -> None:
    assert [item.code.id for item in check_term(Term(3))] == ["AGR-050"]
    assert check_term(Term(3, covers_tariffs=True)) == ()
    assert check_term(Term(3, index="loon- en prijsbijstelling van de NZa")) == ()
    assert [item.code.id for item in check_term(Term(1))] == ["AGR-051"]
    assert check_term(Term(1, not_longer=NotLonger.OWN_CHOICE)) == ()
    assert len(NotLonger) == 4


@pytest.mark.parametrize(
    ("began", "needed", "follows", "goes_on"),
    [
        (date(2026, 12, 31), True, False, True),
        (date(2027, 1, 1), True, False, False),
        (date(2026, 12, 31), False, False, False),
        (date(2026, 12, 31), True, True, False),
    ],
)
def test_care_that_began_before_the_end_goes_on_when_nothing_follows(
    began: date,
    needed: bool,  # noqa: FBT001 - a column
    follows: bool,  # noqa: FBT001 - a column
    goes_on: bool,  # noqa: FBT001 - a column
) -> None:
    assert care_goes_on(began, DAY, needed=needed, follows=follows) is goes_on
