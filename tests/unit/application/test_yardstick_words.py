"""Every limit and every cause of the yardstick has words in two languages that name who and how much."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.application.explain import RULES
from driehoek.application.yardstick.shown import shown
from driehoek.domain.allocation import Frame
from driehoek.domain.catalogue import Sector
from driehoek.engines.allocation.yardstick import Options
from driehoek.engines.allocation.yardstick.model import Limit, LimitKind
from driehoek.engines.allocation.yardstick.result import Cause, CauseKind, LimitPrice, Part, Yardstick
from driehoek.kernel import ZERO, Money
from driehoek.testing.rounds import FRAME, GRANTED, small_outcome

LIMITS = {
    LimitKind.SPACE: Limit(LimitKind.SPACE, 123_456, money=True, frame=FRAME),
    LimitKind.GUARANTEE: Limit(LimitKind.GUARANTEE, 123_456, money=True, contract=GRANTED, lot="care"),
    LimitKind.MOVE_UP: Limit(LimitKind.MOVE_UP, 123_456, money=True, source="move", contract=GRANTED, lot="care"),
    LimitKind.MOVE_DOWN: Limit(LimitKind.MOVE_DOWN, 123_456, money=True, source="move", contract=GRANTED, lot="care"),
    LimitKind.SHARE: Limit(LimitKind.SHARE, 0, money=True, source="share", contract=GRANTED),
    LimitKind.SHARE_IN_MUNICIPALITY: Limit(
        LimitKind.SHARE_IN_MUNICIPALITY,
        0,
        money=True,
        source="town",
        contract=GRANTED,
        municipality="Goes",
        sector=Sector.VV,
    ),
    LimitKind.PRODUCT_SHARE: Limit(LimitKind.PRODUCT_SHARE, 0, money=False, source="mix", contract=GRANTED, lot="care"),
    LimitKind.NEED: Limit(LimitKind.NEED, 730, money=False, municipality="Goes", sector=Sector.VV),
    LimitKind.NEED_CAP: Limit(LimitKind.NEED_CAP, 7_300, money=False, sector=Sector.GZ),
}
WANTED = {
    LimitKind.SPACE: ("de ruimte van ", "ten hoogste €\u00a01.234,56", "at most €\u00a01.234,56"),
    LimitKind.GUARANTEE: ("de toezegging aan ", "ten minste €\u00a01.234,56", "at least"),
    LimitKind.MOVE_UP: ("de grens aan groei van ", "ten hoogste", "at most"),
    LimitKind.MOVE_DOWN: ("de grens aan daling van ", "ten minste", "at least"),
    LimitKind.SHARE: ("het grootste aandeel voor ", "(norm share)", "(norm share)"),
    LimitKind.SHARE_IN_MUNICIPALITY: ("het grootste aandeel voor ", "in Goes, VV (norm town)", "in Goes, VV"),
    LimitKind.PRODUCT_SHARE: ("de verhouding van prestaties van ", "(norm mix)", "(norm mix)"),
    LimitKind.NEED: ("de behoefte in Goes, VV", "ten minste 730 dagen", "at least 730 days"),
    LimitKind.NEED_CAP: ("niet meer zorg dan nodig in GZ", "ten hoogste 7.300 dagen", "at most 7.300 days"),
}
NOTHING = Part(("zeeland",), ZERO, ZERO, ZERO, (), (), {}, {}, {})


def found(part: Part) -> Yardstick:
    return Yardstick(Options(), (part,), 1, needs=True, winners=(), division=())


@pytest.mark.parametrize("kind", LimitKind)
def test_a_limit_is_told_in_two_languages(kind: LimitKind) -> None:
    limit = LIMITS[kind]
    price = LimitPrice(limit, 1, Fraction(1, 2), Fraction(1, 2))
    (pool,) = shown(small_outcome(), found(replace(NOTHING, prices=(price,), clash=(limit,)))).pools
    head, dutch, english = WANTED[kind]
    (words,) = pool.clash
    assert words.nl.startswith(head)
    assert dutch in words.nl
    assert english in words.en
    assert pool.prices[0].words == words
    assert pool.clashes is not None


def test_a_limit_that_several_have_and_one_that_turns_say_so() -> None:
    price = LimitPrice(LIMITS[LimitKind.GUARANTEE], 3, Fraction(1, 2), Fraction(0))
    (pool,) = shown(small_outcome(), found(replace(NOTHING, prices=(price,)))).pools
    assert pool.prices[0].words.nl.endswith(", en 2 gelijke")
    assert pool.prices[0].turns
    assert pool.prices[0].per.nl == "per euro minder"


@pytest.mark.parametrize("kind", CauseKind)
def test_a_cause_is_told_in_two_languages(kind: CauseKind) -> None:
    for name in [kind.value for kind in LimitKind] if kind is CauseKind.ROOM else ["lot"]:
        cause = Cause(kind, name, Money.euros(5))
        (pool,) = shown(small_outcome(), found(replace(NOTHING, causes=(cause,)))).pools
        assert pool.causes[0].worth == Money.euros(5)
        assert pool.causes[0].words.nl != pool.causes[0].words.en


def test_what_the_yardstick_does_not_know_is_named() -> None:
    told = shown(
        small_outcome(), replace(found(NOTHING), needs=False, winners=("innovatie",), left_out=("other-norm",))
    )
    assert [note.en.split(" ")[0] for note in told.notes] == ["The", "The", "Norm"]
    assert "innovatie" in told.notes[1].nl
    assert "other-norm" in told.notes[2].nl


def test_a_promise_that_is_missed_says_by_how_much() -> None:
    missed = ((LIMITS[LimitKind.GUARANTEE], 250), (LIMITS[LimitKind.NEED], 30))
    (pool,) = shown(small_outcome(), found(replace(NOTHING, missed=missed))).pools
    assert pool.missed[0].nl.endswith("; er ontbreekt €\u00a02,50")
    assert pool.missed[1].en.endswith("; 30 days are lacking")


def test_money_left_is_shown_per_frame() -> None:
    frame = Frame("zeeland", "regular")
    part = replace(NOTHING, unspent={frame: Money(3)}, left={frame: Money(5)})
    (pool,) = shown(small_outcome(), found(part)).pools
    assert [(decided, best) for _, decided, best in pool.left] == [(Money(5), Money(3))]


def test_a_step_whose_limits_play_no_part_is_named_with_what_it_does() -> None:
    outcome = small_outcome()
    step = outcome.dossier.policy.division.models[0]
    notes = shown(outcome, replace(found(NOTHING), steps_left_out=(step.id,))).notes
    assert [note.nl for note in notes] == [
        f"De grenzen van stap {step.id} ({RULES[step.use]}) tellen niet mee: de maatstaf is daar ruimer."
    ]
    assert "play no part" in notes[0].en
