"""A draft in the portal as the round's own rules see it: the same files, the same reader, the same tests.

What all providers of a round have in common is read once and kept by the hashes of its files; at each look only the
draft itself is read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from uuid import UUID

import yaml

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.dossier.read import Common, read_common, read_own_of
from driehoek.adapters.dossier.tables import POLICY_FILE, PRODUCTS, PROVIDERS, TARIFFS
from driehoek.adapters.dossier.write import submission_files
from driehoek.adapters.store.round_files import files_at, hashes_at, hashes_of
from driehoek.application.entry_form import EntryForm, entry_form
from driehoek.application.entry_preview import EntryPreview, preview_entry
from driehoek.bootstrap.kept import Kept
from driehoek.bootstrap.stored_rounds import EVIDENCE, KEPT_ROUNDS, SUBMISSIONS
from driehoek.domain.tender.submission import Evidence, Provider, Submission
from driehoek.kernel import Agb, Finding, blocking

FORM_FILES = (POLICY_FILE, PRODUCTS.file, TARIFFS.file)
KEPT_DESKS = 4096
"""Of how many providers the empty form is kept: those of a whole country in one year, some more than once."""


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What a provider typed, as text.

    Attributes:
        contract: the AGB of the contract.
        lots: the lots it enters.
        answers: per question.
        volumes: per lot and product the quantity and the capacity.
        evidence: its documents, each with the SHA-256 of its bytes.
        subcontractors: who else delivers: name, AGB, products with commas, and the day of report, as text.
    """

    contract: str
    lots: Sequence[str]
    answers: Mapping[str, str]
    volumes: Mapping[str, Mapping[str, tuple[str, str]]]
    evidence: Sequence[Evidence] = ()
    subcontractors: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How a draft stands.

    Attributes:
        form: what is asked of this contract; None when the policy itself cannot be used.
        preview: what the round would say; None when the draft cannot be read.
        findings: what is wrong with what was typed, with its mend.
        submission: the draft as it would be handed in.
        files: and its files.
    """

    form: EntryForm | None
    preview: EntryPreview | None
    findings: tuple[Finding, ...]
    submission: Submission | None
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormOfRound:
    """What the form of a round is made of, read.

    Attributes:
        hashes: the path and SHA-256 of each file it was read from; what is made of it is kept by them.
        common: policy, products and tariffs, for all providers the same.
    """

    hashes: tuple[tuple[str, str], ...]
    common: Common


def form_at(round_id: UUID, at: datetime) -> FormOfRound:
    """What the form of a round is made of at a moment; read and parsed only when it is not known yet."""
    return _form_by(round_id, at, hashes_at(round_id, at, FORM_FILES))


def forms_at(rounds: Iterable[UUID], at: datetime) -> dict[UUID, FormOfRound]:
    """The same of many rounds, of which the hashes are asked once for all."""
    return {round_id: _form_by(round_id, at, hashes) for round_id, hashes in hashes_of(rounds, at, FORM_FILES).items()}


def _form_by(round_id: UUID, at: datetime, hashes: tuple[tuple[str, str], ...]) -> FormOfRound:
    while True:
        try:
            return _FORMS.get(hashes, partial(_form_files, round_id, at, hashes))
        except _ChangedError:
            hashes = hashes_at(round_id, at, FORM_FILES)


class _ChangedError(Exception):
    """A file changed between the look at its hash and the look at itself."""


def _form_files(round_id: UUID, at: datetime, hashes: tuple[tuple[str, str], ...]) -> FormOfRound:
    found = form_of(files_at(round_id, at, FORM_FILES))
    if found.hashes != hashes:
        raise _ChangedError
    return found


def form_of(public: Mapping[str, str]) -> FormOfRound:
    """The same from the content of policy, products and tariffs by path."""
    files = {path: text.encode() for path, text in sorted(public.items())}
    hashes = tuple((path, sha256(data).hexdigest()) for path, data in files.items())
    return FormOfRound(hashes, read_common(files, _regions()))


_FORMS: Kept[tuple[tuple[str, str], ...], FormOfRound] = Kept(KEPT_ROUNDS)
_ASKED: Kept[tuple[object, ...], EntryForm | None] = Kept(KEPT_DESKS)


def foresee(form: FormOfRound, party: str, draft: DraftContent, arrived: datetime) -> Foreseen:
    """Say of a draft what the round would say if it arrived at ``arrived``.

    Args:
        form: what the form is made of.
        party: the header and the own line of ``providers.csv``.
        draft: what was typed.
        arrived: the moment of arrival, Dutch civil time without zone, as the dossier has it.
    """
    own = {PROVIDERS.file: party.encode()}
    asked = form_of_contract(form, party, draft.contract, arrived)
    files = {path: text.encode() for path, text in _files(draft, arrived).items()}
    dossier, findings = read_own_of(form.common, {**own, **files}, draft.contract, arrived, _digests(draft))
    if dossier is None or not dossier.providers or not dossier.submissions or blocking(findings):
        return Foreseen(asked, None, findings, None, {})
    submission = dossier.submissions[0]
    written = {path: data.decode() for path, data in submission_files(submission).items()}
    preview = preview_entry(dossier, dossier.providers[0], submission)
    return Foreseen(asked, preview, findings, submission, written)


def form_of_contract(form: FormOfRound, party: str, contract: str, arrived: datetime) -> EntryForm | None:
    """The empty form of one contract; None when the policy itself cannot be used.

    Args:
        form: what the form is made of.
        party: the header and the own line of ``providers.csv``.
        contract: the AGB of the contract.
        arrived: the moment to reckon with, Dutch civil time without zone.
    """
    own = {PROVIDERS.file: party.encode()}
    return _ASKED.get((form.hashes, party, contract), lambda: _asked(form.common, own, contract, arrived))


def read_handed(
    form: FormOfRound, party: str, contract: str, files: Mapping[str, str], evidence: Mapping[str, str]
) -> Submission | None:
    """Read what was handed in by the form as it is now; None when that cannot read it any more.

    Args:
        form: what the form is made of.
        party: the header and the own line of ``providers.csv``.
        contract: the AGB of the contract.
        files: the text of each file by path inside its folder.
        evidence: the SHA-256 of each document by path inside its folder.
    """
    folder = f"{SUBMISSIONS}{contract}/"
    own = {PROVIDERS.file: party.encode()} | {f"{folder}{path}": text.encode() for path, text in files.items()}
    digests = {f"{folder}{path}": digest for path, digest in evidence.items()}
    dossier, _ = read_own_of(form.common, own, contract, _LONG_AGO, digests)
    return dossier.submissions[0] if dossier is not None and dossier.submissions else None


_LONG_AGO = datetime.min  # noqa: DTZ901 - what was handed in says itself when it arrived


def _asked(common: Common, own: Mapping[str, bytes], contract: str, arrived: datetime) -> EntryForm | None:
    """What is asked, whatever was typed: a fault in a draft never takes the form away."""
    dossier, _ = read_own_of(common, own, contract, arrived)
    if dossier is None or not dossier.providers:
        return None
    group = dossier.providers[0].group
    form = entry_form(dossier.policy, Agb(contract), group, (), dossier.products, dossier.tariffs)
    return form if isinstance(form, EntryForm) else None


def party_of(form: FormOfRound, party: str, contract: str, arrived: datetime) -> Provider | None:
    """Who a contract is, from its own line of ``providers.csv``; nothing when that cannot be read."""
    dossier, _ = read_own_of(form.common, {PROVIDERS.file: party.encode()}, contract, arrived.replace(tzinfo=None))
    return dossier.providers[0] if dossier is not None and dossier.providers else None


@cache
def _regions() -> tuple[str, ...]:
    return tuple(code.code for region in load_regions().all for code in (region.code, *region.aliases))


def _digests(draft: DraftContent) -> dict[str, str]:
    """The SHA-256 of the documents by their path in the dossier."""
    return {f"{_folder(draft)}/{EVIDENCE}{item.file}": item.sha256 for item in draft.evidence}


def _folder(draft: DraftContent) -> str:
    return f"{SUBMISSIONS}{draft.contract}"


def _files(draft: DraftContent, arrived: datetime) -> dict[str, str]:
    """The typed draft as the files of a submission; what was left empty is left out."""
    answers = {key: text for key, text in sorted(draft.answers.items()) if text.strip()}
    received = arrived.replace(tzinfo=None).isoformat()
    said: dict[str, object] = {"received": received, "lots": sorted(draft.lots), "answers": answers}
    if draft.evidence:
        said["evidence"] = [_piece(item) for item in draft.evidence]
    if parties := [_party(item) for item in draft.subcontractors if item.get("name", "").strip()]:
        said["subcontractors"] = parties
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";", lineterminator="\n")
    writer.writerow(("lot", "product", "quantity", "capacity"))
    for lot, products in sorted(draft.volumes.items()):
        for product, (quantity, capacity) in sorted(products.items()):
            if quantity.strip():
                writer.writerow((lot, product, quantity.strip(), capacity.strip()))
    return {
        f"{_folder(draft)}/answers.yaml": yaml.safe_dump(said, sort_keys=False, allow_unicode=True),
        f"{_folder(draft)}/volumes.csv": rows.getvalue(),
    }


def _piece(item: Evidence) -> dict[str, object]:
    said: dict[str, object] = {"question": item.question, "file": item.file, "issued_on": item.issued_on}
    if item.expires_on is not None:
        said["expires_on"] = item.expires_on
    return {**said, "sha256": item.sha256}


def _party(item: Mapping[str, str]) -> dict[str, object]:
    """A subcontractor as typed; what cannot be read is told by the reader, with its mend."""
    products = [code.strip() for code in item.get("products", "").split(",") if code.strip()]
    said: dict[str, object] = {"name": item["name"].strip(), "agb": item.get("agb", "").strip(), "products": products}
    if day := item.get("reported_on", "").strip():
        said["reported_on"] = day
    return said
