"""What of a stored round is made public: its policy as data and PDF, its calendar, the files of its final result."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

import yaml

from driehoek.adapters.dossier.tables import POLICY_FILE
from driehoek.adapters.dossier.write import csv_bytes
from driehoek.adapters.office.council_pdf import document_pdf
from driehoek.adapters.publish import check_package, check_sums, release_package
from driehoek.adapters.publish.ics import Dated, calendar
from driehoek.adapters.store import decisions
from driehoek.adapters.store.models import Result
from driehoek.adapters.store.round_files import files_at
from driehoek.application.document import Section, paragraph
from driehoek.application.outcome import RoundOutcome
from driehoek.application.publish.open_files import (
    CONTRACTED,
    CONTRACTED_HEAD,
    DICTIONARY,
    MEANINGS,
    RESULTS,
    RESULTS_HEAD,
    contracted,
    results,
)
from driehoek.bootstrap.policies import changes, print_policy
from driehoek.bootstrap.publications import PACKAGE_FILE, may_publish
from driehoek.bootstrap.stored_entry import form_at
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.domain.policy import Policy
from driehoek.domain.policy.diff import PolicyChange, by_theme
from driehoek.kernel import Finding, blocking

__all__ = [
    "Dated",
    "Ready",
    "calendar",
    "changes_by_theme",
    "nota_pdf",
    "policy_at",
    "policy_json",
    "policy_pdf",
    "policy_text",
    "ready_to_publish",
    "rows_of",
]
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""Under which licence it may be used again when the policy names none."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What would be published of a round.

    Attributes:
        files: the text of each file by path; empty when something stands in the way.
        decision: the fingerprint of the decision that they are of.
        findings: what stands in the way, and what is worth knowing.
    """

    files: Mapping[str, str]
    decision: str
    findings: tuple[Finding, ...]


def ready_to_publish(round_id: UUID) -> Ready | None:
    """The public files of the final result of a round; None while there is none.

    They are made of the round as it stood when its result was adopted, and only when it still gives that decision.
    """
    final = decisions.final(round_id)
    before = Result.objects.filter(round_id=round_id, is_final=False, version=final.version).first() if final else None
    if final is None or before is None:
        return None
    outcome = outcome_of(before)
    if not isinstance(outcome, RoundOutcome):
        return Ready({}, final.decision_fingerprint, outcome)
    found = tuple(may_publish(outcome, final.decision_fingerprint))
    if blocking(found):
        return Ready({}, final.decision_fingerprint, found)
    package = release_package(outcome)
    wrong = (*check_package(package, PACKAGE_FILE), *check_sums(package, outcome))
    files = {
        CONTRACTED: _csv(CONTRACTED_HEAD, contracted(outcome)),
        RESULTS: _csv(RESULTS_HEAD, results(outcome)),
        DICTIONARY: _csv(("table", "column", "meaning", "dutch"), MEANINGS),
        PACKAGE_FILE: package.decode(),
    }
    return Ready({} if blocking(wrong) else files, final.decision_fingerprint, (*found, *wrong))


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return csv_bytes(head, rows).decode()


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a published table by column."""
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def policy_at(round_id: UUID, at: datetime) -> Policy | None:
    """The policy of a round as it stood; None when it cannot be read."""
    return form_at(round_id, at).common.policy


def policy_text(round_id: UUID, at: datetime) -> str:
    """The policy as the file that the round runs on."""
    return files_at(round_id, at, [POLICY_FILE]).get(POLICY_FILE, "")


@lru_cache(maxsize=16)
def policy_json(text: str) -> bytes:
    """The same as JSON: every value stays the text that was written, as in the file."""
    held = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text, lists and mappings
    return json.dumps(held, ensure_ascii=False, indent=2).encode()


def policy_pdf(policy: Policy) -> bytes:
    """The policy as it is printed."""
    return print_policy(policy)


def changes_by_theme(before: Policy, after: Policy) -> list[tuple[str, tuple[PolicyChange, ...]]]:
    """What changed since the policy of the year before, under each of the seventeen themes (B-030)."""
    return [(theme.value, items) for theme, items in by_theme(changes(before, after)).items()]


def nota_pdf(policy: Policy, answered: Sequence[tuple[str, str]], made: date) -> bytes:
    """The nota van inlichtingen as PDF: each question with its answer, nobody's name."""
    sections = tuple(
        Section(f"Vraag {number}", (paragraph(question), paragraph(f"Antwoord: {answer}")))
        for number, (question, answer) in enumerate(answered, 1)
    )
    title = f"Nota van inlichtingen bij {policy.title}"
    synthetic = "SYNTHETIC" in f"{policy.title} {policy.purchaser.name}"
    return document_pdf(title, policy.purchaser.name, sections, made, synthetic=synthetic)
