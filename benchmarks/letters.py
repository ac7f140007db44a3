"""Our own seconds per letter and per budget form. This is no comparison: no other program writes the same letters.

The round of an example dossier is decided once. Then the documents of its contracts are written, each kind by itself,
and for each kind one document is written beforehand, because the first one starts the typesetter.

    python benchmarks/letters.py            all contracts of the example
    python benchmarks/letters.py --sample   three of them
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from driehoek.adapters.office.form_pdf import form_pdf
from driehoek.adapters.office.form_xlsx import form_xlsx
from driehoek.adapters.office.letter_docx import letter_docx
from driehoek.adapters.office.letter_pdf import letter_pdf
from driehoek.application.forms import form_for
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "wlz-2027"
VERSIONS = ("driehoek", "typst", "python-docx", "XlsxWriter")


def kinds(outcome: RoundOutcome) -> Mapping[str, tuple[Callable[[str], bytes], list[str]]]:
    """Per kind of document how one is written for a contract, and for which contracts there is one."""
    letters = [item.contract for item in outcome.assessments]
    forms = sorted({line.contract.code for line in outcome.lines})
    return {
        "letter, PDF": (lambda contract: letter_pdf(letter_for(outcome, contract)), letters),
        "letter, DOCX": (lambda contract: letter_docx(letter_for(outcome, contract), None), letters),
        "budget form, PDF": (lambda contract: form_pdf(form_for(outcome, contract)), forms),
        "budget form, Excel": (lambda contract: form_xlsx(form_for(outcome, contract)), forms),
    }


def main() -> None:
    dossier = rounds.load(EXAMPLE).dossier
    outcome = rounds.decide(dossier) if dossier is not None else ()
    if not isinstance(outcome, RoundOutcome):
        sys.exit(f"{EXAMPLE.name} gives no outcome")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    print(f"{EXAMPLE.name}; Python {platform.python_version()}, {versions}; our own times, no comparison")
    for kind, (write, contracts) in kinds(outcome).items():
        chosen = contracts[:3] if "--sample" in sys.argv else contracts
        write(chosen[0])
        begin, busy = time.perf_counter(), time.process_time()
        size = sum(len(write(contract)) for contract in chosen)
        seconds, busy = time.perf_counter() - begin, time.process_time() - busy
        each, cpu, kilobytes = seconds / len(chosen), busy / len(chosen), size / len(chosen) / 1024
        print(f"{kind}: {each:.3f} s each ({cpu:.3f} s of processor), {kilobytes:.0f} KB each, {len(chosen)} written")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"at most {most:.0f} MB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
