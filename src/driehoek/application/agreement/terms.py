"""The terms of one contract as a round decided them, with last year's care by the same keys."""

from __future__ import annotations

from driehoek.application.agreement.ceilings import Before, Held, key_of, line_of
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, Terms
from driehoek.domain.policy.params import read
from driehoek.kernel import Quantity


def held_agreement(outcome: RoundOutcome, contract: str) -> Held | None:
    """The agreement of a contract as decided; None when the policy names no contract form of the list.

    How many clients had care last year is not in a dossier, so it stays unknown.
    """
    policy = outcome.dossier.policy
    form = CONTRACT_FORMS.get(policy.contract.form)
    if form is None:
        return None
    params, findings = read("contract", form.params, policy.contract.params)
    if findings:
        return None
    lines = [line for line in outcome.lines if line.contract.code == contract]
    terms = Terms(tuple(line_of(line.lot, line.product, line.quantity, line.price) for line in lines))
    names = {product.code: product.name for product in outcome.dossier.products}
    lots = {lot.id: lot.name for lot in policy.lots}
    before: dict[str, Quantity] = {}
    told: dict[str, str] = {key_of(line.lot, line.product): f"{line.name}, {lots[line.lot]}" for line in lines}
    for item in outcome.dossier.realised:
        if item.contract == contract:
            key = key_of(item.lot, item.product)
            before[key] = before[key] + item.quantity if key in before else item.quantity
            where = f", {lots[item.lot]}" if item.lot in lots else ""
            told.setdefault(key, f"{names.get(item.product, item.product)}{where}")
    kept = {key: Before(quantity) for key, quantity in before.items()}
    return Held(contract, policy.purchaser.name, policy.year, form, params, terms, kept, told)
