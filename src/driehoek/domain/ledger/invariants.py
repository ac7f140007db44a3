"""What must always hold of a ledger, told from a recount of its transfers; each clause catches its own fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from driehoek.domain.ledger.accounts import Account, AccountKind, source_of
from driehoek.domain.ledger.apply import Ledger
from driehoek.domain.ledger.recount import Recount, recount
from driehoek.domain.ledger.transfers import State
from driehoek.kernel import Code, Finding, Money
from driehoek.kernel.dutch import amount

RECOUNT_DIFFERS = Code(
    "LED-040",
    nl="Rekening {subject}: het saldo is {seen}, maar de boekingen tellen op tot {wanted}.",
    en="Account {subject}: the balance is {seen}, but the transfers add up to {wanted}.",
    mend_nl="Stop met boeken en zoek uit hoe het saldo is veranderd. De boekingen tellen.",
    mend_en="Stop booking and find out how the balance changed; the transfers count.",
)
OVER_SPACE = Code(
    "LED-041",
    nl="{subject}: er is {seen} beloofd en achtergehouden, maar de ruimte is {wanted}.",
    en="{subject}: {seen} is promised and held back, but the space is {wanted}.",
    mend_nl="Stop met boeken. Verlaag toekenningen of afspraken tot ze in de ruimte passen.",
    mend_en="Stop booking; lower grants or agreements until they fit the space.",
)
BELOW_ZERO = Code(
    "LED-042",
    nl="Rekening {subject} staat op {seen}.",
    en="Account {subject} stands at {seen}.",
    mend_nl="Stop met boeken en zoek de boeking die meer nam dan er was.",
    mend_en="Stop booking and find the transfer that took more than there was.",
)
NATIONAL_DIFFERS = Code(
    "LED-043",
    nl="Jaar {subject}: de ruimten tellen op tot {seen}, maar toegekend is {wanted}.",
    en="Year {subject}: the spaces add up to {seen}, but {wanted} was granted.",
    mend_nl="Zoek de overheveling die ruimte maakte of liet verdwijnen.",
    mend_en="Find the transfer of space that made or lost some.",
)
BROKEN_CHAIN = Code(
    "LED-044",
    nl="Boeking {subject}: {seen}.",
    en="Transfer {subject}: {seen}.",
    mend_nl="Zoek uit wie buiten de boekingsregels om schreef.",
    mend_en="Find out who wrote past the rules of booking.",
)
FINDINGS = (RECOUNT_DIFFERS, OVER_SPACE, BELOW_ZERO, NATIONAL_DIFFERS, BROKEN_CHAIN)

_PROMISED = frozenset({AccountKind.HELD_BACK, AccountKind.PGB, AccountKind.RESERVED, AccountKind.COMMITTED})


def check(ledger: Ledger) -> tuple[Finding, ...]:
    """Everything that is wrong with a ledger; nothing, unless somebody wrote past `apply`."""
    counted = recount(ledger.transfers)
    return (
        *_chains(ledger),
        *_balances(ledger, counted),
        *_ceilings(counted),
        *_signs(counted),
        *_national(counted),
    )


def _chains(ledger: Ledger) -> Iterator[Finding]:
    ids = Counter(entry.id for entry in ledger.transfers)
    decided = Counter(entry.pending_id for entry in ledger.transfers if entry.pending_id)
    pending = {entry.id for entry in ledger.transfers if entry.state is State.PENDING}
    yield from (
        Finding(BROKEN_CHAIN, name, seen="staat er meer dan één keer / stands there more than once")
        for name in _repeated(ids)
    )
    yield from (
        Finding(BROKEN_CHAIN, name, seen="is meer dan één keer beslist / decided more than once")
        for name in _repeated(decided)
    )
    for name in sorted(set(decided) - pending):
        yield Finding(BROKEN_CHAIN, name, seen="is beslist maar nooit voorlopig geboekt / decided but never pending")
    for entry in ledger.transfers:
        if entry.amount.cents <= 0:
            yield Finding(BROKEN_CHAIN, entry.id, seen=f"het bedrag is / the amount is {amount(entry.amount)}")


def _repeated(names: Counter[str]) -> list[str]:
    return sorted(name for name, count in names.items() if count > 1)


def _balances(ledger: Ledger, counted: Recount) -> Iterator[Finding]:
    for account in sorted({*ledger.balances, *counted.moved, *counted.apart}, key=lambda item: item.key):
        balance = ledger.balance(account)
        pairs = (
            (balance.amount, counted.moved.get(account, 0)),
            (balance.pending_debits, counted.apart.get(account, 0)),
        )
        for ours, cents in pairs:
            if ours.cents != cents:
                yield Finding(RECOUNT_DIFFERS, str(account), seen=amount(ours), wanted=amount(Money(cents)))


def _ceilings(counted: Recount) -> Iterator[Finding]:
    promised: Counter[str] = Counter()
    frames = {str(frame): (frame, cents) for frame, cents in counted.granted.items()}
    for account, cents in counted.moved.items():
        if account.kind in _PROMISED:
            promised[str(account.frame)] += cents
            frames.setdefault(str(account.frame), (account.frame, 0))
    for name, (frame, granted) in sorted(frames.items()):
        seen = promised[name] + counted.apart.get(Account(frame, AccountKind.SPACE), 0)
        if seen > granted:
            yield Finding(OVER_SPACE, name, seen=amount(Money(seen)), wanted=amount(Money(granted)))


def _signs(counted: Recount) -> Iterator[Finding]:
    for account in sorted({*counted.moved, *counted.apart}, key=lambda item: item.key):
        left = counted.moved.get(account, 0) - counted.apart.get(account, 0)
        if left < 0 and not account.kind.unbounded and account.kind is not AccountKind.SPACE:
            yield Finding(BELOW_ZERO, str(account), seen=amount(Money(left)))


def _national(counted: Recount) -> Iterator[Finding]:
    for year, cents in sorted(counted.national.items()):
        granted = -counted.moved.get(source_of(year), 0)
        if cents != granted:
            seen, wanted = amount(Money(cents)), amount(Money(granted))
            yield Finding(NATIONAL_DIFFERS, str(year), seen=seen, wanted=wanted)
