"""What shows only when the files of a dossier are held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from driehoek.adapters.dossier import codes, tables
from driehoek.application.dossier import Dossier
from driehoek.domain.catalogue import CareKind, MaximumTariff
from driehoek.domain.policy import Policy
from driehoek.kernel import Dated, Finding, Period, Place


def cross_check(
    dossier: Dossier, faulty: frozenset[str] = frozenset(), failed: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Hold the files of a dossier against each other.

    Args:
        dossier: what could be read.
        faulty: the files with findings of their own; that nothing was read from them is no news.
        failed: the files that could not be read as a whole; nothing is said of what depends on them.
    """
    yield from _other_year(dossier)
    if tables.TARIFFS.file not in failed:
        yield from _tariffs(dossier)
        yield from _maxima(dossier)
    yield from _kinds(dossier)
    yield from _parties(dossier, faulty)


def _other_year(dossier: Dossier) -> Iterator[Finding]:
    year = dossier.policy.year
    horizons = [series.horizon() for series in dossier.tariffs.series.values()]
    known = [horizon for horizon in horizons if horizon is not None]
    if known and not any(horizon.overlaps(Period.year(year)) for horizon in known):
        seen = ", ".join(sorted({str(horizon) for horizon in known})[:3])
        yield _different(tables.TARIFFS.file, seen, year)
    # procurement for a year ends with that year's settlement and begins at most two years before it
    earliest, latest = date(year - 2, 1, 1), date(year + 1, 12, 31)
    for submission in dossier.submissions:
        if not earliest <= submission.received.date() <= latest:
            file = f"{tables.SUBMISSIONS_FOLDER}/{submission.contract}"
            yield _different(file, submission.received.isoformat(), year)
    if dossier.spaces and not any(earliest <= space.known_on <= latest for space in dossier.spaces):
        yield _different(tables.SPACE.file, str(max(space.known_on for space in dossier.spaces)), year)


def _different(file: str, seen: str, year: int) -> Finding:
    return Finding(codes.OTHER_YEAR, file, seen=seen, wanted=str(year), place=Place(file))


def _first_day(policy: Policy) -> date:
    first = date(policy.year, 1, 1)
    return max(first, policy.contract.starts_on) if policy.contract.starts_on.year == policy.year else first


def _tariffs(dossier: Dossier) -> Iterator[Finding]:
    day = _first_day(dossier.policy)
    offered = {line.product for submission in dossier.submissions for line in submission.lines}
    for product in sorted(offered):
        if dossier.tariffs.on(product, day) is None:
            seen = _horizon(dossier.tariffs.series.get(product))
            place = Place(tables.TARIFFS.file)
            yield Finding(codes.TARIFF_UNKNOWN, product, seen=seen, wanted=day.isoformat(), place=place)


def _maxima(dossier: Dossier) -> Iterator[Finding]:
    """A maximum that the purchaser gives reasons for is the one that prices are made of (E-056)."""
    day = _first_day(dossier.policy)
    for item in dossier.policy.maximum_rationale:
        tariff = dossier.tariffs.on(item.product, day)
        if tariff is not None and tariff.amount != item.amount:
            place = Place(tables.TARIFFS.file)
            yield Finding(
                codes.MAXIMUM_DIFFERS, item.product, seen=str(tariff.amount), wanted=str(item.amount), place=place
            )


def _kinds(dossier: Dossier) -> Iterator[Finding]:
    """A lot of one kind of care names no product of another; a lot of several kinds says that it is one total."""
    for lot in dossier.policy.lots:
        place = Place(tables.PRODUCTS.file)
        others = [item for item in dossier.products if item.code in lot.products and item.care is not lot.care]
        if lot.care is not None:
            for item in others:
                kind = item.care.dutch if item.care else "zonder soort"
                yield Finding(
                    codes.OTHER_CARE, lot.id, seen=f"{item.code} ({kind})", wanted=lot.care.dutch, place=place
                )
            continue
        taken = {item.care for item in dossier.products if lot.takes(item)}
        kinds = [kind.dutch for kind in CareKind if kind in taken]
        if len(kinds) > 1:
            yield Finding(codes.ONE_TOTAL, lot.id, seen=", ".join(kinds), place=place)


def _horizon(series: Dated[MaximumTariff] | None) -> str:
    return " + ".join(str(entry.period) for entry in series.entries) if series else "-"


def _parties(dossier: Dossier, faulty: frozenset[str]) -> Iterator[Finding]:
    if not dossier.providers and tables.PROVIDERS.file not in faulty:
        place = Place(tables.PROVIDERS.file)
        yield Finding(codes.EMPTY_ROUND, tables.PROVIDERS.file, wanted="aanbieders", place=place)
    unread = any(file.startswith(f"{tables.SUBMISSIONS_FOLDER}/") for file in faulty)
    if not dossier.submissions and not unread:
        place = Place(tables.SUBMISSIONS_FOLDER)
        yield Finding(codes.EMPTY_ROUND, tables.SUBMISSIONS_FOLDER, wanted="inschrijvingen / submissions", place=place)
        return
    submitted = {submission.contract for submission in dossier.submissions}
    for provider in dossier.providers:
        own = f"{tables.SUBMISSIONS_FOLDER}/{provider.contract.code}"
        unreadable = any(file.startswith((f"{own}/", f"{own}-")) for file in faulty)
        if provider.contract not in submitted and not unreadable:
            place = Place(tables.PROVIDERS.file)
            yield Finding(codes.NO_SUBMISSION, provider.contract.code, seen=provider.name, place=place)
