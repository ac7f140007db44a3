"""What a person said before about files of the same shape, in a file that a person can read and mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from driehoek.adapters.catalogue.columns import (
    Memory,
    header_fingerprint,
    memory_of,
    normal,
    shapes_of,
    unreadable,
)
from driehoek.adapters.catalogue.start.fields import YEAR, Meaning, meaning_of
from driehoek.application.start import Role
from driehoek.kernel import Finding

ANSWERS_FILE = "start.yaml"
_VERSION = 1
_HEAD = (
    "# Wat u zei over uw bestanden, per vorm van de kolomtitels. Een jaartal telt niet mee: het bestand van\n"
    "# volgend jaar met dezelfde kolommen wordt meteen begrepen. U mag het verbeteren of weggooien; dan wordt het\n"
    "# weer gevraagd.\n"
)


@dataclass(slots=True)
class Shape:
    """One form of titles.

    Attributes:
        header: the titles as they stood in the first file of this shape.
        columns: per number what the column holds.
        roles: per sheet, its name without years, what it holds.
    """

    header: tuple[str, ...]
    columns: dict[int, Meaning] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)


@dataclass(slots=True)
class Answers:
    """All that was said.

    Attributes:
        shapes: per fingerprint of the titles.
        tariffs: the columns of tariff files.
        said: other answers, such as the region, or that two names are one provider, by what was asked.
    """

    shapes: dict[str, Shape] = field(default_factory=dict)
    tariffs: Memory = field(default_factory=Memory)
    said: dict[str, str] = field(default_factory=dict)

    def shape(self, titles: tuple[str, ...]) -> Shape | None:
        """What was said of titles of this shape."""
        return self.shapes.get(shape_key(titles))

    def learn(self, titles: tuple[str, ...], columns: dict[int, Meaning]) -> None:
        """Remember which column is which."""
        shape = self.shapes.setdefault(shape_key(titles), Shape(titles))
        shape.columns = dict(columns)

    def learn_role(self, titles: tuple[str, ...], place: str, role: Role) -> None:
        """Remember what a sheet holds."""
        shape = self.shapes.setdefault(shape_key(titles), Shape(titles))
        shape.roles[without_year(place)] = role


def shape_key(titles: tuple[str, ...]) -> str:
    """The fingerprint of titles in which no year plays a part, also not that of a month such as ``mrt-26``."""
    found = [(title, meaning_of(title)) for title in titles]
    return header_fingerprint(
        tuple(f"maand {said[0].month} {said[0].word}" if said and said[0].month else title for title, said in found)
    )


def without_year(text: str) -> str:
    """A name of a file or sheet in which the year plays no part."""
    return YEAR.sub("jaar", normal(text.replace("_", " ")))


def load_answers(path: Path) -> tuple[Answers, tuple[Finding, ...]]:
    """Read what was said before; nothing there is no answers, a broken file is named (TAR-028) and not used."""
    if not path.is_file():
        return Answers(), ()
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
        if not isinstance(content, dict) or content.get("version") != str(_VERSION):
            msg = f"version {_VERSION} expected"
            raise ValueError(msg)  # noqa: TRY301 - one place says what is wrong with the file
        return (
            Answers(
                dict(_shape(item) for item in content.get("shapes") or []),
                memory_of(content.get("tariffs") or []),
                {str(key): str(value) for key, value in (content.get("said") or {}).items()},
            ),
            (),
        )
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        return Answers(), (unreadable(path, error),)


def _shape(item: dict[str, object]) -> tuple[str, Shape]:
    header, columns, roles = item["header"], item.get("columns") or {}, item.get("roles") or {}
    if not isinstance(header, list) or not isinstance(columns, dict) or not isinstance(roles, dict):
        msg = "a shape has a list 'header' and mappings 'columns' and 'roles'"
        raise TypeError(msg)
    titles = tuple(str(title) for title in header)
    numbered = {int(number): Meaning.of(str(word)) for number, word in columns.items()}
    return shape_key(titles), Shape(titles, numbered, {name: Role(word) for name, word in roles.items()})


def answers_text(answers: Answers) -> str:
    """What was said, as the text of ``start.yaml``, in an order that does not depend on when it was said."""
    shapes = [
        {
            "header": list(shape.header),
            "columns": {number: shape.columns[number].word for number in sorted(shape.columns)},
            "roles": {name: shape.roles[name].value for name in sorted(shape.roles)},
        }
        for _, shape in sorted(answers.shapes.items())
    ]
    content = {
        "version": _VERSION,
        "shapes": shapes,
        "tariffs": shapes_of(answers.tariffs),
        "said": dict(sorted(answers.said.items())),
    }
    return _HEAD + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
