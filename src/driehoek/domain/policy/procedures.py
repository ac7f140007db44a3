"""The procedures by which parties enter: who may offer, and when an open one is advised (B-047 to B-049).

Every procedure gives an equal chance and is transparent, objective and non-discriminatory, both when providers are
selected and when production is awarded.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from driehoek.domain.policy.policy import Procedure


@dataclass(frozen=True, slots=True)
class MarketSigns:
    """What a purchaser sees in a market before choosing a procedure (source: Zorginkoop AWBZ 2008, par. 3.3).

    Attributes:
        well_defined_product: the product is well defined.
        simple_assessment: offers can be judged in a simple way.
        oversupply: there is more supply than is needed.
        competition_helps: competition is expected to bring better offers.
        few_past_bidders: few parties submitted in the past.
    """

    well_defined_product: bool = False
    simple_assessment: bool = False
    oversupply: bool = False
    competition_helps: bool = False
    few_past_bidders: bool = False


_REASONS = {
    "well_defined_product": "het product is goed omschreven",
    "simple_assessment": "de beoordeling is eenvoudig",
    "oversupply": "er is meer aanbod dan nodig",
    "competition_helps": "concurrentie leidt naar verwachting tot betere aanbiedingen",
    "few_past_bidders": "er waren in het verleden weinig inschrijvers",
}


def reasons_for_open(signs: MarketSigns) -> tuple[str, ...]:
    """Why an open procedure fits this market, in plain Dutch; none when nothing speaks for it. Advice, no rule."""
    return tuple(_REASONS[field.name] for field in fields(signs) if getattr(signs, field.name))


def may_offer(procedure: Procedure, *, suitable: bool, preselected: bool = False) -> bool:
    """Whether a candidate may make an offer.

    Args:
        procedure: the procedure of the lot.
        suitable: whether it meets all suitability requirements.
        preselected: under `Procedure.NEGOTIATED`, whether it came through the preselection that was open to all.
    """
    return suitable and (procedure is not Procedure.NEGOTIATED or preselected)
