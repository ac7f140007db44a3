"""Open data around a dossier folder: only what was decided and written down is made public."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from driehoek.adapters.dossier.files import replace_folder
from driehoek.adapters.dossier.result import read_decision
from driehoek.adapters.dossier.versions import FIRST, adopted, version_folder
from driehoek.adapters.publish import EXTENSION_FILES, check_package, check_sums, release_package
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap.rounds import RESULT_FOLDER, decide_version
from driehoek.domain.policy import Policy
from driehoek.kernel import Code, Finding, Place, Severity, blocking

OTHER_DECISION = Code(
    "PUB-001",
    nl="De map geeft nu besluit {seen}; in {subject} staat {wanted}. Er wordt niets gepubliceerd.",
    en="The folder now gives decision {seen}; {subject} holds {wanted}. Nothing is published.",
    mend_nl="Kijk met driehoek round replay wat er verschilt, en stel zo nodig het besluit opnieuw vast.",
    mend_en="See with driehoek round replay what differs, and decide again where needed.",
)
NO_GROUND = Code(
    "PUB-002",
    nl="Het beleid wil bedragen per zorgaanbieder publiceren, maar zegt niet op welke grond.",
    en="The policy wants amounts per provider published but does not say on what ground.",
    mend_nl="Vul onder publication.ground de regel of toestemming in, of zet per_provider op no.",
    mend_en="Give the rule or consent under publication.ground, or set per_provider to no.",
)
TRIAL_PREFIX = Code(
    "PUB-003",
    nl="Het voorvoegsel {seen} is niet uitgegeven; deze publicatie is een proef.",
    en="The prefix {seen} was not given out; this publication is a trial.",
    mend_nl="Vraag een voorvoegsel aan bij het Open Contracting Partnership en zet het in publication.ocid_prefix.",
    mend_en="Ask the Open Contracting Partnership for a prefix and put it in publication.ocid_prefix.",
    severity=Severity.NOTE,
)
NOT_VERIFIED = Code(
    "PUB-004",
    nl="De onafhankelijke controle keurt deze verdeling af ({seen} fouten). Er wordt niets gepubliceerd.",
    en="The independent check rejects this division ({seen} faults). Nothing is published.",
    mend_nl="Herstel eerst de verdeling.",
    mend_en="Mend the division first.",
)
NOT_FINAL = Code(
    "PUB-005",
    nl="Versie {subject} is nog niet definitief.",
    en="Version {subject} is not final yet.",
    mend_nl="Stel haar na de termijn vast met driehoek round adopt, en publiceer dan opnieuw.",
    mend_en="Make it final with driehoek round adopt once its term has passed, and publish again.",
    severity=Severity.NOTE,
)
FINDINGS = (OTHER_DECISION, NO_GROUND, TRIAL_PREFIX, NOT_VERIFIED, NOT_FINAL)
OPEN_DATA_FOLDER = "open-data"
PACKAGE_FILE = "release-package.json"
_SHORT = 12
_TRIAL = "ocds-000000"


@dataclass(frozen=True, slots=True)
class Package:
    """Open data that was made.

    Attributes:
        files: by path inside the folder of the publication; empty when an error stands in the way.
        findings: all that was found.
    """

    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def make_ocds(folder: Path, number: int = FIRST) -> Package:
    """Make the release package of the decision that stands written down; it is checked before it is handed over.

    Args:
        folder: the dossier folder.
        number: which version of the round.
    """
    decision, findings = read_decision(version_folder(folder, number))
    if decision is None:
        return Package({}, findings)
    outcome = decide_version(folder, number)
    if not isinstance(outcome, RoundOutcome):
        return Package({}, outcome)
    notes = tuple(may_publish(outcome, decision.decision_fingerprint))
    if number != FIRST and number not in adopted(folder):
        notes = (*notes, Finding(NOT_FINAL, str(number)))
    if blocking(notes):
        return Package({}, notes)
    data = release_package(outcome)
    found = (*check_package(data, PACKAGE_FILE), *check_sums(data, outcome))
    return Package({} if found else {PACKAGE_FILE: data, **EXTENSION_FILES}, (*notes, *found))


def may_publish(outcome: RoundOutcome, decided: str) -> list[Finding]:
    """Whether this may be made public, and what should be known of it."""
    found = []
    if outcome.decision_fingerprint != decided:
        seen, wanted = outcome.decision_fingerprint[:_SHORT], decided[:_SHORT]
        found.append(Finding(OTHER_DECISION, RESULT_FOLDER, seen, wanted, Place(RESULT_FOLDER)))
    if outcome.verification:
        found.append(Finding(NOT_VERIFIED, RESULT_FOLDER, seen=str(len(outcome.verification))))
    return [*found, *on_policy(outcome.dossier.policy)]


def on_policy(policy: Policy) -> list[Finding]:
    """What the policy says of publishing that cannot be, or makes it a trial."""
    publication = policy.publication
    if publication and publication.per_provider and not publication.ground.basis:
        return [Finding(NO_GROUND, "publication", path="publication.ground")]
    prefix = publication.ocid_prefix if publication else _TRIAL
    return [Finding(TRIAL_PREFIX, "publication", seen=prefix)] if prefix == _TRIAL else []


def save_package(package: Package, folder: Path) -> tuple[Finding, ...]:
    """Write a publication in the place of an earlier one: whole, or not at all."""
    return replace_folder(folder, package.files)


def check_file(path: Path) -> tuple[Finding, ...]:
    """Hold a release package of anyone to the standard."""
    return check_package(path.read_bytes(), path.name)
