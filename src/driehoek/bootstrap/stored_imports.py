"""A round from the folder of a dossier into the store, and back into a folder, without loss.

What the rules of the round read is kept as its canonical files and its submissions; every other file of the folder
(results, versions, scenarios, tables that no rule reads) is kept byte for byte beside them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek.adapters.dossier.codes import SEALED
from driehoek.adapters.dossier.files import replace_folder
from driehoek.adapters.dossier.tables import POLICY_FILE, RESULT_FOLDER
from driehoek.adapters.dossier.versions import VERSIONS_FOLDER
from driehoek.adapters.dossier.write import dossier_files, submission_folders
from driehoek.adapters.dossier.zipped import read_zip
from driehoek.adapters.store import mandating
from driehoek.adapters.store.acting import Actor, NotKeptError, owning
from driehoek.adapters.store.models import (
    Contract,
    EvidenceFile,
    Organisation,
    OrganisationKind,
    Round,
    RoundAttachment,
    RoundState,
    SealedDocument,
    Submission,
    SubmittedEvidence,
)
from driehoek.adapters.store.round_files import HandedIn, keep_files
from driehoek.adapters.store.trail import record
from driehoek.application.dossier import Dossier
from driehoek.bootstrap.importing import IN_THE_WAY, NO_ROUND, NOT_KEPT, NOT_YOURS, THERE_ALREADY
from driehoek.bootstrap.rounds import Loaded, load, load_held
from driehoek.bootstrap.stored_closed import Closed, closed_in, misplaced, without_closed
from driehoek.bootstrap.stored_policies import window_of
from driehoek.bootstrap.stored_rounds import EVIDENCE, SUBMISSIONS, SubmissionFolder, export_whole, split
from driehoek.bootstrap.stored_versions import result_folders
from driehoek.domain.people import BindingAct
from driehoek.domain.tender.sealing import is_sealed
from driehoek.domain.tender.submission import Submission as Entered
from driehoek.kernel import ZERO, Finding, Place, blocking

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought.

    Attributes:
        round_id: the round.
        name: by which it can be exported.
        is_public: whether everyone sees it from now on.
        submissions: how many came with it.
        beside: how many files are kept beside those that the rules read.
        findings: what reading said that does not stand in the way.
    """

    round_id: UUID
    name: str
    is_public: bool
    submissions: int
    beside: int
    findings: tuple[Finding, ...]


def import_round(folder: Path, at: datetime) -> Imported | tuple[Finding, ...]:
    """Bring a dossier into the store, as owner, whole or not at all.

    Args:
        folder: the dossier.
        at: from when its files stand in the store.

    Returns:
        What was brought; or everything that stands in the way.
    """
    contents = dict(_contents(folder))
    loaded = load(folder)
    if any(item.code is SEALED for item in loaded.findings):
        around = tuple(item for item in loaded.findings if item.code is not SEALED)
        whole = load_held(without_closed(contents)).dossier
        loaded = Loaded(None if blocking(around) else whole, around)
    came = _came(contents, loaded)
    return came if isinstance(came, tuple) else _bring_in(came, at, folder.name)


def import_zip(data: bytes, name: str, actor: Actor, at: datetime) -> Imported | tuple[Finding, ...]:
    """Bring in a dossier that a purchaser sent as one zip file, whole or not at all; nothing is written on disk.

    Only the owner of the tables brings in what was handed in elsewhere; so who asks for it must be of the organisation
    whose dossier it is.

    Args:
        data: the bytes of the zip.
        name: how the file is called, for findings.
        actor: who sends it.
        at: when the request arrived.

    Returns:
        What was brought; or everything that stands in the way, and then nothing was kept.
    """
    contents, findings = read_zip(data, name)
    if findings:
        return findings
    seen = {path: item for path, item in contents.items() if not any(part[0] == "." for part in path.split("/"))}
    came = _came(seen, load_held(without_closed(seen)))
    if isinstance(came, tuple):
        return came
    own, buys = Organisation.objects.using(OWNER).get(pk=actor.organisation), came.dossier.policy.purchaser
    if own.code != buys.uzovi if buys.uzovi else own.name != buys.name:
        return (Finding(NOT_YOURS, own.name, seen=buys.name, place=Place(POLICY_FILE)),)
    if state_at(came.dossier, at) is not RoundState.PREPARING:  # everyone sees it at once: that is publishing
        held = mandating.look(actor, BindingAct.PUBLISH, ZERO, at)
        if isinstance(held, Finding):
            return (held,)
    try:
        return _bring_in(came, at, name, actor)
    except NotKeptError as error:
        return (Finding(NOT_KEPT, name, seen=str(error)[:120], place=Place(name)),)


@dataclass(frozen=True, slots=True)
class _Came:
    """A dossier that may come in.

    Attributes:
        dossier: what could be read of it.
        contents: every file of it.
        closed: its closed submissions.
        findings: what reading said that does not stand in the way.
    """

    dossier: Dossier
    contents: Mapping[str, bytes]
    closed: tuple[Closed, ...]
    findings: tuple[Finding, ...]


