"""What a contract form pays for any realisation, drawn: the payment, the worth of the care, and what lies between.

Reads without colour: the worth is dashed, the payment is not, and the table beside it holds every figure.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from driehoek.adapters.report.figure import FREE, GAIN, INK, LOSS, NARROW, RESERVED, Chart, Figure, euros, figure
from driehoek.application.agreement.forms_shown import MOST, ShownForm
from driehoek.domain.agreement.contract_forms import Outcome, Point
from driehoek.kernel import dutch

PAID, WORTH = "Wat wij betalen", "Wat de zorg waard is"
MORE, TALK, UNPAID = "Betaald zonder zorg", "In overleg", "Geleverd, niet betaald"
_COLOURS = {PAID: INK, WORTH: FREE, MORE: GAIN, TALK: RESERVED[0], UNPAID: LOSS}
OUTCOMES = {
    Outcome.EVEN: "precies betaald",
    Outcome.PROVIDER: "voordeel aanbieder",
    Outcome.PURCHASER: "voordeel inkoper",
    Outcome.REPAY: "een deel gaat terug",
    Outcome.CONSULT: "overleg",
}
Rows = list[dict[str, Any]]


def contract_form_figure(identity: str, shown: ShownForm) -> Figure:
    """Draw a contract form, with its table.

    Args:
        identity: unique on the page.
        shown: the form with what it pays.
    """
    rows = [_drawn(point) for point in shown.line]

    def draw(width: int) -> Chart:
        return _chart(rows, width)

    name = shown.form.dutch
    words = (
        f"Wat wij betalen: {name}",
        (
            f"Van niets tot anderhalf keer de afspraak van {dutch.whole_euros(shown.whole)}. De streepjeslijn is wat "
            "de geleverde zorg waard is, de andere lijn is wat wij betalen. Waar ze uit elkaar lopen, draagt een van "
            "beiden het verschil."
        ),
    )
    return figure(identity, words, draw, _COLUMNS, tuple(_row(point) for point in shown.table))


_COLUMNS = (
    "Geleverd van de afspraak", WORTH, PAID, MORE, UNPAID, TALK, "Gaat terug", "Wat dat betekent",
)  # fmt: skip


def _row(point: Point) -> tuple[str, ...]:
    settled = point.settlement
    amounts = (
        settled.value, settled.paid, settled.surplus, settled.unpaid, settled.to_consult, settled.repay,
    )  # fmt: skip
    return (f"{point.percent}%", *(dutch.amount(money) for money in amounts), OUTCOMES[settled.outcome])


def _drawn(point: Point) -> dict[str, Any]:
    """The heights of one percent in whole cents: the bands begin where the one below ends."""
    settled = point.settlement
    paid, worth = settled.paid.cents, settled.value.cents
    talked = paid + settled.to_consult.cents
    return {
        "percent": point.percent,
        "paid": paid,
        "worth": worth,
        "more": worth + settled.surplus.cents,
        "talked": talked,
        "unpaid": talked + settled.unpaid.cents,
    }


def _chart(rows: Rows, width: int) -> Chart:
    narrow = width <= NARROW
    highest = max(max(row["paid"], row["worth"], row["unpaid"]) for row in rows)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "percent:Q",
            title="procent van de afspraak dat geleverd is",
            axis=alt.Axis(values=list(range(0, MOST + 1, 50 if narrow else 10)), grid=False, labelAngle=0),
        ).scale(domain=[0, MOST], nice=False)
    )
    axis = alt.Axis(labelExpr=euros(highest), tickCount=3 if narrow else 5)
    bands = {MORE: ("worth", "more"), TALK: ("paid", "talked"), UNPAID: ("talked", "unpaid")}
    bands = {name: fields for name, fields in bands.items() if any(row[fields[0]] != row[fields[1]] for row in rows)}
    colour = _colour([PAID, WORTH, *bands], columns=1 if narrow else 3)
    parts = [
        _named(base, name)
        .mark_area(opacity=0.3)
        .encode(y=alt.Y(f"{low}:Q", title="euro", axis=axis), y2=f"{high}:Q", color=colour)
        for name, (low, high) in bands.items()
    ]
    parts += [
        _named(base, name)
        .mark_line(strokeWidth=2.5, strokeDash=dash)
        .encode(y=alt.Y(f"{field}:Q", title="euro", axis=axis), color=colour)
        for name, field, dash in ((WORTH, "worth", [5, 3]), (PAID, "paid", [1, 0]))
    ]
    return alt.layer(*parts).properties(width=width - (62 if narrow else 84), height=190 if narrow else 240)


def _named(base: Chart, name: str) -> Chart:
    """Each layer has its name as a field, so that all share one legend."""
    return base.transform_calculate(part=f"'{name}'")


def _colour(names: list[str], columns: int) -> alt.Color:
    legend = alt.Legend(orient="bottom", columns=columns, columnPadding=26, labelLimit=280, symbolOpacity=1)
    return alt.Color("part:N", sort=names, legend=legend).scale(domain=names, range=[_COLOURS[name] for name in names])
