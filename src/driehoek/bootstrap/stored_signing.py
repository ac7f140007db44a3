"""Sign a version of an agreement in the portal: its paper, the seal of the organisation, who signed and why he may."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek.adapters.office.agreement_pdf import agreement_pdf
from driehoek.adapters.signing.certificates import KeyRefusedError, SigningKey, read_pkcs12, unwrap, wrap
from driehoek.adapters.signing.development import issue, make_authority, revocation_list
from driehoek.adapters.signing.reading import NOBODY, Trust
from driehoek.adapters.signing.signing import By, Wanted
from driehoek.adapters.signing.signing import sign as put
from driehoek.adapters.signing.trusting import pem, read_trust
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.agreement_versions import Standing
from driehoek.adapters.store.models import (
    Agreement,
    AgreementLine,
    AgreementMark,
    AgreementPaper,
    CouncilInput,
    MarkKind,
    Organisation,
    Person,
    SigningSeal,
)
from driehoek.adapters.store.seals import BroughtSeal, identifier_of, seal_of
from driehoek.application.agreement.document import (
    Agreed,
    AgreementDocument,
    Content,
    DocumentLine,
    Party,
)
from driehoek.application.agreement.document import CouncilInput as Said
from driehoek.bootstrap.stored_decisions import StoppedError
from driehoek.domain.agreement.refusals import NO_SEAL, SEAL_CLOSED
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Finding

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TRUST = "trust"
"""The folder of data in which the administrator of the portal puts roots and lists of revoked certificates."""
EXAMPLE_BITS = 2048
"""Of keys in the example, which should be there at once."""
_CODES = {"purchaser": "UZOVI-code", "provider": "AGB-code"}
_ROLES = {Side.PURCHASER: "namens de inkoper", Side.PROVIDER: "namens de zorgaanbieder"}


@dataclass(frozen=True, slots=True)
class Keys:
    """What the portal itself holds for signing.

    Attributes:
        secret: with which keys are closed.
        trust: roots and lists of revoked certificates.
        development: whether certificates of the development authority may sign real data.
    """

    secret: str
    trust: Trust = NOBODY
    development: bool = False


def read_seal(data: bytes, password: str, name: str, secret: str) -> BroughtSeal | Finding:
    """A seal as an issuer gives it (PKCS#12), closed again with the secret of the portal."""
    key = read_pkcs12(data, password, name)
    return key if isinstance(key, Finding) else brought(key, secret)


def brought(key: SigningKey, secret: str) -> BroughtSeal:
    """A key as the store keeps it."""
    holder = key.holder
    return BroughtSeal(
        holder.organisation,
        holder.identifier,
        holder.issuer,
        holder.serial,
        holder.starts,
        holder.ends,
        wrap(key, secret),
    )


def example_seals(
    organisations: Iterable[Organisation], secret: str, at: datetime
) -> tuple[dict[UUID, BroughtSeal], bytes]:
    """Seals of the development authority, which sign made-up figures only, and the root that tells so.

    Args:
        organisations: who gets one.
        secret: of the portal.
        at: from when they hold.
    """
    authority = make_authority(at, EXAMPLE_BITS)
    ends = at.replace(year=at.year + 2)
    made = {
        item.pk: brought(issue(authority, item.name, identifier_of(item), at, ends, EXAMPLE_BITS), secret)
        for item in organisations
    }
    return made, pem(authority.certificate) + pem(revocation_list(authority, {}, at))


def trust_in(data: Path) -> Trust:
    """Whom the portal trusts, from its own folder; a file that is neither root nor list is left out."""
    folder = data / TRUST
    if not folder.is_dir():
        return NOBODY
    held = [read_trust([(file.name, file.read_bytes())]) for file in sorted(folder.iterdir()) if file.is_file()]
    known = [item for item in held if isinstance(item, Trust)]
    return Trust(
        tuple(root for item in known for root in item.roots), tuple(one for item in known for one in item.lists)
    )


def lacks_seal(organisation: Organisation) -> Finding | None:
    """Why an organisation cannot sign: it brought no seal."""
    return None if seal_of(organisation.pk) else Finding(NO_SEAL, organisation.name)


def signer(
    actor: Actor, agreement: Agreement, keys: Keys, at: datetime
) -> Callable[[Standing, AgreementPaper | None, str], bytes]:
    """What puts the signature of the one who acts under the paper, for `stored_agreements.sign`.

    Args:
        actor: who signs, for which organisation.
        agreement: which.
        keys: what the portal holds.
        at: when.
    """
    own = agreement.purchaser if agreement.purchaser_id == actor.organisation else agreement.provider
    side = Side.PURCHASER if own.pk == agreement.purchaser_id else Side.PROVIDER

    def put_under(now: Standing, paper: AgreementPaper | None, mandate: str) -> bytes:
        row = seal_of(own.pk)
        if row is None:
            raise StoppedError((Finding(NO_SEAL, own.name),))
        pdf = bytes(paper.pdf) if paper else agreement_pdf(document_of(agreement, now, at))
        by = By(side, Person.objects.get(pk=actor.somebody).name, mandate)
        wanted = Wanted(
            at.astimezone(AMSTERDAM), now.content.fingerprint, keys.trust.lists, keys.trust.roots, keys.development
        )
        made = put(pdf, _opened(row, keys.secret, own), by, wanted, f"overeenkomst {agreement.contract}")
        if isinstance(made, tuple):
            raise StoppedError(made)
        return made

    return put_under


def _opened(row: SigningSeal, secret: str, own: Organisation) -> SigningKey:
    try:
        return unwrap(row.key, secret)
    except KeyRefusedError:
        raise StoppedError((Finding(SEAL_CLOSED, own.name),)) from None


def document_of(agreement: Agreement, now: Standing, at: datetime) -> AgreementDocument:
    """The version on the table as the paper that is signed; it has what both agreed to and the input of the council."""
    content, lines = now.content, {}
    for line in AgreementLine.objects.filter(agreement=agreement):
        lines[line.lot, line.product] = Badge(line.content["badge"])
    conditions = content.conditions
    return AgreementDocument(
        Content(
            year=agreement.year,
            policy=agreement.round.title,
            region=agreement.region,
            parties={Side.PURCHASER: _party(agreement.purchaser), Side.PROVIDER: _party(agreement.provider)},
            form=conditions.form,
            amount=content.amount,
            lines=tuple(
                DocumentLine(
                    item.lot,
                    item.product,
                    item.name,
                    item.quantity,
                    item.price,
                    item.amount,
                    lines[item.lot, item.product],
                )
                for item in content.lines
            ),
            starts=date(agreement.year, 1, 1),
            ends=date(agreement.year + conditions.term.years - 1, 12, 31),
            term=conditions.term,
            clauses=conditions.clauses,
            answers=conditions.answers,
            council=tuple(_council(agreement)),
        ),
        now.versions.last.number,
        _agreed(now),
        at.astimezone(AMSTERDAM).date(),
        content,
    )


def _party(organisation: Organisation) -> Party:
    word = _CODES.get(organisation.kind, "code")
    code = f"{word} {organisation.code}" if organisation.code else f"zonder {word}"
    return Party(organisation.name, code, identifier_of(organisation))


def _agreed(now: Standing) -> dict[Side, Agreed]:
    assert now.row is not None, "what is signed is kept"
    marks = AgreementMark.objects.filter(version=now.row, kind=MarkKind.AGREED).select_related("person")
    return {
        Side(mark.side): Agreed(mark.person.name, _ROLES[Side(mark.side)], "niet nodig voor akkoord", mark.at)
        for mark in marks
    }


def _council(agreement: Agreement) -> list[Said]:
    """What the council shared with the board; both sides see it, so it is the same whoever signs first."""
    rows = CouncilInput.objects.filter(
        round_id=agreement.round_id, provider_id=agreement.provider_id, shared_at__isnull=False
    ).select_related("council")
    return [
        Said(row.council.name, row.given_at.astimezone(AMSTERDAM).date(), tuple(filter(None, row.text.splitlines())))
        for row in rows.order_by("pk")
    ]
