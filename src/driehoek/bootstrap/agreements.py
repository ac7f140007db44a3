"""What the commands about agreements make: pages of contract forms, and what ceilings mean."""

from __future__ import annotations

from driehoek.adapters.report.ceilings_text import ceilings_text
from driehoek.adapters.report.contract_forms_html import contract_forms_html, contract_forms_text
from driehoek.application.agreement_ceilings import ceilings
from driehoek.application.agreement_terms import held_agreement
from driehoek.application.contract_forms_shown import ShownForm, show_all, show_contract
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy import Policy
from driehoek.kernel import Language

__all__ = ["ceiling_lines", "forms_lines", "forms_of", "forms_page"]


def forms_of(policy: Policy | None) -> tuple[ShownForm, ...]:
    """The contract form of a policy, or all; nothing when the policy names none that can be shown."""
    if policy is None:
        return show_all()
    shown = show_contract(policy.contract)
    return (shown,) if shown else ()


def forms_lines(forms: tuple[ShownForm, ...], language: Language) -> tuple[str, ...]:
    """The forms as lines for the terminal."""
    return contract_forms_text(forms, language)


def forms_page(forms: tuple[ShownForm, ...]) -> str:
    """The forms as one HTML page."""
    return contract_forms_html(forms)


def ceiling_lines(outcome: RoundOutcome, contract: str, language: Language) -> tuple[str, ...]:
    """What the agreement of a contract means for last year's clients; nothing when its contract form is not known."""
    held = held_agreement(outcome, contract)
    return () if held is None else ceilings_text(ceilings([held]), language)
