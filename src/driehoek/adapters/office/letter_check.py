"""Read an edited letter back: was anything changed that follows from the outcome?

The controls are locked in the editor, but a file can be changed in other ways. What counts is the text: this compares
every fact in the file with the letter that the outcome gives.
"""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from driehoek.application.document import Fact
from driehoek.application.letters import Letter
from driehoek.kernel import Code, Finding, Severity
from driehoek.kernel.dutch import day

CHANGED = Code(
    "OFF-001",
    nl="In de brief staat bij {subject} '{seen}'; het besluit zegt '{wanted}'.",
    en="The letter says '{seen}' at {subject}; the decision says '{wanted}'.",
    mend_nl="Zet de tekst terug, of neem eerst een ander besluit en maak de brief opnieuw.",
    mend_en="Restore the text, or first decide otherwise and make the letter again.",
)
MISSING = Code(
    "OFF-002",
    nl="In de brief ontbreekt {subject}: '{wanted}'.",
    en="The letter lacks {subject}: '{wanted}'.",
    mend_nl="Maak de brief opnieuw en pas alleen de vrije tekst aan.",
    mend_en="Make the letter again and edit the free text only.",
)
FOREIGN = Code(
    "OFF-003",
    nl="De brief bevat een vast tekstdeel dat niet uit dit besluit komt: {subject} ('{seen}').",
    en="The letter has a locked text that is not of this decision: {subject} ('{seen}').",
    mend_nl="Kijk of dit de brief van een ander besluit is, en maak hem zo nodig opnieuw.",
    mend_en="See whether this is the letter of another decision, and make it again where needed.",
)
UNLOCKED = Code(
    "OFF-004",
    nl="Het slot is van {subject} gehaald; de tekst is nog gelijk.",
    en="The lock was taken off {subject}; the text is still the same.",
    mend_nl="Maak de brief opnieuw als u zeker wilt zijn dat er niets verandert.",
    mend_en="Make the letter again to be sure that nothing changes.",
    severity=Severity.WARNING,
)
UNREADABLE = Code(
    "OFF-005",
    nl="{subject} is geen Word-document dat wij kunnen lezen.",
    en="{subject} is no Word document that can be read.",
    mend_nl="Sla de brief op als .docx en probeer het opnieuw.",
    mend_en="Save the letter as .docx and try again.",
)
FINDINGS = (CHANGED, MISSING, FOREIGN, UNLOCKED, UNREADABLE)


def read_back(made: bytes, letter: Letter) -> tuple[Finding, ...]:
    """Compare an edited letter with the letter that the outcome gives.

    Args:
        made: the DOCX as it came back.
        letter: what it should say.

    Returns:
        A finding for every fact that was changed, removed, unlocked or added; none when all is as decided.
    """
    try:
        body = Document(BytesIO(made)).element.body
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError):
        return (Finding(UNREADABLE, f"Brief {letter.reference.text}"),)
    facts = (Fact("date", day(letter.date)), *letter.facts())
    wanted = {fact.tag: fact for fact in facts}
    left = Counter(fact.tag for fact in facts)
    findings: list[Finding] = []
    for control in body.iter(qn("w:sdt")):
        tag, seen, locked = _read(control)
        if tag not in wanted:
            # a template may hold controls of its own; only locked ones pose as facts
            if locked:
                findings.append(Finding(FOREIGN, tag, seen=seen))
            continue
        left[tag] -= 1
        findings.extend(_judge(wanted[tag], seen, locked=locked))
    findings.extend(
        Finding(MISSING, wanted[tag].key, wanted=wanted[tag].text) for tag, count in left.items() if count > 0
    )
    return tuple(findings)


def _judge(fact: Fact, seen: str, *, locked: bool) -> tuple[Finding, ...]:
    if seen != fact.text:
        return (Finding(CHANGED, fact.key, seen=seen, wanted=fact.text),)
    return () if locked else (Finding(UNLOCKED, fact.key),)


def _read(control: Any) -> tuple[str, str, bool]:
    tag, lock = (control.find(f"{qn('w:sdtPr')}/{qn(name)}") for name in ("w:tag", "w:lock"))
    content = control.find(qn("w:sdtContent"))
    # a tracked deletion keeps its text in w:delText, so only what still stands is read
    seen = "" if content is None else "".join(text.text or "" for text in content.iter(qn("w:t")))
    locked = lock is not None and lock.get(qn("w:val")) == "sdtContentLocked"
    return ("" if tag is None else tag.get(qn("w:val"), "")), seen, locked
