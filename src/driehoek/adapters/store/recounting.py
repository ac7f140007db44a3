"""Count the ledger again from its transfers alone, and say where the database keeps another balance."""

from __future__ import annotations

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.booking import balances, read
from driehoek.adapters.store.models import LedgerAccount
from driehoek.domain.ledger.recount import recount
from driehoek.kernel import Code, Finding, Money, dutch

OTHER_BALANCE = Code(
    "STO-030",
    nl="De rekening {subject} staat op {seen}; de boekingen samen zijn {wanted}.",
    en="The account {subject} stands at {seen}; its transfers come to {wanted}.",
    mend_nl="Stop met boeken en zoek uit wie in de database schreef; zet zo nodig een reservekopie terug.",
    mend_en="Stop booking and find out who wrote in the database; restore a backup if need be.",
)
FINDINGS = (OTHER_BALANCE,)
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
