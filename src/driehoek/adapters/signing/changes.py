"""What came after a signature: nothing but the signature of the other, or something to look at in full.

The full comparison of pyHanko walks every object of both revisions: twenty seconds for an agreement of 3,000 lines.
One kind of revision needs no walk: one that rewrites a single object, an empty signature field, exactly as it was but
with a value, and adds that value. No other object is touched, so no page, no attachment and no property can differ. All
else goes through the full comparison.
"""

from __future__ import annotations

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

_TRAILER = ("/Root", "/Info", "/Encrypt")


class OnlySigning(DiffPolicy):
    """Sees a filled-in field at once, and compares the rest in full."""

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        """Judge what came after a revision."""
        if isinstance(base_revision, int):
            later = range(base_revision + 1, reader.total_revisions)
            filled = [_filled(reader, revision) for revision in later]
            names = {name for name in filled if name}
            if filled and len(names) == len(filled):
                return DiffResult(ModificationLevel.FORM_FILLING, names)
        return DEFAULT_DIFF_POLICY.review_file(reader, base_revision, field_mdp_spec, doc_mdp)


def _filled(reader: PdfFileReader, revision: int) -> str:
    """The name of the empty field that a revision filled in and nothing else; empty when it did anything else."""
    table, section = reader.xrefs, reader.xrefs.get_xref_data(revision)
    before, after = reader.get_historical_resolver(revision - 1), reader.get_historical_resolver(revision)
    if section.freed or section.hybrid is not None or not _same_trailer(reader, revision):
        return ""
    written = table.explicit_refs_in_revision(revision)
    known = [ref for ref in written if table.get_historical_ref(ref, revision - 1) is not None]
    if len(known) != 1 or len(written) != 2:  # noqa: PLR2004 - the field and its value
        return ""
    (value,) = written - set(known)
    old, new = before.get_object(known[0]), after.get_object(known[0])
    if not isinstance(old, generic.DictionaryObject) or not isinstance(new, generic.DictionaryObject):
        return ""
    if old.get("/FT") != "/Sig" or "/V" in old or _text(old) != _text(new, without="/V"):
        return ""
    given = new.raw_get("/V")
    return str(old["/T"]) if isinstance(given, generic.IndirectObject) and given.reference == value else ""


def _same_trailer(reader: PdfFileReader, revision: int) -> bool:
    old, new = reader.trailer.flatten(revision - 1), reader.trailer.flatten(revision)
    return all(_raw(old, key) == _raw(new, key) for key in _TRAILER)


def _raw(held: generic.DictionaryObject, key: str) -> tuple[int, int] | None:
    if key not in held:
        return None
    value = held.raw_get(key)
    return (value.idnum, value.generation) if isinstance(value, generic.IndirectObject) else (-1, -1)


def _text(held: generic.DictionaryObject, without: str = "") -> dict[str, str]:
    """A dictionary by what is written in the file: references as they stand, not what they point at."""
    return {str(key): repr(held.raw_get(key)) for key in held if key != without}
