"""Reading a dossier folder: everything is read, all faults are collected, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from driehoek.adapters.dossier import codes, tables
from driehoek.adapters.dossier.cells import Row, Sheet
from driehoek.adapters.dossier.check import cross_check
from driehoek.adapters.dossier.decode import decode_policy, near
from driehoek.adapters.dossier.folder import Folder
from driehoek.adapters.dossier.held import Held, Remember
from driehoek.adapters.dossier.known import Known
from driehoek.adapters.dossier.order import in_order
from driehoek.adapters.dossier.rows import (
    adjustment,
    area,
    basis,
    choice,
    class_need,
    client_input,
    counted,
    decision,
    figured,
    mark,
    new_clients,
    picture_line,
    product,
    provider,
    realised,
    source_file,
    space,
    tariff,
    used,
    waiting,
)
from driehoek.adapters.dossier.submissions import read_own, read_submissions
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.domain.catalogue import MaximumTariff, Product, TariffTable
from driehoek.domain.policy import Policy
from driehoek.domain.tender.submission import Choice, Provider
from driehoek.kernel import Dated, Entry, Finding, Place, blocking
from driehoek.kernel.tabular import Table

T = TypeVar("T")
_YEARS = range(1950, 2200)
_NO_LISTS: Mapping[str, frozenset[str]] = {}
_NO_DIGESTS: Mapping[str, str] = {}
Build = Callable[[Row, Known], T]


def read_dossier(
    folder: Path,
    regions: Iterable[str] = (),
    lists: Mapping[str, frozenset[str]] = _NO_LISTS,
    over: tuple[Path, ...] = (),
) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Read the dossier in ``folder``.

    Args:
        folder: where it is.
        regions: the region codes that exist (COD001), to test seats by; none when only their form is tested.
        lists: per published code list the codes that it has, to test codes by; a list that is left out is not tested.
        over: folders whose files lie over those of the dossier, the first on top.

    Returns:
        The dossier, its parts in an order of their own so that the order of rows plays no part; None when an
        error stands in the way. And all findings, in order of file and line.
    """
    here = Folder(folder.resolve(), tuple(each.resolve() for each in over))
    if not folder.is_dir():
        return None, (Finding(codes.NOT_A_FOLDER, str(folder), place=Place(str(folder))),)
    return _settled(here, _Reading(here, Known(codes=frozenset(regions), lists=lists)).dossier())


def read_held_dossier(
    files: Mapping[str, bytes],
    name: str,
    regions: Iterable[str] = (),
    lists: Mapping[str, frozenset[str]] = _NO_LISTS,
    digests: Mapping[str, str] = _NO_DIGESTS,
    remember: Remember | None = None,
) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Read a dossier from the content of its files by path, as `read_dossier` reads the folder ``name`` with them.

    Of documents of which the bytes are kept elsewhere, ``digests`` has the SHA-256 by path. What was read of one
    submission is had from ``remember`` when it is there.
    """
    here = Held(Path(name), files=files, digests=digests, remember=remember)
    return _settled(here, _Reading(here, Known(codes=frozenset(regions), lists=lists)).dossier())


def read_own_dossier(
    folder: Path, contract: str, moment: datetime, regions: Iterable[str] = ()
) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Read of a dossier what one provider needs to see how it stands: the policy, the products and what is its own.

    What others handed in is not looked at, nor are space, marks and decisions.

    Args:
        folder: where it is.
        contract: the AGB of the contract.
        moment: when a submission that does not say when it arrived is taken to arrive.
        regions: the region codes that exist (COD001).

    Returns:
        The dossier with this one provider, where ``providers.csv`` has it, and its own submissions, also those that
        are still being written; None when an error stands in the way. And all findings.
    """
    here = Folder(folder.resolve())
    if not folder.is_dir():
        return None, (Finding(codes.NOT_A_FOLDER, str(folder), place=Place(str(folder))),)
    return _settled(here, _Reading(here, Known(codes=frozenset(regions))).own(contract, moment))


@dataclass(frozen=True, slots=True)
class Common:
    """What all providers of a round have in common, read once; see `read_common`.

    Attributes:
        policy: the policy; None when it cannot be read.
        products: the products.
        tariffs: their tariffs.
        known: the codes met, for the files of a provider; nothing changes it any more.
        findings: what is wrong with these files.
        failed: the files of them that could not be read.
    """

    policy: Policy | None
    products: tuple[Product, ...]
    tariffs: TariffTable
    known: Known
    findings: tuple[Finding, ...]
    failed: frozenset[str]


def read_common(files: Mapping[str, bytes], regions: Iterable[str] = ()) -> Common:
    """Read policy, products and tariffs from their content by path, once for all providers."""
    here = Held(Path("draft"), files=files)
    reading = _Reading(here, Known(codes=frozenset(regions)))
    policy, products, tariffs = reading.common()
    return Common(policy, products, tariffs, reading.known, tuple(here.findings), frozenset(here.failed))


