"""Put a letter together: `letter_for` one contract, `letters` for all that submitted."""

from __future__ import annotations

from driehoek.application.document import Block, Bullets, Fact, Section, Tone, paragraph
from driehoek.application.letters.agreed import agreed, is_synthetic, not_granted
from driehoek.application.letters.case import Case
from driehoek.application.letters.changed import changed
from driehoek.application.letters.decision import decision, subject_of, variant_of
from driehoek.application.letters.judged import all_requirements, obligations, remarks, requirements, scores
from driehoek.application.letters.letter import Letter, Variant
from driehoek.application.letters.routes import UNDECIDED, is_open
from driehoek.application.letters.turned import turning_sentences
from driehoek.application.letters.white_spots import named_white_spots
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy import Route
from driehoek.domain.policy.remedies import last_day
from driehoek.kernel.dutch import day, weekday

_JUDGED = (Variant.REFUSED, Variant.EXCLUDED, Variant.INCOMPLETE, Variant.KNOCKED_OUT, Variant.NOT_WINNING)


def letter_for(outcome: RoundOutcome, contract: str) -> Letter:
    """Write the letter to one contract that submitted.

    Args:
        outcome: the round.
        contract: the AGB of the contract; see `RoundOutcome.assessment` for whether it submitted.

    Raises:
        LookupError: when the contract did not submit; no letter goes to who did not ask.
    """
    assessment = outcome.assessment(contract)
    if assessment is None:
        msg = f"contract {contract} has no submission in this round"
        raise LookupError(msg)
    case = Case.of(outcome, contract, assessment)
    variant = variant_of(case)
    provider, purchaser = case.provider, case.policy.purchaser
    return Letter(
        contract=contract,
        variant=variant,
        sender=(purchaser.name, *purchaser.address),
        addressee=(
            Fact("addressee.name", provider.name),
            Fact("addressee.municipality", provider.municipality),
            Fact("addressee.contract", f"Contract {contract}"),
        ),
        date=outcome.decided_on,
        reference=Fact("reference", f"{case.policy.year}-{contract}{_version(outcome)}"),
        subject=subject_of(case, variant),
        salutation="Geachte heer, mevrouw,",
        body=_body(case, variant),
        closing="Met vriendelijke groet,",
        annexes=_annexes(case),
        synthetic=_synthetic(case),
    )


def _version(outcome: RoundOutcome) -> str:
    return f"-v{outcome.version}" if outcome.version > 1 else ""


def letters(outcome: RoundOutcome) -> tuple[Letter, ...]:
    """Write all letters of a round, in order of contract."""
    contracts = sorted(assessment.contract for assessment in outcome.assessments)
    return tuple(letter_for(outcome, contract) for contract in contracts)


def _body(case: Case, variant: Variant) -> tuple[Section, ...]:
    sections = [decision(case, variant), *changed(case)]
    if variant in _JUDGED:
        sections.extend(requirements(case))
    if case.admitted:
        sections.extend(agreed(case))
        sections.extend(not_granted(case))
    sections.extend(named_white_spots(case))
    sections.extend(scores(case))
    if variant is Variant.GRANTED:
        sections.extend(requirements(case))
        sections.extend(obligations(case))
    turning = turning_sentences(case)
    if turning:
        items = tuple((Fact(f"turning.{number}", text),) for number, text in enumerate(turning, start=1))
        sections.append(Section("Wat de uitkomst had veranderd", (Bullets(items),)))
    sections.append(_disagree(case, variant))
    sections.append(_questions(case))
    return tuple(sections)


def _disagree(case: Case, variant: Variant) -> Section:
    if variant in UNDECIDED:
        text = "Dit is nog geen besluit. U krijgt bericht zodra wij besluiten."
        if variant is Variant.WITHDRAWN:
            text = "Heeft u uw stukken niet zelf ingetrokken? Laat het ons dan meteen weten."
        return Section("Wat u kunt doen", (paragraph(text),))
    blocks: list[Block] = [paragraph("U kunt dan het volgende doen.")]
    still = [route for route in case.policy.objection if is_open(case, route)]
    blocks.extend(_route(case, route) for route in still)
    if not still:
        closed = (
            "Er staat nu geen aparte weg meer open." if case.policy.objection else "Ons beleid noemt geen aparte weg."
        )
        blocks = [paragraph(f"Neem contact met ons op. {closed}")]
    return Section("Bent u het niet eens met dit besluit?", tuple(blocks))


def _route(case: Case, route: Route) -> Section:
    key = f"route.{route.id}"
    blocks: list[Block] = [paragraph(Fact(f"{key}.text", route.text))]
    if route.days:
        last = last_day(route, case.outcome.decided_on)
        term = Fact(f"{key}.days", f"{route.days} dagen na de datum van deze brief")
        blocks.append(
            paragraph("Doe dit uiterlijk op ", Fact(f"{key}.last", weekday(last)), " (", term, ").", tone=Tone.LEAD)
        )
    until = case.policy.calendar.milestone(route.until_milestone)
    if until is not None:
        blocks.append(
            paragraph("Dit kan tot en met ", Fact(f"{key}.until", weekday(until.last_day)), ".", tone=Tone.LEAD)
        )
    if route.warning:
        blocks.append(paragraph("Let op: ", Fact(f"{key}.warning", route.warning), tone=Tone.WARNING))
    if route.ground.basis:
        blocks.append(paragraph("Grond: ", Fact(f"{key}.ground", route.ground.basis), tone=Tone.NOTE))
    return Section(route.name, tuple(blocks))


def _questions(case: Case) -> Section:
    purchaser = case.policy.purchaser
    where = purchaser.contact or purchaser.name
    return Section("Heeft u vragen?", (paragraph(f"Stel ze gerust: {where}. Noem daarbij uw contractnummer."),))


def _annexes(case: Case) -> tuple[Section, ...]:
    sections = (*all_requirements(case), *remarks(case))
    titles = [f"Bijlage {number}: {section.title}" for number, section in enumerate(sections, start=1)]
    named = (Section(title, section.blocks) for title, section in zip(titles, sections, strict=True))
    return (*named, _proof(case, len(sections) + 1))


def _proof(case: Case, number: int) -> Section:
    outcome = case.outcome
    items = (
        ("Beleid: ", Fact("proof.policy", f"{case.policy.title}, versie {case.policy.version}")),
        ("Dag van het besluit: ", Fact("proof.day", day(outcome.decided_on))),
        ("Vingerafdruk van alle invoer: ", Fact("proof.input", outcome.input_fingerprint)),
        ("Vingerafdruk van het besluit: ", Fact("proof.decision", outcome.decision_fingerprint)),
        ("Versie van het rekenprogramma: ", Fact("proof.engine", f"Driehoek {outcome.engine_version}")),
    )
    why = "Met dezelfde invoer komt iedereen op hetzelfde besluit uit. Met deze gegevens is dat na te gaan."
    return Section(f"Bijlage {number}: hoe dit besluit is na te rekenen", (paragraph(why), Bullets(items)))


def _synthetic(case: Case) -> bool:
    """Whether anything this letter speaks of is made up: a tariff, a product, a party or the policy."""
    submission = case.submission
    names = f"{case.policy.title} {case.policy.purchaser.name} {case.provider.name}"
    offered = submission.lines if submission is not None else ()
    return (
        any(is_synthetic(line) for line in case.agreement)
        or any(line.product.startswith("SYN") for line in offered)
        or "SYNTHETIC" in names
    )
