"""The pointers of a policy held to the picture of need in the dossier (C-009): is it there, is it short, did it change.

1. A pointer to a line that the picture does not have stops the round, and so does one without any picture.
2. One to a line that says there is no shortage, or that concludes nothing of a shortage, is told.
3. A line that says something else than when the policy was published is told, and so is one of which the policy does
   not say what it said then, for of that one a change could not be seen.
4. The lines from which the yardstick takes its need count people; of those nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.dossier import Dossier
from driehoek.domain.need import Line
from driehoek.domain.need.lines import Says, says
from driehoek.domain.policy import NeedLine, Pointer, pointers
from driehoek.domain.policy.checks.names import meant
from driehoek.domain.policy.pointers import Known
from driehoek.kernel import Code, Finding, Severity
from driehoek.kernel.dutch import grouped

NO_PICTURE = Code(
    "RND-070",
    nl="{subject} wijst naar het behoeftebeeld ({seen}), maar de map heeft geen {wanted}.",
    en="{subject} points to the picture of need ({seen}), but the folder has no {wanted}.",
    mend_nl="Maak het beeld met 'driehoek need picture --into MAP', of haal de verwijzing uit het beleid.",
    mend_en="Make the picture with 'driehoek need picture --into FOLDER', or take the pointer out of the policy.",
)
NO_LINE = Code(
    "RND-071",
    nl="{subject} wijst naar regel {seen}, maar die staat niet in het behoeftebeeld.",
    en="{subject} points to line {seen}, which the picture of need does not have.",
    mend_nl="Bedoelde u: {wanted}? Verbeter de verwijzing of haal haar weg.",
    mend_en="Did you mean: {wanted}? Mend the pointer or remove it.",
)
NO_SHORTAGE = Code(
    "RND-072",
    nl="{subject} wijst naar regel {seen}, maar die zegt dat er geen tekort is ({wanted}).",
    en="{subject} points to line {seen}, which says that there is no shortage ({wanted}).",
    mend_nl="Haal de verwijzing weg, of leg in het beleid uit waarom hier toch meer zorg nodig is.",
    mend_en="Remove the pointer, or explain in the policy why more care is needed there all the same.",
    severity=Severity.WARNING,
)
CONCLUDES_NOTHING = Code(
    "RND-073",
    nl="{subject} wijst naar regel {seen}. Die regel zegt niet of er een tekort is.",
    en="{subject} points to line {seen}, which does not say whether there is a shortage.",
    mend_nl="Wijs naar de regel die vraag en aanbod naast elkaar zet: {wanted}.",
    mend_en="Point to the line that lays demand beside supply: {wanted}.",
    severity=Severity.WARNING,
)
CHANGED = Code(
    "RND-074",
    nl="Regel {subject} is veranderd sinds het beleid bekend werd gemaakt: toen {wanted}, nu {seen}.",
    en="Line {subject} changed since the policy was published: then {wanted}, now {seen}.",
    mend_nl="Kijk of het beleid nog klopt. Wijkt u ervan af, publiceer dan een nota van wijziging.",
    mend_en="See whether the policy still holds. If you depart from it, publish a change.",
    severity=Severity.WARNING,
)
NOT_RECORDED = Code(
    "RND-075",
    nl="Het beleid zegt niet wat regel {subject} zei toen het bekend werd gemaakt; een verandering is niet te zien.",
    en="The policy does not say what line {subject} said when it was published, so a change cannot be seen.",
    mend_nl="Zet onder need_lines: line {subject}, figure {wanted}.",
    mend_en="Give under need_lines: line {subject}, figure {wanted}.",
    severity=Severity.NOTE,
)
FINDINGS = (NO_PICTURE, NO_LINE, NO_SHORTAGE, CONCLUDES_NOTHING, CHANGED, NOT_RECORDED)

PICTURE_FILE = "need/picture.csv"
_YARDSTICK = "division.yardstick"
_UNSAID = "geen cijfer"


def check_pointers(dossier: Dossier, known: Known) -> tuple[Finding, ...]:
    """All that is wrong between the policy and the picture of need.

    Args:
        dossier: the policy with the picture, if there is one.
        known: the rules with their declared parameters.
    """
    found = tuple(pointers(dossier.policy, known))
    lines = {line.id: line for line in dossier.picture}
    if found and not lines:  # 1
        more = f" + {len(found) - 1}" if len(found) > 1 else ""
        return (Finding(NO_PICTURE, found[0].path, seen=f"{found[0].line}{more}", wanted=PICTURE_FILE),)
    about = (finding for pointer in found for finding in _pointer(pointer, lines))
    return (*about, *_since(dossier, found, lines))


def _pointer(pointer: Pointer, lines: dict[str, Line]) -> Iterator[Finding]:
    line = lines.get(pointer.line)
    if line is None:  # 1
        yield Finding(NO_LINE, pointer.path, seen=pointer.line, wanted=meant(pointer.line, lines))
        return
    if pointer.path.startswith(_YARDSTICK):  # 4
        return
    match says(line):  # 2
        case Says.ENOUGH:
            yield Finding(NO_SHORTAGE, pointer.path, seen=line.id, wanted=_figure(line))
        case Says.UNKNOWN | Says.COUNT:
            start = line.id.rpartition("/")[0]
            short = [other for other in (f"{start}/white-spot", f"{start}/gap") if other in lines and other != line.id]
            yield Finding(CONCLUDES_NOTHING, pointer.path, seen=line.id, wanted=" / ".join(short) or "gap, white-spot")
        case Says.SHORT | Says.QUALITY:
            return


def _since(dossier: Dossier, found: tuple[Pointer, ...], lines: dict[str, Line]) -> Iterator[Finding]:
    """What changed since the policy was published (3)."""
    published = {item.line: item for item in dossier.policy.need_lines}
    for line_id in dict.fromkeys(pointer.line for pointer in found):
        line = lines.get(line_id)
        if line is None:
            continue
        if line_id not in published:
            yield Finding(NOT_RECORDED, line_id, wanted=_figure(line))
            continue
        then, now = _then_and_now(published[line_id], line)
        if then != now:
            yield Finding(CHANGED, line_id, seen=now, wanted=then, path="need_lines")


def _then_and_now(then: NeedLine, line: Line) -> tuple[str, str]:
    """What the line said and says, as far as they differ: the figure, or else the words."""
    value = line.figure.value if line.figure else None
    if then.figure != value:
        return _UNSAID if then.figure is None else grouped(then.figure), _figure(line)
    return (f"'{then.text}'", f"'{line.text}'") if then.text and then.text != line.text else ("", "")


def _figure(line: Line) -> str:
    return grouped(line.figure.value) if line.figure else _UNSAID
