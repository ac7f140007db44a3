"""Which column of a file is which: guessed from the titles, said by a person once, remembered by shape.

The guess is a pure function of the titles. What the person says is kept in a YAML file beside the dossier under the
fingerprint of the titles, so that a second file of the same shape is read without asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Generic, TypeVar

import yaml

from driehoek.adapters.catalogue.codes import COLUMN_OUTSIDE, COLUMNS_NOT_SAID, MEMORY_UNREADABLE
from driehoek.kernel import Finding, Place, fingerprint

MEMORY_FILE = "tariff-columns.yaml"
MEMORY_VERSION = 1

F = TypeVar("F", bound=Enum)


class Field(Enum):
    """What a column can hold; the value is the word in the remembered file."""

    CODE = "code"
    MAXIMUM = "maximum"
    FROM = "from"
    THROUGH = "through"
    YEAR = "year"
    BADGE = "badge"
    SOURCE = "source"
    NAME = "name"
    SECTOR = "sector"
    FORM = "form"
    UNIT = "unit"
    CATEGORY = "category"
    TREATMENT = "treatment"
    ZZP = "zzp"
    FUNCTION = "function"


PRODUCT_FIELDS = (Field.NAME, Field.SECTOR, Field.FORM, Field.UNIT, Field.CATEGORY)
"""What a list of products needs besides the code; without them a file gives tariffs only."""
_OBLIGATORY = (Field.CODE, Field.MAXIMUM, Field.BADGE)
_ONLY_COLUMNS = (Field.CODE, Field.MAXIMUM)


class Certainty(Enum):
    """How sure a guess is."""

    EXACT = "exact"
    """The title is a word we know."""
    LIKELY = "likely"
    """The title holds such a word."""


TITLES: Mapping[Field, str] = {
    Field.CODE: "code|prestatiecode|prestatie code|productcode|zorgprestatiecode|tariefcode|product",
    Field.MAXIMUM: "maximum|max|maximumtarief|maximum tarief|max tarief|maxtarief|nza maximumtarief|nza max|tarief|"
    "bedrag|tarief in euro|maximum tariff|tariff",
    Field.FROM: "from|van|vanaf|ingangsdatum|begindatum|geldig vanaf|met ingang van|startdatum",
    Field.THROUGH: "through|tot en met|t/m|einddatum|geldig tot en met|geldig t/m|laatste dag",
    Field.YEAR: "jaar|year|contractjaar|tariefjaar|kalenderjaar",
    Field.BADGE: "badge|merk|herkomst|soort bron",
    Field.SOURCE: "source|bron|beschikking|beleidsregel|besluit",
    Field.NAME: "name|naam|omschrijving|prestatie|prestatieomschrijving|prestatiebeschrijving|productnaam|description",
    Field.SECTOR: "sector",
    Field.FORM: "form|leveringsvorm|vorm",
    Field.UNIT: "unit|eenheid|per|tijdseenheid|tariefeenheid|bekostigingseenheid",
    Field.CATEGORY: "category|categorie|rubriek|formulierblok",
    Field.TREATMENT: "treatment|behandeling|incl/excl behandeling|incl excl behandeling|inclusief behandeling|bh",
    Field.ZZP: "zzp|zzp code|zzp-code|zzpcode|zorgprofiel|cod163|zorgzwaartepakket",
    Field.FUNCTION: "function|functie|functiecode|cod732",
}
"""The titles that are known for each field, with ``|`` between them."""
PARTS: tuple[tuple[str, Field], ...] = (
    ("prestatiecode", Field.CODE),
    ("productcode", Field.CODE),
    ("maximumtarief", Field.MAXIMUM),
    ("max tarief", Field.MAXIMUM),
    ("tarief", Field.MAXIMUM),
    ("ingang", Field.FROM),
    ("vanaf", Field.FROM),
    ("t/m", Field.THROUGH),
    ("tot en met", Field.THROUGH),
    ("eind", Field.THROUGH),
    ("jaar", Field.YEAR),
    ("bron", Field.SOURCE),
    ("omschrijving", Field.NAME),
    ("naam", Field.NAME),
    ("sector", Field.SECTOR),
    ("leveringsvorm", Field.FORM),
    ("eenheid", Field.UNIT),
    ("categorie", Field.CATEGORY),
    ("behandeling", Field.TREATMENT),
    ("zzp", Field.ZZP),
    ("functie", Field.FUNCTION),
)
"""What a title may hold and then probably is; the first that fits wins."""


@dataclass(frozen=True, slots=True)
class Vocabulary(Generic[F]):
    """The titles by which columns are known, for one kind of table.

    Attributes:
        known: per whole title the field.
        parts: per part of a title the field, the surest first.
    """

    known: Mapping[str, F]
    parts: tuple[tuple[str, F], ...]

    @classmethod
    def of(cls, titles: Mapping[F, str], parts: tuple[tuple[str, F], ...]) -> Vocabulary[F]:
        """A vocabulary of titles with ``|`` between them; the first field that has a title keeps it."""
        known: dict[str, F] = {}
        for which, words in titles.items():
            for title in words.split("|"):
                known.setdefault(title, which)
        return cls(known, parts)

    def field(self, title: str) -> tuple[F, Certainty] | None:
        """What one title, as `normal` gives it, is taken for, and how surely; None for a title that says nothing."""
        if which := self.known.get(title):
            return which, Certainty.EXACT
        return next(((which, Certainty.LIKELY) for part, which in self.parts if part in title), None)

    def columns(self, titles: tuple[str, ...]) -> tuple[dict[F, int], dict[F, Certainty]]:
        """Which column is which by its title alone; see `guess_mapping`."""
        columns: dict[F, int] = {}
        certainty: dict[F, Certainty] = {}
        for number, title in enumerate(titles, start=1):
            which = self.known.get(title)
            if which and which not in columns:
                columns[which], certainty[which] = number, Certainty.EXACT
        for part, which in self.parts:
            for number, title in enumerate(titles, start=1):
                if part in title and which not in columns and number not in columns.values():
                    columns[which], certainty[which] = number, Certainty.LIKELY
        return columns, certainty


TARIFFS: Vocabulary[Field] = Vocabulary.of(TITLES, PARTS)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column is which, as a person said it.

    Attributes:
        columns: per field the number of its column, from 1.
        fixed: per field one text that holds for every row, for what the file does not say itself.
    """

    columns: Mapping[Field, int]
    fixed: Mapping[Field, str] = field(default_factory=dict)

    def has(self, which: Field) -> bool:
        """Whether the field is known from a column or a fixed text."""
        return which in self.columns or which in self.fixed

    def missing(self) -> tuple[Field, ...]:
        """The fields without which no tariff can be read; a year stands in for the first day."""
        lacking = [which for which in _OBLIGATORY if not self.has(which)]
        lacking += [which for which in _ONLY_COLUMNS if which in self.fixed]
        if not self.has(Field.FROM) and not self.has(Field.YEAR):
            lacking.append(Field.FROM)
        return tuple(lacking)

    def missing_for_products(self) -> tuple[Field, ...]:
        """The fields that a list of products would still need."""
        return tuple(which for which in PRODUCT_FIELDS if not self.has(which))


