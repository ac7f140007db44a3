"""From grants to agreement lines: what goes on the budget form (annex B of the standards)."""

from __future__ import annotations

from collections import defaultdict

from driehoek.application.dossier import Dossier
from driehoek.domain.agreement.lines import AgreementLine, RoundKind, TariffPart
from driehoek.domain.allocation import Allocation, Grant, GrantedLine, Reason, ReasonKind
from driehoek.domain.catalogue import Badge, Product
from driehoek.domain.tender.submission import Provider


def agreement_lines(dossier: Dossier, allocation: Allocation) -> tuple[AgreementLine, ...]:
    """Write every granted volume as a line of the budget round, in order of contract, lot and product."""
    providers = {provider.contract.code: provider for provider in dossier.providers}
    products = {product.code: product for product in dossier.products}
    parts = _tariff_parts(allocation)
    lines = []
    for grant in sorted(allocation.grants, key=lambda item: (item.contract, item.lot)):
        for line in grant.lines:
            place = (grant.contract, grant.lot)
            reasons = (*parts.get((*place, ""), ()), *parts.get((*place, line.product), ()))
            maximum = dossier.tariffs.on(line.product, dossier.policy.contract.starts_on)
            badge = maximum.badge if maximum else Badge.SYNTHETIC
            lines.append(
                _line(dossier, grant, line, (providers[grant.contract], products[line.product], badge), reasons)
            )
    return tuple(lines)


def _tariff_parts(allocation: Allocation) -> dict[tuple[str, str, str], list[Reason]]:
    parts: defaultdict[tuple[str, str, str], list[Reason]] = defaultdict(list)
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.TARIFF:
            parts[reason.contract, reason.lot, reason.product].append(reason)
    return parts


def _line(
    dossier: Dossier,
    grant: Grant,
    line: GrantedLine,
    known: tuple[Provider, Product, Badge],
    reasons: tuple[Reason, ...],
) -> AgreementLine:
    provider, product, badge = known
    return AgreementLine(
        year=dossier.policy.year,
        round=RoundKind.BUDGET,
        region=provider.region,
        provider=provider.provider,
        contract=provider.contract,
        lot=grant.lot,
        sector=product.sector,
        category=product.category,
        treatment=product.treatment,
        product=product.code,
        name=product.name,
        quantity=line.quantity,
        maximum=line.price.maximum,
        parts=tuple(TariffPart(item.step, item.points, item.text) for item in reasons if item.points is not None),
        share=line.price.share,
        price=line.price.amount,
        amount=line.amount,
        badge=badge,
    )
