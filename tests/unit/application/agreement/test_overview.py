"""Where all agreements stand: on whom they wait, and sums that tie to the cent with the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.application.agreement.overview import (
    DOES_NOT_FIT,
    LEDGER_DIFFERS,
    PARTS_DIFFER,
    Followed,
    Overview,
    Step,
    known_sums,
    overview,
)
from driehoek.domain.agreement.agreed import Agreement, Mark, Version
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.ledger import (
    AccountKind,
    Booking,
    Ledger,
    OpeningSpace,
    Reservation,
    RoundFrame,
    SpaceFrame,
    State,
    commit,
    granted,
    open_year,
    post_round,
)
from driehoek.kernel import ZERO, Language, Money, total

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
HOME, STAY = SpaceFrame(2027, "regio", "thuis"), SpaceFrame(2027, "regio", "verblijf")
BUYER, CARER = Side.PURCHASER, Side.PROVIDER
DAY = date(2026, 9, 1)


def mark(days: int) -> Mark:
    return Mark("p", NOON + timedelta(days=days), "f")


def version(number: int, amount: int, agreed: Mapping[Side, int], signed: Mapping[Side, int]) -> Version:
    marks = [{side: mark(days) for side, days in given.items()} for given in (agreed, signed)]
    return Version(number, f"f{number}", Money(amount), *marks)


BOTH = {BUYER: 1, CARER: 2}


def followed(contract: str, *versions: Version, **more: object) -> Followed:
    last = versions[-1].amount
    item = Followed(contract, f"Zorg {contract}", "5525", Agreement(versions), {HOME: last}, CARER, NOON)
    return replace(item, **more)  # type: ignore[arg-type]


def ledger_of(space: int, reserved: Mapping[str, int], committed: Mapping[str, int], held: int = 0) -> Ledger:
    opened, wrong = open_year([OpeningSpace(HOME, Money(space), DAY, "besluit")])
    reservations = tuple(Reservation(contract, "lot", Money(amount)) for contract, amount in reserved.items())
    posted, more = post_round(opened, [RoundFrame(HOME, {"stap": Money(held)}, reservations)], DAY, "ronde")
    agreed = {contract: Money(amount) for contract, amount in committed.items() if amount}
    done, last = commit(posted, HOME, agreed, Booking("afspraken", "Getekend", DAY, state=State.POSTED))
    assert not (*wrong, *more, *last)
    return done


def one(item: Followed, **balances: int) -> Overview:
    ledger = ledger_of(10_000, {item.contract: balances.get("reserved", 0)}, {}, 0)
    return overview([item], ledger.balances)


@pytest.mark.parametrize(
    ("item", "step", "waits", "days", "words"),
    [
        (
            followed("1", version(1, 50, {}, {})),
            Step.DRAFT, (BUYER,), 0, "Versie 1 is in bewerking; wacht op de inkoper.",
        ),
        (
            followed("1", version(1, 50, {}, {}), touched_by=None),
            Step.DRAFT, (BUYER, CARER), 0, "Versie 1 is in bewerking; wacht op de inkoper en de aanbieder.",
        ),
        (
            followed("1", version(1, 50, {}, {}), clashes=2),
            Step.DRAFT, (BUYER, CARER), 0,
            "Versie 1 heeft 2 cellen met twee waarden; de inkoper en de aanbieder kiezen.",
        ),
        (
            followed("1", version(1, 50, {BUYER: 3}, {})),
            Step.AGREED_BY_ONE, (CARER,), 3, "Versie 1 heeft het akkoord van de inkoper; wacht op de aanbieder.",
        ),
        (
            followed("1", version(1, 50, {BUYER: 3, CARER: 4}, {})),
            Step.AGREED, (BUYER, CARER), 4, "Over versie 1 zijn beide het eens; wacht op de inkoper en de aanbieder.",
        ),
        (
            followed("1", version(1, 50, BOTH, {CARER: 6})),
            Step.SIGNED_BY_ONE, (BUYER,), 6, "Versie 1 is getekend door de aanbieder; wacht op de inkoper.",
        ),
        (
            followed("1", version(1, 0, BOTH, {CARER: 6, BUYER: 7})),
            Step.IN_FORCE, (), 7, "Versie 1 geldt.",
        ),
    ],
)  # fmt: skip
@pytest.mark.requirement("M-337")
def test_each_step_says_on_whom_it_waits_since_when(
    item: Followed, step: Step, waits: tuple[Side, ...], days: int, words: str
) -> None:
    (standing,) = one(item).agreements
    assert (standing.step, standing.waits_for, standing.since) == (step, waits, NOON + timedelta(days=days))
    assert standing.words == words


def test_the_longest_waiting_stand_first_and_what_is_in_force_last() -> None:
    items = [
        followed("1", version(1, 0, BOTH, {CARER: 1, BUYER: 1})),
        followed("2", version(1, 50, {BUYER: 3}, {})),
        followed("3", version(1, 50, {CARER: 2}, {})),
    ]
    seen = overview(items, ledger_of(500, {}, {}).balances)
    assert [item.followed.contract for item in seen.agreements] == ["3", "2", "1"]
    assert [item.followed.contract for item in seen.stuck_on(BUYER)] == ["3"]


@pytest.mark.requirement("B-069")
def test_an_older_version_stays_in_force_beside_a_draft() -> None:
    item = followed("1", version(1, 40, BOTH, BOTH), version(2, 55, {}, {}))
    seen = overview([item], ledger_of(100, {"1": 50}, {"1": 40}).balances)
    (standing,) = seen.agreements
    assert (standing.committed, standing.reserved, standing.beyond) == (Money(40), Money(10), Money(5))
    (known,) = seen.sums
    assert (known.amount, known.older, known.complete) == (Money(40), 1, False)
    assert seen.findings == ()


def test_what_does_not_tie_or_fit_is_told() -> None:
    agreed = followed("1", version(1, 40, BOTH, BOTH))
    (finding,) = overview([agreed], ledger_of(100, {}, {"1": 39}).balances).findings
    assert (finding.code, finding.subject) == (LEDGER_DIFFERS, "1")
    parts = followed("1", version(1, 40, {}, {}), parts={HOME: Money(39)})
    assert [item.code for item in overview([parts], ledger_of(100, {}, {}).balances).findings] == [PARTS_DIFFER]
    large = followed("1", version(1, 140, {}, {}))
    (finding,) = overview([large], ledger_of(100, {}, {}).balances).findings
    assert (finding.code, finding.seen) == (DOES_NOT_FIT, "€\xa00,40")
    assert "0,40 short" in finding.sentence(Language.EN)


def test_the_sum_to_make_known_is_per_region_and_says_who_is_not_in_it() -> None:
    items = [
        followed("1", version(1, 1_000, BOTH, {})),
        followed("2", version(1, 2_050, BOTH, BOTH)),
        followed("3", version(1, 9_999, {BUYER: 1}, {})),
        followed("4", version(1, 77, BOTH, {}), region="5501"),
    ]
    first, second = known_sums(items)
    assert (first.region, first.amount, first.complete) == ("5501", Money(77), True)
    assert (second.amount, second.counted, second.waiting) == (Money(3_050), 2, ("Zorg 3",))
    assert second.words == (
        "In regio 5525 is met 2 zorgaanbieders samen €\xa030,50 overeengekomen. "
        "Met 1 zorgaanbieder is nog geen akkoord; die tellen niet mee."
    )


AMOUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 10**7), max_size=6)


@given(AMOUNTS, AMOUNTS, st.integers(0, 10**6), st.integers(0, 10**6), st.sets(st.sampled_from("abcdef")))
def test_every_sum_ties_to_the_cent(
    reserved: dict[str, int], committed: dict[str, int], held: int, spare: int, known: set[str]
) -> None:
    """Whoever is followed and whoever is not: the frame is the sum of its parts, and no euro is counted twice."""
    beyond = sum(max(amount - reserved.get(contract, 0), 0) for contract, amount in committed.items())
    ledger = ledger_of(sum(reserved.values()) + beyond + held + spare, reserved, committed, held)
    items = [followed(name, version(1, committed.get(name, 0), BOTH, BOTH)) for name in sorted(known)]
    seen = overview(items, ledger.balances)
    frames = {item.frame: item for item in seen.frames}
    if not frames:
        assert not ledger.frames()
        return
    home = frames[HOME]
    assert home.granted == granted(ledger, HOME)
    assert home.granted == total((home.free, home.pending, home.held_back, home.pgb, home.reserved, home.committed))
    of_known = total(item.committed for item in seen.agreements)
    others = sum(amount for name, amount in committed.items() if name not in known)
    assert home.committed == of_known + Money(others)
    assert total(item.amount for item in seen.sums) == of_known
    assert home.committed == ledger.held(HOME, AccountKind.COMMITTED)
    left = {name: max(amount - committed.get(name, 0), 0) for name, amount in reserved.items()}
    freed = sum(amount for name, amount in left.items() if name in known)
    assert home.left == home.free + Money(freed)
    assert seen.findings == ()


def test_pools_hold_their_frames() -> None:
    item = followed("1", version(1, 70, {}, {}), parts={HOME: Money(50), STAY: Money(20)})
    seen = overview([item], ledger_of(100, {}, {}).balances)
    assert [each.frame for each in seen.pools["regio"]] == [HOME, STAY]
    assert [(each.granted, each.left) for each in seen.frames] == [(Money(100), Money(50)), (ZERO, -Money(20))]
    assert [finding.subject for finding in seen.findings] == ["regio/verblijf"]
