"""From the outcome of a round to the explanation of one contract."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

from driehoek.application.explain.explanation import (
    AmountPart,
    ByHand,
    Cause,
    ExplainedLine,
    ExplainedLot,
    ExplainedScore,
    ExplainedTest,
    Explanation,
    PricePart,
)
from driehoek.application.explain.quantities import Quantities, quantities_of
from driehoek.application.outcome import RoundOutcome
from driehoek.application.phrases import frame_in_words
from driehoek.application.printing.words import step_settings
from driehoek.application.rationale import rationales_of, told
from driehoek.domain.agreement.lines import AgreementLine
from driehoek.domain.allocation import (
    Adjustment,
    ChosenCare,
    Frame,
    Grant,
    GrantedLine,
    Offer,
    OfferedLine,
    Reason,
    ReasonKind,
)
from driehoek.domain.catalogue import Badge
from driehoek.domain.policy import Raw, RequirementKind, Step
from driehoek.domain.tender.outcome import Assessment, Ranked, Tested
from driehoek.kernel import ZERO, Finding, Holds, Money, Rate, total

NO_SHARE = Rate(Fraction(0))
Place = tuple[str, str]
GRANTING = (ReasonKind.GRANT, ReasonKind.ADJUSTMENT)


class Explainer:
    """Explains contracts of one round; reads the round once, so that explaining many stays cheap."""

    def __init__(self, outcome: RoundOutcome) -> None:
        """Index the round by contract."""
        self.outcome = outcome
        policy = outcome.dossier.policy
        self._steps = {step.id: step for step in policy.division.steps()}
        self._worded: dict[str, tuple[str, ...]] = {}
        self._requirements = {use.id: use for use in policy.requirements}
        self._providers = {provider.contract.code: provider for provider in outcome.dossier.providers}
        self._assessments = {assessment.contract: assessment for assessment in outcome.assessments}
        self._reasons: defaultdict[str, list[Reason]] = defaultdict(list)
        for reason in outcome.allocation.reasons:
            self._reasons[reason.contract].append(reason)
        self._adjustments: defaultdict[Place, list[Adjustment]] = defaultdict(list)
        for adjustment in outcome.dossier.adjustments:
            self._adjustments[adjustment.contract, adjustment.lot].append(adjustment)
        self._choices: defaultdict[str, list[ChosenCare]] = defaultdict(list)
        for choice in outcome.problem.choices:
            self._choices[choice.contract].append(choice)
        self._agreed = {(line.contract.code, line.lot, line.product): line for line in outcome.lines}
        self._offers = {(offer.contract, offer.lot): offer for offer in outcome.problem.offers}
        self._grants = {(grant.contract, grant.lot): grant for grant in outcome.allocation.grants}
        self._ranked = {(item.contract, lot): item for lot, ranking in outcome.rankings.items() for item in ranking}
        self._names = {product.code: product.name for product in outcome.dossier.products}

    def explain(self, contract: str) -> Explanation:
        """Explain one contract; asking for one that is not in the dossier is a fault of ours."""
        provider = self._providers[contract]
        assessment = self._assessments.get(contract)
        lots = self._lots(contract)
        return Explanation(
            contract=contract,
            name=provider.name,
            sector=provider.sector,
            group=provider.group,
            year=self.outcome.dossier.policy.year,
            standing=assessment.standing if assessment else None,
            conclusion=assessment.sentence if assessment else "",
            tests=self.tests(assessment),
            lots=lots,
            synthetic=any(
                line.badge is Badge.SYNTHETIC or line.product.startswith("SYN") for lot in lots for line in lot.lines
            ),
            decision_fingerprint=self.outcome.decision_fingerprint,
        )

    def _lots(self, contract: str) -> tuple[ExplainedLot, ...]:
        """The lots in which anything was decided about the contract, in the policy's order."""
        decided = (self._offers, self._grants, self._ranked)
        return tuple(
            self._lot(contract, lot.id)
            for lot in self.outcome.dossier.policy.lots
            if any((contract, lot.id) in part for part in decided)
        )

    def tests(self, assessment: Assessment | None) -> tuple[ExplainedTest, ...]:
        """Every requirement with its outcome; nothing without a submission."""
        return tuple(self._test(tested) for tested in assessment.tested) if assessment else ()

    def _test(self, tested: Tested) -> ExplainedTest:
        use = self._requirements.get(tested.requirement)
        outcome = tested.outcome
        failed = isinstance(outcome, Finding)
        word = "fails" if failed else "holds" if isinstance(outcome, Holds) else "not-applicable"
        return ExplainedTest(
            requirement=tested.requirement,
            text=use.text if use else "",
            outcome=word,
            sentence=tested.sentence,
            mend=outcome.mend() if isinstance(outcome, Finding) else "",
            ground=use.ground.basis if use else "",
            idle=not failed and (word != "holds" or tested.kind is RequirementKind.EXCLUSION),
        )

    def _lot(self, contract: str, lot_id: str) -> ExplainedLot:
        lot = self.outcome.dossier.policy.lot(lot_id)
        place = (contract, lot_id)
        offer, grant, ranked = self._offers.get(place), self._grants.get(place), self._ranked.get(place)
        reasons = [reason for reason in self._reasons.get(contract, ()) if reason.lot == lot_id]
        money, agreed = (grant.money, grant.agreed) if grant else (ZERO, ZERO)
        given = total(reason.amount for reason in reasons if reason.kind in GRANTING)
        unexplained = money - given
        assert not unexplained or self.outcome.verification, f"{contract} in {lot_id}: {unexplained} without a reason"
        return ExplainedLot(
            lot=lot_id,
            name=lot.name,
            frame=grant.frame if grant else Frame(lot.pool, lot.frame),
            realised=offer.realised if offer else ZERO,
            realised_source=offer.realised_source if offer else "",
            scores=self._scores(lot_id, ranked, self._assessments.get(contract)),
            total=ranked.total if ranked else None,
            scale=lot.scale,
            place=ranked.place if ranked else 0,
            ranked=len(self.outcome.rankings.get(lot_id, ())),
            parts=self._amounts(reasons, ReasonKind.GRANT),
            by_hand=self.by_hand(contract, lot_id),
            unexplained=unexplained,
            money=money,
            rounded_off=money - agreed,
            agreed=agreed,
            not_granted=self._amounts(reasons, ReasonKind.NOT_GRANTED),
            lines=self._explained_lines(offer, grant),
            quantities=self._quantities(offer, grant),
            place_name=frame_in_words(
                self.outcome.dossier.policy, grant.frame if grant else Frame(lot.pool, lot.frame)
            ),
        )

    def _quantities(self, offer: Offer | None, grant: Grant | None) -> Quantities | None:
        if offer is None or grant is None:
            return None
        name = self._names.get
        # of the whole round only what is of this contract or of the space: looking through all of it for each
        # contract would take the square of their number
        own = replace(self.outcome.problem, choices=tuple(self._choices.get(offer.contract, ())))
        reasons = (*self._reasons.get(offer.contract, ()), *self._reasons.get("", ()))
        allocation = replace(self.outcome.allocation, reasons=reasons)
        return quantities_of(own, allocation, offer, grant, lambda code: name(code, code))

    def _amounts(self, reasons: list[Reason], kind: ReasonKind) -> tuple[AmountPart, ...]:
        return tuple(AmountPart(reason.amount, self.cause(reason)) for reason in reasons if reason.kind is kind)

    def cause(self, reason: Reason) -> Cause:
        """What stands behind ``reason``: the policy's step with its ground and parameters, and the inputs."""
        step = self._steps.get(reason.step)
        return Cause(
            step=reason.step,
            rule=reason.rule,
            title=(step.text if step else "") or reason.step,
            ground=step.ground.basis if step else "",
            parameters=_parameters(step) if step else (),
            inputs=reason.inputs,
            text=reason.text,
            settings=self._settings(step) if step else (),
            rationale=self._rationale(reason),
        )

    def _rationale(self, reason: Reason) -> tuple[str, ...]:
        """On what a base percentage rests; nothing for any other reason."""
        if reason.kind is not ReasonKind.TARIFF:
            return ()
        offer = self._offers.get((reason.contract, reason.lot))
        lines = offer.lines if offer else ()
        sectors = {line.product.sector for line in lines if reason.product in {"", line.product.code}}
        policy, on = self.outcome.dossier.policy, self.outcome.decided_on
        found = rationales_of(policy, reason.step, sectors)
        return tuple(sentence for item in found for sentence in told(policy, item, on))

    def _settings(self, step: Step) -> tuple[str, ...]:
        if step.id not in self._worded:
            self._worded[step.id] = step_settings(self.outcome.dossier.policy, step)
        return self._worded[step.id]

    def _scores(self, lot_id: str, ranked: Ranked | None, assessment: Assessment | None) -> tuple[ExplainedScore, ...]:
        lot = self.outcome.dossier.policy.lot(lot_id)
        names = {leaf.id: leaf.name for leaf in lot.leaves()}
        scores = ranked.scores if ranked else assessment.scores.get(lot_id, ()) if assessment else ()
        return tuple(
            ExplainedScore(
                criterion=score.criterion,
                name=names.get(score.criterion, score.criterion),
                weight=score.weight,
                points=score.points,
                scale=lot.scale,
                answer=score.answer,
                norm=score.norm,
                motivation=score.motivation,
                below_minimum=score.below_minimum,
            )
            for score in scores
        )

    def by_hand(self, contract: str, lot: str) -> tuple[ByHand, ...]:
        """What was booked by hand for one contract in one lot, then what was decided and not booked."""
        waiting = list(self._adjustments.get((contract, lot), ()))
        reasons = [reason for reason in self._reasons.get(contract, ()) if reason.lot == lot]
        booked: list[ByHand] = []
        for reason in reasons:
            if reason.kind is ReasonKind.ADJUSTMENT:
                item = next((item for item in waiting if item.amount_to - item.amount_from == reason.amount), None)
                booked.append(_decided(item, reason.amount) if item else _from_reason(reason))
                waiting = [other for other in waiting if other is not item]
        return (*booked, *(_decided(item, ZERO) for item in waiting))

    def _explained_lines(self, offer: Offer | None, grant: Grant | None) -> tuple[ExplainedLine, ...]:
        if grant is None:
            return ()
        offered = {line.product.code: line for line in offer.lines} if offer else {}
        tariff = [
            reason
            for reason in self._reasons.get(grant.contract, ())
            if reason.kind is ReasonKind.TARIFF and reason.lot == grant.lot
        ]
        return tuple(
            self._explained_line(
                line, offered.get(line.product), self._agreed.get((grant.contract, grant.lot, line.product)), tariff
            )
            for line in grant.lines
        )

    def _explained_line(
        self, line: GrantedLine, offered: OfferedLine | None, agreed: AgreementLine | None, tariff: list[Reason]
    ) -> ExplainedLine:
        parts = tuple(
            PricePart(reason.points, self.cause(reason))
            for reason in tariff
            if reason.points is not None and reason.product in {"", line.product}
        )
        share = sum((part.points for part in parts), start=NO_SHARE)
        closes = share == line.price.share and (agreed is None or agreed.amount == line.amount)
        assert closes or self.outcome.verification, f"{line.product}: the parts do not make {line.price.share}"
        badge = offered.maximum.badge if offered else agreed.badge if agreed else None
        return ExplainedLine(
            product=line.product,
            name=self._names.get(line.product, line.product),
            badge=badge,
            quantity=line.quantity,
            offered=offered.quantity if offered else None,
            offered_source=offered.source if offered else "",
            maximum=line.price.maximum,
            parts=parts,
            share=line.price.share,
            price=line.price.amount,
            rounding=line.price.rounding,
            amount=line.amount,
        )


