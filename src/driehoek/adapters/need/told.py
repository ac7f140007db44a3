"""A picture and a comparison as lines of text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from driehoek.application.need import Comparison
from driehoek.domain.need import Confrontation, Demand, Figure, Picture, Supply, YearAhead
from driehoek.kernel import Language
from driehoek.kernel.dutch import MONTHS, amount, grouped, number, percentage
from driehoek.kernel.dutch import day as written

_NL, _EN = "nl", "en"


def picture_text(made: Picture, language: Language = Language.NL) -> tuple[str, ...]:
    """The picture of a region: per client group what is asked, what is offered, and what follows from it."""
    return tuple(_Told(language).picture(made))


def comparison_text(made: Comparison, language: Language = Language.NL) -> tuple[str, ...]:
    """The figures of every region in columns, with the sum."""
    return tuple(_Told(language).comparison(made))


class _Told:
    def __init__(self, language: Language) -> None:
        self.nl = language is Language.NL

    def words(self, nl: str, en: str) -> str:
        return nl if self.nl else en

    def picture(self, made: Picture) -> Iterator[str]:
        names = dict(made.municipalities)
        yield self.words(
            f"Beeld van regio {made.region.code} {made.name} voor {made.year}, stand {written(made.day)}",
            f"Picture of region {made.region.code} {made.name} for {made.year}, as of {made.day.isoformat()}",
        )
        for asked, held, judged in zip(made.demand, made.supply, made.confrontation, strict=True):
            yield ""
            group = asked.market.group.dutch if self.nl else asked.market.group.english
            town = asked.market.municipality
            yield f"{group[0].upper()}{group[1:]}" + (f", {names.get(town, town)}" if town else "")
            yield from (f"  {line}" for line in self.market(asked, held, judged, made.year))
        if made.indicators:
            yield ""
            for item in made.indicators:
                yield self.words(f"{item.group.dutch}: {item.text}", f"{item.group.english}: {item.english}")
        yield from self.ahead(made)
        for wish in made.specifications:
            yield self.words(f"Gevraagd ({wish.raised_by}): {wish.text}", f"Asked for ({wish.raised_by}): {wish.text}")
        yield from self.produced(made)
        if made.budget_growth is not None:
            yield self.words(
                f"De groei van het pgb neemt in {made.year} {amount(made.budget_growth)} van de ruimte.",
                f"The growth of personal budgets takes {made.budget_growth} euros of the space in {made.year}.",
            )
        if made.growth is not None:
            parts = made.growth
            pgb = amount(parts.budgets) if parts.budgets is not None else self.words("niet bekend", "not known")
            yield self.words(
                f"Groei in {parts.months} maanden van {parts.year}: met een plaats {amount(parts.residence)}, thuis "
                f"{amount(parts.home)}, pgb {pgb}.",
                f"Growth in {parts.months} months of {parts.year}: with a place {parts.residence}, at home "
                f"{parts.home}, personal budgets {pgb}.",
            )
        if made.space_short_from is not None:
            short = made.space_short_from
            yield self.words(
                f"Vanaf {MONTHS[short.month - 1]} {short.year} is te voorzien dat de ruimte te klein is.",
                f"From {short.year}-{short.month:02d} on a shortage of space is foreseeable.",
            )

    def produced(self, made: Picture) -> Iterator[str]:
        """Of each group and form what was delivered in twelve months, and what is expected in the next twelve."""
        for item in made.produced:
            if item.of.contract or item.next is None:
                continue
            of, past, ahead = item.of, grouped(item.past.value), item.next
            until = f"{MONTHS[item.until.month - 1]} {item.until.year}"
            ends = f"{grouped(ahead.low or 0)} - {grouped(ahead.high or 0)}"
            yield self.words(
                f"Geleverd aan {of.group.dutch}, {of.form.dutch}: {past} {of.unit.dutch} in {item.months} maanden tot "
                f"en met {until}; verwacht in de twaalf daarna {grouped(ahead.value)} ({ends})",
                f"Delivered to {of.group.english}, {of.form.value}: {past} {of.unit.value} in {item.months} months up "
                f"to {until}; expected in the next twelve {grouped(ahead.value)} ({ends})",
            )

    def ahead(self, made: Picture) -> Iterator[str]:
        """Per scenario and group the first, the middle and the last of the later years."""
        sets = groupby(made.ahead, key=lambda item: (item.scenario, item.group))
        for (scenario, group), found in sets:
            years = tuple(found)
            yield ""
            name = group.dutch if self.nl else group.english
            yield self.words(f"Scenario '{scenario}', {name}", f"Scenario '{scenario}', {name}")
            for year in (years[0], years[len(years) // 2], years[-1]):
                yield f"  {year.year}: {self.later(year)}"
            yield f"  {years[-1].demand.origin.how}" if self.nl else f"  rests on: {years[-1].demand.origin.source}"

    def later(self, year: YearAhead) -> str:
        forms = ", ".join(f"{form.value} {grouped(count)}" for form, count in year.by_form)
        said = self.words(
            f"{grouped(year.demand.value)} mensen ({forms})", f"{grouped(year.demand.value)} people ({forms})"
        )
        if year.gap is not None:
            short = year.gap.value
            said += self.words(
                f"; {grouped(abs(short))} plaatsen {'te weinig' if short > 0 else 'over'}",
                f"; {grouped(abs(short))} places {'short' if short > 0 else 'over'}",
            )
        if year.inflow is not None:
            said += self.words(
                f"; instroom in verblijf {grouped(year.inflow)}", f"; {grouped(year.inflow)} come into a residence"
            )
        return said

    def market(self, asked: Demand, held: Supply, judged: Confrontation, year: int) -> Iterator[str]:
        named = (
            (self.words("Indicaties", "Indications"), asked.indicated),
            (self.words(f"Verwacht in {year}", f"Expected in {year}"), asked.next_year),
            (self.words("Mensen met een plaats", "People with a place"), asked.in_care),
            (self.words(f"Plaats nodig in {year}", f"Need a place in {year}"), asked.needing_place),
            (self.words("Geïndiceerd, niet geleverd", "Indicated, not delivered"), asked.friction),
            (self.words("Verborgen vraag", "Hidden demand"), asked.hidden),
            (self.words("Wachten door sturing", "Wait because of steering"), asked.steered),
            (self.words("Plaatsen", "Places"), held.places),
            (self.words(f"Plaatsen gepland voor {year}", f"Places planned for {year}"), held.planned),
        )
        yield from (self.figure(words, figure) for words, figure in named if figure)
        if asked.trend is not None:
            yield self.line(self.words("Verandering per jaar", "Change a year"), percentage(asked.trend, 1))
        if asked.care_weight is not None:
            hours = self.words("Zwaarte, uur zorg per week", "Weight, hours of care a week")
            rise = percentage(asked.heavier, 1) if asked.heavier is not None else ""
            changed = self.words(f"verandering {rise}", f"change {rise}") if rise else ""
            yield self.line(hours, number(asked.care_weight, 1), changed)
        for status, figure in asked.waiting:
            yield self.figure(self.words(f"Wacht: {status.dutch}", f"Waits: {status.value}"), figure)
        if held.providers:
            yield self.line(self.words("Aanbieders", "Providers"), str(held.providers))
        if held.alternatives is not None:
            yield self.line(self.words("Keus binnen de reistijd", "Choice within travel time"), str(held.alternatives))
        if held.concentration is not None:
            share = percentage(held.concentration, 0)
            yield self.line(self.words("Concentratie (100% is één concern)", "Concentration (100% is one)"), share)
        for form, now, then in held.by_form:
            yield self.line(
                f"  {form.dutch if self.nl else form.value}", f"{grouped(now)} > {grouped(then)}", str(year)
            )
        if held.niches:
            yield self.line(self.words("Specialismen", "Niches"), ", ".join(held.niches))
        yield judged.text if self.nl else judged.english

    def figure(self, words: str, figure: Figure) -> str:
        ends = ""
        if figure.low is not None and figure.high is not None and figure.low != figure.high:
            ends = f" ({grouped(figure.low)} - {grouped(figure.high)})"
        basis = figure.origin.basis.dutch if self.nl else figure.origin.basis.value
        return self.line(words, f"{grouped(figure.value)}{ends}", basis)

    @staticmethod
    def line(words: str, value: str, remark: str = "") -> str:
        return f"{words:<36}{value:>10}" + (f"  {remark}" if remark else "")

    def comparison(self, made: Comparison) -> Iterator[str]:
        for row in made.rows:
            group = row.group.dutch if self.nl else row.group.english
            yield ""
            yield f"{group}: {row.what}"
            names = dict(made.regions)
            for code, figure in row.figures:
                value = self.words("niet bekend", "not known") if figure is None else grouped(figure.value)
                yield f"  {code} {names[code]:<34}{value:>12}"
            yield f"  {self.words('samen', 'together'):<39}{grouped(row.total):>12}"
        if made.bases:
            yield ""
            yield self.words(
                "Landelijke ruimte op twee grondslagen: wat er was (pgb 2015), en wie er wonen",
                "The national space on two bases: what there was (pgb 2015), and who live there",
            )
            names = dict(made.regions)
            for code, past, need in made.bases:
                yield f"  {code} {names.get(code, ''):<34}{amount(past):>24}{amount(need):>24}"
