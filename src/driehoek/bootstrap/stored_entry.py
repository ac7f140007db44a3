"""A draft in the portal as the round's own rules see it: the same files, the same reader, the same tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.dossier.read import read_own_dossier
from driehoek.adapters.dossier.write import dossier_files
from driehoek.application.dossier import Dossier
from driehoek.application.entry_form import EntryForm, entry_form
from driehoek.application.entry_preview import EntryPreview, preview_entry
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Agb, Finding, blocking


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What a provider typed, as text.

    Attributes:
        contract: the AGB of the contract.
        lots: the lots it enters.
        answers: per question.
        volumes: per lot and product the quantity and the capacity.
    """

    contract: str
    lots: Sequence[str]
    answers: Mapping[str, str]
    volumes: Mapping[str, Mapping[str, tuple[str, str]]]


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


def foresee(public: Mapping[str, str], party: str, draft: DraftContent, arrived: datetime) -> Foreseen:
    """Say of a draft what the round would say if it arrived at ``arrived``.

    Args:
        public: policy, products and tariffs by path.
        party: the header and the own line of ``providers.csv``.
        draft: what was typed.
        arrived: the moment of arrival, Dutch civil time without zone, as the dossier has it.
    """
    base = {**public, "providers.csv": party, "space.csv": "pool;frame;amount;status;known_on;source\n"}
    form = _form(tuple(sorted(base.items())), draft.contract, datetime.combine(arrived, datetime.min.time()))
    dossier, findings = _read({**base, **_files(draft, arrived)}, draft.contract, arrived)
    if dossier is None or not dossier.providers or not dossier.submissions or blocking(findings):
        return Foreseen(form, None, findings, None, {})
    submission = dossier.submissions[0]
    own = {
        path.split("/", 2)[2]: text.decode()
        for path, text in dossier_files(dossier).items()
        if path.startswith("submissions/")
    }
    return Foreseen(form, preview_entry(dossier, dossier.providers[0], submission), findings, submission, own)


@lru_cache(maxsize=256)
def _form(base: tuple[tuple[str, str], ...], contract: str, arrived: datetime) -> EntryForm | None:
    """What is asked, whatever was typed: a fault in a draft never takes the form away."""
    dossier, _ = _read(dict(base), contract, arrived)
    if dossier is None or not dossier.providers:
        return None
    group = dossier.providers[0].group
    form = entry_form(dossier.policy, Agb(contract), group, (), dossier.products, dossier.tariffs)
    return form if isinstance(form, EntryForm) else None


def _read(files: Mapping[str, str], contract: str, arrived: datetime) -> tuple[Dossier | None, tuple[Finding, ...]]:
    regions = tuple(code.code for region in load_regions().all for code in (region.code, *region.aliases))
    with TemporaryDirectory(prefix="driehoek-") as name:
        folder = Path(name) / "draft"
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="")
        return read_own_dossier(folder, contract, arrived, regions)


def _files(draft: DraftContent, arrived: datetime) -> dict[str, str]:
    """The typed draft as the files of a submission; what was left empty is left out."""
    answers = {key: text for key, text in sorted(draft.answers.items()) if text.strip()}
    said = {"received": arrived.replace(tzinfo=None).isoformat(), "lots": sorted(draft.lots), "answers": answers}
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";", lineterminator="\n")
    writer.writerow(("lot", "product", "quantity", "capacity"))
    for lot, products in sorted(draft.volumes.items()):
        for product, (quantity, capacity) in sorted(products.items()):
            if quantity.strip():
                writer.writerow((lot, product, quantity.strip(), capacity.strip()))
    folder = f"submissions/{draft.contract}"
    return {
        f"{folder}/answers.yaml": yaml.safe_dump(said, sort_keys=False, allow_unicode=True),
        f"{folder}/volumes.csv": rows.getvalue(),
    }
