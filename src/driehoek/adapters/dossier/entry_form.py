"""The entry form as a folder of plain files, and a filled form as the submission that a dossier holds.

What a provider filled in is never overwritten: when a file of that name says something else, nothing is written.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from driehoek.adapters.dossier import tables
from driehoek.adapters.dossier.encode import encode
from driehoek.adapters.dossier.files import not_written
from driehoek.adapters.dossier.submissions import Draft, EvidenceEntry
from driehoek.adapters.dossier.write import csv_bytes, table_bytes
from driehoek.application.entry_form import EntryForm, FilledForm, FormQuestion
from driehoek.domain.policy import QuestionType
from driehoek.domain.policy.entry import GROUP_WORDS
from driehoek.domain.tender.complete import wanted
from driehoek.domain.tender.sentences import capital
from driehoek.kernel import Code, Finding, Place

FILLED_WORK = Code(
    "DOS-112",
    nl="{subject} bestaat al en kan ingevuld werk zijn. Er is niets geschreven.",
    en="{subject} exists already and may hold filled-in work. Nothing was written.",
    mend_nl="Kies een andere map, of zet {subject} eerst ergens anders neer.",
    mend_en="Choose another folder, or move {subject} elsewhere first.",
)
FINDINGS = (FILLED_WORK,)

_WIDTH = 112
_HEAD = """{word} voor: {title}
Contract {contract}, {group}.

Vul achter iedere dubbele punt uw antwoord in. Een regel met # is uitleg en telt niet mee.
Het moment van ontvangst (received) vult de ontvanger in; laat het weg."""
_EVIDENCE = """Bewijsstukken. Zet de bestanden in de map evidence. Vul hieronder naam en datum in en haal het hekje weg.
De regel expires_on is alleen nodig als het stuk een einddatum heeft: de eerste dag waarop het niet meer geldt."""
_SUBCONTRACTORS = """Onderaannemers. Vul ze hieronder in en haal het hekje weg, of laat dit zo als u er geen heeft.
reported_on is de dag waarop u de onderaannemer bij het zorgkantoor meldde."""
_README = """{word} {year}: {title}

Deze map is het formulier voor contract {contract}, {group}.
{synthetic}
WANNEER
{deadlines}
Het moment waarop wij uw {lower} ontvangen telt, in Nederlandse tijd.

WAT VULT U IN
1. answers.yaml: uw antwoorden. Bij iedere vraag staat wat u kunt antwoorden en waarvoor het meetelt.
2. volumes.csv: wat u aanbiedt. Vul bij quantity het aantal voor het hele jaar in en bij capacity het meeste dat u
   kunt leveren, als daar een grens aan is. Een regel zonder aantal telt niet mee.
3. Een map evidence met uw bewijsstukken.

VOORAF KIJKEN HOE U ERVOOR STAAT
Zet deze map in de map submissions van het dossier en geef de opdracht:
    driehoek submission preview DOSSIER --provider {contract}
U ziet dan wat er ontbreekt, of u aan de eisen voldoet en hoeveel punten u krijgt waar dat vooraf te zeggen is. Het
zijn dezelfde regels als waarmee het zorgkantoor toetst.

AANVULLEN
{repairable}

WAT ER DAARNA GEBEURT
{steps}

VRAGEN
{contact}
"""


def form_files(form: EntryForm) -> dict[str, bytes]:
    """The files of an empty form by their path inside its folder."""
    return {
        tables.ANSWERS_FILE: _answers(form).encode(),
        tables.VOLUMES.file: _volumes(form),
        tables.README_FILE: _readme(form).encode(),
    }


def filled_files(filled: FilledForm, received: datetime | None = None) -> dict[str, bytes]:
    """The files of a filled form by their path inside the folder of the submission.

    Args:
        filled: what the provider filled in.
        received: when it arrived; None while it has not.
    """
    draft = Draft(
        lots=filled.lots,
        received=received,
        answers=filled.answers,
        evidence=tuple(
            EvidenceEntry(item.question, item.file, item.issued_on, item.expires_on, item.sha256)
            for item in filled.evidence
        ),
        subcontractors=filled.subcontractors,
    )
    rows = [(line.lot, line.product, line.quantity, line.capacity) for line in filled.lines]
    return {
        tables.ANSWERS_FILE: encode(draft).encode(),
        tables.VOLUMES.file: table_bytes(tables.VOLUMES, rows),
    }


def write_entry(folder: Path, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Write files into a folder where nothing else of that name stands; all of them, or none.

    A file that says the same already is left as it is.

    Returns:
        Nothing; or a finding per file that stands in the way (DOS-112), or why it could not be written.
    """
    standing = [name for name, data in files.items() if _differs(folder / name, data)]
    if standing:
        return tuple(Finding(FILLED_WORK, str(folder / name), place=Place(str(folder / name))) for name in standing)
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            made.append(folder / f".{name}.new")
            made[-1].write_bytes(data)
        for path, name in zip(made, files, strict=True):
            path.replace(folder / name)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        return (not_written(str(folder), error),)
    return ()


