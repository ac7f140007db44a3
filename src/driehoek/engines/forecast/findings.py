"""What a person should know of a forecast before relying on it."""

from __future__ import annotations

from driehoek.kernel import Code, Severity

SHORT = Code(
    "FOR-001",
    nl="{subject}: er zijn {seen} tellingen, te weinig voor een trend. De laatste telling blijft staan, met een brede "
    "marge.",
    en="{subject}: there are {seen} counts, too few for a trend. The last count stays, with a wide interval.",
    mend_nl="Geef minstens {wanted} tellingen na elkaar, liefst twee jaar per maand.",
    mend_en="Give at least {wanted} counts in a row, two years of months if you can.",
    severity=Severity.WARNING,
)
GAPS = Code(
    "FOR-002",
    nl="{subject}: {seen} tellingen ontbreken. Ze zijn aangevuld met een rechte lijn tussen de tellingen ernaast.",
    en="{subject}: {seen} counts are missing. They were filled in with a straight line between the counts beside them.",
    mend_nl="Vul de ontbrekende tellingen aan, of laat ze zo als ze niet bekend zijn.",
    mend_en="Add the missing counts, or leave them where they are not known.",
    severity=Severity.WARNING,
)
NO_BETTER = Code(
    "FOR-003",
    nl="{subject}: de voorspelling was in het verleden niet beter dan de simpele regel ({wanted}); {seen}.",
    en="{subject}: in the past the forecast was no better than the simple rule ({wanted}); {seen}.",
    mend_nl="Reken met de marge, niet met de waarde alleen.",
    mend_en="Reckon with the interval, not with the value alone.",
    severity=Severity.NOTE,
)
NO_SEASON = Code(
    "FOR-004",
    nl="{subject}: er zijn {seen} tellingen, minder dan twee jaar. De voorspelling kent daarom geen seizoen.",
    en="{subject}: there are {seen} counts, less than two years. The forecast therefore knows no season.",
    mend_nl="Geef {wanted} tellingen of meer als het seizoen telt.",
    mend_en="Give {wanted} counts or more where the season matters.",
    severity=Severity.NOTE,
)
NOTHING = Code(
    "FOR-005",
    nl="{subject}: er is geen enkele telling, dus ook geen voorspelling.",
    en="{subject}: there is no count at all, so there is no forecast either.",
    mend_nl="Geef minstens één telling.",
    mend_en="Give at least one count.",
)
UNUSABLE = Code(
    "FOR-006",
    nl="{subject}: de telling {seen} kan niet; een telling is {wanted}.",
    en="{subject}: the count {seen} cannot be; a count is {wanted}.",
    mend_nl="Verbeter de telling, of laat haar leeg als ze niet bekend is.",
    mend_en="Mend the count, or leave it empty where it is not known.",
)
FINDINGS = (SHORT, GAPS, NO_BETTER, NO_SEASON, NOTHING, UNUSABLE)
