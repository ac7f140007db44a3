"""Document younger than: a document, such as an extract of the trade register, must be fresh (under six months).

1. Age is counted in calendar months on the day of submission; exactly that many months old is not younger.
2. A term that ends on a day that does not exist ends on the last day of that month.
3. A document dated after the submission, or no longer valid on the day of submission, does not count.
4. Of several documents one good one is enough.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, evidence_fault
from driehoek.kernel import Holds, Outcome, dutch


class DocumentYoungerThan:
    """A document of less than so many months."""

    name = "document-younger-than"
    needs_question = True
    params = (
        Param(
            "months",
            Kind.INTEGER,
            "the age it must stay under, in months",
            "de leeftijd in maanden waar het onder blijft",
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Look for one document that is young enough."""
        fault = evidence_fault(case, "", params.integer("months"))
        if fault is not None:
            return fault
        return Holds(f"document van {dutch.day(case.evidence()[0].issued_on)}")
