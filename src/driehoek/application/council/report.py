"""One report of everything that clients said of a round, with what was done with each (M-018, B-017).

Two readers: whoever decides and whoever supervises read all of it; others read what councils shared, and how much more
there is. What a council kept from the board of its provider is in no page that the board can get.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from driehoek.application.document import Block, Bullets, Column, Section, Table, Tone, paragraph
from driehoek.domain.policy import Policy
from driehoek.domain.quality import About, Answer, Followed, Input, Matter, Way, check_input, matters_on
from driehoek.kernel import Finding, Severity, dutch

WAYS = {
    Way.ADVISED: "gevraagd en geadviseerd",
    Way.CONSENTED: "ingestemd",
    Way.NOT_ASKED: "niet gevraagd",
    Way.DISAGREES: "niet eens",
}
ABOUT = {
    About.POLICY_DRAFT: "het concept van het beleid",
    About.POLICY: "het beleid",
    About.PLAN: "het plan van de zorgaanbieder",
    About.OUTCOME: "de uitkomst",
}
FOLLOWED = {
    Followed.FOLLOWED: "overgenomen",
    Followed.PARTLY: "voor een deel overgenomen",
    Followed.NOT_FOLLOWED: "niet overgenomen",
}


@dataclass(frozen=True, slots=True)
class InputReport:
    """The report.

    Attributes:
        title: over it.
        purchaser: whose round.
        sections: what it says.
        inputs: how many inputs there are.
        unanswered: how many have no answer yet.
        findings: what is worth a look by law.
        synthetic: whether the round is made up.
    """

    title: str
    purchaser: str
    sections: tuple[Section, ...]
    inputs: int
    unanswered: int
    findings: tuple[Finding, ...]
    synthetic: bool


def input_report(
    policy: Policy, inputs: Sequence[Input], matters: Iterable[Matter] = (), *, everything: bool
) -> InputReport:
    """Make the report of a round.

    Args:
        policy: of the round.
        inputs: all input on it.
        matters: the matters of law; those of the day of each input count.
        everything: whether also what councils did not share is told; only for the purchaser and the supervisor.
    """
    law = tuple(matters)
    told = [item for item in inputs if everything or _is_open(item)]
    found = tuple(
        finding
        for item in inputs
        for finding in check_input(item, law)
        if law and finding.severity is not Severity.ERROR and (everything or _is_open(item))
    )
    sections = (_sum(inputs), *_by_subject(told, law), *_closed(inputs, told), *_law(found))
    return InputReport(
        title=f"Inspraak van cliënten bij {policy.title}",
        purchaser=policy.purchaser.name,
        sections=sections,
        inputs=len(inputs),
        unanswered=sum(item.answer is None for item in inputs),
        findings=found,
        synthetic="SYNTHETIC" in f"{policy.title} {policy.purchaser.name}",
    )


def _is_open(item: Input) -> bool:
    """What is about the policy of the purchaser is for all; what is about a provider, once the council shared it."""
    return item.shared or item.about in {About.POLICY_DRAFT, About.POLICY}


def _sum(inputs: Sequence[Input]) -> Section:
    ways = Counter(item.way for item in inputs)
    answered = Counter(item.way for item in inputs if item.answer is not None)
    columns = (Column("Hoe deden cliënten mee", 3), Column("Aantal", numeric=True), Column("Beantwoord", numeric=True))
    rows = tuple(((WAYS[way].capitalize(),), (str(ways[way]),), (str(answered[way]),)) for way in Way)
    total = (("Samen",), (str(len(inputs)),), (str(sum(answered.values())),))
    return Section("In het kort", (Table("Inspraak, geteld", columns, rows, (total,)),))


def _by_subject(inputs: Sequence[Input], law: tuple[Matter, ...]) -> Iterable[Section]:
    for about in About:
        of_it = [item for item in inputs if item.about is about]
        if of_it:
            yield Section(f"Over {ABOUT[about]}", tuple(_one(item, law) for item in of_it))


def _one(item: Input, law: tuple[Matter, ...]) -> Section:
    contract = f"contract {item.contract}" if item.contract else ""
    where = "".join(f", {text}" for text in (item.location, contract) if text)
    matter = matters_on(law, item.given_on).get(item.matter)
    told = f"{WAYS[item.way].capitalize()}, {dutch.day(item.given_on)}"
    told += f". Onderwerp: {matter.name} (Wmcz 2018, {matter.article})" if matter else ""
    told += ". Op papier ontvangen" if item.on_paper else ""
    told += f". Geholpen door: {item.supporter}" if item.supporter else ""
    blocks: list[Block] = [paragraph(f"{told}.", tone=Tone.NOTE)]
    if item.text:
        blocks.append(paragraph(item.text))
    blocks.append(_answer(item.answer))
    return Section(f"{item.name}{where}", tuple(blocks))


def _answer(answer: Answer | None) -> Block:
    if answer is None:
        return paragraph("Hierop is nog niet geantwoord.", tone=Tone.WARNING)
    told = f"Antwoord van {dutch.day(answer.answered_on)}: {FOLLOWED[answer.followed]}. {answer.text}"
    return paragraph(told)


def _closed(inputs: Sequence[Input], told: Sequence[Input]) -> Iterable[Section]:
    left = len(inputs) - len(told)
    if left:
        words = f"{left} keer gaf een raad inbreng die hij nog niet met het bestuur van de zorgaanbieder deelde."
        yield Section("Wat hier niet staat", (paragraph(f"{words} De inkoper en de toezichthouder lezen die wel."),))


def _law(found: tuple[Finding, ...]) -> Iterable[Section]:
    if found:
        items = tuple((f"{item.sentence()} {item.mend()}",) for item in found)
        yield Section("Wat de wet hiervan zegt", (Bullets(items),))
