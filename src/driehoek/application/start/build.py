"""The dossier of a year to come from what was agreed and delivered: what is asked is what was agreed last year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.application.start import codes
from driehoek.application.start.goods import products_of
from driehoek.application.start.material import Ask, Line, Material, Option, Question, Role, SheetTold
from driehoek.application.start.overlap import once
from driehoek.application.start.parties import Parties, parties_of
from driehoek.application.start.policy import FRAME, LOT, POOL, policy_for
from driehoek.application.start.policy import Chosen as PolicyChosen
from driehoek.application.start.prices import Prices, percentages, prices_of
from driehoek.application.start.years import choose
from driehoek.domain.allocation import Frame, Space, SpaceStatus
from driehoek.domain.catalogue import Product, Region, Regions, Sector, TariffTable
from driehoek.domain.policy import Policy, ProviderGroup
from driehoek.domain.regimes import REGIMES
from driehoek.domain.tender.submission import OfferLine, Provider, Realised, Submission
from driehoek.kernel import (
    ZERO,
    Agb,
    Finding,
    Money,
    Quantity,
    RegionCode,
    Rounding,
    Unit,
    dutch,
    round_to_whole,
    total,
)

UNKNOWN_PLACE = "onbekend"
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person said besides the files.

    Attributes:
        name: of the dossier.
        made_on: the day.
        year: the contract year; None when the files say it.
        region: a code of COD001; empty when it is to be found or asked.
    """

    name: str
    made_on: date
    year: int | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What comes from the package.

    Attributes:
        template: the policy to start from.
        products: products that are known without a file, by year of the caller's choice.
        regions: the regions that exist.
        profiles: per care profile, written as ``4vv``, its code of COD163.
    """

    template: Policy
    products: tuple[Product, ...]
    regions: Regions
    profiles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Started:
    """What came of it.

    Attributes:
        year: the contract year.
        dossier: the dossier; None when a finding stands in the way.
        sheets: what became of every sheet.
        findings: what was assumed and what is still missing.
        agreed: the sum of the agreements used.
        realised: the sum of the production used.
    """

    year: int
    dossier: Dossier | None
    sheets: tuple[SheetTold, ...]
    findings: tuple[Finding, ...]
    agreed: Money = ZERO
    realised: Money = ZERO


def build(material: Material, wishes: Wishes, given: Given, ask: Ask, said: MutableMapping[str, str]) -> Started:
    """Make a dossier of what was read.

    Args:
        material: what was read.
        wishes: what a person said besides.
        given: what comes from the package.
        ask: asks a person what the files do not say.
        said: what was answered before; what is answered now is added.
    """
    chosen = choose(material, wishes.year, wishes.made_on.year + 1)
    parties = parties_of((line for line in chosen.lines if line.role is not Role.TARIFFS), ask, said)
    single = once(chosen.lines, chosen.sheets, parties, (ask, said))
    chosen = replace(chosen, lines=single.lines, sheets=single.sheets)
    findings = [*chosen.findings, *single.findings]
    care = [line for line in chosen.lines if line.role in (Role.AGREED, Role.REALISED)]
    if not care:
        findings.append(Finding(codes.NO_LINES, wishes.name))
        return Started(chosen.year, None, chosen.sheets, tuple(findings))
    region = _region(wishes, given.regions, parties, chosen.year, (ask, said))
    findings.extend(parties.findings)
    if isinstance(region, Finding):
        return Started(chosen.year, None, chosen.sheets, (*findings, region))
    if REGIMES[given.template.regime].template(chosen.year) is None:
        findings.append(Finding(codes.YEAR_UNKNOWN, wishes.name, str(chosen.year), given.template.regime))
        return Started(chosen.year, None, chosen.sheets, tuple(findings))
    making = _Making(material, wishes, given, parties, region, chosen.year, findings)
    dossier = making.dossier(care)
    return Started(chosen.year, dossier, chosen.sheets, tuple(findings), making.agreed, making.realised)


def _region(
    wishes: Wishes,
    regions: Regions,
    parties: Parties,
    year: int,
    person: tuple[Ask, MutableMapping[str, str]],
) -> Region | Finding:
    ask, said = person
    day = date(year, 1, 1)
    text = wishes.region or said.get("region", "")
    if not text:
        proposal, nl, en = _likely_region(regions, parties, day)
        options = tuple(Option(item.code.code, item.name, item.name) for item in regions.on(day))
        question = Question(wishes.name, "Welke regio is dit?", "Which region is this?", proposal, nl, en, (), options)
        answer = ask(question)
        if answer is None and not proposal:
            return Finding(codes.REGION_NOT_SAID, wishes.name, seen="geen bestand noemt haar / no file names it")
        if answer is not None:
            said["region"] = answer
        text = answer or proposal
    code = RegionCode.parse(text)
    return regions.resolve(code.code, day) if code else Finding(codes.REGION_NOT_SAID, wishes.name, seen=text)


def _likely_region(regions: Regions, parties: Parties, day: date) -> tuple[str, str, str]:
    """The region that most providers are said to be in, or whose municipalities most of them stand in."""
    votes: defaultdict[str, int] = defaultdict(int)
    by_name = {item.name.casefold(): item.code.code for item in regions.on(day)}
    by_name |= {item.code.code: item.code.code for item in regions.on(day)}
    towns = {
        town.name.casefold(): item.code.code
        for item in regions.on(day)
        for town in regions.municipalities_in(item.code, day)
    }
    for text in parties.regions.values():
        if code := by_name.get(text.casefold().strip()):
            votes[code] += 1
    for text in parties.places.values():
        if code := towns.get(text.casefold().strip()):
            votes[code] += 1
    if not votes:
        return "", "geen bestand noemt een regio of gemeente", "no file names a region or municipality"
    best = min(votes, key=lambda code: (-votes[code], code))
    return best, "de meeste aanbieders staan daar", "most providers are there"


@dataclass(slots=True)
class _Making:
    """One dossier in the making."""

    material: Material
    wishes: Wishes
    given: Given
    parties: Parties
    region: Region
    year: int
    findings: list[Finding]
    agreed: Money = ZERO
    realised: Money = ZERO
    products: Mapping[str, Product] = field(default_factory=dict)
    prices: Prices = field(default_factory=lambda: Prices(TariffTable({}), ()))
    rounded: int = 0
    derived: int = 0

    def dossier(self, care: list[Line]) -> Dossier:
        self._goods(care)
        care = self._priced(care)
        agreed = [line for line in care if line.role is Role.AGREED]
        realised = [line for line in care if line.role is Role.REALISED]
        asked, delivered = self._sums(agreed), self._sums(realised)
        self.agreed, self.realised = (total(money for _, money in sums.values()) for sums in (asked, delivered))
        place = self.wishes.name
        if not asked:
            self.findings.append(Finding(codes.NO_AGREEMENTS, place))
        if not delivered:
            self.findings.append(Finding(codes.NO_REALISED, place))
        policy = self._policy(agreed or realised)
        asked, delivered = asked or delivered, delivered or asked
        self._tell_numbers()
        return Dossier(
            name=place,
            policy=policy,
            spaces=(self._space(policy, total(money for _, money in asked.values())),),
            products=tuple(self.products.values()),
            tariffs=self.prices.table,
            providers=self._providers(care),
            submissions=_submissions(asked, policy),
            realised=tuple(
                Realised(contract, product, quantity, money, LOT)
                for (contract, product), (quantity, money) in sorted(delivered.items())
            ),
        )

    def _goods(self, care: list[Line]) -> None:
        sectors = {
            agb: self.parties.sectors[code]
            for agb, code in self.parties.codes_of.items()
            if code in self.parties.sectors
        }
        known = {item.code: item for item in (*self.given.products, *self.material.products)}
        of = {line.product for line in care}
        words = [line for line in self.material.lines if line.role is Role.TARIFFS and line.product in of]
        products, told = products_of([*care, *words], known, sectors, self.given.profiles)
        self.findings.extend(told)
        codes_used = {item.code for item in products}
        self.prices = prices_of(care, self.material.tariffs, codes_used, self.year)
        self.findings.extend(self.prices.findings)
        self.products = {item.code: item for item in products if item.code in self.prices.table.series}

    def _priced(self, care: list[Line]) -> list[Line]:
        """The lines whose product has a tariff; the others are told and left out."""
        without = sorted({line.product for line in care} - set(self.products))
        if without:
            count = sum(1 for line in care if line.product in without)
            seen = "1 regel" if count == 1 else f"{count} regels"
            self.findings.append(Finding(codes.NO_TARIFF, _listed(without), seen=seen))
        return [line for line in care if line.product in self.products]

    def _policy(self, lines: list[Line]) -> Policy:
        shares = percentages(lines, self.products, self.prices, self.year)
        return policy_for(self.given.template, PolicyChosen(self.year, self.region, shares))

    def _sums(self, lines: Iterable[Line]) -> dict[tuple[str, str], tuple[Quantity, Money]]:
        """Per contract and product what its lines come to; what is below zero is told and left out."""
        numbers: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
        amounts: defaultdict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
        for line in lines:
            key = self.parties.contract(line.party), line.product
            quantity, amount = self._measured(line)
            numbers[key] += quantity
            amounts[key] += amount
        made = {}
        for key, number in numbers.items():
            unit = self.products[key[1]].unit
            whole = self._whole(number, unit)
            if whole.steps < 0 or amounts[key].cents < 0:
                seen = f"{dutch.number(number)} {unit.dutch}, {dutch.amount(amounts[key])}"
                self.findings.append(Finding(codes.BELOW_ZERO, " ".join(key), seen=seen))
            elif whole.steps or amounts[key]:
                made[key] = whole, amounts[key]
        return made

    def _measured(self, line: Line) -> tuple[Fraction, Money]:
        """The quantity and the amount of a line; the one that is missing from the other and the price or tariff."""
        price = self.prices.price(line, self.year)
        if line.quantity is None:
            cents = line.amount.cents if line.amount else 0
            self.derived += 1
            units = Fraction(round_to_whole(Fraction(cents, price.cents), Rounding.DOWN)) if price else Fraction(0)
            return units, Money(cents)
        if line.amount is not None:
            return line.quantity, line.amount
        worth = line.quantity * (price.cents if price else 0)
        return line.quantity, Money(round_to_whole(worth, Rounding.HALF_UP))

    def _whole(self, number: Fraction, unit: Unit) -> Quantity:
        steps = round_to_whole(number * unit.steps, Rounding.HALF_UP)
        self.rounded += number * unit.steps != steps
        return Quantity(steps, unit)

    def _tell_numbers(self) -> None:
        for code, count in ((codes.QUANTITY_DERIVED, self.derived), (codes.UNITS_ROUNDED, self.rounded)):
            if count:
                self.findings.append(
                    Finding(code, self.wishes.name, seen="1 regel" if count == 1 else f"{count} regels")
                )

    def _space(self, policy: Policy, last_year: Money) -> Space:
        self.findings.append(Finding(codes.SPACE_ASSUMED, self.wishes.name, seen=dutch.amount(last_year)))
        source = "SYNTHETIC: som van de afspraken van vorig jaar"
        return Space(Frame(POOL, FRAME), last_year, SpaceStatus.PROVISIONAL, policy.published_on, source)

    def _providers(self, care: list[Line]) -> tuple[Provider, ...]:
        worth: defaultdict[tuple[str, Sector], int] = defaultdict(int)
        for line in care:
            sector = self.products[line.product].sector
            worth[self.parties.contract(line.party), sector] += max(0, self._measured(line)[1].cents)
        self.derived = 0
        contracts = sorted({self.parties.contract(line.party) for line in care})
        unknown = [self.parties.names[contract] for contract in contracts if contract not in self.parties.places]
        if unknown:
            seen = "1 aanbieder" if len(unknown) == 1 else f"{len(unknown)} aanbieders"
            self.findings.append(Finding(codes.PLACE_UNKNOWN, self.wishes.name, seen=f"{seen} ({_listed(unknown)})"))
        return tuple(self._provider(contract, worth) for contract in contracts)

    def _provider(self, contract: str, worth: Mapping[tuple[str, Sector], int]) -> Provider:
        code = self.region.code.code
        sector = self.parties.sectors.get(contract) or max(Sector, key=lambda item: worth.get((contract, item), 0))
        name = self.parties.names[contract]
        return Provider(
            contract=Agb(contract),
            provider=Agb(contract),
            name=f"{name} (AGB-code SYNTHETIC)" if contract in self.parties.made_up else name,
            sector=sector,
            municipality=self.parties.places.get(contract, UNKNOWN_PLACE),
            region=code,
            seat_region=code,
            group=ProviderGroup.EXISTING,
        )


def _submissions(asked: Mapping[tuple[str, str], tuple[Quantity, Money]], policy: Policy) -> tuple[Submission, ...]:
    """Per contract a submission that asks what was agreed last year, received when the window opens."""
    lines: defaultdict[str, list[OfferLine]] = defaultdict(list)
    for (contract, product), (quantity, _) in sorted(asked.items()):
        if quantity.steps:
            lines[contract].append(OfferLine(LOT, product, quantity))
    received = policy.calendar.windows[0].opens
    return tuple(
        Submission(Agb(contract), received, (LOT,), {}, tuple(offered)) for contract, offered in sorted(lines.items())
    )


def _listed(items: list[str]) -> str:
    more = f" (+{len(items) - _SHOWN})" if len(items) > _SHOWN else ""
    return ", ".join(items[:_SHOWN]) + more
