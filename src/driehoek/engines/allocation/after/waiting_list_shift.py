"""Shift on waiting lists: a cut where few wait who are not urgent; the money goes to who is wanted (E-033, O-015).

The list of a provider counts the people whose delivery status (COD167) says that they do not wait actively. Where at
most ``short`` of them wait, the grant is cut by a share; where at least ``wanted`` wait, what comes free is added, in
proportion to the number that waits.

1. It is budget neutral to the cent: never more is cut than the wanted providers can take within what they offered;
   then each cut is lowered in proportion, and a finding says by how much.
2. A provider of which no list is known is neither cut nor raised: a lost list must not look like a short one.
3. Nobody is cut below what earlier steps promised.
"""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.allocation import Input, Offer, Reason, ReasonKind, Waiting
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import SHIFT_NOT_PLACED, Ability, Effect, Effects, Told, View
from driehoek.kernel import ZERO, Finding, Money, Rate, Rounding, apportion_within, dutch


class WaitingListShift:
    """See the module docstring."""

    name = "waiting-list-shift"
    params = (
        Param("cut", Kind.RATE, "the share of a grant that is cut", "het deel dat eraf gaat", least="0%", most="100%"),
        Param(
            "short",
            Kind.INTEGER,
            "the most people on a list that is called short",
            "hoeveel mensen er ten hoogste op een korte lijst staan",
            least="0",
        ),
        Param(
            "wanted",
            Kind.INTEGER,
            "the least people on the list of a provider that is called wanted; more than short",
            "hoeveel mensen er ten minste op de lijst van een gewilde aanbieder staan; meer dan short",
            least="1",
            not_below="short",
        ),
        Param(
            "statuses",
            Kind.TEXTS,
            "the delivery statuses (COD167) of those who do not wait actively",
            "de leveringsstatussen (COD167) van wie niet actief wacht",
            default=("2", "3"),
        ),
    )
    abilities = frozenset({Ability.NEEDS_WAITING})
    told = Told(
        source="E-033; worked example O-015 (the cut of 3% is inferred).",
        formula="cut = grant x share where the list is short; what comes free goes to who is wanted by number waiting",
        effects=Effects(
            cost="None: what one loses another gets, to the cent.",
            volume="Moves from providers that few wait for to providers that many wait for.",
            quality="Unsure: a wanted provider that grows fast may lose quality; watch it.",
            choice="More clients get the provider of their choice.",
            newcomers="Who has no list yet is left as it is.",
            risk="A provider with a short list loses money without being judged on quality; vacancy is its risk.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Cut where the list is short and add where providers are wanted, never more than fits."""
        lists = view.waiting()
        counts = _counts(lists, params.texts("statuses"))
        short, wanted, cut = params.integer("short"), params.integer("wanted"), params.rate("cut")
        givers = {
            offer.contract: _cut(view, offer, cut).cents
            for offer in view.offers
            if counts.get(offer.contract, wanted) <= short and counts.get(offer.contract, wanted) < wanted
        }
        takers = {
            offer.contract: view.room(offer).cents for offer in view.offers if counts.get(offer.contract, -1) >= wanted
        }
        freed, room = sum(givers.values()), sum(takers.values())
        moved = min(freed, room)  # 1
        taken = apportion_within(moved, givers, givers, view.key)
        given = apportion_within(moved, {name: counts[name] for name in takers}, takers, view.key)
        reasons = tuple(
            reason
            for offer in view.offers
            for reason in _told(
                view,
                offer,
                counts.get(offer.contract, 0),
                lists.get(offer.contract, ()),
                Money(given.get(offer.contract, 0) - taken.get(offer.contract, 0)),
            )
        )
        short_of = Finding(SHIFT_NOT_PLACED, view.lot, seen=str(Money(freed - moved)), wanted=str(Money(freed)))
        return Effect(reasons, findings=(short_of,) if moved < freed else ())


def _counts(lists: Mapping[str, tuple[Waiting, ...]], statuses: tuple[str, ...]) -> Mapping[str, int]:
    """Per contract with a list the people on it that do not wait actively (2)."""
    return {contract: sum(item.count for item in items if item.status in statuses) for contract, items in lists.items()}


def _cut(view: View, offer: Offer, share: Rate) -> Money:
    granted = view.granted[offer.contract]
    above = granted - view.promised.get(offer.contract, ZERO)  # 3
    return max(min(granted.times(share, Rounding.DOWN), above), ZERO)


def _told(view: View, offer: Offer, waiting: int, items: tuple[Waiting, ...], change: Money) -> list[Reason]:
    if not change:
        return []
    read = next((item.source for item in items), "")
    inputs = (Input("waiting", str(waiting), read), view.param("cut"), view.param("short"), view.param("wanted"))
    people = f"{waiting} {'mens wacht' if waiting == 1 else 'mensen wachten'} niet-actief op een plek bij u"
    if change < ZERO:
        text = f"{people}; dat is een korte lijst. Daarom gaat er {dutch.amount(-change)} af, voor wie gewild is."
    else:
        text = f"{people}; u bent gewild. Daarom komt er {dutch.amount(change)} bij, van wie een korte lijst heeft."
    return [view.reason(ReasonKind.GRANT, offer, change, text, *inputs)]