def _came(contents: Mapping[str, bytes], loaded: Loaded) -> _Came | tuple[Finding, ...]:
    closed, wrong = closed_in(contents)
    if loaded.dossier is None:
        return (*loaded.findings, *wrong)
    wrong = (*wrong, *misplaced(closed, loaded.dossier))
    return (*loaded.findings, *wrong) if wrong else _Came(loaded.dossier, contents, closed, loaded.findings)


def _bring_in(came: _Came, at: datetime, where: str, actor: Actor | None = None) -> Imported | tuple[Finding, ...]:
    dossier = came.dossier
    files = {**dossier_files(dossier), **{path: data for path, data in came.contents.items() if _is_evidence(path)}}
    closed = {path for item in came.closed for path in item.files}
    beside = {path: data for path, data in came.contents.items() if path not in files and path not in closed}
    own, folders = split(files)
    buys = dossier.policy.purchaser
    with owning():
        purchaser = (
            Organisation.objects.using(OWNER).get(pk=actor.organisation)
            if actor
            else organisation(OrganisationKind.PURCHASER, buys.name, buys.uzovi)
        )
        name = round_name(dossier)
        if Round.objects.using(OWNER).filter(purchaser=purchaser, slug=name).exists():
            return (Finding(THERE_ALREADY, purchaser.name, seen=name, place=Place(where)),)
        found = make_round(dossier, purchaser, state_at(dossier, at))
        providers = make_contracts(purchaser, dossier, own["providers.csv"])
        keep_files(found.pk, own, at, using=OWNER)
        RoundAttachment.objects.using(OWNER).bulk_create(
            RoundAttachment(round=found, path=path, content=data, sha256=_digest(data), kept_at=at)
            for path, data in sorted(beside.items())
        )
        count = _bring_submissions(found, providers, dossier, folders) + _bring_closed(found, providers, came.closed)
        keeper = actor or Actor(purchaser.pk, "job")
        record(keeper, "imported round", str(found.pk), {"submissions": count}, at, using=OWNER)
    is_public = found.state != RoundState.PREPARING
    return Imported(found.pk, _named(purchaser, name), is_public, count, len(beside), came.findings)


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the folder by path; hidden ones are left, and links, of which reading makes a finding."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in path.parts)
        if file.is_file() and not file.is_symlink() and not hidden:
            yield path.as_posix(), file.read_bytes()


def _is_evidence(path: str) -> bool:
    """Whether this is a document of a submission."""
    folder, _, inside = path.removeprefix(SUBMISSIONS).partition("/")
    return path.startswith(SUBMISSIONS) and bool(folder) and inside.startswith(EVIDENCE) and inside.count("/") == 1


def _bring_closed(found: Round, providers: Mapping[str, Organisation], closed: tuple[Closed, ...]) -> int:
    for item in closed:
        row = Submission.objects.using(OWNER).create(
            round=found,
            provider=providers[item.contract],
            contract=item.contract,
            number=item.number,
            received_at=item.received_at,
            content=item.content,
            receipt=_digest(item.content.encode()),
            is_imported=True,
        )
        SealedDocument.objects.using(OWNER).bulk_create(
            SealedDocument(submission=row, round=found, number=number, content=data, sha256=_digest(data))
            for number, data in enumerate(item.documents, 1)
        )
    return len(closed)


def organisation(kind: OrganisationKind, name: str, code: str) -> Organisation:
    """The organisation with this code, or without a code with this name; made when it is not there."""
    known = Organisation.objects.using(OWNER).filter(kind=kind)
    found = known.filter(code=code).first() if code else known.filter(code="", name=name).first()
    return found or Organisation.objects.using(OWNER).create(kind=kind, name=name, code=code)


def round_name(dossier: Dossier) -> str:
    """The name of a round at its purchaser: regime and year, the year once."""
    policy = dossier.policy
    return f"{policy.regime.removesuffix(f'-{policy.year}')}-{policy.year}"


def make_round(dossier: Dossier, purchaser: Organisation, state: RoundState) -> Round:
    """The round of a dossier, with its first window."""
    opens, closes = window_of(dossier.policy)
    return Round.objects.using(OWNER).create(
        purchaser=purchaser,
        slug=round_name(dossier),
        title=dossier.policy.title,
        year=dossier.policy.year,
        state=state,
        is_sealed=is_sealed(dossier.policy),
        opens_at=opens,
        closes_at=closes,
    )


def state_at(dossier: Dossier, at: datetime) -> RoundState:
    """How far the round is at a moment, by its own calendar; a result is adopted in the portal, not imported."""
    now = at.astimezone(AMSTERDAM).replace(tzinfo=None)
    if now.date() < dossier.policy.published_on:
        return RoundState.PREPARING
    windows = dossier.policy.calendar.windows
    if any(item.opens <= now and (item.closes is None or now < item.closes) for item in windows):
        return RoundState.OPEN
    return RoundState.PUBLISHED if any(now < item.opens for item in windows) else RoundState.CLOSED