def _differs(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() != data
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _answers(form: EntryForm) -> str:
    group = GROUP_WORDS[form.group]
    head = _HEAD.format(word=form.word.capitalize(), title=form.policy.title, contract=form.contract.code, group=group)
    lots = [f"- {_plain(lot.id)}  # {' '.join(lot.name.split())}" for lot in form.lots]
    parts = [
        _remark(head),
        "",
        _remark("De percelen waarvoor u indient."),
        "lots:",
        *lots,
        "",
        "answers:",
        *(line for number, item in enumerate(form.questions, start=1) for line in _question(form, number, item)),
        "",
        _remark(_EVIDENCE),
        "evidence:",
        *(line for item in form.questions if item.evidence for line in _evidence(item)),
        "",
        _remark(_SUBCONTRACTORS),
        "subcontractors:",
        *("#- name:", "#  agb:", "#  products: []", "#  reported_on:"),
    ]
    return "\n".join(parts) + "\n"


def _question(form: EntryForm, number: int, item: FormQuestion) -> Iterator[str]:
    question = item.question
    only = f", alleen voor perceel {form.lot_names(question.lots)}" if question.lots else ""
    yield ""
    yield _remark(f"Vraag {number} ({'verplicht' if question.required else 'vrij'}{only}). {question.text}", "  ")
    if question.type is QuestionType.CHOICE:
        yield _remark("Antwoord met een van deze woorden:", "  ")
        yield from (_remark(f"  {key}: {words}", "  ") for key, words in question.options.items())
    elif question.type is QuestionType.NEED_LINES:
        yield _remark("Antwoord met een of meer van deze regels, met een komma ertussen:", "  ")
        yield from (_remark(f"  {key}: {words}", "  ") for key, words in question.options.items())
    elif question.type is QuestionType.DOCUMENT:
        yield _remark("Hier hoeft u niets in te vullen; geef het document op bij evidence, onderaan.", "  ")
    else:
        yield _remark(f"Antwoord met {wanted(question)}.", "  ")
    if question.help:
        yield _remark(f"Hulp: {question.help}", "  ")
    yield from (_remark(f"Telt voor {use.sentence}", "  ") for use in item.uses)
    if item.evidence and question.type is not QuestionType.DOCUMENT:
        yield _remark("Hier hoort een bewijsstuk bij; geef het op bij evidence, onderaan.", "  ")
    if question.type is not QuestionType.DOCUMENT:
        yield f"  {_plain(question.id)}:"


def _evidence(item: FormQuestion) -> Iterator[str]:
    yield f"#- question: {_plain(item.question.id)}  # {' '.join(item.question.text.split())}"
    yield "#  file:"
    yield "#  issued_on:"
    yield "#  expires_on:"


def _volumes(form: EntryForm) -> bytes:
    names = tables.FILLED_VOLUMES.names
    rows = [
        (item.lot, item.product.code, "", "", f"{capital(item.tariff)}. {item.product.name}") for item in form.products
    ]
    return csv_bytes(names if rows else tables.VOLUMES.names, rows)


def _readme(form: EntryForm) -> str:
    policy = form.policy
    synthetic = "SYNTHETIC" in f"{policy.title} {policy.purchaser.name}"
    return _README.format(
        word=form.word.capitalize(),
        lower=form.word,
        year=policy.year,
        title=policy.title,
        contract=form.contract.code,
        group=GROUP_WORDS[form.group],
        synthetic="SYNTHETIC: dit is een voorbeeld met verzonnen gegevens.\n" if synthetic else "",
        deadlines=_listed(form.deadlines()),
        repairable="\n".join(textwrap.wrap(form.repairable(), _WIDTH)),
        steps=_listed(form.next_steps()) or "De planning noemt nog geen datums na het indienen.",
        contact=f"{policy.purchaser.name}. {policy.purchaser.contact}".strip(),
    )


def _listed(sentences: Iterable[str]) -> str:
    return "\n".join(line for text in sentences for line in textwrap.wrap(f"- {text}", _WIDTH, subsequent_indent="  "))


def _remark(text: str, indent: str = "") -> str:
    """Text as remarks of YAML; what was on lines of its own stays so."""
    lines: list[str] = []
    for line in text.splitlines():
        before = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(line, _WIDTH, initial_indent="", subsequent_indent=before) or [""]
    return "\n".join(f"{indent}# {line}".rstrip() for line in lines)


def _plain(word: str) -> str:
    """A word as YAML writes it: with quotes only where it needs them."""
    return encode({word: "x"}).removesuffix(": x\n")
