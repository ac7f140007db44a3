"""What is kept how long, and how it goes: each kind with its term, the law or choice behind it, and since when.

The terms stand in ``terms.csv``; a kind without a term is kept. What goes leaves a line in the log that says how many
of which kind, and the chain still verifies: it holds salted digests, and the salt goes with the content.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from driehoek.adapters.store.models import OutboxEntry


@dataclass(frozen=True, slots=True)
class Term:
    """How long one kind is kept.

    Attributes:
        kind: what, one word.
        tables: in which tables, without ``store_`` for our own.
        years: counted from the end of a year, or of a round's deadline; 0 for none.
        days: counted from a day; 0 for none.
        counted_from: from when, in words.
        how: how it goes, in words; ``kept`` when it does not.
        basis: ``law`` or ``own choice``.
        source: which law, or why.
        holds_from: since when this is the term.
    """

    kind: str
    tables: tuple[str, ...]
    years: int
    days: int
    counted_from: str
    how: str
    basis: str
    source: str
    holds_from: date

    @property
    def is_kept(self) -> bool:
        """Whether it stays."""
        return self.how == "kept"


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the table."""
    text = files("driehoek.adapters.store").joinpath("terms.csv").read_text(encoding="utf-8")
    return tuple(
        Term(
            row["kind"],
            tuple(name for name in row["tables"].split(",") if name),
            int(row["years"] or 0),
            int(row["days"] or 0),
            row["counted_from"],
            row["how"],
            row["basis"],
            row["source"],
            date.fromisoformat(row["holds_from"]),
        )
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    )


def retain(now: datetime, mails: Path, *, apply: bool) -> dict[str, int]:
    """Say what has passed its term, and with ``apply`` let it go, all in one transaction.

    Args:
        now: the moment to judge by.
        mails: the folder of mails that were written as files.
        apply: whether it goes; without, only what would go is counted.

    Returns:
        How many of each kind.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        counted = {}
        for term in terms():
            if term.is_kept or term.kind == "mail":
                continue
            counted[term.kind] = _WAYS[term.kind](cursor, term, now, apply)
        if apply:
            _told(counted, now)
    mail = next(term for term in terms() if term.kind == "mail")
    return counted | {"mail": _mails(mails, now - timedelta(days=mail.days), apply=apply)}


def _told(counted: Mapping[str, int], now: datetime) -> None:
    OutboxEntry.objects.using("owner").bulk_create(
        OutboxEntry(at=now, act="erased", subject=kind, content={"salt": "", "content": {"rows": count}}, transaction=0)
        for kind, count in counted.items()
        if count
    )


def _mails(folder: Path, before: datetime, *, apply: bool) -> int:
    old = [file for file in folder.glob("*") if file.is_file() and file.stat().st_mtime < before.timestamp()]
    if apply:
        for file in old:
            file.unlink()
    return len(old)


def _end_of_year(term: Term, now: datetime) -> date:
    """What ended a year before this day, at the turn of a year, has passed its term."""
    return date(now.astimezone(UTC).year - term.years, 1, 1)


def _count_or(cursor: Any, statement: str, values: list[object] | dict[str, object], *, apply: bool) -> int:
    """Run a statement that gives back a row for each row it touches, or count what it would touch and undo it."""
    cursor.execute("SAVEPOINT retention")
    cursor.execute(statement, values)
    count = int(cursor.rowcount)
    cursor.execute("RELEASE SAVEPOINT retention" if apply else "ROLLBACK TO SAVEPOINT retention")
    return count


def _check(cursor: Any) -> None:
    """Do the checks that wait for the end of the transaction now: a table with one still to come cannot be altered."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _sessions(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - one form for all
    del term
    return _count_or(cursor, "DELETE FROM django_session WHERE expire_date < %s", [now], apply=apply)


