"""The seventeen themes under which the changes of a year are published (B-030), and which part belongs to which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Theme(Enum):
    """A theme of table 1.2 of the provider survey 2017; the value is its Dutch name there."""

    BURDEN = "Administratieve lasten"
    CLEAR_CRITERIA = "Heldere criteria gunning en prijsafslag"
    DIALOGUE = "Ruimte voor dialoog"
    PERSON_FOLLOWING = "Persoonsvolgende bekostiging"
    INNOVATION = "Ruimte voor innovatie"
    NO_LIMIT = "Op voorhand geen productielimiet en cliënt kiest aanbieder"
    PROVIDER_INPUT = "Ruimte voor inbreng vanuit de zorgaanbieder"
    REGIONAL = "Afstemming inkoop op de regionale/lokale omstandigheden"
    MULTI_YEAR = "Inhoud voor meerjarenafspraken"
    QUALITY_INCENTIVES = "Stimulansen voor kwaliteitsverbetering"
    TREATMENT = "Inkoop behandeling voor verblijfscliënten"
    QUALITY_FRAMEWORK = "Gebruik Kwaliteitskader"
    SIMPLER = "Vereenvoudiging inkoopbeleid"
    AGREEMENT = "Overeenkomst Wlz"
    ADDENDUM = "Aanvullende eisen in addendum bij overeenkomst"
    OWN_POLICY = "Aanvullend beleid tov landelijk inkoopkader"
    RESPITE = "Beleid rond logeren"


_DEFAULTS: tuple[tuple[str, Theme], ...] = (
    ("goals", Theme.REGIONAL),
    ("summary", Theme.SIMPLER),
    ("ground", Theme.SIMPLER),
    ("purchaser", Theme.REGIONAL),
    ("pools", Theme.REGIONAL),
    ("calendar", Theme.SIMPLER),
    ("lots.*.criteria", Theme.CLEAR_CRITERIA),
    ("lots.*.scale", Theme.CLEAR_CRITERIA),
    ("lots.*.procedure", Theme.DIALOGUE),
    ("lots.*.negotiable", Theme.DIALOGUE),
    ("lots.*.sealed", Theme.CLEAR_CRITERIA),
    ("lots", Theme.REGIONAL),
    ("need_lines", Theme.REGIONAL),
    ("questions", Theme.BURDEN),
    ("requirements", Theme.BURDEN),
    ("division.yardstick", Theme.CLEAR_CRITERIA),
    ("division.space", Theme.NO_LIMIT),
    ("division.tariff", Theme.CLEAR_CRITERIA),
    ("division.models", Theme.PERSON_FOLLOWING),
    ("division.after", Theme.NO_LIMIT),
    ("division.tie_key", Theme.CLEAR_CRITERIA),
    ("tariff_rationale", Theme.CLEAR_CRITERIA),
    ("maximum_rationale", Theme.CLEAR_CRITERIA),
    ("norms", Theme.NO_LIMIT),
    ("contract.years", Theme.MULTI_YEAR),
    ("contract.extension_years", Theme.MULTI_YEAR),
    ("contract.yearly_update", Theme.MULTI_YEAR),
    ("contract.conditions", Theme.ADDENDUM),
    ("contract", Theme.AGREEMENT),
    ("surcharges", Theme.QUALITY_INCENTIVES),
    ("objection", Theme.SIMPLER),
    ("repair", Theme.BURDEN),
    ("publication", Theme.SIMPLER),
)
"""Per part of the policy the theme it belongs to; the first that fits. A purchaser may say otherwise per part."""


def theme_of(path: tuple[str, ...], own: Mapping[str, Theme]) -> Theme:
    """The theme of the part at ``path``.

    Args:
        path: the place of the change.
        own: the purchaser's own themes by dotted path, such as ``lots.innovatie``; the longest that fits goes first.
    """
    for part in sorted(own, key=lambda item: (-len(item), item)):
        if _fits(tuple(part.split(".")), path):
            return own[part]
    return next((theme for part, theme in _DEFAULTS if _fits(tuple(part.split(".")), path)), Theme.SIMPLER)


def _fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return len(pattern) <= len(path) and all(want in ("*", seen) for want, seen in zip(pattern, path, strict=False))
