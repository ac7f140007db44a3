"""The tables of a result, each described once as data: the writer and the reference page follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One CSV file of a result.

    Attributes:
        file: its name in ``result/``.
        meaning: what a row says.
        columns: the columns with what they say.
    """

    file: str
    meaning: str
    columns: Mapping[str, str]


FINDINGS_TABLE = ResultTable(
    "findings.csv",
    "Something that a person should look at.",
    {
        "about": "dossier (found on reading), verification (found by the independent checker) or assessment",
        "contract": "for an assessment, the AGB code of the contract",
        "code": "the kind of finding; see docs/findings",
        "severity": "error, warning or note",
        "subject": "what it is about",
        "seen": "what was found",
        "wanted": "what should have been there",
        "file": "the file it came from",
        "sentence": "what is wrong, in plain Dutch",
        "mend": "what to do about it, in plain Dutch",
    },
)
ASSESSMENTS = ResultTable(
    "assessments.csv",
    "Where a submission stands.",
    {
        "contract": "the AGB code of the contract",
        "name": "the provider's name",
        "standing": "admitted, incomplete, refused, ...",
        "closed_lots": "the lots it asked for but takes no part in, with | between them",
        "sentence": "the conclusion as it stands in the letter",
    },
)
REQUIREMENTS = ResultTable(
    "requirements.csv",
    "The outcome of one requirement for one submission.",
    {
        "contract": "the AGB code of the contract",
        "requirement": "its id in the policy",
        "kind": "suitability, exclusion or condition",
        "outcome": "holds, fails or not-applicable",
        "shown_by": "the evidence, the finding or the reason why it does not apply",
        "question": "the question whose answer was tested",
        "answer": "the answer that was seen",
        "sentence": "what stands in the letter",
    },
)
SCORES = ResultTable(
    "scores.csv",
    "The score of one submission on one criterion.",
    {
        "lot": "the lot",
        "contract": "the AGB code of the contract",
        "criterion": "its id in the policy",
        "share": "the points as a share of the most that can be had; a quotient where no decimal is exact",
        "points": "the same on the scale of the lot",
        "weight": "its weight in the whole",
        "answer": "the answer that was scored",
        "norm": "what the full points ask",
        "motivation": "why this many points",
        "below_minimum": "whether it stays below the minimum",
    },
)
RANKING = ResultTable(
    "ranking.csv",
    "The place of a submission in a lot.",
    {
        "lot": "the lot",
        "place": "1 for the best; equal totals share a place",
        "contract": "the AGB code of the contract",
        "total": "the weighted total on the scale of the lot; a quotient where no decimal is exact",
    },
)
DIVISION = ResultTable(
    "division.csv",
    "What a contract gets in a lot.",
    {
        "lot": "the lot",
        "contract": "the AGB code of the contract",
        "pool": "the pool whose space it uses",
        "frame": "the sub-frame of that pool",
        "granted": "the money granted, in euros",
        "agreed": "price times quantity in whole units, in euros; at most what was granted",
        "lines": "the number of products",
    },
)
FRAMES = ResultTable(
    "frames.csv",
    "The space of a sub-frame and its use.",
    {
        "pool": "the pool",
        "frame": "the sub-frame",
        "space": "the contracting space, in euros",
        "moved": "what steps moved into it less what they moved out of it, in euros",
        "reserved": "set apart by steps, in euros",
        "granted": "granted, in euros",
        "left": "space and what moved less reserved less granted, in euros",
        "exposure": "care that clients ask for and the space does not hold, in euros",
        "steps": "what each step set apart",
        "claims": "what clients ask at full tariffs, in euros, where money follows their choices; else empty",
        "claims_room": "the space that was left for it, in euros",
        "claims_use": "the first as a percentage of the second; above 100 tariffs fall or clients wait",
    },
)
REQUESTS = ResultTable(
    "requests.csv",
    "A request of purchaser and providers together to raise the space of a sub-frame.",
    {
        "pool": "the pool",
        "frame": "the sub-frame that falls short",
        "lot": "the lot whose clients ask for it",
        "step": "the step that found it",
        "contract": "of whom the part is; empty for the whole request",
        "amount": "how much more is asked, in euros",
        "not_asked": "for the whole: what falls short at providers that do not work within the norm, in euros",
        "reason": "for the whole: why, in plain Dutch",
    },
)
REGIONS = ResultTable(
    "regions.csv",
    "What the contracts of one region have of one pool; a pool can cover several regions of one executor.",
    {
        "pool": "the pool",
        "region": "the COD001 code of the region of the contracts",
        "contracts": "how many get money",
        "realised": "last year's production of those who took part, in euros",
        "granted": "granted, in euros",
        "agreed": "price times quantity in whole units, in euros",
    },
)
WHITE_SPOTS = ResultTable(
    "white-spots.csv",
    "A white spot of the picture of need to which the policy points, with one contract that answered it.",
    {
        "line": "the id of the line in need/picture.csv",
        "name": "what is missing, in the words of the policy",
        "short": "how much is short; empty where that is not known",
        "low": "the lower end of its interval",
        "high": "the upper end",
        "basis": "how sure that figure can be",
        "contract": "who named it; empty where nobody did",
        "lots": "the lots in which what it gets counts, with | between them",
        "outcome": "granted, not-granted, not-admitted; or nobody, or not-asked where the policy does not point to it",
        "agreed": "what is agreed there in the sector of the client group, in euros",
        "realised": "what of that was delivered last year, in euros",
        "more": "agreed above last year, in euros: filling a white spot can raise volume and cost by earlier inflow",
        "reward": "the percentage points of the maximum tariff that a rule adds for it",
    },
)
GUARANTEES = ResultTable(
    "guarantees.csv",
    "A promise made before the division.",
    {
        "contract": "to whom",
        "lot": "where",
        "amount": "at least this much, in euros",
        "step": "the step that promised it",
    },
)
TOTALS = ResultTable(
    "totals.csv",
    "A control total over the agreement lines.",
    {
        "kind": "category, provider, sector, region or all",
        "name": "which; empty for the whole",
        "lines": "how many lines it counts",
        "amount": "their sum in euros; each kind adds up to the whole",
    },
)
LEDGER = ResultTable(
    "ledger.csv",
    "One transfer of the budget ledger; nothing is ever changed or removed.",
    {
        "number": "the order in which it was booked",
        "id": "its own name",
        "debit": "the account it takes from: year, pool/frame, kind, contract",
        "credit": "the account it gives to",
        "amount": "in euros",
        "state": "pending, posted, voided or expired",
        "day": "on which day it counts",
        "bearer": "for care above the space, who bears it",
        "reference": "the decision it comes from",
        "cause": "why, in plain Dutch",
    },
)
REASONS = ResultTable(
    "reasons.csv",
    "Why an amount or a percentage is what it is.",
    {
        "number": "its place in the order in which the steps worked",
        "contract": "for whom; empty for space",
        "lot": "in which lot",
        "pool": "the pool",
        "frame": "the sub-frame",
        "kind": "space, tariff, grant, adjustment, volume, not-granted, limit or mix",
        "step": "the step of the policy",
        "rule": "the rule that the step uses",
        "amount": "the money it adds or takes, in euros",
        "points": "for a tariff part, the percentage of the maximum that it adds or takes",
        "product": "for a tariff part, a limit or moved units: of which product",
        "inputs": "what went in: name=value [file]",
        "text": "one sentence in plain Dutch",
        "units": "for a limit the most units of the product, for moved units how many",
    },
)
LINES = ResultTable(
    "lines.csv",
    "A line of an agreement: price times quantity.",
    {
        "year": "the contract year",
        "round": "budget, herschikking or nacalculatie",
        "region": "the zorgkantoor region (COD001)",
        "provider": "the AGB code of the provider",
        "contract": "the AGB code of the contract",
        "lot": "the lot of the policy",
        "sector": "the sector of the product",
        "category": "the block of the budget form",
        "treatment": "with or without treatment",
        "product": "the performance code; made-up ones start with SYN",
        "name": "its name",
        "unit": "what the quantity counts",
        "quantity": "agreed",
        "maximum": "the maximum tariff, in euros",
        "parts": "the percentage in its parts",
        "share": "the agreed percentage of the maximum",
        "price": "maximum times share, in euros",
        "amount": "price times quantity, in euros",
        "badge": "NZA, CONTRACT or SYNTHETIC",
        "status": "how far the line is",
    },
)
CHANGES = ResultTable(
    "changes.csv",
    "What a later version changes for a contract in a lot against the version before; only in `versions/N/result/`.",
    {
        "contract": "the AGB code of the contract",
        "lot": "the lot; empty where it was judged again and its grants stay the same",
        "before": "granted by the version before, in euros",
        "after": "granted now, in euros",
        "change": "the difference, in euros",
        "agreed_before": "price times quantity before, in euros",
        "agreed_after": "price times quantity now, in euros",
        "judged_again": "whether its assessment or score changed",
        "placed_again": "whether its place in a ranking changed",
        "by": "of a loss whose gain it pays for, of a gain who pays for it; space is the open and held-back space",
    },
)
VERSION_TABLES = (CHANGES,)
"""What the result of a later version of a round has beside the others."""
RESULT_TABLES = (
    ASSESSMENTS,
    REQUIREMENTS,
    SCORES,
    RANKING,
    DIVISION,
    FRAMES,
    REGIONS,
    WHITE_SPOTS,
    GUARANTEES,
    REQUESTS,
    REASONS,
    LINES,
    TOTALS,
    LEDGER,
    FINDINGS_TABLE,
)