def _drafts(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    passed = "r.id = round_id AND r.closes_at + make_interval(years => %s) < %s"
    statement = f"DELETE FROM store_draft USING store_round r WHERE {passed}"  # noqa: S608 - our own words
    return _count_or(cursor, statement, [term.years, now], apply=apply)


def _of_round(table: str, guard: str = "") -> Callable[[Any, Term, datetime, bool], int]:
    """The rows of a table whose round's year ended long enough ago; ``guard`` is what forbids their removal else."""

    def go(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
        statement = (
            f"DELETE FROM {table} USING store_round r WHERE r.id = round_id AND make_date(r.year + 1, 1, 1) <= %s"  # noqa: S608 - our own table
        )
        if guard:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        try:
            count = _count_or(cursor, statement, [_end_of_year(term, now)], apply=apply)
            _check(cursor)
            return count
        finally:
            if guard:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {guard}")

    return go


def _evidence(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """Files of rounds that passed, unless a later round has them too; and what was never sent, once put away."""
    statement = """
        WITH gone AS (
            DELETE FROM store_submittedevidence e USING store_submission s, store_round r
            WHERE s.id = e.submission_id AND r.id = s.round_id AND make_date(r.year + 1, 1, 1) <= %(day)s
            RETURNING e.id, e.file_id)
        DELETE FROM store_evidencefile f
        WHERE NOT EXISTS (SELECT FROM store_submittedevidence e
                          WHERE e.file_id = f.id AND e.id NOT IN (SELECT id FROM gone))
          AND (f.id IN (SELECT file_id FROM gone) OR f.removed_at < %(day)s)"""
    cursor.execute("ALTER TABLE store_submittedevidence DISABLE TRIGGER submittedevidence_never")
    try:
        count = _count_or(cursor, statement, {"day": _end_of_year(term, now)}, apply=apply)
        _check(cursor)
        return count
    finally:
        cursor.execute("ALTER TABLE store_submittedevidence ENABLE TRIGGER submittedevidence_never")


def _key_figures(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    statement = "DELETE FROM store_keyfigures WHERE make_date(year + 1, 1, 1) <= %s"
    return _count_or(cursor, statement, [_end_of_year(term, now)], apply=apply)


def _sent_dossiers(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """A dossier that was sent holds every submission of its round again; that it was asked, sent and seen stays."""
    statement = (
        "UPDATE store_dossierrequest d SET content = NULL, found = '{}' FROM store_round r"
        " WHERE r.id = d.round_id AND make_date(r.year + 1, 1, 1) <= %s"
        " AND (d.content IS NOT NULL OR d.found <> '{}')"
    )
    return _count_or(cursor, statement, [_end_of_year(term, now)], apply=apply)


def _letters(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    statement = (
        "UPDATE store_outcome o SET letter = '', explanation = '{}'"
        " FROM store_result t JOIN store_round r ON r.id = t.round_id"
        " WHERE t.id = o.result_id AND make_date(r.year + 1, 1, 1) <= %s AND (o.letter <> '' OR o.explanation <> '{}')"
    )
    return _count_or(cursor, statement, [_end_of_year(term, now)], apply=apply)


def _log(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """Only what the chain covers already: else an act would vanish without a trace."""
    covered = "EXISTS (SELECT FROM store_auditentry a WHERE a.outbox = o.id)"
    statement = f"DELETE FROM store_outboxentry o WHERE at < %s AND {covered}"  # noqa: S608 - our own words
    return _count_or(cursor, statement, [_end_of_year(term, now)], apply=apply)


def _notices(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    before = now - timedelta(days=366 * term.years)
    return _count_or(cursor, "DELETE FROM store_notice WHERE made_at < %s", [before], apply=apply)


def _accounts(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """Who has had no role for long enough; whoever signed something stays in the record, without name or address."""
    cursor.execute(
        "SELECT p.id FROM store_person p WHERE email NOT LIKE %s"
        " AND EXISTS (SELECT FROM store_membership m WHERE m.person_id = p.id)"
        " AND NOT EXISTS (SELECT FROM store_membership m WHERE m.person_id = p.id"
        "                 AND (upper_inf(m.valid) OR upper(m.valid) > %s))",
        ["%@verwijderd.invalid", (now - timedelta(days=term.days)).date()],
    )
    people = [person for (person,) in cursor.fetchall()]
    if apply and people:
        for table in ("account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount"):
            cursor.execute(f"DELETE FROM {table} WHERE user_id = ANY(%s)", [people])  # noqa: S608 - of this list
        cursor.execute("DELETE FROM store_noticechoice WHERE person_id = ANY(%s)", [people])
        cursor.execute("UPDATE store_factorreset SET reason = 'Verwijderd' WHERE person_id = ANY(%s)", [people])
        cursor.execute(
            "UPDATE store_person SET name = 'Verwijderd', email = id || '@verwijderd.invalid', password = '!',"
            " is_active = false, last_login = NULL WHERE id = ANY(%s)",
            [people],
        )
    return len(people)


def _invitations(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    statement = "DELETE FROM store_invitation WHERE expires_at < %s"
    return _count_or(cursor, statement, [now - timedelta(days=term.days)], apply=apply)


def _inputs(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """Answers go with the input they answer, and so does the file of the round in which both stand."""
    of_round = "JOIN store_round r ON r.id = i.round_id WHERE make_date(r.year + 1, 1, 1) <= %s"
    old = f"SELECT i.id FROM store_councilinput i {of_round}"  # noqa: S608 - our own words
    answers = f"DELETE FROM store_councilanswer WHERE input_id IN ({old})"  # noqa: S608 - the same
    _count_or(cursor, answers, [_end_of_year(term, now)], apply=apply)
    file = (
        "DELETE FROM store_roundfile f USING store_round r WHERE r.id = f.round_id AND f.path = 'client-input.csv'"
        " AND make_date(r.year + 1, 1, 1) <= %s"
    )
    _count_or(cursor, file, [_end_of_year(term, now)], apply=apply)
    statement = f"DELETE FROM store_councilinput WHERE id IN ({old})"  # noqa: S608 - the same
    return _count_or(cursor, statement, [_end_of_year(term, now)], apply=apply)


def _talks(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """A report goes with its versions and what was said of them; a commitment with what was said of it."""
    before = _end_of_year(term, now)
    old = "SELECT v.id FROM store_talkversion v JOIN store_talk t ON t.id = v.talk_id WHERE t.created_at < %s"
    last = "commitment_id IN (SELECT id FROM store_commitment WHERE made_at < %s AND due < %s)"
    statements: tuple[tuple[str, list[object]], ...] = (
        (f"DELETE FROM store_talkcomment WHERE version_id IN ({old})", [before]),  # noqa: S608 - our own words
        (f"DELETE FROM store_talkconfirmation WHERE version_id IN ({old})", [before]),  # noqa: S608 - the same
        (f"DELETE FROM store_talkversion WHERE id IN ({old})", [before]),  # noqa: S608 - the same
        (f"DELETE FROM store_commitmentword WHERE {last}", [before, before]),  # noqa: S608 - the same
        ("DELETE FROM store_commitment WHERE made_at < %s AND due < %s", [before, before]),
    )
    for statement, values in statements:
        _count_or(cursor, statement, values, apply=apply)
    stays = "c.talk_id = t.id AND NOT (c.made_at < %s AND c.due < %s)"
    none = f"NOT EXISTS (SELECT FROM store_commitment c WHERE {stays})"
    statement = f"DELETE FROM store_talk t WHERE created_at < %s AND {none}"  # noqa: S608 - the same
    return _count_or(cursor, statement, [before, before, before], apply=apply)


_PARTS = ("paper", "mark", "version", "look", "announcement", "remark", "conditions", "clash", "change", "cell", "line")
"""The parts of an agreement, in an order in which nothing goes that another part still names."""


def _agreements(cursor: Any, term: Term, now: datetime, apply: bool) -> int:  # noqa: FBT001 - the same
    """An agreement goes with all that was said and done in it."""
    old = "SELECT id FROM store_agreement WHERE make_date(year + 1, 1, 1) <= %s"
    before: list[object] = [_end_of_year(term, now)]
    if apply:
        answers = f"DELETE FROM store_agreementremark WHERE answers_id IS NOT NULL AND agreement_id IN ({old})"  # noqa: S608 - our own words
        cursor.execute(answers, before)
        for part in _PARTS:
            cursor.execute(f"DELETE FROM store_agreement{part} WHERE agreement_id IN ({old})", before)  # noqa: S608 - the same
    return _count_or(cursor, f"DELETE FROM store_agreement WHERE id IN ({old})", before, apply=apply)  # noqa: S608 - the same


_WAYS: Mapping[str, Callable[[Any, Term, datetime, bool], int]] = {
    "session": _sessions,
    "draft": _drafts,
    "evidence": _evidence,
    "opened-submission": _of_round("store_openedsubmission", "openedsubmission_never"),
    "sealed-document": _of_round("store_sealeddocument", "sealeddocument_never"),
    "repaired-submission": _of_round("store_repairedsubmission", "repairedsubmission_never"),
    "repair-request": _of_round("store_repairrequest", "repairrequest_never"),
    "submission": _of_round("store_submission", "submission_never"),
    "sent-dossier": _sent_dossiers,
    "attachment": _of_round("store_roundattachment"),
    "question": _of_round("store_question"),
    "filing": _of_round("store_filing"),
    "key-figures": _key_figures,
    "council-input": _inputs,
    "talk": _talks,
    "agreement": _agreements,
    "outcome-letter": _letters,
    "log-content": _log,
    "notice": _notices,
    "account": _accounts,
    "invitation": _invitations,
}
"""How each kind goes."""
