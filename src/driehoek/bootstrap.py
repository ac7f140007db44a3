"""The one place that picks adapters: load, call the act, save. The clock is read by who calls.

Nothing here decides anything. Each function is one act with its reading and writing around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from driehoek import __version__
from driehoek.adapters.catalogue import load_products, load_regions, load_tariffs
from driehoek.adapters.catalogue.packaged import read_table
from driehoek.adapters.dossier import decode_policy, read_dossier
from driehoek.adapters.dossier.write import write_dossier
from driehoek.application.dossier import Dossier
from driehoek.application.generate import Figures, Seedbed, generate
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import check_policy, run_round
from driehoek.domain.allocation import Adjustment
from driehoek.domain.catalogue import Region, Sector
from driehoek.domain.policy import Policy
from driehoek.kernel import Finding, Money, blocking


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, with all that is wrong with it.

    Attributes:
        dossier: the dossier; None when an error stands in the way.
        findings: everything that reading found.
    """

    dossier: Dossier | None
    findings: tuple[Finding, ...]


def load(folder: Path) -> Loaded:
    """Read a dossier folder."""
    return Loaded(*read_dossier(folder))


def decide(dossier: Dossier) -> RoundOutcome | tuple[Finding, ...]:
    """Run the round of a dossier with this version of Driehoek."""
    return run_round(dossier, __version__)


def load_policy(path: Path) -> tuple[Policy | None, tuple[Finding, ...]]:
    """Read a policy file, or the policy of a dossier folder, and check it in itself."""
    file = path / "policy.yaml" if path.is_dir() else path
    decoded = decode_policy(file.read_bytes(), str(file))
    if decoded.value is None or blocking(decoded.findings):
        return None, tuple(decoded.findings)
    return decoded.value, (*decoded.findings, *check_policy(decoded.value))


def figures_for(region: Region, regions: tuple[Region, ...]) -> Figures:
    """The national figures by which a region is sized, from the packaged table with its sources."""
    rows = read_table("calibration/wlz_national.csv").rows
    known = {(row["metric"], row["period"]): int(row["value"]) for row in rows}
    whole = Fraction(known["frame_total", "2026"]) * Fraction(
        known["frame_in_kind", "2015"], known["frame_total", "2015"]
    )
    persons = {
        Sector.VV: known["indications_somatic", "2018"] + known["indications_psychogeriatric", "2018"],
        Sector.GZ: known["indications_physical", "2018"] + known["indications_intellectual", "2015"],
        Sector.GGZ: known["indications_psychiatric", "2018"],
    }
    return Figures(
        frame=Money(int(whole * 100_000_000)),
        share=Fraction(region.inhabitants_2019, sum(item.inhabitants_2019 for item in regions)),
        sectors={sector: Fraction(count, sum(persons.values())) for sector, count in persons.items()},
        waiting={sector: known[f"waiting_{sector.value}", "2023-Q3"] for sector in Sector},
        source="landelijk kader 2026 x aandeel zorg in natura 2015 x aandeel van de regio in de inwoners 2019",
    )


def grow(policy: Policy, seed: int, contracts: int, name: str) -> Dossier | Finding:
    """Make up a region for a policy: the region of its first pool, sized by national figures."""
    regions = load_regions()
    day = policy.contract.starts_on
    region = regions.resolve(policy.pools[0].regions[0], day)
    if isinstance(region, Finding):
        return region
    municipalities = tuple(item.name for item in regions.municipalities if item.region == region.code)
    bed = Seedbed(
        policy=policy,
        products=load_products(policy.year),
        tariffs=load_tariffs(),
        municipalities=municipalities,
        figures=figures_for(region, regions.on(day)),
        contracts=contracts,
        seed=seed,
    )
    return with_one_adjustment(generate(bed, name))


def with_one_adjustment(dossier: Dossier) -> Dossier:
    """Add one deviation by hand to a made-up dossier, so that a round shows how it stands apart."""
    outcome = decide(dossier)
    if not isinstance(outcome, RoundOutcome):
        return dossier
    grants = sorted((grant for grant in outcome.allocation.grants if grant.money), key=lambda item: item.money)
    if not grants:
        return dossier
    grant = grants[len(grants) // 3]
    extra = Adjustment(
        contract=grant.contract,
        lot=grant.lot,
        amount_from=grant.money,
        amount_to=grant.money + Money.euros(25_000),
        ground="Een cliënt met een uitzonderlijke zorgvraag kan nergens anders terecht (SYNTHETIC).",
        kind="hardship",
        proposer="inkoper",
        approver="manager zorginkoop",
        decided_on=outcome.decided_on.isoformat(),
    )
    return replace(dossier, adjustments=(extra,))


def save(dossier: Dossier, folder: Path) -> tuple[Finding, ...]:
    """Write a dossier folder."""
    return write_dossier(dossier, folder)
