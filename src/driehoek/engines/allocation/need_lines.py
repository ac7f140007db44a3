"""Rules that look at lines of the picture of need: the parameter that they share, and how it is said."""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import View

LINES = Param(
    "lines",
    Kind.LINES,
    "the lines of the picture of need that it is about, by id; empty means none",
    "de regels van het behoeftebeeld waar het om gaat; leeg is geen",
    default=(),
)


def meant_for(view: View, params: Params) -> str:
    """The end of a sentence that says which lines the step is meant for; empty without lines."""
    lines = params.texts("lines")
    return f" Dit is bedoeld voor: {'; '.join(view.problem.line_text(line) for line in lines)}." if lines else ""