@dataclass(frozen=True, slots=True)
class Guess:
    """What we take the columns for, to be confirmed by a person.

    Attributes:
        header: the titles.
        mapping: which column we take for which field.
        certainty: how sure we are, per field.
        samples: a few rows under the titles, as text, to look at while answering.
        place: the file and sheet it is about.
    """

    header: tuple[str, ...]
    mapping: ColumnMapping
    certainty: Mapping[Field, Certainty]
    samples: tuple[tuple[str, ...], ...] = ()
    place: str = ""

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields that the person must still say."""
        return self.mapping.missing()


_ANY_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
Ask = Callable[[Guess], ColumnMapping | None]
"""Asks a person which column is which, with the guess before them; None when they do not say."""


def normal(title: str) -> str:
    """A title without differences that do not matter: case, spaces, line breaks, points and brackets."""
    return " ".join(re.sub(r"[\s.:()€*_]+", " ", title.casefold()).split())


def header_fingerprint(header: tuple[str, ...]) -> str:
    """The fingerprint of a row of titles; empty titles at the end do not count, and any year is as good as another."""
    titles = [_ANY_YEAR.sub("jaar", normal(title)) for title in header]
    while titles and not titles[-1]:
        titles.pop()
    return fingerprint(titles)


def guess_mapping(header: tuple[str, ...]) -> Guess:
    """Guess which column is which from the titles alone.

    A title that is a known word goes before one that only holds such a word; of two equal candidates the leftmost
    wins. No field is given two columns and no column two fields.
    """
    columns, certainty = TARIFFS.columns(tuple(normal(title) for title in header))
    return Guess(header, ColumnMapping(columns), certainty)


def faults(mapping: ColumnMapping, header: tuple[str, ...], place: str) -> tuple[Finding, ...]:
    """What keeps a mapping from being used: a field not said (TAR-026), a column that is not there (TAR-027)."""
    where = Place(place)
    found: list[Finding] = []
    if missing := mapping.missing():
        wanted = ", ".join(which.value for which in missing)
        found.append(Finding(COLUMNS_NOT_SAID, place, wanted=wanted, place=where))
    taken: set[int] = set()
    for which in sorted(mapping.columns, key=lambda item: item.value):
        number = mapping.columns[which]
        if number in taken or not 1 <= number <= len(header):
            found.append(Finding(COLUMN_OUTSIDE, which.value, str(number), str(len(header)), where))
        taken.add(number)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Memory:
    """What people said before, by the fingerprint of the titles.

    Attributes:
        shapes: per fingerprint the titles and the mapping.
    """

    shapes: Mapping[str, tuple[tuple[str, ...], ColumnMapping]] = field(default_factory=dict)

    def recall(self, header: tuple[str, ...]) -> ColumnMapping | None:
        """What was said for titles of this shape, if anything."""
        shape = self.shapes.get(header_fingerprint(header))
        return shape[1] if shape else None

    def learn(self, header: tuple[str, ...], mapping: ColumnMapping) -> Memory:
        """The memory with one shape more."""
        return Memory({**self.shapes, header_fingerprint(header): (header, mapping)})


def load_memory(path: Path) -> tuple[Memory, tuple[Finding, ...]]:
    """Read what was said before; nothing there is an empty memory, a broken file is named (TAR-028) and not used."""
    if not path.is_file():
        return Memory(), ()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return memory_of(_shapes(content)), ()
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        return Memory(), (unreadable(path, error),)


def unreadable(path: Path, error: Exception) -> Finding:
    """The finding on a file of what was said before that cannot be read."""
    seen = str(error).splitlines()[0] if str(error) else type(error).__name__
    return Finding(MEMORY_UNREADABLE, path.name, seen=seen, place=Place(path.name))


def memory_of(shapes: list[dict[str, object]]) -> Memory:
    """What was said before, from its form in YAML.

    Raises:
        KeyError, TypeError, ValueError: when it has another form.
    """
    return Memory(dict(_shape(item) for item in shapes))


def shapes_of(memory: Memory) -> list[dict[str, object]]:
    """What was said before in a form for YAML, in an order that does not depend on when it was said."""
    return [
        {
            "fingerprint": key,
            "header": list(header),
            "columns": {which.value: mapping.columns[which] for which in Field if which in mapping.columns},
            "fixed": {which.value: mapping.fixed[which] for which in Field if which in mapping.fixed},
        }
        for key, (header, mapping) in sorted(memory.shapes.items())
    ]


def save_memory(path: Path, memory: Memory) -> None:
    """Write what was said, whole or not at all, in an order that does not depend on when it was said."""
    shapes = shapes_of(memory)
    text = yaml.safe_dump({"version": MEMORY_VERSION, "shapes": shapes}, allow_unicode=True, sort_keys=False)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _shapes(content: object) -> list[dict[str, object]]:
    if not isinstance(content, dict) or content.get("version") != MEMORY_VERSION:
        msg = f"version {MEMORY_VERSION} expected"
        raise ValueError(msg)
    shapes = content["shapes"]
    if not isinstance(shapes, list):
        msg = "shapes must be a list"
        raise TypeError(msg)
    return shapes


def _shape(item: dict[str, object]) -> tuple[str, tuple[tuple[str, ...], ColumnMapping]]:
    header, columns, fixed = item["header"], item["columns"], item.get("fixed") or {}
    if not isinstance(header, list) or not isinstance(columns, dict) or not isinstance(fixed, dict):
        msg = "a shape has a list 'header' and mappings 'columns' and 'fixed'"
        raise TypeError(msg)
    titles = tuple(str(title) for title in header)
    mapping = ColumnMapping(
        {Field(name): int(number) for name, number in columns.items()},
        {Field(name): str(text) for name, text in fixed.items()},
    )
    return header_fingerprint(titles), (titles, mapping)
