"""A dossier that a provider brings from a purchaser elsewhere: what it says of this one provider, and no more.

It is read by the reader of dossiers. A whole dossier is decided here as its purchaser would, so that percentage and
ceiling come with their reasons; of a dossier that holds the policy alone, only what the policy says is told. Nobody
confirmed any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from driehoek import __version__
from driehoek.adapters.dossier.read import read_common, read_own_of
from driehoek.adapters.dossier.zipped import read_zip
from driehoek.application.dossier import Dossier
from driehoek.application.explain import Explainer
from driehoek.application.explain.explanation import ExplainedLot
from driehoek.application.outcome import RoundOutcome
from driehoek.application.phrases import exact_points
from driehoek.application.round import run_round
from driehoek.bootstrap.rounds import load_held
from driehoek.domain.policy import Policy
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Code, Finding, Rate, blocking

NOT_IN_IT = Code(
    "SUB-070",
    nl="Contract {subject} staat niet bij de aanbieders in dit dossier.",
    en="Contract {subject} is not among the providers of this dossier.",
    mend_nl="Kijk of dit het dossier van deze inkoper is en of de AGB-code van uw contract klopt.",
    mend_en="See whether this is the dossier of this purchaser and whether the AGB code of your contract is right.",
)
FINDINGS = (NOT_IN_IT,)
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a dossier says of one provider for one lot, or for all lots where nothing was decided.

    Attributes:
        group: the lot in words.
        granted: the percentage of the maximum tariff; None where nothing was decided.
        ceiling: the highest percentage that the policy allows.
        amount: what was agreed, in cents; None where nothing was decided.
        parts: how the percentage is built up: percentage points and why.
    """

    group: str
    granted: Decimal | None
    ceiling: Decimal
    amount: int | None
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """What was read.

    Attributes:
        purchaser: its name.
        region: its pools in words.
        regime: under which it purchases.
        year: the contract year.
        next_on: the next day of its calendar; None when it is over.
        next_what: what happens then.
        figures: per lot.
        digest: the SHA-256 of the file it came in.
    """

    purchaser: str
    region: str
    regime: str
    year: int
    next_on: date | None
    next_what: str
    figures: tuple[Figures, ...]
    digest: str


def read_outside(data: bytes, name: str, contract: str, today: date) -> tuple[Outside | None, tuple[Finding, ...]]:
    """Read a zipped dossier for one contract.

    Args:
        data: the bytes of the zip.
        name: how it is called, for findings.
        contract: the AGB of the contract that the provider has with this purchaser.
        today: the day from which on the next day of the calendar is looked for.

    Returns:
        What it says; None with every fault when it cannot be used.
    """
    files, findings = read_zip(data, name)
    if findings:
        return None, findings
    policy, provider, decided, findings = _read(files, contract, today)
    if policy is None or blocking(findings):
        return None, findings
    if provider is None:
        return None, (Finding(NOT_IN_IT, contract),)
    upcoming = sorted(
        (item.last_day, item.name)
        for item in policy.calendar.milestones
        if provider.group in item.groups and item.last_day >= today
    )
    day, what = upcoming[0] if upcoming else (None, "")
    return Outside(
        policy.purchaser.name,
        ", ".join(pool.name for pool in policy.pools),
        policy.regime,
        policy.year,
        day,
        what,
        decided or (_of_policy(policy),),
        sha256(data).hexdigest(),
    ), findings


def _read(
    files: Mapping[str, bytes], contract: str, today: date
) -> tuple[Policy | None, Provider | None, tuple[Figures, ...], tuple[Finding, ...]]:
    """The whole dossier when it is one; else the policy and what is of this contract in it."""
    whole = load_held(files)
    if whole.dossier is not None:
        return whole.dossier.policy, _party(whole.dossier, contract), _decided(whole.dossier, contract), whole.findings
    own, findings = read_own_of(read_common(files), files, contract, datetime.combine(today, datetime.min.time()))
    if own is None:
        return None, None, (), findings
    return own.policy, _party(own, contract), (), findings


def _party(dossier: Dossier, contract: str) -> Provider | None:
    return next((item for item in dossier.providers if item.contract.code == contract), None)


def _decided(dossier: Dossier, contract: str) -> tuple[Figures, ...]:
    outcome = run_round(dossier, __version__)
    if not isinstance(outcome, RoundOutcome) or outcome.assessment(contract) is None:
        return ()
    explained = Explainer(outcome).explain(contract)
    ceiling = _percent(dossier.policy.division.price_bound)
    return tuple(_figures(lot, ceiling) for lot in explained.lots)


def _figures(lot: ExplainedLot, ceiling: Decimal) -> Figures:
    whole = sum((line.quantity.value * line.maximum.cents for line in lot.lines), Fraction(0))
    granted = _percent(Rate(Fraction(lot.agreed.cents) / whole)) if whole else None
    first = lot.lines[0].parts if lot.lines else ()
    parts = tuple((exact_points(part.points), part.cause.title) for part in first)
    return Figures(lot.name, granted, ceiling, lot.agreed.cents, parts)


def _of_policy(policy: Policy) -> Figures:
    """What the policy says by itself: how a percentage is built up, in its own words, and how high it can be."""
    parts = tuple(("", step.text or step.id) for step in policy.division.tariff)
    return Figures(", ".join(lot.name for lot in policy.lots), None, _percent(policy.division.price_bound), None, parts)


def _percent(rate: Rate) -> Decimal:
    value = rate.value * 100
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_PLACES)