def explain(outcome: RoundOutcome, contract: str) -> Explanation:
    """Explain what was decided about one contract.

    Args:
        outcome: the round.
        contract: the AGB of a contract in the dossier; asking for another is a fault of ours (KeyError).
    """
    return Explainer(outcome).explain(contract)


def _decided(item: Adjustment, applied: Money) -> ByHand:
    """A deviation by hand as a row, with what the division booked for it."""
    return ByHand(
        lot=item.lot,
        amount_from=item.amount_from,
        amount_to=item.amount_to,
        applied=applied,
        kind=item.kind,
        ground=item.ground,
        proposer=item.proposer,
        approver=item.approver,
        decided_on=item.decided_on,
        source=f"adjustments.csv:{item.row}" if item.row else "adjustments.csv",
    )


def _from_reason(reason: Reason) -> ByHand:
    """A booked deviation without its own row in the dossier: what its reason says of it."""
    given = {item.name: item.value for item in reason.inputs}
    return ByHand(
        lot=reason.lot,
        amount_from=ZERO,
        amount_to=reason.amount,
        applied=reason.amount,
        kind=given.get("kind", ""),
        ground=given.get("ground", reason.text),
        proposer=given.get("proposer", ""),
        approver=given.get("approver", ""),
        decided_on=given.get("decided_on", ""),
        source=next((item.source for item in reason.inputs if item.source), ""),
    )


def _parameters(step: Step) -> tuple[tuple[str, str], ...]:
    return tuple((name, _written(value)) for name, value in sorted(step.params.items()))


def _written(value: Raw) -> str:
    return value if isinstance(value, str) else ", ".join(value)
