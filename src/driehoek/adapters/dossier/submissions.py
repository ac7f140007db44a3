"""Reading what providers handed in: one folder per submission with its answers, volumes and evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from driehoek.adapters.dossier import codes, tables
from driehoek.adapters.dossier.answers import canonical_answer
from driehoek.adapters.dossier.cells import Sheet
from driehoek.adapters.dossier.decode import decode, near
from driehoek.adapters.dossier.folder import Folder
from driehoek.adapters.dossier.known import Known
from driehoek.domain.tender.submission import Evidence, OfferLine, Subcontractor, Submission
from driehoek.kernel import Agb, Code, Place

_NAME = re.compile(r"^([0-9]{8})(-[1-9][0-9]*)?$")
_HASH = re.compile(r"^[0-9a-f]{64}$")


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """A document as ``answers.yaml`` names it.

    Attributes:
        question: the question it belongs to.
        file: the name of the file in the folder ``evidence``.
        issued_on: its date.
        expires_on: the first day on which it no longer counts; left out when it does not expire.
        sha256: its hash when it came in, when that was noted.
    """

    question: str
    file: str
    issued_on: date
    expires_on: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The content of ``answers.yaml``.

    Attributes:
        received: when the submission arrived, Dutch civil time.
        lots: the lots it is for.
        answers: the answer to each question, by the id of the question.
        evidence: its documents.
        subcontractors: who else delivers.
        withdrawn_on: when it was withdrawn; left out while it stands.
        completed: for answers completed in the repair window, the moment per question.
    """

    received: datetime
    lots: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[EvidenceEntry, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    withdrawn_on: datetime | None = None
    completed: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of ``answers.yaml`` while its provider still works on it: it may have no moment of arrival.

    Attributes:
        lots: see `Answers`, here and below.
        received: when it arrived; None when it has not.
        answers: the answers.
        evidence: the documents.
        subcontractors: who else delivers.
        withdrawn_on: when it was withdrawn.
        completed: what was completed later.
    """

    lots: tuple[str, ...]
    received: datetime | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[EvidenceEntry, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    withdrawn_on: datetime | None = None
    completed: Mapping[str, datetime] = field(default_factory=dict)

    def at(self, moment: datetime) -> Answers:
        """The same as a submission that arrived at ``moment``, unless it says when it did."""
        return Answers(
            self.received or moment,
            self.lots,
            self.answers,
            self.evidence,
            self.subcontractors,
            self.withdrawn_on,
            self.completed,
        )


def read_own(folder: Folder, known: Known, contract: str, moment: datetime) -> tuple[Submission, ...]:
    """Read what one contract handed in or is writing; what has no moment of arrival arrives at ``moment``."""
    read = []
    for name, is_folder in folder.names(tables.SUBMISSIONS_FOLDER).items():
        found = _NAME.match(name)
        if found and is_folder and found.group(1) == contract:
            path = f"{tables.SUBMISSIONS_FOLDER}/{name}"
            submission = _Reader(folder, known, path, Agb(contract), moment).submission()
            if submission is not None:
                read.append(submission)
    return tuple(read)


def read_submissions(folder: Folder, known: Known) -> tuple[Submission, ...]:
    """Read all submissions, in order of their folders."""
    read = []
    for name, is_folder in folder.names(tables.SUBMISSIONS_FOLDER).items():
        path = f"{tables.SUBMISSIONS_FOLDER}/{name}"
        found = _NAME.match(name)
        if not found or not is_folder:
            folder.find(codes.FOLDER_NAME, path, Place(path), seen=name, wanted="06010001, 06010001-2")
            continue
        contract = found.group(1)
        if known.contracts is not None and contract not in known.contracts:
            folder.find(codes.NO_PROVIDER, contract, Place(path))
        submission = folder.once(path, partial(_read_one, known, path, contract))
        if submission is not None:
            read.append(submission)
    return tuple(read)


def _read_one(known: Known, path: str, contract: str, folder: Folder) -> Submission | None:
    """One submission; beside its own files it depends on what the policy and the products define."""
    return _Reader(folder, known, path, Agb(contract)).submission()


@dataclass
class _Reader:
    """The reading of one submission.

    Attributes:
        folder: the dossier.
        known: what may be referred to.
        path: the folder of the submission.
        contract: whose it is.
        moment: when a draft is taken to arrive; None where only what has arrived is read.
        places: where each part of ``answers.yaml`` stands.
    """

    folder: Folder
    known: Known
    path: str
    contract: Agb
    moment: datetime | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    def submission(self) -> Submission | None:
        names = self.folder.names(self.path)
        if tables.SEALED_FILE in names:
            path = f"{self.path}/{tables.SEALED_FILE}"
            self.folder.find(codes.SEALED, self.contract.code, Place(path))
            return None
        expected = (tables.ANSWERS_FILE, tables.VOLUMES.file, tables.EVIDENCE_FOLDER, tables.README_FILE)
        for name in names:
            if name not in expected:
                path = f"{self.path}/{name}"
                self.folder.find(codes.FILE_UNKNOWN, path, Place(path), wanted=near(name, expected))
        file = f"{self.path}/{tables.ANSWERS_FILE}"
        data = self.folder.read(file)
        if data is None:
            if file not in self.folder.failed:
                self.folder.fail(codes.FILE_MISSING, file, wanted="received, lots, answers")
            return None
        answers = self._decoded(data, file)
        lines = self._lines(answers)
        if answers is None:
            return None
        self._lots(answers)
        evidence = tuple(self._evidence(index, entry) for index, entry in enumerate(answers.evidence))
        return Submission(
            contract=self.contract,
            received=answers.received,
            lots=answers.lots,
            answers=self._answers(answers.answers),
            lines=lines,
            evidence=evidence,
            subcontractors=self._subcontractors(answers.subcontractors),
            withdrawn_on=answers.withdrawn_on,
            completed=self._completed(answers.completed),
        )

    def _decoded(self, data: bytes, file: str) -> Answers | None:
        if self.moment is None:
            whole = decode(data, Answers, file)
            answers, self.places, findings = whole.value, whole.places, whole.findings
        else:
            draft = decode(data, Draft, file)
            answers = draft.value.at(self.moment) if draft.value else None
            self.places, findings = draft.places, draft.findings
        self.folder.findings.extend(findings)
        return answers

    def _find(self, code: Code, path: str, *, subject: str = "", seen: str = "", wanted: str = "") -> None:
        place = self.places.get(path) or Place(f"{self.path}/{tables.ANSWERS_FILE}")
        self.folder.find(code, subject or path, place, seen=seen[:80], wanted=wanted)

    def _lots(self, answers: Answers) -> None:
        for index, lot in enumerate(answers.lots):
            if self.known.lots is not None and lot not in self.known.lots:
                self._find(codes.CODE_UNKNOWN, f"lots[{index}]", subject="lots", seen=lot, wanted=tables.POLICY_FILE)

    def _answers(self, answers: Mapping[str, str]) -> dict[str, str]:
        read = {}
        for name, text in answers.items():
            path = f"answers.{name}"
            self._question(name, path)
            question = self.known.questions.get(name)
            read[name], wanted = canonical_answer(question, text) if question else (text, "")
            if wanted:
                self._find(codes.ANSWER_FORM, path, seen=text, wanted=wanted)
        return read

    def _completed(self, completed: Mapping[str, datetime]) -> dict[str, datetime]:
        for name in completed:
            self._question(name, f"completed.{name}")
        return dict(completed)

    def _question(self, name: str, path: str) -> None:
        if self.known.policy is not None and name not in self.known.questions:
            wanted = near(name, tuple(sorted(self.known.questions)))
            self._find(codes.QUESTION_UNKNOWN, path, subject=self.contract.code, seen=name, wanted=wanted)

    def _evidence(self, index: int, entry: EvidenceEntry) -> Evidence:
        path, digest = f"evidence[{index}]", entry.sha256.lower()
        self._question(entry.question, f"{path}.question")
        if digest and not _HASH.match(digest):
            self._find(codes.VALUE_UNREADABLE, f"{path}.sha256", seen=digest, wanted="0-9 a-f (64)")
        base = f"{self.path}/{tables.EVIDENCE_FOLDER}"
        inside = self.folder.inside(entry.file, base)
        if inside is None:
            self._find(codes.OUTSIDE, f"{path}.file", seen=entry.file)
            return Evidence(entry.question, entry.file, entry.issued_on, entry.expires_on, digest)
        seen = self.folder.sha256(inside)
        if seen is None:
            contract = self.contract.code
            self._find(codes.EVIDENCE_ABSENT, f"{path}.file", subject=contract, seen=entry.file, wanted=base)
        elif digest and digest != seen:
            contract = self.contract.code
            self._find(codes.EVIDENCE_CHANGED, f"{path}.file", subject=contract, seen=entry.file, wanted=digest)
        return Evidence(entry.question, entry.file, entry.issued_on, entry.expires_on, seen or digest)

    def _subcontractors(self, given: tuple[Subcontractor, ...]) -> tuple[Subcontractor, ...]:
        for index, party in enumerate(given):
            path = f"subcontractors[{index}]"
            if party.agb and Agb.parse(party.agb) is None:
                self._find(codes.VALUE_UNREADABLE, f"{path}.agb", seen=party.agb, wanted="06010001")
            for product in party.products:
                if self.known.units is not None and product not in self.known.units:
                    self._find(codes.CODE_UNKNOWN, f"{path}.products", seen=product, wanted=tables.PRODUCTS.file)
        return given

    def _lines(self, answers: Answers | None) -> tuple[OfferLine, ...]:
        file = f"{self.path}/{tables.VOLUMES.file}"
        data = self.folder.read(file)
        if data is None:
            return ()
        lines = []
        for row in Sheet(tables.FILLED_VOLUMES, file, data, self.folder.findings).rows():
            if row.cells.get("remark") and not row.cells.get("quantity") and not row.cells.get("capacity"):
                continue  # a row of the form that its provider left empty: not offered
            lot = self.known.lot(row)
            if answers is not None and lot not in answers.lots and row.good:
                wanted, contract = ", ".join(answers.lots) or "-", self.contract.code
                row.fault(codes.LOT_NOT_ENTERED, "lot", seen=lot, wanted=wanted, subject=contract)
            product, unit = self.known.product(row)
            quantity = row.quantity("quantity", unit)
            line = OfferLine(lot, product, quantity, row.quantity_or_none("capacity", unit), row.line)
            if row.good:
                lines.append(line)
        return tuple(lines)
