"""From the outcome of a round to its report."""

from __future__ import annotations

from driehoek.application.explain import GROUP, Explainer
from driehoek.application.outcome import RoundOutcome
from driehoek.application.regional import regional_sums
from driehoek.application.report import control, division, entry, market, sensitivity
from driehoek.application.report.rows import Head, Report
from driehoek.application.white_spots import white_spots
from driehoek.domain.catalogue import Badge

DETAILS = 250
"""How many contracts get their whole path in the report, the ones with most money first."""


def heart(outcome: RoundOutcome) -> Report:
    """The report as far as a terminal shows it.

    Nobody's path, no markets and no other weights; the checks as the round left them.
    """
    return report(outcome, details=0, again=False)


def report(
    outcome: RoundOutcome, previous: RoundOutcome | None = None, details: int = DETAILS, *, again: bool = True
) -> Report:
    """Make the report of a round.

    Args:
        outcome: the round.
        previous: the round to compare with, such as last year's; None without one.
        details: of how many contracts the whole path is told; the others are counted.
        again: whether the clauses of `verify` are held again, other weights are tried and markets are described.
    """
    explainer = Explainer(outcome)
    rows = division.providers(outcome, previous)
    uses = division.frames(outcome)
    trials, note = sensitivity.trials(outcome) if again else ((), "")
    told = sorted(rows, key=lambda row: (-row.granted.cents, row.contract))[:details]
    return Report(
        head=_head(outcome, previous),
        total=division.totals(rows),
        frames=uses,
        providers=rows,
        sectors=division.by_sector(rows),
        lots=division.by_lot(outcome),
        groups=division.by_group(rows, {group.value: words[0] for group, words in GROUP.items()}),
        markets=market.markets(outcome, previous) if again else (),
        prices=market.prices(outcome.lines),
        bands=market.bands(outcome.lines),
        ranks=sensitivity.ranks(outcome),
        trials=trials,
        trials_note=note,
        refused=entry.refused(outcome, explainer, rows),
        requirements=entry.effects(outcome, rows),
        adjustments=control.adjustments(outcome, explainer),
        clauses=control.clauses(outcome, again=again),
        norms=control.norms(outcome),
        guarantees=control.guarantees(outcome),
        provisional=control.provisional(outcome),
        warnings=control.warnings(outcome, uses),
        sources=control.sources(outcome),
        explanations=tuple(explainer.explain(row.contract) for row in told),
        unexplained=len(rows) - len(told),
        requests=division.requests(outcome),
        regional=regional_sums(outcome),
        series=division.series(outcome),
        white_spots=white_spots(outcome),
    )


def _head(outcome: RoundOutcome, previous: RoundOutcome | None) -> Head:
    policy = outcome.dossier.policy
    return Head(
        title=policy.title,
        purchaser=policy.purchaser.name,
        year=policy.year,
        regime=policy.regime,
        regions=tuple(sorted({region for pool in policy.pools for region in pool.regions})),
        decided_on=outcome.decided_on,
        policy_version=policy.version,
        engine_version=outcome.engine_version,
        input_fingerprint=outcome.input_fingerprint,
        decision_fingerprint=outcome.decision_fingerprint,
        previous_fingerprint=previous.decision_fingerprint if previous else "",
        synthetic=made_up(outcome),
        verified=not outcome.verification,
    )


def made_up(outcome: RoundOutcome) -> tuple[str, ...]:
    """The made-up products that play a part, and the products with a made-up tariff; by code."""
    offered = (line for offer in outcome.problem.offers for line in offer.lines)
    codes = {line.product.code for line in offered if line.product.synthetic or line.maximum.badge is Badge.SYNTHETIC}
    codes |= {line.product for line in outcome.lines if line.badge is Badge.SYNTHETIC or line.product.startswith("SYN")}
    return tuple(sorted(codes))
