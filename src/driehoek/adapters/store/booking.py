"""Post transfers of the domain in the database, and read them back for a recount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from driehoek.adapters.store.models import LedgerAccount, LedgerTransfer
from driehoek.domain.ledger import refusals
from driehoek.domain.ledger.accounts import Account, AccountKind, Balance, SpaceFrame
from driehoek.domain.ledger.transfers import Bearer, State, Transfer
from driehoek.kernel import Finding, Money, dutch


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
    known = {row.id: row for row in LedgerTransfer.objects.filter(id__in=[item.id for item in wanted])}
    try:
        with transaction.atomic():
            for item in wanted:
                row = _row(purchaser, item, accounts)
                if item.id in known:
                    if _content(known[item.id]) != _content(row):
                        return (Finding(refusals.ID_REUSED, item.id),)
                    continue
                stopped = item
                row.save(force_insert=True)
    except IntegrityError as error:
        return (_refusal(error, stopped, accounts),)
    return ()


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


def _accounts(
    purchaser: UUID, transfers: list[Transfer], providers: Mapping[str, UUID]
) -> dict[Account, LedgerAccount]:
    """The rows of all accounts that are used, made where they were not there yet."""
    used = sorted({end for item in transfers for end in (item.debit, item.credit)}, key=lambda item: item.key)
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
            for item in used
        ],
        ignore_conflicts=True,
    )
    years = {item.frame.year for item in used}
    rows = LedgerAccount.objects.filter(purchaser_id=purchaser, year__in=years)
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


def _refusal(error: IntegrityError, item: Transfer, accounts: Mapping[Account, LedgerAccount]) -> Finding:
    """The finding that the domain would have given; the room is that of the account after the refusal."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name == "ledger_account_ceiling":
        row = LedgerAccount.objects.get(pk=accounts[item.debit].pk)
        room = Money(row.credits - row.debits - row.pending_debits)
        code = refusals.OVER_CEILING if item.debit.kind is AccountKind.SPACE else refusals.NOT_COVERED
        return Finding(code, str(item.debit), seen=dutch.amount(item.amount), wanted=dutch.amount(room))
    if name == "ledger_transfer_decided_once":
        return Finding(refusals.ALREADY_POSTED, item.id, seen=item.pending_id)
    raise error
