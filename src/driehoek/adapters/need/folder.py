"""The folder about need that a purchaser has: every file that is there, with all faults at once."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from driehoek.adapters.need import codes, records, tables
from driehoek.adapters.need.lines import StatusLine, status_line, waiting_on
from driehoek.adapters.need.sheet import Known, Sheet
from driehoek.domain.need import NeedInputs
from driehoek.kernel import Finding, Place, blocking
from driehoek.kernel.tabular import Table

MAX_BYTES = 256_000_000


def read_folder(folder: Path, known: Known) -> tuple[NeedInputs | None, tuple[Finding, ...]]:
    """Read a folder with files about need.

    A dossier is read by its folder ``need``; files there that only the round reads are left alone.

    Args:
        folder: the folder, or the dossier that it is in.
        known: the municipalities, care profiles and regions that cells can name.

    Returns:
        What is known; None when an error stands in the way. And all findings, in order of file and line.
    """
    if not folder.is_dir():
        return None, (Finding(codes.NOT_A_FOLDER, str(folder), place=Place(str(folder))),)
    here = folder / "need" if (folder / "need").is_dir() else folder
    findings: list[Finding] = []
    found: dict[str, tuple[object, ...]] = {}
    files = _files(here, findings)
    for table in tables.TABLES:
        if table.file in files:
            if table is tables.WAITING_LINES:
                found.pop("waiting", None)
            _read(here, table, known, found, findings)
    if {tables.WAITING.file, tables.WAITING_LINES.file} <= files:
        place = Place(f"need/{tables.WAITING.file}")
        findings.append(Finding(codes.WAITING_TWICE, tables.WAITING.file, place=place))
    if not files:
        names = ", ".join(table.file for table in tables.TABLES)
        findings.append(Finding(codes.NOTHING_READ, str(folder), wanted=names, place=Place(str(folder))))
    findings.sort(key=_in_order)
    made = None if blocking(findings) else NeedInputs(**found)  # type: ignore[arg-type]  # the fields are READERS'
    return made, tuple(findings)


def _read(
    here: Path, table: Table, known: Known, found: dict[str, tuple[object, ...]], findings: list[Finding]
) -> None:
    data = _bytes(here / table.file, findings)
    if data is None:
        return
    name = f"need/{table.file}"
    rows = Sheet(table, name, data, known, findings).rows()
    if table is tables.WAITING_LINES:
        lines: list[StatusLine] = [line for row in rows if (line := status_line(row)) is not None]
        _add(found, "waiting", waiting_on(lines, known.day, name))
        return
    into, reader = records.READERS[table.file]
    made, points = [], []
    for row in rows:  # one by one: a country by the month is near a million rows
        if table is tables.INHABITANTS and (point := records.centre(row)) is not None:
            points.append(point)
        if row.good and (record := reader(row)) is not None:
            made.append(record)
    _add(found, into, tuple(made))
    _add(found, "centres", tuple(points))


def _add(found: dict[str, tuple[object, ...]], name: str, more: tuple[object, ...]) -> None:
    found[name] = (*found.get(name, ()), *more)


def _files(here: Path, findings: list[Finding]) -> frozenset[str]:
    names = [table.file for table in tables.TABLES]
    found = set()
    for path in sorted(here.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.name in names:
            found.add(path.name)
        elif path.name not in tables.OTHERS and path.suffix.casefold() in {".csv", ".txt", ".xlsx", ".xls"}:
            near = get_close_matches(path.name, names, 2, 0.3) or names
            findings.append(
                Finding(codes.FILE_UNKNOWN, path.name, wanted=", ".join(near), place=Place(f"need/{path.name}"))
            )
    return frozenset(found)


def _bytes(path: Path, findings: list[Finding]) -> bytes | None:
    """The bytes of an ordinary file; None, with a finding, for a link, a folder, or what is too large or closed."""
    name = f"need/{path.name}"
    try:
        if path.is_symlink() or not path.is_file():
            findings.append(Finding(codes.UNREADABLE, name, seen="geen gewoon bestand", place=Place(name)))
            return None
        size = path.stat().st_size
        if size > MAX_BYTES:
            findings.append(Finding(codes.FILE_LARGE, name, str(size), str(MAX_BYTES), Place(name)))
            return None
        return path.read_bytes()
    except OSError as error:
        findings.append(Finding(codes.UNREADABLE, name, seen=error.strerror or str(error), place=Place(name)))
        return None


def _in_order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place or Place("")
    return place.file, place.line, place.column, finding.code.id, finding.seen
