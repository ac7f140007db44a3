"""Established in the region: the main location stands in the region of the zorgkantoor (D-001).

1. With ``within: region`` (the default) the seat must be in the region of the agreement itself.
2. With ``within: pool`` any region of the same pool will do, for an executor that runs several regions as one.
3. The region comes from the list of providers. Where the form asks for it as well, a "no" of the provider counts.
4. A policy that does not ask this (the Wlz of today) leaves the requirement out.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case
from driehoek.kernel import Code, Finding, Holds, Outcome

ELSEWHERE = Code(
    "REQ-010",
    nl="Uw hoofdlocatie staat in regio {seen}; voor {subject} moet dat regio {wanted} zijn.",
    en="The main location is in region {seen}; {subject} wants region {wanted}.",
    mend_nl="Dien in bij het zorgkantoor van uw eigen regio, of verbeter de regio van uw hoofdlocatie.",
    mend_en="Submit to the office of your own region, or correct the region of the main location.",
)
FINDINGS = (ELSEWHERE,)


class EstablishedInRegion:
    """The seat lies where the agreement is made."""

    name = "established-in-region"
    needs_question = False
    params = (
        Param(
            "within",
            Kind.TEXT,
            "the region of the agreement, or any region of its pool",
            "de regio van de overeenkomst, of elke regio van dezelfde pool",
            "region",
            ("region", "pool"),
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Compare the region of the seat with that of the agreement."""
        if case.answer() == "no":
            return case.contradicts("yes")
        seat, region = case.provider.seat_region, case.provider.region
        allowed = {region}
        if params.text("within") == "pool":
            allowed.update(code for pool in case.policy.pools if region in pool.regions for code in pool.regions)
        if seat in allowed:
            return Holds(f"hoofdlocatie in regio {seat}")
        return Finding(ELSEWHERE, case.name, seen=seat or "onbekend", wanted=" of ".join(sorted(allowed)))