def read_own_of(
    common: Common,
    files: Mapping[str, bytes],
    contract: str,
    moment: datetime,
    digests: Mapping[str, str] = _NO_DIGESTS,
) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Read what is of one contract beside what is common already, with the outcome of `read_own_dossier` on all.

    Args:
        common: what `read_common` read.
        files: ``providers.csv`` and what the contract handed in or is writing.
        contract: its AGB.
        moment: when a submission that does not say when it arrived is taken to arrive.
        digests: the SHA-256 by path of its documents, of which the bytes are kept elsewhere.
    """
    failed = set(common.failed)
    here = Held(Path("draft"), findings=list(common.findings), failed=failed, files=files, digests=digests)
    reading = _Reading(here, replace(common.known))
    return _settled(here, reading.own_of(common.policy, common.products, common.tariffs, contract, moment))


def _settled(here: Folder, dossier: Dossier | None) -> tuple[Dossier | None, tuple[Finding, ...]]:
    found = tuple(sorted(here.findings, key=_in_order))
    return (None if blocking(found) else dossier), found


def _in_order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    place = finding.place or Place("")
    return place.file, place.line, place.column, finding.code.id, finding.subject, finding.seen


@dataclass
class _Reading:
    """One reading of one folder.

    Attributes:
        folder: where from; it collects the findings.
        known: the codes met so far, for the files that refer to them.
    """

    folder: Folder
    known: Known

    def dossier(self) -> Dossier | None:
        """Read all files in the order in which they refer to each other."""
        self._unknown_files()
        policy = self._policy()
        products = self._products()
        tariffs = self._tariffs()
        spaces = self._table(tables.SPACE, space)
        bases = self._table(tables.SPACE_BASIS, basis)
        providers = self._providers()
        submissions = read_submissions(self.folder, self.known)
        if not products and self.known.units is None and any(item.lines for item in submissions):
            self._empty(tables.PRODUCTS)
        needs = self._table(tables.REALISED, realised), self._choices()
        classes, newcomers = self._table(tables.CLASSES, class_need), self._table(tables.NEW_CLIENTS, new_clients)
        more = classes, newcomers, self._table(tables.AREAS, area), self._table(tables.FIGURES, figured)
        self._table(tables.INDICATIONS, counted)
        self._table(tables.USE, used)
        lists = self._table(tables.WAITING, waiting)
        picture = self._table(tables.PICTURE, picture_line)
        marks = self._table(tables.MARKS, mark)
        decisions = self._table(tables.DECISIONS, decision)
        adjustments = self._table(tables.ADJUSTMENTS, adjustment)
        said = self._table(tables.CLIENT_INPUT, client_input)
        sources = self._sources()
        self._unchecked()
        if policy is None:
            return None
        name = self.folder.root.name
        handed_in = (submissions, *needs, marks, decisions, adjustments, sources, *more, bases)
        dossier = in_order(
            Dossier(
                name,
                policy,
                spaces,
                products,
                tariffs,
                providers,
                *handed_in,
                waiting=lists,
                picture=picture,
                client_input=said,
            )
        )
        faulty = {finding.place.file for finding in self.folder.findings if finding.place}
        self.folder.findings.extend(cross_check(dossier, frozenset(faulty), frozenset(self.folder.failed)))
        return dossier

    def _unchecked(self) -> None:
        """Say once of each file that others refer to and that could not be read, that they were not held to it."""
        for file in (tables.POLICY_FILE, tables.PRODUCTS.file, tables.PROVIDERS.file, tables.TARIFFS.file):
            if file in self.folder.failed:
                self.folder.find(codes.NOT_CHECKED, file, Place(file))

    def own(self, contract: str, moment: datetime) -> Dossier | None:
        """Read what is of one contract, with what everyone may see."""
        return self.own_of(*self.common(), contract, moment)

    def common(self) -> tuple[Policy | None, tuple[Product, ...], TariffTable]:
        """Read what is the same for every provider."""
        return self._policy(), self._products(), self._tariffs()

    def own_of(
        self,
        policy: Policy | None,
        products: tuple[Product, ...],
        tariffs: TariffTable,
        contract: str,
        moment: datetime,
    ) -> Dossier | None:
        """Read what is of one contract beside what is common."""
        providers = self._providers()
        submissions = read_own(self.folder, self.known, contract, moment)
        if policy is None:
            return None
        party = tuple(item for item in providers if item.contract.code == contract)
        return in_order(Dossier(self.folder.root.name, policy, (), products, tariffs, party, submissions))

    def _unknown_files(self) -> None:
        expected = tuple(table.file for table in tables.TABLES)
        own = (tables.SERIES.file, *tables.OF_THE_PICTURE, tables.POLICY_FILE, tables.TARIFF_COLUMNS_FILE)
        known = (*expected, *own)
        for inside in ("", "need"):
            for name, is_folder in self.folder.names(inside).items():
                path = f"{inside}/{name}" if inside else name
                if not is_folder and path.endswith((".csv", ".yaml", ".yml")) and path not in known:
                    self.folder.find(codes.FILE_UNKNOWN, path, Place(path), wanted=near(path, known))

    def _policy(self) -> Policy | None:
        data = self.folder.read(tables.POLICY_FILE)
        if data is None:
            self._missing(tables.POLICY_FILE, "title, year, regime, ...")
            return None
        decoded = decode_policy(data, tables.POLICY_FILE)
        self.folder.findings.extend(decoded.findings)
        policy = decoded.value
        if policy is None:
            self.folder.failed.add(tables.POLICY_FILE)
        if policy is not None and policy.year not in _YEARS:
            place = decoded.places["year"]
            self.folder.find(codes.VALUE_UNREADABLE, "year", place, seen=str(policy.year), wanted="2027")
            return None
        if policy is not None:
            self.known.learn(policy)
        return policy

    def _missing(self, file: str, holds: str) -> None:
        if not any(finding.place and finding.place.file == file for finding in self.folder.findings):
            self.folder.fail(codes.FILE_MISSING, file, wanted=holds)

    def _empty(self, table: Table) -> None:
        """Say of a table without rows, to which others refer, that it is empty; once, not for each of them."""
        if table.file not in self.folder.failed:
            self.folder.fail(codes.FILE_EMPTY, table.file, wanted=";".join(table.names))

    def _rows(self, table: Table) -> Iterator[Row]:
        data = self.folder.read(table.file)
        if data is not None:
            sheet = Sheet(table, table.file, data, self.folder.findings)
            yield from sheet.rows()
            if sheet.failed:
                self.folder.failed.add(table.file)
        elif table.obligatory:
            self._missing(table.file, ";".join(table.names))

    def _table(self, table: Table, build: Build[T]) -> tuple[T, ...]:
        built = ((build(row, self.known), row) for row in self._rows(table))
        return tuple(item for item, row in built if row.good)

    def _products(self) -> tuple[Product, ...]:
        built = [(product(row, self.known), row) for row in self._rows(tables.PRODUCTS)]
        # a product with a fault is still known, or each of its volumes would be called unknown as well
        whole = tables.PRODUCTS.file not in self.folder.failed
        self.known.units = {item.code: item.unit for item, _ in built} or None if whole else None
        return tuple(item for item, row in built if row.good)

    def _tariffs(self) -> TariffTable:
        lines: dict[str, list[tuple[Entry[MaximumTariff], Row]]] = {}
        for row in self._rows(tables.TARIFFS):
            product, entry = tariff(row, self.known)
            if row.good and entry is not None:
                lines.setdefault(product, []).append((entry, row))
        series = {}
        for product, entries in sorted(lines.items()):
            entries.sort(key=lambda item: item[0].period.start)
            for (earlier, first), (later, row) in pairwise(entries):
                if earlier.period.overlaps(later.period):
                    seen = f"{earlier.period} / {later.period}"
                    row.fault(codes.TARIFF_OVERLAP, "from", seen=seen, wanted=str(first.line), subject=product)
            if all(row.good for _, row in entries):
                series[product] = Dated.of(entry for entry, _ in entries)
        return TariffTable(series)

    def _providers(self) -> tuple[Provider, ...]:
        first: dict[str, tuple[str, int]] = {}
        providers = []
        for row in self._rows(tables.PROVIDERS):
            item = provider(row, self.known)
            code = item.contract.code
            region, line = first.setdefault(code, (item.region, row.line))
            if code and line != row.line:
                self._twice(row, code, (region, item.region), line)
            if row.good:
                providers.append(item)
        self.known.contracts = set(first) or None if tables.PROVIDERS.file not in self.folder.failed else None
        return tuple(providers)

    @staticmethod
    def _twice(row: Row, code: str, regions: tuple[str, str], line: int) -> None:
        if regions[0] == regions[1]:
            row.fault(codes.ROW_TWICE, "contract", seen=f"contract={code}", wanted=str(line), subject=code)
        else:
            row.fault(codes.CONTRACT_TWICE, "region", seen=" / ".join(regions), wanted=str(line), subject=code)

    def _choices(self) -> tuple[Choice, ...]:
        first: dict[tuple[str, ...], int] = {}
        choices = []
        for row in self._rows(tables.CHOICES):
            cells = tuple(row.cells.values())
            line = first.setdefault(cells, row.line)
            item = choice(row, self.known)
            if line != row.line:
                row.fault(codes.SAME_CHOICE, "", wanted=str(line), subject=f"{item.contract}, {item.product}")
            if row.good:
                choices.append(item)
        return tuple(choices)

    def _sources(self) -> tuple[SourceFile, ...]:
        sources = []
        for row in self._rows(tables.SOURCES):
            item = source_file(row, self.known)
            inside = self.folder.inside(item.file)
            if inside is None:
                row.fault(codes.OUTSIDE, "file", seen=item.file)
            if inside in self.folder.failed:  # its own finding says what is wrong with it
                continue
            seen = self.folder.sha256(inside) if inside else None
            if row.good and seen is None:
                row.fault(codes.SOURCE_ABSENT, "file", seen=item.file, subject=item.file)
            elif row.good and seen != item.sha256:
                row.fault(codes.SOURCE_CHANGED, "sha256", seen=seen or "", subject=item.file)
            if row.good:
                sources.append(item)
        return tuple(sources)
