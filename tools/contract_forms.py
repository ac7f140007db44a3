"""What the page of a contract form tells: who bears which risk, and what it pays for any realisation."""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, Line, Settlement, Terms, curve
from driehoek.domain.policy.params import read
from driehoek.kernel import Money, Quantity, Unit, dutch
from tools.pages import table

REGISTRY = "agreement-contract-forms"
_THOUSAND = 1_000
_TERMS = Terms((Line("SYN", Quantity(_THOUSAND, Unit.PIECE), Money.euros(100)),), inhabitants=_THOUSAND)
_STEPS = (0, 50, 80, 90, 95, 100, 105, 110, 120)
_OBLIGATORY = {"per-inhabitant": "100.00"}
"""Values for parameters without a default."""


def told(registry: str, name: str) -> list[str]:
    """The parts of the page for one contract form; empty for other rules."""
    if registry != REGISTRY:
        return []
    form = CONTRACT_FORMS[name]
    given = {param.name: _OBLIGATORY[param.name] for param in form.params if param.default is None}
    params = read(name, form.params, given)[0]
    rows = [[f"{point.percent} %", *_amounts(point.settlement)] for point in curve(form, _TERMS, params, _STEPS)]
    constructed = "yes: keep them out of comparisons" if form.prices_are_constructed else "no"
    return [
        f"In Dutch: *{form.dutch}*. **On what it rests.** {form.source}. **It needs** {form.needs.value}.",
        (
            f"**Who bears what.** Growth of volume: {form.risks.volume.value}; cost of a unit: "
            f"{form.risks.price.value}. {form.risks.meaning}"
        ),
        f"**Prices may be computed back from a total:** {constructed}.",
        "## What it pays",
        (
            "An agreement of € 100.000: a thousand pieces at € 100, for a thousand inhabitants; costs follow what is "
            "delivered, all conditions kept, parameters at their defaults. All figures are SYNTHETIC."
        ),
        table(["delivered", "worth", "paid", "given back", "unpaid", "to talk about", "outcome"], rows),
    ]


def _amounts(settled: Settlement) -> list[str]:
    amounts = (settled.value, settled.paid, settled.repay, settled.unpaid, settled.to_consult)
    return [*(dutch.whole_euros(money) for money in amounts), settled.outcome.value]
