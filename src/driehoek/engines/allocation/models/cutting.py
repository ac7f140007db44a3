"""Cutting or raising the prices of one contract by a factor, so that each percentage stays the sum of its reasons."""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind
from driehoek.engines.allocation.base import View
from driehoek.kernel import Rate


def times_factor(view: View, offer: Offer, factor: Fraction, text: str) -> list[Reason]:
    """A tariff part per product that brings its percentage to percentage x factor.

    Args:
        view: the lot at work.
        offer: whose prices.
        factor: what each percentage is multiplied by; 1 changes nothing and says nothing.
        text: why, in plain Dutch.
    """
    if factor == 1:
        return []
    return [
        Reason(
            view.step.id,
            view.step.use,
            ReasonKind.TARIFF,
            contract=offer.contract,
            lot=view.lot,
            frame=view.frame,
            points=Rate(view.prices[offer.contract, product].share.value * (factor - 1)),
            product=product,
            inputs=(Input("factor", str(factor), "space.csv"),),
            text=text,
        )
        for product in sorted(line.product.code for line in offer.lines)
    ]


def most_rise(view: View, offer: Offer, factor: Fraction) -> Fraction:
    """``factor``, but never so much that one of the prices passes the maximum tariff."""
    shares = (view.prices[offer.contract, line.product.code].share.value for line in offer.lines)
    return min([factor, *(1 / share for share in shares if share > 0)]) if factor > 1 else factor
