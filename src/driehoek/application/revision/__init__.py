"""A new version of a round after its result: what happened, who is judged again, what moves for whom.

Promises: a new version is made from data that a person reads, both versions can be replayed, and nobody's outcome
changes unless the version says so.
"""

from driehoek.application.revision.moves import change_between
from driehoek.application.revision.revise import Revised, revise
from driehoek.application.revision.standstill import first_day, may_adopt, standstill_until

__all__ = ["Revised", "change_between", "first_day", "may_adopt", "revise", "standstill_until"]
