"""Post transfers of the domain in the database, and read them back for a recount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from driehoek.adapters.store.models import LedgerAccount, LedgerTransfer
from driehoek.domain.agreement.committing import HeldFor
from driehoek.domain.ledger import refusals
from driehoek.domain.ledger.accounts import Account, AccountKind, Balance, SpaceFrame
from driehoek.domain.ledger.transfers import Bearer, State, Transfer
from driehoek.kernel import Finding, Money, dutch

TRIES = 100
"""How often a posting is tried again when its refusal was overtaken; each time somebody else got something done."""
_TWICE = "23505"
"""What PostgreSQL says when a name is there already."""


def post(purchaser: UUID, transfers: Iterable[Transfer], providers: Mapping[str, UUID]) -> tuple[Finding, ...]:
    """Post transfers, all or none, as the last work of the transaction that is open.

    Args:
        purchaser: whose ledger.
        transfers: in order; a transfer that is there already with the same content is not booked twice.
        providers: the organisation per contract, for who may see its own accounts.

    Returns:
        Nothing when all were posted; else the one refusal that stopped them.
    """
    wanted = list(transfers)
    accounts = _accounts(purchaser, wanted, providers)
    for _ in range(TRIES):
        rows = LedgerTransfer.objects.filter(id__in=[item.id for item in wanted])
        known = {row.id: _content(row) for row in rows}
        new: list[Transfer] = []
        for item in wanted:
            content = _content(_row(purchaser, item, accounts))
            if known.get(item.id, content) != content:
                return (Finding(refusals.ID_REUSED, item.id),)
            if item.id not in known:
                new.append(item)
                known[item.id] = content
        refused = _all_or_none(purchaser, new, accounts)
        if refused is None:
            return ()
        error, place = refused
        found = _refusal(error, new, place, accounts)
        if found is not None:
            return (found,)
    raise error


def _all_or_none(
    purchaser: UUID, transfers: list[Transfer], accounts: Mapping[Account, LedgerAccount]
) -> tuple[IntegrityError, int] | None:
    """Write transfers; the refusal of the database and which of them it refused, or None when all are written."""
    place = 0
    try:
        with transaction.atomic():
            for place, item in enumerate(transfers):  # noqa: B007 - the place at which it stopped
                _row(purchaser, item, accounts).save(force_insert=True)
    except IntegrityError as error:
        return error, place
    return None


def read(purchaser: UUID, year: int) -> tuple[Transfer, ...]:
    """All transfers of a year, in the order in which they were posted."""
    rows = LedgerTransfer.objects.filter(purchaser_id=purchaser, debit__year=year)
    return tuple(_transfer(row) for row in rows.select_related("debit", "credit").order_by("sequence"))


def balances(purchaser: UUID, year: int) -> dict[Account, Balance]:
    """What the accounts of a year hold, as the database keeps it."""
    rows = LedgerAccount.objects.filter(purchaser_id=purchaser, year=year)
    return {
        _account(row): Balance(
            Money(row.debits), Money(row.credits), Money(row.pending_debits), Money(row.pending_credits)
        )
        for row in rows
    }


def held_for(purchaser: UUID, year: int, contract: str) -> dict[SpaceFrame, HeldFor]:
    """What the ledger holds for one contract per sub-frame; who posts for it holds its agreement meanwhile."""
    rows = LedgerAccount.objects.filter(purchaser_id=purchaser, year=year, contract=contract)
    found: dict[SpaceFrame, HeldFor] = {}
    for row in rows:
        account, left = _account(row), Money(row.credits - row.debits - row.pending_debits)
        here = found.get(account.frame, HeldFor())
        if account.kind is AccountKind.RESERVED:
            found[account.frame] = replace(here, reserved=left)
        elif account.kind is AccountKind.COMMITTED:
            found[account.frame] = replace(here, committed=left)
    return found


def free_of(purchaser: UUID, year: int) -> dict[SpaceFrame, Money]:
    """What is still free in each sub-frame, for who may see it."""
    rows = LedgerAccount.objects.filter(purchaser_id=purchaser, year=year, kind=AccountKind.SPACE.value)
    return {_account(row).frame: Money(row.credits - row.debits - row.pending_debits) for row in rows}


def _accounts(
    purchaser: UUID, transfers: list[Transfer], providers: Mapping[str, UUID]
) -> dict[Account, LedgerAccount]:
    """The rows of all accounts that are used, made where they were not there yet."""
    used = sorted({end for item in transfers for end in (item.debit, item.credit)}, key=lambda item: item.key)
    known = _known(purchaser, used)
    missing = [item for item in used if item not in known]
    if not missing:
        return known
    LedgerAccount.objects.bulk_create(
        [
            LedgerAccount(
                purchaser_id=purchaser,
                provider_id=providers.get(item.contract) if item.contract else None,
                year=item.frame.year,
                pool=item.frame.pool,
                frame=item.frame.name,
                kind=item.kind.value,
                contract=item.contract,
            )
            for item in missing
        ],
        ignore_conflicts=True,
    )
    return _known(purchaser, used)


def _known(purchaser: UUID, used: list[Account]) -> dict[Account, LedgerAccount]:
    """The rows that are there; of the contracts in question alone, since a year has thousands."""
    years, contracts = {item.frame.year for item in used}, {item.contract for item in used}
    rows = LedgerAccount.objects.filter(purchaser_id=purchaser, year__in=years, contract__in=contracts)
    return {_account(row): row for row in rows}


def _account(row: LedgerAccount) -> Account:
    return Account(SpaceFrame(row.year, row.pool, row.frame), AccountKind(row.kind), row.contract)


def _row(purchaser: UUID, item: Transfer, accounts: Mapping[Account, LedgerAccount]) -> LedgerTransfer:
    return LedgerTransfer(
        id=item.id,
        purchaser_id=purchaser,
        debit=accounts[item.debit],
        credit=accounts[item.credit],
        amount=item.amount.cents,
        state=item.state.value,
        cause=item.cause,
        reference=item.reference,
        day=item.day,
        pending_id=item.pending_id or None,
        expires_on=item.expires_on,
        bearer=item.bearer.value if item.bearer else "",
    )


def _content(row: LedgerTransfer) -> tuple[object, ...]:
    ends = (row.debit_id, row.credit_id, row.amount, row.state, row.cause, row.reference)
    return (*ends, row.day, row.pending_id, row.expires_on, row.bearer)


def _transfer(row: LedgerTransfer) -> Transfer:
    return Transfer(
        row.id,
        _account(row.debit),
        _account(row.credit),
        Money(row.amount),
        State(row.state),
        row.cause,
        row.reference,
        row.day,
        row.pending_id or "",
        row.expires_on,
        Bearer(row.bearer) if row.bearer else None,
    )


def _refusal(
    error: IntegrityError, transfers: list[Transfer], place: int, accounts: Mapping[Account, LedgerAccount]
) -> Finding | None:
    """The finding that the domain would have given.

    The room is what the account holds now, less what the transfers before this one in the same call would take of it.
    None when it is not true any more: somebody gave space back in between, or posted the same transfer just before.
    """
    item = transfers[place]
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name == "ledger_account_ceiling":
        row = LedgerAccount.objects.get(pk=accounts[item.debit].pk)
        room = row.credits - row.debits - row.pending_debits + _moved(transfers[:place], item.debit)
        if room >= item.amount.cents:
            return None
        code = refusals.OVER_CEILING if item.debit.kind is AccountKind.SPACE else refusals.NOT_COVERED
        return Finding(code, str(item.debit), seen=dutch.amount(item.amount), wanted=dutch.amount(Money(room)))
    if name == "ledger_transfer_decided_once":
        return Finding(refusals.ALREADY_POSTED, item.id, seen=item.pending_id)
    if getattr(error.__cause__, "sqlstate", "") == _TWICE:
        return None
    raise error


def _moved(transfers: Iterable[Transfer], account: Account) -> int:
    """What transfers leave more (or less) to spend on an account, in cents."""
    moved = 0
    for item in transfers:
        if item.state is State.POSTED and item.credit == account:
            moved += item.amount.cents
        if item.debit == account and not (item.state is State.POSTED and item.pending_id):
            moved += item.amount.cents if item.pending_id else -item.amount.cents
    return moved
