"""Policies: read and check one, compare two, print one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from driehoek.adapters.dossier import decode_policy
from driehoek.adapters.dossier.schema import Schema, policy_schema
from driehoek.adapters.office.policy_pdf import policy_pdf
from driehoek.application.equal_terms import EqualTerms, equal_terms
from driehoek.application.printing import printed
from driehoek.application.round import check_policy, known_rules
from driehoek.bootstrap.places import placed
from driehoek.domain.policy import Policy
from driehoek.domain.policy.diff import PolicyChange, diff
from driehoek.kernel import Finding

POLICY_FILE = "policy.yaml"


@dataclass(frozen=True, slots=True)
class LoadedPolicy:
    """A policy that was read.

    Attributes:
        policy: the policy; None when an error stands in the way of reading it.
        findings: all that reading and checking found.
        text: the file as it was.
    """

    policy: Policy | None
    findings: tuple[Finding, ...]
    text: bytes


def load_policy(path: Path) -> LoadedPolicy:
    """Read a policy file, or the policy of a dossier folder, and check it in itself."""
    file = path / POLICY_FILE if path.is_dir() else path
    text = file.read_bytes()
    decoded = decode_policy(text, file.name)
    if decoded.value is None:
        return LoadedPolicy(None, tuple(decoded.findings), text)
    checked = placed(check_policy(decoded.value), decoded.value, decoded.places)
    return LoadedPolicy(decoded.value, (*decoded.findings, *checked), text)


def schema() -> Schema:
    """The JSON Schema of ``policy.yaml``, with the names of all rules there are."""
    return policy_schema(known_rules())


def changes(before: Policy, after: Policy) -> tuple[PolicyChange, ...]:
    """What changes from one policy to the other, in sentences that a provider understands."""
    return diff(before, after)


def side_by_side(several: Sequence[Policy]) -> EqualTerms:
    """What several purchasers require and how they purchase, side by side."""
    return equal_terms(several)


def print_policy(policy: Policy) -> bytes:
    """The policy as a PDF in plain Dutch."""
    return policy_pdf(printed(policy))
