"""The structure of a release package, held to what the standard asks; each fault with its place and its mend.

It reads the JSON text and knows no round: a package of another program is checked the same way.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from driehoek.adapters.publish.ocds import structure
from driehoek.adapters.publish.ocds.structure import PARTS, Kind, Part, Ref, What
from driehoek.kernel import Code, Finding

NOT_JSON = Code(
    "PUB-101",
    nl="{subject} is geen JSON: {seen}.",
    en="{subject} is not JSON: {seen}.",
    mend_nl="Maak het bestand opnieuw met driehoek publish ocds.",
    mend_en="Make the file again with driehoek publish ocds.",
)
LACKING = Code(
    "PUB-102",
    nl="Bij {subject} ontbreekt {wanted}; OCDS vraagt dat.",
    en="{subject} lacks {wanted}, which OCDS requires.",
    mend_nl="Voeg {wanted} toe.",
    mend_en="Add {wanted}.",
)
UNKNOWN_FIELD = Code(
    "PUB-103",
    nl="{subject} staat niet in OCDS 1.1.5 of in de uitbreidingen die wij gebruiken.",
    en="{subject} is not part of OCDS 1.1.5 or of the extensions we use.",
    mend_nl="Haal het weg, of noem de uitbreiding waar het bij hoort.",
    mend_en="Remove it, or declare the extension it belongs to.",
)
WRONG_KIND = Code(
    "PUB-104",
    nl="{subject} is {seen}, maar moet zijn: {wanted}.",
    en="{subject} is {seen} but must be: {wanted}.",
    mend_nl="Schrijf het als: {wanted}.",
    mend_en="Write it as: {wanted}.",
)
NOT_A_CODE = Code(
    "PUB-105",
    nl="{subject} is '{seen}'; die code kent OCDS niet.",
    en="{subject} is '{seen}', a code that OCDS does not know.",
    mend_nl="Kies uit: {wanted}.",
    mend_en="Choose from: {wanted}.",
)
TWICE = Code(
    "PUB-106",
    nl="In {subject} komt het id '{seen}' meer dan eens voor.",
    en="In {subject} the id '{seen}' occurs more than once.",
    mend_nl="Geef ieder onderdeel een eigen id.",
    mend_en="Give each part an id of its own.",
)
NOWHERE = Code(
    "PUB-107",
    nl="{subject} verwijst naar '{seen}', maar {wanted} met dat id is er niet.",
    en="{subject} refers to '{seen}', but there is no {wanted} with that id.",
    mend_nl="Verwijs naar een id dat in dezelfde release staat.",
    mend_en="Refer to an id that is in the same release.",
)
EMPTY = Code(
    "PUB-108",
    nl="{subject} is leeg.",
    en="{subject} is empty.",
    mend_nl="Laat het veld weg als er niets in staat.",
    mend_en="Leave the field out when nothing is in it.",
)
OTHER_PROCESS = Code(
    "PUB-109",
    nl="{subject} heeft ocid {seen}; de andere hebben {wanted}, of het voorvoegsel klopt niet.",
    en="{subject} has ocid {seen}; the others have {wanted}, or the prefix is not right.",
    mend_nl="Gebruik één ocid per inkoopronde, met het voorvoegsel ocds- en zes tekens.",
    mend_en="Use one ocid per round, with the prefix ocds- and six characters.",
)
FINDINGS = (NOT_JSON, LACKING, UNKNOWN_FIELD, WRONG_KIND, NOT_A_CODE, TWICE, NOWHERE, EMPTY, OTHER_PROCESS)

_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")
_OCID = re.compile(r"^ocds-[a-z0-9]{6}-.+$")
_SHOWN = 60


def check_package(data: bytes, name: str = "release-package.json") -> tuple[Finding, ...]:
    """Hold a release package to the standard.

    Args:
        data: the JSON text.
        name: of the file, for findings.

    Returns:
        Every fault; empty when the structure is right.
    """
    try:
        package = json.loads(data, parse_float=Decimal)
    except ValueError as error:
        return (Finding(NOT_JSON, name, seen=str(error)[:_SHOWN]),)
    walk = _Walk()
    walk.part(package, "package", "package")
    releases = package.get("releases") if isinstance(package, dict) else None
    for place, release in enumerate(releases if isinstance(releases, list) else []):
        if isinstance(release, dict):
            walk.references(release, f"releases[{place}]")
    return (*walk.findings, *_one_process(releases))


def _one_process(releases: Any) -> Iterator[Finding]:
    found = [item.get("ocid") for item in releases if isinstance(item, dict)] if isinstance(releases, list) else []
    for place, ocid in enumerate(found):
        if ocid != found[0] or not _OCID.match(str(ocid)):
            yield Finding(OTHER_PROCESS, f"releases[{place}]", seen=str(ocid), wanted=str(found[0]))


@dataclass
class _Walk:
    """One walk over one package.

    Attributes:
        findings: what is wrong so far.
    """

    findings: list[Finding] = field(default_factory=list)

    def _find(self, code: Code, path: str, *, seen: object = "", wanted: str = "") -> None:
        self.findings.append(Finding(code, path, seen=str(seen)[:_SHOWN], wanted=wanted))

    def part(self, item: Any, name: str, path: str) -> None:
        """Hold one object to its shape."""
        shape = PARTS[name]
        if not isinstance(item, dict):
            self._find(WRONG_KIND, path, seen=item, wanted="{...}")
            return
        for wanted in shape.required:
            if wanted not in item:
                self._find(LACKING, path, wanted=wanted)
        for key, value in item.items():
            here = f"{path}.{key}"
            if key not in shape.fields:
                self._find(UNKNOWN_FIELD, here)
            elif value in (None, "", [], {}):
                self._find(EMPTY, here)
            else:
                self._field(value, shape.fields[key], here)

    def _field(self, value: Any, what: What, path: str) -> None:
        match what:
            case Part(name, many):
                self._parts(value, name, path) if many else self.part(value, name, path)
            case structure.Code(codes, many):
                self._code(value if many and isinstance(value, list) else [value], codes, path)
            case Ref(_, many):
                if many != isinstance(value, list) or not all(map(_is_text, value if many else [value])):
                    self._find(WRONG_KIND, path, seen=value, wanted=Kind.TEXTS.value if many else Kind.TEXT.value)
            case Kind() if not _RIGHT[what](value):
                self._find(WRONG_KIND, path, seen=value, wanted=what.value)

    def _parts(self, items: Any, name: str, path: str) -> None:
        if not isinstance(items, list):
            self._find(WRONG_KIND, path, seen=items, wanted="[...]")
            return
        ids: defaultdict[str, int] = defaultdict(int)
        for place, item in enumerate(items):
            self.part(item, name, f"{path}[{place}]")
            if isinstance(item, dict) and "id" in item:
                ids[str(item["id"])] += 1
        for known, count in ids.items():
            if count > 1:
                self._find(TWICE, path, seen=known)

    def _code(self, values: list[Any], codes: frozenset[str], path: str) -> None:
        for value in values:
            if value not in codes:
                self._find(NOT_A_CODE, path, seen=value, wanted=", ".join(sorted(codes)))

    def references(self, release: Mapping[str, Any], path: str) -> None:
        """Whatever is referred to in a release stands in it."""
        known: defaultdict[str, set[str]] = defaultdict(set)
        asked: list[tuple[str, str, str]] = []
        _gather(release, "release", path, known, asked)
        for kind, wanted, where in asked:
            if wanted not in known[kind]:
                self._find(NOWHERE, where, seen=wanted, wanted=kind)


def _gather(
    item: Any, name: str, path: str, known: defaultdict[str, set[str]], asked: list[tuple[str, str, str]]
) -> None:
    """Collect the ids that can be referred to and the references, by kind."""
    if not isinstance(item, dict):
        return
    shape = PARTS[name]
    if shape.known_as and "id" in item:
        known[shape.known_as].add(str(item["id"]))
    for key, value in item.items():
        what, here = shape.fields.get(key), f"{path}.{key}"
        if isinstance(what, Ref):
            asked += [(what.to, str(one), here) for one in (value if isinstance(value, list) else [value])]
        elif isinstance(what, Part):
            for place, one in enumerate(value if isinstance(value, list) else [value]):
                _gather(one, what.name, f"{here}[{place}]" if what.many else here, known, asked)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or not _MOMENT.match(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


_RIGHT: Mapping[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: _is_text,
    Kind.MOMENT: _is_moment,
    Kind.URI: lambda value: _is_text(value) and "://" in value,
    Kind.NUMBER: _is_number,
    Kind.WHOLE: lambda value: isinstance(value, int) and not isinstance(value, bool),
    Kind.YES_NO: lambda value: isinstance(value, bool),
    Kind.ANY: lambda value: isinstance(value, str | bool | int | Decimal),
    Kind.TEXTS: lambda value: isinstance(value, list) and all(map(_is_text, value)),
    Kind.MAP: lambda value: isinstance(value, dict) and all(_is_text(one) or _is_number(one) for one in value.values()),
}
