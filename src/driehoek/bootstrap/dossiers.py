"""Dossiers to start from: an empty one with its comments, or a made-up region to try things on."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

from driehoek.adapters.catalogue import load_classes, load_products, load_regions, load_tariffs, read_table
from driehoek.adapters.dossier.new import new_dossier
from driehoek.adapters.dossier.write import submission_folders, table_files, write_dossier
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.application.generate import Figures, Seedbed, chosen_lots, generate
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap.rounds import decide
from driehoek.domain.allocation import Adjustment, Grant
from driehoek.domain.catalogue import Region, Regions, Sector, TariffTable
from driehoek.domain.policy import Policy
from driehoek.kernel import Finding, Money, total

SUPPLIED = frozenset(
    {"space.csv", "products.csv", "tariffs.csv", "providers.csv", "need/realised.csv", "need/choices.csv"}
)
"""The tables of a dossier that come from elsewhere; the others are the purchaser's own work."""
EVIDENCE = "Bewijsstuk bij de vraag '{question}', gedateerd {issued_on} (SYNTHETIC: verzonnen om het voor te doen).\n"
EXTRA = Money.euros(25_000)
"""SYNTHETIC: what the one deviation by hand adds."""


def start(folder: Path, regime: str) -> tuple[Finding, ...]:
    """Make a new dossier with every file, its header and a sentence on what goes in."""
    return new_dossier(folder, regime)


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
        inhabitants=region.inhabitants_2019,
    )


def grow(policy: Policy, seed: int, contracts: int, name: str) -> Dossier | Finding:
    """Make up a region for a policy: the region of its first pool, sized by national figures."""
    regions = load_regions()
    region = regions.resolve(policy.pools[0].regions[0], policy.contract.starts_on)
    if isinstance(region, Finding):
        return region
    return with_one_adjustment(generate(seedbed(policy, seed, contracts, region, regions), name))


def seedbed(policy: Policy, seed: int, contracts: int, region: Region, regions: Regions) -> Seedbed:
    """What a region grows from, with the products, tariffs and national figures of its year."""
    day = policy.contract.starts_on
    products = load_products(policy.year)
    codes = {product.code for product in products}
    return Seedbed(
        policy=policy,
        products=products,
        tariffs=TariffTable({code: series for code, series in load_tariffs().series.items() if code in codes}),
        municipalities=tuple(item.name for item in regions.municipalities_in(region.code, day)),
        figures=figures_for(region, regions.on(day)),
        contracts=contracts,
        seed=seed,
        classes=load_classes(),
    )


def with_one_adjustment(dossier: Dossier) -> Dossier:
    """Add one deviation by hand to a made-up dossier, so that a round shows how it stands apart."""
    outcome = decide(dossier)
    if not isinstance(outcome, RoundOutcome):
        return dossier
    # where nothing but what clients choose is agreed, more money would agree nothing more
    fixed = chosen_lots(dossier.policy)
    open_to_more = (grant for grant in outcome.allocation.grants if grant.money and grant.lot not in fixed)
    grants = sorted(open_to_more, key=lambda item: item.money)
    if not grants:
        return dossier
    from_a_third = grants[len(grants) // 3 :]
    grant = next((item for item in from_a_third if _room(outcome, item) >= EXTRA), from_a_third[0])
    extra = Adjustment(
        contract=grant.contract,
        lot=grant.lot,
        amount_from=grant.money,
        amount_to=grant.money + EXTRA,
        ground="Een cliënt met een uitzonderlijke zorgvraag kan nergens anders terecht (SYNTHETIC).",
        kind="hardship",
        proposer="inkoper",
        approver="manager zorginkoop",
        decided_on=outcome.decided_on.isoformat(),
    )
    return replace(dossier, adjustments=(extra,))


def _room(outcome: RoundOutcome, grant: Grant) -> Money:
    """What of the granted products was offered and not agreed."""
    offer = next(item for item in outcome.problem.offers if (item.contract, item.lot) == (grant.contract, grant.lot))
    limits = {line.product.code: line.limit for line in offer.lines}
    return total(limits[line.product].at(line.price.amount) - line.amount for line in grant.lines)


def save_grown(dossier: Dossier, folder: Path, policy_text: bytes) -> tuple[Finding, ...]:
    """Write a made-up dossier with its evidence and sources; the policy keeps the text and comments it came with."""
    extra = {"policy.yaml": policy_text}
    for folder_name, submission in submission_folders(dossier):
        for item in submission.evidence:
            text = EVIDENCE.format(question=item.question, issued_on=item.issued_on.isoformat())
            extra[f"{folder_name}/evidence/{item.file}"] = text.encode()
    return write_dossier(replace(dossier, sources=_sources(dossier)), folder, extra)


def _sources(dossier: Dossier) -> tuple[SourceFile, ...]:
    """Where each table came from: the tables that someone else would supply, with the hash they were made with."""
    supplier = "SYNTHETIC: driehoek dossier generate"
    day = dossier.policy.published_on
    return tuple(
        SourceFile(name, supplier, day, sha256(data).hexdigest())
        for name, data in sorted(table_files(dossier).items())
        if name in SUPPLIED
    )
