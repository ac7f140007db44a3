"""A hundred processes book on one ledger at once, each as the role that serves.

What it promises: of equal amounts exactly floor(room / amount) get in; with unequal amounts, some of them given back
while others ask, the sum never passes the space, each refusal names a room smaller than its amount, and the ledger
recounts from its transfers alone.

    python trials/ledger_race.py            100 processes, 25 bookings each
    python trials/ledger_race.py --sample   8 processes
"""

from __future__ import annotations

import multiprocessing
import re
import sys
import time
from datetime import date
from multiprocessing.synchronize import Barrier
from random import Random
from typing import NamedTuple

import ground as portal

DATA = portal.prepare()

from driehoek.adapters.store.acting import Actor, acting  # noqa: E402 - the tables are known once Django is
from driehoek.adapters.store.booking import balances, post, read  # noqa: E402
from driehoek.adapters.store.models import Organisation  # noqa: E402
from driehoek.domain.ledger.accounts import Account, AccountKind, Move, SpaceFrame  # noqa: E402
from driehoek.domain.ledger.recount import recount  # noqa: E402
from driehoek.domain.ledger.transfers import Booking, State, decide  # noqa: E402
from driehoek.kernel import Finding, Money  # noqa: E402

DAY = date(2027, 1, 1)
ROOM = 100_000
EQUAL = 700
FORK = multiprocessing.get_context("fork")


class Told(NamedTuple):
    """What one booking came to: its amount and, when refused, the room that was named; both in cents."""

    amount: int
    room: int | None
    gone: bool = False


def cents(text: str) -> int:
    """An amount as a finding words it, in cents."""
    whole, _, part = re.sub(r"[^\d,-]", "", text).partition(",")
    return int(whole) * 100 + int((part or "0").ljust(2, "0")[:2])


def booker(actor: Actor, pool: str, place: int, amounts: list[int], gate: Barrier, told: str) -> None:
    """One process: book its amounts; of the unequal ones give every third back."""
    frame = SpaceFrame(2027, pool, "regular")
    drawn, lines = Random(place), []
    gate.wait()
    for number, amount in enumerate(amounts):
        fleeting = pool == "unequal" and drawn.random() < 1 / 3
        booking = Booking(f"{pool}-{place}-{number}", "toekenning", DAY, State.PENDING if fleeting else State.POSTED)
        transfer = booking.book(Move.RESERVE, frame, Money(amount), contract=f"06{place:06d}")
        with acting(actor):
            found = post(actor.organisation, [transfer], {})
        if not found and fleeting:
            with acting(actor):
                assert post(actor.organisation, [decide(transfer, State.VOIDED, DAY, "teruggetrokken")], {}) == ()
        lines.append(f"{amount} {_room(found)} {int(fleeting)}")
    with open(f"{told}-{place}", "w", encoding="ascii") as file:  # noqa: PTH123 - a plain file of a trial
        file.write("\n".join(lines))
    portal.close()


def _room(found: tuple[Finding, ...]) -> str:
    if not found:
        return "-"
    assert found[0].code.id == "LED-001", found
    return str(cents(str(found[0].wanted)))


def race(made: portal.Ground, pool: str, processes: int, each: int) -> tuple[list[Told], float]:
    """Let all book at once on a space of their own; what each was told, and the seconds it took."""
    purchaser = Organisation.objects.using("owner").create(kind="purchaser", name=f"Zorgkantoor {pool} (SYNTHETIC)")
    actor = Actor(purchaser.pk, "purchasing")
    frame = SpaceFrame(2027, pool, "regular")
    with acting(actor):
        grant = Booking(f"ruimte-{pool}", "ruimte", DAY).book(Move.GRANT, frame, Money(ROOM))
        assert post(purchaser.pk, [grant], {}) == ()
    portal.close()
    drawn, gate, told = Random(7), FORK.Barrier(processes + 1), str(made.data / pool)
    amounts = [[EQUAL if pool == "equal" else drawn.randint(1, 4000) for _ in range(each)] for _ in range(processes)]
    children = [
        FORK.Process(target=booker, args=(actor, pool, place, amounts[place], gate, told)) for place in range(processes)
    ]
    for child in children:
        child.start()
    gate.wait()
    begin = time.perf_counter()
    for child in children:
        child.join()
    seconds = time.perf_counter() - begin
    assert all(child.exitcode == 0 for child in children), "a process died"
    lines = [line.split() for place in range(processes) for line in open(f"{told}-{place}", encoding="ascii")]  # noqa: PTH123, SIM115
    with acting(actor):
        transfers = read(purchaser.pk, 2027)
        kept = balances(purchaser.pk, 2027)
    counted = recount(transfers)
    assert all(kept[account].amount.cents == moved for account, moved in counted.moved.items()), "not as recounted"
    assert not any(counted.apart.values()), "something stayed apart"
    left = counted.moved[Account(frame, AccountKind.SPACE)]
    found = [Told(int(amount), None if room == "-" else int(room), gone == "1") for amount, room, gone in lines]
    assert left == ROOM - sum(item.amount for item in found if item.room is None and not item.gone), "not the sum"
    assert left >= 0, "over the space"
    return found, seconds


def main() -> None:
    """Run both races and print what they were."""
    processes, each = (8, 25) if "--sample" in sys.argv else (100, 25)
    with portal.ground(DATA, 0, {"max_connections": "150"}) as made:
        print(portal.machine())
        equal, seconds = race(made, "equal", processes, each)
        got = sum(item.room is None for item in equal)
        assert got == ROOM // EQUAL, (got, ROOM // EQUAL)
        print(
            f"equal: {processes} processes, {len(equal)} bookings of {EQUAL} cents on {ROOM}: exactly {got} got in,"
            f" {len(equal) - got} refused, {len(equal) / seconds:.0f} bookings a second"
        )
        unequal, seconds = race(made, "unequal", processes, each)
        refused = [item for item in unequal if item.room is not None]
        wrong = [item for item in refused if item.room is not None and item.room >= item.amount]
        assert refused, "nobody was refused: the trial shows nothing"
        assert not wrong, wrong[:5]
        print(
            f"unequal: {len(unequal)} bookings of 1 to 4000 cents, {sum(item.gone for item in unequal)} meant to be"
            f" given back, {len(refused)} refused, each with a smaller room; {len(unequal) / seconds:.0f} a second"
        )


if __name__ == "__main__":
    main()
