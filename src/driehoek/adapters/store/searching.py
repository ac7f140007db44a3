"""Search what the actor may see: full text in Dutch, under row-level security, a few rows of each kind at a time.

Every statement runs as the role that serves, so what the database would not show is not found either. Pages go on from
the last row that was shown; nothing is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

FEW, PAGE = 5, 50
"""Rows of a kind: on the page with all kinds, and on a page of that kind alone."""
MOST = 120
"""Characters of what is searched for."""
BEGIN, END = "\x02", "\x03"
"""Around a word that was found, in an extract; no text that people type holds them."""
_EXTRACT = f"StartSel={BEGIN},StopSel={END},MaxFragments=2,MaxWords=26,MinWords=8,FragmentDelimiter=' … '"

_STATEMENTS: Mapping[str, str] = {
    "rounds": """
        SELECT r.year * 1000000 + row_number() OVER (ORDER BY r.id), r.id, '', r.title, o.name
        FROM store_round r JOIN store_organisation o ON o.id = r.purchaser_id
        WHERE to_tsvector('dutch', r.title || ' ' || o.name || ' ' || r.year)
              @@ websearch_to_tsquery('dutch', %(words)s)
          AND %(after)s::bigint IS NULL
        ORDER BY r.year DESC, r.id LIMIT %(most)s""",
    "contracts": """
        SELECT c.id, r.id, c.agb, o.name, p.name
        FROM store_contract c JOIN store_organisation o ON o.id = c.provider_id
        JOIN store_organisation p ON p.id = c.purchaser_id
        JOIN LATERAL (SELECT id FROM store_round WHERE purchaser_id = c.purchaser_id AND state <> 'preparing'
                      ORDER BY year DESC, id LIMIT 1) r ON true
        WHERE (c.agb LIKE %(start)s OR o.name ILIKE %(part)s) AND (%(after)s::bigint IS NULL OR c.id > %(after)s)
        ORDER BY c.id LIMIT %(most)s""",
    "questions": """
        SELECT q.id, q.round_id, q.contract, r.title,
               ts_headline('dutch', q.text || ' ' || q.answer, websearch_to_tsquery('dutch', %(words)s), %(how)s)
        FROM store_question q JOIN store_round r ON r.id = q.round_id
        WHERE q.words @@ websearch_to_tsquery('dutch', %(words)s) AND (%(after)s::bigint IS NULL OR q.id < %(after)s)
        ORDER BY q.id DESC LIMIT %(most)s""",
    "answers": """
        SELECT n.id, n.round_id, '', r.title,
               ts_headline('dutch', n.text || ' ' || n.answer, websearch_to_tsquery('dutch', %(words)s), %(how)s)
        FROM store_nota n JOIN store_round r ON r.id = n.round_id
        WHERE n.words @@ websearch_to_tsquery('dutch', %(words)s) AND (%(after)s::bigint IS NULL OR n.id < %(after)s)
        ORDER BY n.id DESC LIMIT %(most)s""",
    "letters": """
        SELECT o.id, o.round_id, o.contract, r.title,
               ts_headline('dutch', regexp_replace(o.letter, '<[^>]*>', ' ', 'g'),
                           websearch_to_tsquery('dutch', %(words)s), %(how)s)
        FROM store_outcome o JOIN store_round r ON r.id = o.round_id
        WHERE o.words @@ websearch_to_tsquery('dutch', %(words)s) AND (%(after)s::bigint IS NULL OR o.id < %(after)s)
          AND NOT EXISTS (SELECT FROM store_outcome l
                          WHERE l.round_id = o.round_id AND l.contract = o.contract AND l.version > o.version)
        ORDER BY o.id DESC LIMIT %(most)s""",
}
KINDS = tuple(_STATEMENTS)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        key: where the next page goes on from.
        round_id: the round it belongs to.
        contract: the contract it is about; empty for none.
        title: what it is called.
        extract: the words around what was found, with `BEGIN` and `END` around each; or a second name.
    """

    key: int
    round_id: UUID
    contract: str
    title: str
    extract: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind.

    Attributes:
        hits: at most as many as were asked.
        later: the key to go on from; None when there is no more.
    """

    hits: tuple[Hit, ...] = field(default=())
    later: int | None = None


def search(kind: str, words: str, most: int = FEW, after: int | None = None) -> Found:
    """Find rows of one kind.

    Args:
        kind: one of `KINDS`.
        words: what somebody typed; quotes, ``or`` and a minus mean what they mean elsewhere.
        most: how many rows.
        after: the key of the last row that was shown.
    """
    typed = words[:MOST]
    escaped = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    given: dict[str, Any] = {"words": typed, "after": after, "most": most + 1, "how": _EXTRACT}
    given |= {"start": f"{escaped}%", "part": f"%{escaped}%"}
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[kind], given)
        hits = tuple(Hit(*row) for row in cursor.fetchall())
    return Found(hits[:most], hits[most - 1].key if len(hits) > most else None)


def policies_with(words: str, most: int) -> tuple[UUID, ...]:
    """The rounds whose policy, as it stands, has all the words; the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT f.round_id FROM store_roundfile f JOIN store_round r ON r.id = f.round_id
                WHERE f.path = 'policy.yaml' AND upper_inf(f.valid)
                  AND f.words @@ websearch_to_tsquery('dutch', %(words)s)
                ORDER BY r.year DESC, r.id LIMIT %(most)s""",
            {"words": words[:MOST], "most": most},
        )
        return tuple(row[0] for row in cursor.fetchall())


def parts_with(words: str, parts: Sequence[str], most: int = FEW) -> tuple[tuple[int, str], ...]:
    """Which of some texts have all the words: the place of each, with an extract."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT place, ts_headline('dutch', part, websearch_to_tsquery('dutch', %(words)s), %(how)s)
                FROM unnest(%(parts)s::text[]) WITH ORDINALITY AS given(part, place)
                WHERE to_tsvector('dutch', part) @@ websearch_to_tsquery('dutch', %(words)s)
                ORDER BY place LIMIT %(most)s""",
            {"words": words[:MOST], "parts": list(parts), "most": most, "how": _EXTRACT},
        )
        return tuple((place - 1, extract) for place, extract in cursor.fetchall())
