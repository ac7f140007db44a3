"""Packaged facts for the corner of the provider: kinds of evidence, the law of decisions, terms to disagree."""

from __future__ import annotations

from functools import cache

from driehoek.adapters.catalogue.packaged import period, read_table
from driehoek.domain.policy.remedies import Instrument, Law, LawLine, RemedyKind, TermLine, Terms
from driehoek.domain.tender.evidence import FileKind


@cache
def evidence_kinds() -> tuple[FileKind, ...]:
    """The kinds of file that can be evidence, with the days on which each is taken."""
    return tuple(
        FileKind(
            row["kind"],
            row["extension"],
            row["media_type"],
            int(row["most_bytes"]),
            period(row["from"], ""),
            row["source"],
        )
        for row in read_table("evidence/kinds.csv").rows
    )


@cache
def remedy_terms() -> Terms:
    """Under which law decisions fall, and what laws say of the terms of each way to disagree."""
    laws = tuple(
        LawLine(
            row["regime"],
            Instrument(row["instrument"]),
            Law(row["law"]),
            period(row["from"], row["through"]),
            row["source"],
        )
        for row in read_table("remedies/laws.csv").rows
    )
    terms = tuple(
        TermLine(
            RemedyKind(row["kind"]),
            int(row["days"]),
            row["moves_to_workday"] == "yes",
            int(row["answer_workdays"]),
            period(row["from"], row["through"]),
            row["source"],
        )
        for row in read_table("remedies/terms.csv").rows
    )
    return Terms(laws, terms)
