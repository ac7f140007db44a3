"""A folder as one zip file. What came is files in memory, or why it cannot be taken; nothing is written anywhere."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

from driehoek.adapters.dossier.tables import POLICY_FILE
from driehoek.kernel import Code, Finding, Place

MOST_BYTES = 50_000_000
MOST_OPENED = 300_000_000
MOST_FILES = 5_000
"""What a dossier of a whole region needs, several times over; a file that opens to more is no dossier."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time in a zip, so that the same dossier gives the same bytes."""
_CLOSED = 0x1
_LINK = 0o120000

NOT_A_ZIP = Code(
    "DOS-140",
    nl="{subject} is geen zip-bestand dat wij kunnen openen: {seen}.",
    en="{subject} is no zip file that can be opened: {seen}.",
    mend_nl="Maak van de map van het dossier één zip-bestand zonder wachtwoord en kies dat.",
    mend_en="Make one zip file without a password of the dossier folder and choose that.",
)
ZIP_LARGE = Code(
    "DOS-141",
    nl="{subject} is te groot: {seen}. Het mag hoogstens {wanted} zijn.",
    en="{subject} is too large: {seen}. At most {wanted} is taken.",
    mend_nl="Laat weg wat niet bij het dossier hoort, zoals stukken van anderen, en maak het zip-bestand opnieuw.",
    mend_en="Leave out what is no part of the dossier, such as documents of others, and make the zip file again.",
)
ZIP_OUTSIDE = Code(
    "DOS-142",
    nl="In {subject} staat een naam die buiten de map wijst: {seen}.",
    en="{subject} holds a name that points outside the folder: {seen}.",
    mend_nl="Maak het zip-bestand opnieuw van de map van het dossier zelf.",
    mend_en="Make the zip file again from the dossier folder itself.",
)
ZIP_NO_POLICY = Code(
    "DOS-143",
    nl="In {subject} staat geen {wanted}.",
    en="{subject} holds no {wanted}.",
    mend_nl="Maak het zip-bestand van de map waarin {wanted} staat.",
    mend_en="Make the zip file of the folder that holds {wanted}.",
)
FINDINGS = (NOT_A_ZIP, ZIP_LARGE, ZIP_OUTSIDE, ZIP_NO_POLICY)


def read_zip(data: bytes, name: str) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Read a zipped dossier.

    Args:
        data: the bytes of the file.
        name: how it is called, for findings.

    Returns:
        The files by their path inside the dossier, which may be the zip itself or one folder in it; nothing when
        there is a finding.
    """
    if len(data) > MOST_BYTES:
        return {}, (_finding(ZIP_LARGE, name, f"{len(data)} bytes", f"{MOST_BYTES} bytes"),)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return _opened(packed, name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        return {}, (_finding(NOT_A_ZIP, name, str(error)[:80]),)


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """The files of a dossier as one zip: the same files give the same bytes."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, EPOCH), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def _opened(packed: zipfile.ZipFile, name: str) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    entries = [item for item in packed.infolist() if not item.is_dir() and not _is_chaff(item.filename)]
    for item in entries:
        path = _path(item)
        parts = PurePosixPath(path).parts
        plain = "/".join(parts) == path and ".." not in parts and ":" not in path and path.isprintable()
        if not plain or _is_link(item):
            return {}, (_finding(ZIP_OUTSIDE, name, item.filename[:80]),)
        if item.flag_bits & _CLOSED:
            return {}, (_finding(NOT_A_ZIP, name, "wachtwoord / password"),)
    twice = [name for name, count in Counter(map(_path, entries)).items() if count > 1]
    if twice:  # one reader would take the first, another the last
        return {}, (_finding(NOT_A_ZIP, name, f"2x {twice[0][:80]}"),)
    if len(entries) > MOST_FILES:
        return {}, (_finding(ZIP_LARGE, name, f"{len(entries)} bestanden / files", str(MOST_FILES)),)
    files: dict[str, bytes] = {}
    left = MOST_OPENED
    for item in entries:
        with packed.open(item) as stream:
            content = stream.read(left + 1)  # what the zip says of its own size is not believed
        left -= len(content)
        if left < 0:
            return {}, (_finding(ZIP_LARGE, name, f"> {MOST_OPENED} bytes", f"{MOST_OPENED} bytes"),)
        files[_path(item)] = content
    return _inside(files, name)


def _path(item: zipfile.ZipInfo) -> str:
    """Where a file lies in the zip: some programs write a backslash between the parts, some ``./`` before them."""
    return item.filename.replace("\\", "/").removeprefix("./")


def _inside(files: Mapping[str, bytes], name: str) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """The files below the folder that holds the policy; the one that lies the least deep."""
    found = sorted(
        (path for path in files if PurePosixPath(path).name == POLICY_FILE), key=lambda path: path.count("/")
    )
    if not found:
        return {}, (_finding(ZIP_NO_POLICY, name, wanted=POLICY_FILE),)
    base = found[0].removesuffix(POLICY_FILE)
    return {path.removeprefix(base): data for path, data in files.items() if path.startswith(base)}, ()


def _is_chaff(path: str) -> bool:
    """What systems put into a zip by themselves."""
    return path.startswith("__MACOSX/") or PurePosixPath(path).name in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _is_link(item: zipfile.ZipInfo) -> bool:
    return (item.external_attr >> 16) & 0o170000 == _LINK


def _finding(code: Code, name: str, seen: str = "", wanted: str = "") -> Finding:
    return Finding(code, name, seen=seen, wanted=wanted, place=Place(name))
