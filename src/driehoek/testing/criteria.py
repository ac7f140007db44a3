"""The contract of a scoring method, and cases drawn for it; a new method adds its strategy to `PARAMS`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from driehoek.domain.policy import Criterion, Params, Question, QuestionType, Raw
from driehoek.domain.policy.params import read
from driehoek.domain.tender.criteria import METHODS, Asked, Method, Points, Reads
from driehoek.domain.tender.criteria.base import UNANSWERED, number_of
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import Finding, Rate, decimal_text

SCALE = 10
_OPTIONS = {"a": "Antwoord a", "b": "Antwoord b", "c": "Antwoord c"}


def _numbers(low: int = 0, high: int = 20_000) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(lambda hundredths: Fraction(hundredths, 100))


_texts = _numbers().map(decimal_text)


@st.composite
def _listed(draw: st.DrawFn) -> Mapping[str, Raw]:
    points = draw(st.lists(_numbers(0, 1000), min_size=3, max_size=3))
    return {"answers": tuple(_OPTIONS), "points": tuple(decimal_text(value) for value in points)}


@st.composite
def _line(draw: st.DrawFn) -> Mapping[str, Raw]:
    low, high = draw(st.lists(_texts, min_size=2, max_size=2, unique=True))
    return {"from": low, "to": high}


@st.composite
def _treads(draw: st.DrawFn) -> Mapping[str, Raw]:
    thresholds = sorted(draw(st.sets(_numbers(), min_size=1, max_size=4)))
    points = sorted(draw(st.lists(_numbers(0, 1000), min_size=len(thresholds), max_size=len(thresholds))))
    best = draw(st.sampled_from(["highest", "lowest"]))
    if best == "lowest":
        points.reverse()
    return {
        "from": tuple(decimal_text(value) for value in thresholds),
        "points": tuple(decimal_text(value) for value in points),
        "best": best,
    }


@st.composite
def _discounts(draw: st.DrawFn) -> Mapping[str, Raw]:
    none, full = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True)))
    return {"none": f"{none}%", "full": f"{full}%", "answer-is": draw(st.sampled_from(["price", "discount"]))}


PARAMS: Mapping[str, st.SearchStrategy[Mapping[str, Raw]]] = {
    "points-per-answer": _listed(),
    "linear": _line(),
    "steps": _treads(),
    "relative-to-best": st.sampled_from([{"best": "highest"}, {"best": "lowest"}]),
    "below-maximum-tariff": _discounts(),
    "marks": st.sampled_from([{"combine": "mean"}, {"combine": "median", "spread": "0%"}]),
}
"""Lawful parameters per method."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case for one method.

    Attributes:
        method: the method.
        asked: the criterion and question, with the answers of others; no answer yet.
        params: lawful parameters.
    """

    method: Method
    asked: Asked
    params: Params

    def answered(self, answer: str) -> Asked:
        """The case with an answer, or with that mark from each of two assessors."""
        if self.method.reads is not Reads.MARKS:
            return replace(self.asked, answer=answer)
        points = number_of(answer)
        if points is None:
            return replace(self.asked, marks=())
        marks = tuple(Mark("00000001", "c", name, points, "Goed plan.") for name in ("x", "y"))
        return replace(self.asked, marks=marks)

    def share(self, answer: str) -> Fraction:
        """The share that an answer gives; a fault is our bug here."""
        given = self.method.score(self.answered(answer), self.params)
        assert isinstance(given, Points), given
        return given.share


@st.composite
def drawn(draw: st.DrawFn, name: str) -> Drawn:
    """A case for the method called ``name``, lawful by its own `check`."""
    method = METHODS[name]
    params, findings = read("criterion", method.params, draw(PARAMS[name]))
    assert not findings, findings
    kind = QuestionType.CHOICE if method.reads is Reads.CHOICE else QuestionType.NUMBER
    if name == "below-maximum-tariff":
        kind = QuestionType.PERCENTAGE
    question = Question("q", "Vraag?", kind, options=_OPTIONS if kind is QuestionType.CHOICE else {})
    others = draw(st.lists(_texts, max_size=4))
    criterion = Criterion("c", "Criterium", Rate.percent(100), method=name, question="q")
    asked = Asked(criterion, question, SCALE, "00000001", others=method.rivals(params, others))
    assert not method.check(asked, params), method.check(asked, params)
    return Drawn(method, asked, params)


def answers(case: Drawn) -> st.SearchStrategy[str]:
    """Answers that the method can score."""
    if case.method.reads is Reads.CHOICE:
        return st.sampled_from(sorted(_OPTIONS))
    if case.method.reads is Reads.MARKS:
        return _numbers(0, SCALE * 100).map(decimal_text)
    if case.method.name == "below-maximum-tariff":
        return _numbers(0, 10_000).map(lambda value: f"{decimal_text(value)}%")
    return _texts


def check_bounded(case: Drawn, answer: str) -> None:
    """A share lies between 0 and 1, exactly, at most what is attainable, with norm and motivation in words."""
    given = case.method.score(case.answered(answer), case.params)
    assert isinstance(given, Points)
    assert isinstance(given.share, Fraction)
    assert 0 <= given.share <= case.method.attainable(case.answered(answer), case.params) <= 1
    assert given.norm.endswith(".")
    assert given.motivation.endswith(".")
    assert given.norm == case.method.norm(case.asked, case.params)


def check_monotone(case: Drawn, one: str, other: str) -> None:
    """Along the better side an answer never gives less.

    Which side is better is told by the method's own good and fair example; choices have no order beyond their points.
    """
    if case.method.reads is Reads.CHOICE:
        return
    good, fair, first, second = (
        _value(text) for text in (*case.method.illustrate(case.asked, case.params), one, other)
    )
    if good == fair and "best" not in case.params.values:
        return  # bounds closer together than an answer can be written: the example does not tell the better side
    higher_is_better = case.params.values.get("best", "highest") == "highest" if good == fair else good > fair
    better, worse = (one, other) if (first > second) == higher_is_better else (other, one)
    assert first == second or case.share(better) >= case.share(worse)


def check_reach(case: Drawn, answer: str, share: Fraction) -> None:
    """An answer that is said to suffice does; none is said to only when there is none."""
    asked = case.answered(answer)
    needed = case.method.reach(asked, case.params, share)
    if needed is None:
        assert share > case.share(answer) or share > case.method.attainable(asked, case.params)
    else:
        assert share <= case.method.attainable(asked, case.params), "an answer is said to reach what none can"
        assert case.share(needed) >= share


def check_silence(case: Drawn) -> None:
    """No answer is a finding, never a silent nought."""
    given = case.method.score(case.answered(""), case.params)
    assert isinstance(given, Finding)
    assert case.method.reads is Reads.MARKS or given.code is UNANSWERED


def check_example(case: Drawn) -> None:
    """The good example is at least as good as the fair one."""
    good, fair = case.method.illustrate(case.asked, case.params)
    assert case.share(good) >= case.share(fair)


def _value(text: str) -> Fraction:
    value = number_of(text)
    assert value is not None, text
    return value
