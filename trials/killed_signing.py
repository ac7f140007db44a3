"""Kill who signs, and the database, at random moments of agreeing and signing.

What it promises, however often and whenever they are killed: a signature that was acknowledged is there with its paper,
a version that both signed is committed in the ledger to the cent and no other is, and nothing is half. The signer works
as the portal does: one act, one transaction, real seals. The kill is SIGKILL.

    python trials/killed_signing.py            100 kills
    python trials/killed_signing.py --sample   4 kills
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import time
from collections import Counter
from datetime import datetime, timedelta
from random import Random

import ground as portal

DATA = portal.prepare()

from django.db import Error, transaction  # noqa: E402 - the tables are known once Django is

from driehoek.adapters.store import agreement_sheets, agreement_versions, booking  # noqa: E402
from driehoek.adapters.store.acting import Actor, acting  # noqa: E402
from driehoek.adapters.store.agreement_stands import BOTH, stands  # noqa: E402
from driehoek.adapters.store.models import (  # noqa: E402
    Agreement,
    AgreementMark,
    AgreementPaper,
    AgreementVersion,
    BoundAct,
    Membership,
    OutboxEntry,
    Role,
)
from driehoek.bootstrap.stored_agreements import sign  # noqa: E402
from driehoek.bootstrap.stored_signing import Keys, signer  # noqa: E402
from driehoek.domain.agreement.sheet import Change, Place  # noqa: E402
from driehoek.domain.ledger.recount import recount  # noqa: E402
from driehoek.kernel import Finding  # noqa: E402
from driehoek.web.example_agreements import make_agreements  # noqa: E402
from driehoek.web.example_clock import MID_COURSE  # noqa: E402
from driehoek.web.example_open import last_year  # noqa: E402

FORK = multiprocessing.get_context("fork")
SECRET = "of a trial alone " * 4
CONTRACT = "99000001"


def note(text: str) -> None:
    """Write down what was acknowledged, so that it outlives us."""
    with (DATA / "signed").open("a", encoding="ascii") as handle:
        handle.write(f"{text}\n")


def actor(role: Role) -> Actor:
    """A person of the example."""
    held = Membership.objects.using("owner").filter(role=role, person__is_example=True).order_by("pk")[0]
    return Actor(held.organisation_id, role, held.person_id)


def work(buyer: Actor, seller: Actor, agreement: Agreement, first: int) -> None:
    """Change a cell, agree with both, sign with both, and again; note each signature once it is committed."""
    number = first
    with acting(buyer):
        place = min(agreement_sheets.sheet_of(agreement).cells, key=lambda item: item.key)
        place = type(place)(place.lot, place.product)
    while True:
        number += 1
        at = MID_COURSE + timedelta(seconds=number)
        try:
            _round(buyer, seller, agreement, (place, number, at))
        except Error:
            portal.close()
            time.sleep(0.02)


def _round(buyer: Actor, seller: Actor, agreement: Agreement, what: tuple[Place, int, datetime]) -> None:
    place, number, at = what
    with acting(buyer):
        for clash, held in agreement_sheets.clashes(agreement):
            agreement_sheets.settle(buyer, agreement, clash.pk, at, seen=held.version, offered=False)
        cell = agreement_sheets.sheet_of(agreement).cells[place]
        agreement_sheets.change(buyer, agreement, (Change(place, 44_000 + number % 97, cell.version),), at)
    for who in (seller, buyer):
        with acting(who):
            seen = agreement_versions.standing(agreement).content.fingerprint
            agreement_versions.agree(who, agreement, seen, at)
    for who in (seller, buyer) if number % 2 else (buyer, seller):
        with acting(who), transaction.atomic():
            now = agreement_versions.standing(agreement)
            made = sign(who, agreement, now.content.fingerprint, at, signer(who, agreement, Keys(SECRET), at))
        assert not isinstance(made, Finding)
        note(f"{made.versions.last.number} {who.role}")


def fill() -> None:
    """The agreements of the example, the first of them signed by both."""
    last_year(portal.EXAMPLE)
    make_agreements(portal.EXAMPLE, SECRET)
    portal.close()


def check(buyer: Actor, agreement: Agreement) -> str:
    """Hold the store to what was acknowledged."""
    shown = {tuple(line.split()) for line in (DATA / "signed").read_text(encoding="ascii").splitlines()}
    with acting(buyer):
        stand = stands([agreement])[agreement.pk]
        versions = list(AgreementVersion.objects.filter(agreement=agreement).order_by("number", "pk"))
        papers = Counter(AgreementPaper.objects.filter(agreement=agreement).values_list("version", flat=True))
        marks = Counter(
            AgreementMark.objects.filter(agreement=agreement, kind="signed").values_list("version", flat=True)
        )
        held = booking.held_for(agreement.purchaser_id, agreement.year, CONTRACT)
        transfers = booking.read(agreement.purchaser_id, agreement.year)
        balances = booking.balances(agreement.purchaser_id, agreement.year)
    assert papers == marks, "a signature without its paper, or a paper without its signature"
    signed = {(str(row.number), row.pk) for row in versions if marks[row.pk]}
    sides = {"purchaser": "purchasing", "provider": "signing"}
    rows = AgreementMark.objects.using("owner").filter(agreement=agreement, kind="signed").select_related("version")
    kept = {(str(row.version.number), sides[row.side]) for row in rows}
    assert shown <= kept, f"acknowledged and gone: {sorted(shown - kept)[:5]}"
    force = stand.in_force
    committed = sum(item.committed.cents for item in held.values())
    assert committed == (force.amount.cents if force else 0), "the ledger and the version in force are not one"
    both = {str(row.number) for row in versions if marks[row.pk] == len(BOTH)}
    booked = {item.reference.rsplit("/", 1)[1] for item in transfers if item.reference.startswith("agreement/")}
    assert booked <= both, f"committed and not signed by both: {sorted(booked - both)[:5]}"
    counted = recount(transfers)
    assert all(balances[account].amount.cents == moved for account, moved in counted.moved.items()), "not as recounted"
    acts = OutboxEntry.objects.using("owner").filter(act="signed version").count()
    bound = BoundAct.objects.using("owner").filter(act="sign").count()
    assert acts == bound == sum(marks.values()), f"half: {acts} in the log, {bound} bound, {sum(marks.values())} signed"
    return (
        f"{len(shown)} signatures acknowledged, all there with their papers ({len(kept) - len(shown)} more); "
        f"{len(both)} versions signed by both, the last of {len(signed)} in force and committed to the cent"
    )


def main() -> None:
    """Kill, and say what was left."""
    parser = argparse.ArgumentParser(description="killed while signing")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--kills", type=int, default=100)
    given = parser.parse_args()
    kills = 4 if given.sample else given.kills
    with portal.ground(DATA, 0) as made:
        print(portal.machine())
        portal.close()
        filling = FORK.Process(target=fill)  # by another process: what typesets has threads, which no fork takes along
        filling.start()
        filling.join()
        buyer, seller = actor(Role.PURCHASING), actor(Role.SIGNING)
        agreement = (
            Agreement.objects.using("owner").select_related("purchaser", "provider", "round").get(contract=CONTRACT)
        )
        agreement._state.db = "default"  # noqa: SLF001 - read as the owner, written as the people
        drawn, done, begin = Random(17), Counter[str](), time.monotonic()
        (DATA / "signed").touch()
        for number in range(kills):
            portal.close()
            signers = FORK.Process(target=work, args=(buyer, seller, agreement, number * 1_000), daemon=True)
            before = (DATA / "signed").stat().st_size
            signers.start()
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline and (DATA / "signed").stat().st_size == before:
                time.sleep(0.01)
            time.sleep(drawn.uniform(0, 0.5))
            what = ("signer", "database", "both")[number % 3]
            if what != "signer":
                assert made.database.pid is not None
                os.kill(made.database.pid, signal.SIGKILL)
            if what != "database":
                signers.kill()
            else:
                time.sleep(0.05)
                signers.kill()
            signers.join()
            if what != "signer":
                made.database.stop()
                made.database.start()
            done[what] += 1
        told = check(buyer, agreement)
    print(f"{kills} kills in {time.monotonic() - begin:.0f} s ({dict(done)}): {told}")


if __name__ == "__main__":
    main()
