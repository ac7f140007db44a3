"""Lists that may grow: fifty rows at a time, found by the row before them, searched and narrowed, and never counted.

A page of a list costs the same wherever it begins and however long the list is. It works by plain links and a plain
form; the address holds where one is, so that a page can be kept, and no content of a row.

In a view::

    found = listed(request, Contract.objects.all(), ("agb", "pk"), search=("agb", "provider__name"))
    return render(request, "...", {"contracts": found})

and in its template, with ``listed`` for the two parts::

    {% include "portal/list_find.html" with listed=contracts label=_("Zoek een contract") %}
    {% for contract in contracts.rows %}...{% endfor %}
    {% include "portal/list_pages.html" with listed=contracts %}
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

PAGE = 50
"""Rows a page."""
AFTER, BEFORE, SEARCH, ONLY = "na", "voor", "zoek", "toon"
MOST_SEARCHED = 80
"""Characters of what is searched for."""

M = TypeVar("M", bound=Model)
T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A way to see fewer rows.

    Attributes:
        label: in plain Dutch.
        test: which rows: a condition for the database, or a test of each row for a list in memory.
    """

    label: str
    test: T


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One page of a list.

    Attributes:
        rows: at most `PAGE` of them.
        first: the link to the beginning; empty when this is it.
        earlier: the link to the page before; empty when there is none.
        later: the link to the next page; empty when there is none.
        search: what was searched for.
        only: the choice that was made; empty for all.
        options: value and label of each choice.
        name: what the fields of this list begin with, where a page has more than one.
        kept: name and value of what else stands in the address and goes along.
    """

    rows: Sequence[T]
    first: str
    earlier: str
    later: str
    search: str
    only: str
    options: tuple[tuple[str, str], ...]
    name: str
    kept: tuple[tuple[str, str], ...]

    @property
    def is_narrowed(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.search or self.only)

    def with_rows(self, rows: Sequence[S]) -> Listed[S]:
        """The same page, with something made of each of its rows."""
        return Listed(
            rows, self.first, self.earlier, self.later, self.search, self.only, self.options, self.name, self.kept
        )

    @property
    def can_be_narrowed(self) -> bool:
        """Whether searching is of use: there is more than a page, or something was searched for."""
        return bool(self.earlier or self.later or self.is_narrowed or self.options)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks of one list."""

    request: HttpRequest
    name: str
    after: str
    before: str
    search: str
    only: str

    def page(
        self, rows: Sequence[T], ends: tuple[str, str], more: tuple[bool, bool], options: Mapping[str, str]
    ) -> Listed[T]:
        """The page: its rows, the keys of the first and the last of them, and whether more come before and after."""
        own = {f"{self.name}{field}" for field in (AFTER, BEFORE, SEARCH, ONLY)}
        kept = tuple((name, value) for name, value in self.request.GET.items() if name not in own)
        return Listed(
            rows,
            self._link("", "") if more[0] else "",
            self._link(BEFORE, ends[0]) if more[0] else "",
            self._link(AFTER, ends[1]) if more[1] else "",
            self.search,
            self.only,
            tuple(options.items()),
            self.name,
            tuple((name, str(value)) for name, value in kept),
        )

    def _link(self, field: str, key: str) -> str:
        query = self.request.GET.copy()
        for each in (AFTER, BEFORE):
            query.pop(f"{self.name}{each}", None)
        if field:
            query[f"{self.name}{field}"] = key
        return f"?{query.urlencode()}"


def _asked(request: HttpRequest, name: str, choices: Iterable[str]) -> _Asked:
    given = {field: request.GET.get(f"{name}{field}", "").strip() for field in (AFTER, BEFORE, SEARCH, ONLY)}
    only = given[ONLY] if given[ONLY] in set(choices) else ""
    return _Asked(request, name, given[AFTER], given[BEFORE], given[SEARCH][:MOST_SEARCHED], only)


_NO_CONDITIONS: Mapping[str, Choice[Q]] = {}


