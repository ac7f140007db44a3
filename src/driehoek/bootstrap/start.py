"""A dossier from the files of a purchaser: read them, ask what they do not say, write dossier, report and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from driehoek.adapters.catalogue import load_products, load_regions, load_zzps
from driehoek.adapters.catalogue.start import ANSWERS_FILE, FolderReader, answers_text, load_answers
from driehoek.adapters.dossier import decode_policy, dossier_files
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.adapters.dossier.files import NOT_EMPTY, replace_folder, write_file
from driehoek.adapters.dossier.schema import policy_schema_text
from driehoek.adapters.report.start import start_html, start_text
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.application.start import Ask, Material, Question, Told
from driehoek.application.start.build import Given, Started, Wishes, build
from driehoek.domain.catalogue import Product
from driehoek.domain.policy import Policy
from driehoek.kernel import Finding, Language, Money, Place, blocking

__all__ = ["ANSWERS_FILE", "REPORT", "Ask", "Asked", "Done", "Question", "begin", "lines_of"]

REPORT = "start-report.html"
REPORT_TEXT = "start-report.txt"
_TEMPLATE = "policy_wlz.yaml"
_OWN_FILES = frozenset({"policy.yaml", "sources.csv"})
"""Files that are the purchaser's own work from here on, so that a change is no news."""
_HEAD = (
    "# Een beginpunt om mee te rekenen, gemaakt door driehoek start uit de afspraken van vorig jaar, geen beleid:\n"
    "# eisen, vragen en criteria staan er niet in, want daarop heeft nog niemand geantwoord. Pas het aan en kijk met\n"
    "# driehoek dossier check.\n"
    "# yaml-language-server: $schema=policy.schema.json\n"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants.

    Attributes:
        folder: with the files.
        into: the dossier to make; None when its name follows from the year.
        today: the day on which it is made.
        year: the contract year; None when the files say it.
        region: a code of COD001; empty when it is to be found or asked.
        replace: whether a dossier that stands there may be replaced; the old one is kept beside it.
    """

    folder: Path
    today: date
    into: Path | None = None
    year: int | None = None
    region: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    Attributes:
        told: what was understood, and what was not.
        into: where the dossier stands, or would stand.
        answers: the file of answers.
        remembered: whether answers were written.
        written: whether the dossier was written.
        findings: all that is wrong or worth a look.
    """

    told: Told
    into: Path
    answers: Path
    remembered: bool
    written: bool
    findings: tuple[Finding, ...]


def begin(asked: Asked, ask: Ask, progress: Callable[[str], None]) -> Done:
    """Read the files of a folder and make a dossier of them.

    Args:
        asked: what a person wants.
        ask: asks what the files do not say; gives None when nobody answers.
        progress: told what is being read.
    """
    answers_file = (asked.into.parent if asked.into else Path()) / ANSWERS_FILE
    answers, findings = load_answers(answers_file)
    before = answers_text(answers)
    reader = FolderReader(answers, ask, asked.year, progress)
    material = reader.read(asked.folder)
    profiles = {item.short.replace(" ", "").casefold(): code for code, item in load_zzps().items()}
    given = Given(_template(), _products(asked.year), load_regions(), profiles)
    wishes = Wishes(asked.into.name if asked.into else "dossier", asked.today, asked.year, asked.region)
    started = build(material, wishes, given, ask, answers.said)
    into = asked.into or Path(f"dossier-{started.year}")
    found = (*findings, *material.findings, *started.findings)
    after = answers_text(answers)
    remembered = after != before
    if remembered:
        found = (*found, *write_file(answers_file, after.encode()))
    told = _told(material, started, found, asked)
    if started.dossier is None or blocking(found):
        return Done(told, into, answers_file, remembered, written=False, findings=found)
    wrong = _write(replace(started.dossier, name=into.name), told, into, asked)
    return Done(told, into, answers_file, remembered, not blocking(wrong), (*found, *wrong))


def lines_of(told: Told, language: Language) -> tuple[str, ...]:
    """What was understood, for the screen."""
    return start_text(told, language)


def _told(material: Material, started: Started, findings: tuple[Finding, ...], asked: Asked) -> Told:
    dossier = started.dossier
    return Told(
        made_on=asked.today,
        folder=asked.folder.resolve().name,
        year=started.year,
        files=material.files,
        sheets=started.sheets,
        findings=findings,
        agreed=started.agreed,
        realised=started.realised,
        providers=len(dossier.providers) if dossier else 0,
        products=len(dossier.products) if dossier else 0,
        submissions=len(dossier.submissions) if dossier else 0,
        space=dossier.spaces[0].amount if dossier else Money(0),
    )


def _template() -> Policy:
    data = files("driehoek.data").joinpath("start", _TEMPLATE).read_bytes()
    policy = decode_policy(data, _TEMPLATE).value
    assert policy is not None, "the packaged policy reads"
    return policy


def _products(year: int | None) -> tuple[Product, ...]:
    """The packaged products: those of the year asked for, or of the last year that we know."""
    known = load_products(year) if year else ()
    return known or load_products(2027)


def _write(dossier: Dossier, told: Told, into: Path, asked: Asked) -> tuple[Finding, ...]:
    if into.exists() and (not into.is_dir() or any(into.iterdir())) and not asked.replace:
        return (Finding(NOT_EMPTY, into.name, place=Place(str(into))),)
    dossier = replace(dossier, sources=_sources(dossier, told, asked.today))
    content = {
        **dossier_files(dossier),
        "policy.yaml": (_HEAD + encode_policy(dossier.policy)).encode(),
        "policy.schema.json": policy_schema_text().encode(),
        REPORT: start_html(told).encode(),
        REPORT_TEXT: "\n".join((*start_text(told, Language.NL), "")).encode(),
    }
    return replace_folder(into, content, durable=False, keep=lambda: asked.replace)


def _sources(dossier: Dossier, told: Told, day: date) -> tuple[SourceFile, ...]:
    """Where each table came from: the files it was drawn from, each with the beginning of its hash."""
    suppliers = told.suppliers()
    return tuple(
        SourceFile(name, suppliers[_kind(name)], day, sha256(data).hexdigest())
        for name, data in sorted(dossier_files(dossier).items())
        if name not in _OWN_FILES and name.endswith(".csv")
    )


def _kind(name: str) -> str:
    return "submissions" if name.startswith("submissions/") else name
