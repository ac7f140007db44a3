"""Count the ledger again from its transfers alone, and say where the database keeps another balance."""

from __future__ import annotations

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.booking import balances, read
from driehoek.adapters.store.models import LedgerAccount
from driehoek.adapters.store.whole import OTHER_BALANCE
from driehoek.domain.ledger.recount import recount
from driehoek.kernel import Finding, Money, dutch

JOB = "job"
"""The role of who acts for nobody: a program that counts."""


def ledger_faults() -> tuple[Finding, ...]:
    """Every account whose balance is not what its transfers say, of all purchasers and years."""
    books = LedgerAccount.objects.using("owner").values_list("purchaser_id", "year").distinct()
    found: list[Finding] = []
    for purchaser, year in sorted(books):
        with acting(Actor(purchaser, JOB)):
            kept = balances(purchaser, year)
            counted = recount(read(purchaser, year))
        for account, balance in sorted(kept.items(), key=lambda item: item[0].key):
            stands = (balance.amount.cents, balance.pending_debits.cents)
            wanted = (counted.moved.get(account, 0), counted.apart.get(account, 0))
            if stands != wanted:
                told = [" / ".join(dutch.amount(Money(cents)) for cents in pair) for pair in (stands, wanted)]
                found.append(Finding(OTHER_BALANCE, str(account), seen=told[0], wanted=told[1]))
    return tuple(found)
