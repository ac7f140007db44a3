"""The provider's side: an empty form from the policy, a filled workbook as a submission, a draft previewed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.dossier import read_own_dossier
from driehoek.adapters.dossier.entry_form import filled_files, form_files, write_entry
from driehoek.adapters.office.entry_form_read import read_entry_form
from driehoek.adapters.office.entry_form_xlsx import entry_form_xlsx
from driehoek.application.dossier import Dossier
from driehoek.application.entry_form import EntryForm, entry_form
from driehoek.application.entry_preview import EntryPreview, preview_entry
from driehoek.application.receipt import Receipt, compare_documents, read_receipt
from driehoek.application.round import check_policy
from driehoek.bootstrap.policies import load_policy
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Agb, Code, Finding, Place, Severity, blocking

OTHER_GROUP = Code(
    "SUB-030",
    nl="Het formulier is voor groep '{seen}', maar contract {subject} staat in het dossier als '{wanted}'.",
    en="The form is for group '{seen}', but the dossier has contract {subject} as '{wanted}'.",
    mend_nl="Maak het formulier opnieuw zonder groep te noemen, of vraag het zorgkantoor welke groep klopt.",
    mend_en="Make the form again without naming a group, or ask the purchaser which group is right.",
    severity=Severity.WARNING,
)
GROUP_UNKNOWN = Code(
    "SUB-031",
    nl="Het is niet bekend bij welke groep contract {subject} hoort.",
    en="It is not known to which group contract {subject} belongs.",
    mend_nl="Noem de groep: {wanted}.",
    mend_en="Name the group: {wanted}.",
)
NOT_A_PROVIDER = Code(
    "SUB-032",
    nl="Contract {subject} staat niet bij de aanbieders van dit dossier.",
    en="Contract {subject} is not among the providers of this dossier.",
    mend_nl="Controleer de AGB-code, of vraag het zorgkantoor om u toe te voegen aan providers.csv.",
    mend_en="Check the AGB code, or ask the purchaser to add you to providers.csv.",
)
NO_DRAFT = Code(
    "SUB-033",
    nl="Van contract {subject} staat er nog niets in dit dossier.",
    en="There is nothing of contract {subject} in this dossier yet.",
    mend_nl="Maak een formulier met 'driehoek submission form' en zet de map in {wanted}.",
    mend_en="Make a form with 'driehoek submission form' and put its folder in {wanted}.",
)
FINDINGS = (OTHER_GROUP, GROUP_UNKNOWN, NOT_A_PROVIDER, NO_DRAFT)


@dataclass(frozen=True, slots=True)
class Made:
    """A form that was made.

    Attributes:
        form: the form; None when an error stands in the way.
        findings: all that was found.
    """

    form: EntryForm | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Previewed:
    """A draft that was looked at.

    Attributes:
        entry: what the round would say; None when an error stands in the way.
        findings: all that reading found.
    """

    entry: EntryPreview | None
    findings: tuple[Finding, ...]


def make_form(path: Path, contract: Agb, group: ProviderGroup | None, lots: tuple[str, ...], now: datetime) -> Made:
    """Make the form of one contract.

    Args:
        path: a policy file; or a dossier folder, which also knows the products, their tariffs and the group.
        contract: the AGB of the contract.
        group: the group of the provider; None to take it from the dossier.
        lots: the lots it enters; none for all that are open to it.
        now: the present moment, for a draft that stands in the dossier already.
    """
    if not path.is_dir():
        loaded = load_policy(path)
        if loaded.policy is None or blocking(loaded.findings):
            return Made(None, loaded.findings)
        if group is None:
            return Made(None, (_group_unknown(contract),))
        return _made(entry_form(loaded.policy, contract, group, lots))
    dossier, findings = _own(path, contract.code, now)
    if dossier is None:
        return Made(None, findings)
    party = _party(dossier)
    if group is not None and party is not None and group is not party.group:
        other = Finding(OTHER_GROUP, contract.code, seen=group.value, wanted=party.group.value)
        findings = (*findings, other)
    chosen = group if group is not None or party is None else party.group
    if chosen is None:
        return Made(None, (*findings, _group_unknown(contract)))
    return _made(entry_form(dossier.policy, contract, chosen, lots, dossier.products, dossier.tariffs), findings)


def save_form(form: EntryForm, into: Path, *, excel: bool) -> tuple[Path, tuple[Finding, ...]]:
    """Write an empty form: a folder of plain files named after the contract, or one workbook.

    Returns:
        Where it stands, and why it was not written.
    """
    if excel:
        target = into / f"{form.contract.code}.xlsx"
        return target, write_entry(into, {target.name: entry_form_xlsx(form)})
    target = into / form.contract.code
    return target, write_entry(target, form_files(form))


def read_filled(file: Path, into: Path, received: datetime | None) -> tuple[Path | None, tuple[Finding, ...]]:
    """Turn a filled workbook into the folder of a submission.

    Returns:
        Where it stands; None when the workbook has faults or the folder holds other work. And all findings.
    """
    filled, findings = read_entry_form(file.read_bytes(), file.name)
    if filled is None or blocking(findings):
        return None, findings
    target = into / filled.contract.code
    found = write_entry(target, filled_files(filled, received))
    return (None if blocking(found) else target), (*findings, *found)


def preview(folder: Path, contract: Agb, now: datetime, moment: datetime | None = None) -> Previewed:
    """Look at the latest submission or draft of one contract as the round would.

    Args:
        folder: the dossier.
        contract: the AGB of the contract.
        now: the present moment: when a draft that has not arrived is taken to arrive.
        moment: the moment of arrival to reckon with in place of both.
    """
    dossier, findings = _own(folder, contract.code, moment or now)
    if dossier is None:
        return Previewed(None, findings)
    party, drafts = _party(dossier), dossier.submissions
    if party is None or not drafts:
        code, place = (NO_DRAFT, Place(str(folder))) if party else (NOT_A_PROVIDER, Place("providers.csv"))
        missing = Finding(code, contract.code, wanted=f"{folder.name}/submissions", place=place)
        return Previewed(None, (*findings, missing))
    draft = max(drafts, key=lambda item: item.received)
    if moment is not None:
        draft = replace(draft, received=moment)
    return Previewed(preview_entry(dossier, party, draft), findings)


def read_kept_receipt(file: Path, evidence: Path | None = None) -> tuple[Receipt | None, tuple[Finding, ...]]:
    """Read a receipt that a provider kept, and hold its documents to it when their folder is given.

    Returns:
        The receipt; None when it does not hold. And every document that is not the one that was received.
    """
    read = read_receipt(file.read_text(encoding="utf-8", errors="replace"), file.name)
    if isinstance(read, Finding):
        return None, (read,)
    if evidence is None:
        return read, ()
    held = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(evidence.iterdir()) if path.is_file()}
    return read, compare_documents(read, held)


def _own(folder: Path, contract: str, now: datetime) -> tuple[Dossier | None, tuple[Finding, ...]]:
    regions = tuple(code.code for region in load_regions().all for code in (region.code, *region.aliases))
    dossier, findings = read_own_dossier(folder, contract, now, regions)
    if dossier is None:
        return None, findings
    # what a person should look at in the policy is for the purchaser; only what makes it useless is for the provider
    faults = check_policy(dossier.policy)
    return (None, (*findings, *faults)) if blocking(faults) else (dossier, findings)


def _party(dossier: Dossier) -> Provider | None:
    return next(iter(dossier.providers), None)


def _group_unknown(contract: Agb) -> Finding:
    return Finding(GROUP_UNKNOWN, contract.code, wanted=", ".join(group.value for group in ProviderGroup))


def _made(form: EntryForm | tuple[Finding, ...], findings: tuple[Finding, ...] = ()) -> Made:
    return Made(form, findings) if isinstance(form, EntryForm) else Made(None, (*findings, *form))
