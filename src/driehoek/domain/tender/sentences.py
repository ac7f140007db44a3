"""The sentences that stand in the letter: per requirement, and the conclusion; plain Dutch.

One place makes them, for the provider's preview and the purchaser's letter alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from driehoek.domain.policy import Policy, RequirementKind
from driehoek.domain.regimes import Term, find_regime
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Finding, Holds, Outcome

OPEN = "Over "
"""How the sentence on a requirement begins when nothing could be decided about it yet."""


def submission_word(policy: Policy) -> str:
    """The word for a submission under the regime of the policy; the plain one where no regime says it."""
    regime, day = find_regime(policy.regime), policy.contract.starts_on
    return regime.word(Term.SUBMISSION, day).nl if regime and regime.words.knows(day) else "indiening"


def listing(parts: Iterable[str]) -> str:
    """Join words as people do.

    >>> listing(["eis 1", "eis 3", "eis 4"])
    'eis 1, eis 3 en eis 4'
    """
    *first, last = list(parts) or [""]
    return f"{', '.join(first)} en {last}" if first else last


def full_stop(text: str) -> str:
    """The text with one full stop at its end, unless it ends in another mark.

    >>> full_stop("Een klachtenregeling"), full_stop("Goed. ")
    ('Een klachtenregeling.', 'Goed.')
    """
    body = text.strip()
    return body if body.endswith((".", "?", "!")) else f"{body}."


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def of_requirement(kind: RequirementKind, name: str, text: str, outcome: Outcome, *, open_: bool = False) -> str:
    """Say of one requirement what was found.

    Args:
        kind: what failing means.
        name: how the letter calls it: ``eis 3``.
        text: what is asked.
        outcome: what the rule said.
        open_: with a finding, whether it leaves the matter open (no answer, no decision yet).
    """
    asked = full_stop(text)
    if isinstance(outcome, Holds):
        return {
            RequirementKind.SUITABILITY: f"U voldoet aan {name}: {asked}",
            RequirementKind.EXCLUSION: f"{capital(name)} geldt niet voor u: {asked}",
            RequirementKind.CONDITION: f"U aanvaardt {name}: {asked}",
        }[kind]
    if isinstance(outcome, Finding):
        because = full_stop(outcome.sentence())
        if open_:
            return f"{OPEN}{name} is nog niets besloten: {asked} {because}"
        return {
            RequirementKind.SUITABILITY: f"U voldoet niet aan {name}: {asked} {because}",
            RequirementKind.EXCLUSION: f"{capital(name)} geldt voor u: {asked} {because}",
            RequirementKind.CONDITION: f"U voldoet niet aan {name}: {asked} {because}",
        }[kind]
    return f"{capital(name)} telt nu niet mee voor u ({outcome.reason_nl}): {asked}"


def conclusion(policy: Policy, standing: Standing, names: Sequence[str], reasons: Sequence[str]) -> str:
    """The conclusion on one submission.

    Args:
        policy: for its words.
        standing: where it stands.
        names: the requirements that decide it, as the letter calls them; when admitted, the lots that are closed.
        reasons: what is missing, or why something does not count, a sentence each.
    """
    word = submission_word(policy)
    because = " ".join(full_stop(reason) for reason in reasons)
    which = listing(names)
    except_ = f", behalve in perceel {which}" if names else ""
    said = {
        Standing.ADMITTED: f"Uw {word} is volledig en voldoet aan de eisen. U doet mee{except_}. {because}",
        Standing.REFUSED: (
            f"Wij sluiten geen overeenkomst met u, want u voldoet niet aan {which}. "
            "Eén eis waaraan u niet voldoet is genoeg; naar een score kijken wij dan niet."
        ),
        Standing.EXCLUDED: f"Wij sluiten u uit van deelname op grond van {which}.",
        Standing.INCOMPLETE: f"Uw {word} is niet volledig en telt daarom niet mee. {because}",
        Standing.LATE: f"Uw {word} kwam niet op tijd en telt niet mee. {because}",
        Standing.WITHDRAWN: f"U heeft uw {word} ingetrokken.",
        Standing.DECISION_NEEDED: f"Wij kunnen nog niet beslissen: over {which} is eerst een besluit nodig.",
    }
    return said.get(standing, because).strip()