def listed(
    request: HttpRequest,
    rows: QuerySet[M],
    order: Sequence[str],
    *,
    search: Sequence[str] = (),
    choices: Mapping[str, Choice[Q]] = _NO_CONDITIONS,
    name: str = "",
) -> Listed[M]:
    """The page of a list in the database that the address asks for; a row that is gone means the beginning.

    Args:
        request: for its address.
        rows: all rows that may be seen.
        order: fields that are never empty, downward with a minus; the last is ``pk``.
        search: the fields in which is searched.
        choices: ways to see fewer, by the word for it in the address.
        name: what the fields in the address begin with, where a page has more than one list.
    """
    assert order[-1].removeprefix("-") == "pk", "the last of the order tells all rows apart"
    asked = _asked(request, name, choices)
    wanted = rows.order_by(*order)
    if asked.only:
        wanted = wanted.filter(choices[asked.only].test)
    if asked.search:
        found = Q()
        for field in search:
            found |= Q(**{f"{field}__icontains": asked.search})
        wanted = wanted.filter(found)
    options = {value: choice.label for value, choice in choices.items()}
    page, more = _page(rows, wanted, order, asked)
    ends = (str(page[0].pk), str(page[-1].pk)) if page else ("", "")
    return asked.page(page, ends, more, options)


def _page(
    rows: QuerySet[M], wanted: QuerySet[M], order: Sequence[str], asked: _Asked
) -> tuple[list[M], tuple[bool, bool]]:
    """The rows of a page, and whether there are more before and after."""
    place = _place(rows, order, asked.before)
    if place is not None:
        found = list(wanted.filter(_beyond(order, place, forward=False)).reverse()[: PAGE + 1])
        if len(found) > PAGE:
            return found[PAGE - 1 :: -1], (True, True)
    place = None if asked.before else _place(rows, order, asked.after)
    if place is not None:
        wanted = wanted.filter(_beyond(order, place, forward=True))
    found = list(wanted[: PAGE + 1])
    return found[:PAGE], (place is not None, len(found) > PAGE)


def _place(rows: QuerySet[M], order: Sequence[str], key: str) -> tuple[Any, ...] | None:
    """The values by which a row stands where it stands; None when there is no such row."""
    if not key:
        return None
    try:
        pk = rows.model._meta.pk.to_python(key)  # noqa: SLF001 - Django's own documented interface
    except ValidationError:
        return None
    fields = [field.removeprefix("-") for field in order]
    return rows.order_by().filter(pk=pk).values_list(*fields).first()


def _beyond(order: Sequence[str], place: Sequence[Any], *, forward: bool) -> Q:
    """The rows that come after a place, or before it."""
    found, same = Q(), Q()
    for field, value in zip(order, place, strict=True):
        bare = field.removeprefix("-")
        word = "gt" if forward != field.startswith("-") else "lt"
        found |= same & Q(**{f"{bare}__{word}": value})
        same &= Q(**{bare: value})
    return found


_NO_TESTS: Mapping[str, Any] = {}


def listed_in(
    request: HttpRequest,
    rows: Iterable[T],
    key: Callable[[T], str],
    *,
    search: Callable[[T], str] | None = None,
    choices: Mapping[str, Choice[Callable[[T], bool]]] = _NO_TESTS,
    name: str = "",
) -> Listed[T]:
    """The same for a list in memory, such as the outcome of a round.

    Args:
        request: for its address.
        rows: in any order; the page has them by key.
        key: what tells the rows apart and orders them.
        search: the text in which is searched.
        choices: see `listed`.
        name: see `listed`.
    """
    asked = _asked(request, name, choices)
    sought = asked.search.casefold()
    wanted = [
        row
        for row in rows
        if (not asked.only or choices[asked.only].test(row))
        and (not sought or search is None or sought in search(row).casefold())
    ]
    wanted.sort(key=key)
    keys = [key(row) for row in wanted]
    begin = bisect_right(keys, asked.after) if asked.after else 0
    if asked.before:
        begin = max(0, bisect_left(keys, asked.before) - PAGE)
    page = wanted[begin : begin + PAGE]
    ends = (keys[begin], keys[begin + len(page) - 1]) if page else ("", "")
    options = {value: choice.label for value, choice in choices.items()}
    return asked.page(page, ends, (begin > 0, begin + PAGE < len(wanted)), options)
