"""Growth of personal budgets (pgb) takes space from care in kind; whether a fall gives it back is a dated rule (E-004).

Growth = pgb x (1 + monthly growth)^months - pgb, rounded half up to the cent; O-024: 2 % a month for a year makes
1.268242. Where the pgb of now is known, growth is what it grew.

1. More than is open cannot be taken; a finding says what is lacking.
2. A fall gives nothing back under the rule of 2016. For a year without a known rule a finding says so and nothing is
   given back, unless the policy says what holds.
"""

from __future__ import annotations

from datetime import date

from driehoek.domain.allocation import Basis, Reason, ReasonKind
from driehoek.domain.ledger import PGB_RETURNS
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.moving import MOVE_SHORT, bases, figure, from_state
from driehoek.engines.allocation.pots import FRAMES
from driehoek.kernel import ZERO, Code, Finding, Money, Rounding, Severity, dutch

RULE_UNKNOWN = Code(
    "ALL-228",
    nl="In {subject} daalde het pgb met {seen}. Of die ruimte terugkomt, is voor {wanted} niet bekend; zij blijft weg.",
    en="In {subject} the pgb fell by {seen}. Whether that space returns is not known for {wanted}; it stays away.",
    mend_nl="Zeg bij when_it_falls wat geldt (returns of stays), met de grondslag erbij.",
    mend_en="Say in when_it_falls what holds (returns or stays), with its ground.",
    severity=Severity.WARNING,
)
FINDINGS = (RULE_UNKNOWN,)

_BY_RULE, _RETURNS, _STAYS = "by-rule", "returns", "stays"


class PgbGrowth:
    """See the module docstring."""

    name = "pgb-growth"
    params = (
        Param(
            "monthly",
            Kind.RATE,
            "the expected growth of the pgb per month, where the pgb of now is not known",
            "de verwachte groei van het pgb per maand, als de stand van nu niet bekend is",
            least="0%",
            most="100%",
        ),
        Param(
            "months",
            Kind.INTEGER,
            "over how many months it grows",
            "over hoeveel maanden het groeit",
            default="12",
            least="0",
            most="24",
        ),
        Param(
            "when_it_falls",
            Kind.TEXT,
            "what a fall does: the dated rule (by-rule), or what the policy says with its ground (returns, stays)",
            "wat er gebeurt als het pgb daalt: de regel van dat jaar, of wat het beleid zegt",
            default=_BY_RULE,
            choices=(_BY_RULE, _RETURNS, _STAYS),
        ),
        FRAMES,
    )
    abilities = frozenset({Ability.MOVES_SPACE, Ability.GOES_TO_PGB, Ability.COUNTS_ONCE, Ability.NEEDS_BASIS})
    told = Told(
        source="000 3.2 Persoonsgebonden budget l.2743-2751 (E-004, O-024).",
        formula="taken = pgb x (1 + monthly)^months - pgb, rounded half up to the cent",
        effects=Effects(
            cost="None in all; money goes from care in kind to personal budgets.",
            volume="Less care in kind by what the pgb grew.",
            quality="Providers paid from a pgb need not meet the requirements of the contract.",
            choice="Clients with a pgb choose freely; those without find less care in kind.",
            newcomers="A pgb lets new providers begin without a contract.",
            risk="Providers of care in kind bear the growth; under the rule of 2016 a fall does not help them.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Take what the pgb grows from each frame, or let a fall give back what the rule says."""
        reasons: list[Reason] = []
        findings: list[Finding] = []
        for basis in bases(view, params.texts("frames")):
            grown = _later(basis, params) - basis.pgb_last
            effect = _taken(view, basis, grown, params) if grown > ZERO else _fallen(view, basis, -grown, params)
            reasons.extend(effect.reasons)
            findings.extend(effect.findings)
        return Effect(tuple(reasons), findings=tuple(findings))


def _later(basis: Basis, params: Params) -> Money:
    """What is awarded in pgb now, or by the forecast."""
    if basis.pgb_now is not None:
        return basis.pgb_now
    factor = (1 + params.rate("monthly").value) ** params.integer("months")
    return basis.pgb_last.times(factor, Rounding.HALF_UP)


def _taken(view: View, basis: Basis, grown: Money, params: Params) -> Effect:
    amount = min(grown, view.open[basis.frame])
    text = f"Het pgb groeit met {dutch.amount(grown)}; dat gaat af van de ruimte voor zorg in natura."
    given = (figure(basis, "pgb_last", basis.pgb_last), figure(basis, "pgb_later", _later(basis, params)))
    reason = Reason(
        view.step.id,
        view.step.use,
        ReasonKind.SPACE,
        frame=basis.frame,
        amount=-amount,
        inputs=(*given, view.param("monthly"), view.param("months")),
        text=text,
    )
    short = Finding(MOVE_SHORT, f"{view.step.id}, {basis.frame}", seen=str(amount), wanted=str(grown))
    return Effect((reason,), findings=(short,) if amount < grown else ())  # 1


def _fallen(view: View, basis: Basis, fell: Money, params: Params) -> Effect:
    if not fell:
        return Effect()
    said = params.text("when_it_falls")
    rule = PGB_RETURNS.find(date(view.problem.year, 1, 1))
    if said == _BY_RULE and rule is None:  # 2
        finding = Finding(RULE_UNKNOWN, str(basis.frame), seen=str(fell), wanted=str(view.problem.year))
        return Effect(findings=(finding,))
    returns = said == _RETURNS or (said == _BY_RULE and rule is not None and rule.value)
    if not returns:
        return Effect()
    text = f"Het pgb daalde met {dutch.amount(fell)}; die ruimte komt terug naar zorg in natura."
    given = (figure(basis, "pgb_last", basis.pgb_last), figure(basis, "pgb_now", basis.pgb_now))
    return Effect(from_state(view, basis.frame, fell, text, *given, view.param("when_it_falls")))