def make_contracts(purchaser: Organisation, dossier: Dossier, table: str) -> dict[str, Organisation]:
    """The contracts of a dossier, each with its own line of ``providers.csv``; the provider of each."""
    head, *lines = table.splitlines()
    by_contract = {line.split(";", 1)[0]: f"{head}\n{line}\n" for line in lines}
    owners: dict[str, Organisation] = {}
    providers: dict[str, Organisation] = {}
    for item in dossier.providers:
        code = item.provider.code
        if code not in owners:
            owners[code] = organisation(OrganisationKind.PROVIDER, item.name, code)
        providers[item.contract.code] = owners[code]
    known = set(Contract.objects.using(OWNER).filter(purchaser=purchaser).values_list("agb", flat=True))
    Contract.objects.using(OWNER).bulk_create(
        Contract(purchaser=purchaser, provider=owner, agb=contract, line=by_contract[contract])
        for contract, owner in providers.items()
        if contract not in known
    )
    return providers


def _bring_submissions(
    found: Round, providers: Mapping[str, Organisation], dossier: Dossier, folders: Mapping[str, SubmissionFolder]
) -> int:
    numbers: Counter[str] = Counter()
    count = 0
    for name, item in submission_folders(dossier):
        contract = item.contract.code
        if contract not in providers:  # the reader has refused a dossier in which this is so
            continue
        numbers[contract] += 1
        folder = folders.get(name.removeprefix(SUBMISSIONS), SubmissionFolder({}, {}))
        _bring(found, providers[contract], numbers[contract], item, folder)
        count += 1
    return count


def _bring(found: Round, provider: Organisation, number: int, item: Entered, folder: SubmissionFolder) -> None:
    received = item.received.replace(tzinfo=AMSTERDAM)
    digests = {path: _digest(data) for path, data in sorted(folder.evidence.items())}
    handed = HandedIn(item.contract.code, number, received, folder.files, evidence=digests)
    row = Submission.objects.using(OWNER).create(
        round=found,
        provider=provider,
        contract=handed.contract,
        number=number,
        received_at=received,
        content=handed.content,
        receipt=handed.hash,
        is_imported=True,
    )
    pieces = {f"{EVIDENCE}{piece.file}": piece for piece in item.evidence}
    for path, data in sorted(folder.evidence.items()):
        piece, name = pieces.get(path), path.removeprefix(EVIDENCE)
        known = EvidenceFile.objects.using(OWNER).filter(provider=provider, sha256=digests[path], name=name)
        file = known.filter(removed_at__isnull=True).first() or EvidenceFile.objects.using(OWNER).create(
            provider=provider,
            name=name,
            kind="",
            content=data,
            size=len(data),
            sha256=digests[path],
            about=piece.question if piece else "",
            issued_on=piece.issued_on if piece else received.date(),
            expires_on=piece.expires_on if piece else None,
            uploaded_at=received,
        )
        SubmittedEvidence.objects.using(OWNER).create(submission=row, file=file, path=path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def find_round(name: str) -> Round | Finding:
    """A round by its id, by ``code of the purchaser/name``, or by its name when only one has it; as owner."""
    rows = list(Round.objects.using(OWNER).select_related("purchaser").order_by("purchaser__code", "slug"))
    code, _, slug = name.rpartition("/")
    same = [row for row in rows if str(row.pk) == name or (row.slug == slug and code in ("", row.purchaser.code))]
    if len(same) == 1:
        return same[0]
    known = ", ".join(_named(row.purchaser, row.slug) for row in rows)
    return Finding(NO_ROUND, name, wanted=known or "-")


def _named(purchaser: Organisation, slug: str) -> str:
    return f"{purchaser.code}/{slug}" if purchaser.code else slug


def export_round(round_id: UUID, folder: Path, at: datetime) -> tuple[Finding, ...]:
    """Write a round into a new or empty folder, whole or not at all, for as far as the one who acts may see it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return (Finding(IN_THE_WAY, folder.name, place=Place(str(folder))),)
    return replace_folder(folder, whole_folder(round_id, at), durable=True)


def whole_folder(round_id: UUID, at: datetime) -> dict[str, bytes]:
    """Every file of a round by path: what the rules read, and what came beside it."""
    beside = RoundAttachment.objects.filter(round_id=round_id).values_list("path", "content")
    kept = {path: bytes(content) for path, content in beside}
    decided = result_folders(round_id)
    if decided:  # what was adopted here takes the place of the result that it came with
        own = (f"{RESULT_FOLDER}/", f"{VERSIONS_FOLDER}/")
        kept = {path: data for path, data in kept.items() if not path.startswith(own)}
    return {**kept, **decided, **export_whole(round_id, at)}
