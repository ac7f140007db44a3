"""A portal with a secret of everybody in it: decided, published, and sent to the supervisor."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.connection import migrate, open_store
from driehoek.adapters.store.embedded import Embedded
from driehoek.adapters.store.evidence import Upload, hand_in, keep_evidence
from driehoek.adapters.store.models import (
    Agreement,
    AgreementPaper,
    AgreementRemark,
    AgreementVersion,
    Contract,
    CouncilInput,
    Deviation,
    DossierRequest,
    Draft,
    EvidenceFile,
    Filing,
    KeyFigures,
    Organisation,
    OrganisationKind,
    PolicyDraft,
    Profile,
    Question,
    Role,
    Round,
    RoundFile,
    Submission,
    SubmittedEvidence,
)
from driehoek.adapters.store.round_files import HandedIn
from driehoek.bootstrap import stored_decisions
from driehoek.bootstrap.stored_agreements import Opened, open_agreements
from driehoek.bootstrap.stored_decisions import Stand
from driehoek.bootstrap.stored_inputs import settle_inputs
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.web.examining import examine_next
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.example_data import WRITING, make_example
from driehoek.web.example_sealed import SLUG, seal_in_example
from tests.stores import FAST, reachable
from tests.web.conftest import EXAMPLE, signed_in
from tests.web.decided import DAY, adopt, buyer, clock, sql
from tests.web.test_public import AFTER

OWN, OTHER = "99000001", "99000002"
"""The contract whose people sign in, and one of another provider."""
SECRETS = (
    "own-draft", "own-sent", "own-unsent",
    "other-draft", "other-sent", "other-evidence", "other-unsent", "other-question", "other-letter", "other-profile",
    "other-figures", "other-input", "other-filing", "other-deviation", "published-question",
    "sealed-sent", "sealed-evidence",
    "own-paper", "other-paper", "other-remark",
    "elsewhere-file", "elsewhere-draft", "elsewhere-sent", "elsewhere-evidence", "elsewhere-dossier",
)  # fmt: skip
"""Of the provider that signs in, of another provider, and of a purchaser elsewhere."""


def token(name: str) -> str:
    """A word that stands nowhere else, and that no line is broken in."""
    return "qz" + hashlib.sha256(name.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Planted:
    """What a route can be pointed at.

    Attributes:
        rounds: the round of the example, one of a purchaser elsewhere, and the sealed one of the example.
        files: every document there is.
        dossiers: the one that was sent to the supervisor of the example, and one elsewhere.
        agreements: of the provider that signs in, and of another.
    """

    rounds: tuple[UUID, ...]
    files: tuple[UUID, ...]
    dossiers: tuple[int, ...]
    agreements: tuple[int, ...]


@contextmanager
def planted() -> Iterator[Planted]:
    """A portal of its own with all of this in it; the clock stands after the result is final."""
    with pytest.MonkeyPatch.context() as patch, reachable() as name, Embedded(Path(name) / "data", FAST) as running:
        open_store(running.url(), "driehoek.web.settings")
        migrate()
        assert make_example(EXAMPLE) == ""
        seal_in_example(EXAMPLE, WRITING)
        clock(patch, MID_COURSE)
        found = Round.objects.using("owner").get(slug="wlz-2027")
        _hand_in(found, OWN, "own-sent")
        _hand_in(found, OTHER, "other-sent", "other-evidence")
        shut = Round.objects.using("owner").get(slug=SLUG)
        _hand_in(shut, OTHER, "sealed-sent", "sealed-evidence")
        _keep(found)
        _ask(found)
        there = _elsewhere(_provider(OTHER))
        sent = _decide(found, patch)
        sql(f"UPDATE store_outcome SET letter = letter || '{token('other-letter')}' WHERE contract = '{OTHER}'")
        _deviate(found)
        files = tuple(EvidenceFile.objects.using("owner").order_by("pk").values_list("pk", flat=True))
        yield Planted((found.pk, there[0], shut.pk), files, (sent, there[1]), _agree(found))
        connections.close_all()


def _agree(found: Round) -> tuple[int, ...]:
    """Agreements of both with a remark and a paper; how they came to be signed plays no part here."""
    with acting(buyer()):
        assert isinstance(open_agreements(buyer(), found.pk, AFTER), Opened)
    rows = [Agreement.objects.using("owner").get(contract=contract) for contract in (OWN, OTHER)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for row, whose in zip(rows, ("own", "other"), strict=True):
            sides = {"agreement": row, "purchaser_id": row.purchaser_id, "provider_id": row.provider_id}
            version = AgreementVersion.objects.using("owner").create(
                **sides, number=1, fingerprint="0" * 64, amount=0, content={}, change=0, conditions=1, made_at=AFTER
            )
            pdf = b"%PDF-1.4 " + token(f"{whose}-paper").encode()
            AgreementPaper.objects.using("owner").create(
                **sides, version=version, signatures=0, pdf=pdf, sha256="0" * 64, made_at=AFTER
            )
            AgreementRemark.objects.using("owner").create(
                **sides, lot="x", product="x", kind="remark", text=token(f"{whose}-remark"), side="provider",
                person_id=buyer().somebody, at=AFTER,
            )  # fmt: skip
        cursor.execute("SET session_replication_role = DEFAULT")
    return tuple(row.pk for row in rows)


def _provider(contract: str) -> Organisation:
    return Contract.objects.using("owner").select_related("provider").get(agb=contract).provider


def _paper(name: str) -> Upload:
    return Upload(f"{token(name)}.pdf", "pdf", f"%PDF-1.4 {token(name)}".encode(), token(name), MID_COURSE.date())


def _hand_in(found: Round, contract: str, name: str, with_evidence: str = "") -> None:
    """Hand in what the example's provider hands in, with words of ours in it."""
    actor = Actor(_provider(contract).pk, Role.PROVIDING)
    folder = EXAMPLE / "submissions" / contract
    texts = {path: (folder / path).read_text(encoding="utf-8") for path in ("answers.yaml", "volumes.csv")}
    texts["answers.yaml"] += f"# {token(name)}\n"
    held = {f"evidence/{file.name}": file.read_bytes() for file in sorted((folder / "evidence").iterdir())}
    if with_evidence:
        held["evidence/board-statement.txt"] += token(with_evidence).encode()
    number = Submission.objects.using("owner").filter(round=found, contract=contract).count() + 1
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in held.items()}
    with acting(actor):
        rows = {
            path: keep_evidence(actor, Upload(path.partition("/")[2], "", data, "", MID_COURSE.date()), MID_COURSE)
            for path, data in held.items()
        }
        hand_in(actor, found.pk, HandedIn(contract, number, MID_COURSE, texts, evidence=digests), rows)


def _keep(found: Round) -> None:
    """What providers keep for themselves: a document, a draft, a profile, figures of elsewhere."""
    for contract, whose in ((OWN, "own"), (OTHER, "other")):
        provider = _provider(contract)
        actor = Actor(provider.pk, Role.PROVIDING)
        with acting(actor):
            keep_evidence(actor, _paper(f"{whose}-unsent"), MID_COURSE)
            Draft.objects.create(
                round=found, provider=provider, contract=contract, lots=["innovatie"], changed_at=MID_COURSE,
                answers={"innovation-value": token(f"{whose}-draft")},
            )  # fmt: skip
    owner = "owner"
    Filing.objects.using(owner).create(
        round=found, purchaser_id=found.purchaser_id, provider=_provider(OTHER), contract=OTHER, kind="hardship",
        text=token("other-filing"), filed_at=MID_COURSE,
    )  # fmt: skip
    Profile.objects.using(owner).create(
        provider=_provider(OTHER), facts={"x": token("other-profile")}, changed_at=MID_COURSE
    )
    KeyFigures.objects.using(owner).create(
        provider=_provider(OTHER), purchaser_name=token("other-figures"), year=2027, product_group="x",
        entered_at=MID_COURSE,
    )  # fmt: skip


def _ask(found: Round) -> None:
    """A question that waits, one that was published, and what a council of another provider says."""
    provider = _provider(OTHER)
    questions = Question.objects.using("owner")
    questions.create(round=found, provider=provider, text=token("other-question"), asked_at=MID_COURSE)
    questions.create(
        round=found, provider=provider, text=f"{token('published-question')}?", asked_at=MID_COURSE, answer="Ja.",
        answered_at=MID_COURSE, nota=1,
    )  # fmt: skip
    council = Organisation.objects.using("owner").create(
        kind=OrganisationKind.CLIENT_COUNCIL, name="Andere cliëntenraad (SYNTHETIC)", parent=provider
    )
    CouncilInput.objects.using("owner").create(
        round=found, council=council, provider=provider, contract=OTHER, way="advised", text=token("other-input"),
        given_at=MID_COURSE,
    )  # fmt: skip
    actor = buyer()
    with acting(actor):
        settle_inputs(actor, found, MID_COURSE)


def _elsewhere(provider: Organisation) -> tuple[UUID, int]:
    """A purchaser of another region with the same kinds of things, and a supervisor that is another one too."""
    owner, somebody = "owner", buyer().somebody
    purchaser, watcher = (
        Organisation.objects.using(owner).create(kind=kind, name=f"Elders {kind} (SYNTHETIC)")
        for kind in (OrganisationKind.PURCHASER, OrganisationKind.SUPERVISOR)
    )
    made = Round.objects.using(owner).create(purchaser=purchaser, slug="elders", title="Elders (SYNTHETIC)", year=2027)
    RoundFile.objects.using(owner).create(
        round=made, path="providers.csv", content=token("elsewhere-file"), sha256="0" * 64, is_public=False,
        valid=DateTimeTZRange(MID_COURSE, None),
    )  # fmt: skip
    PolicyDraft.objects.using(owner).create(
        round=made, number=1, content=token("elsewhere-draft"), kept_at=MID_COURSE, kept_by_id=somebody
    )
    kept = _paper("elsewhere-evidence")
    file = EvidenceFile.objects.using(owner).create(
        provider=provider, name=kept.name, kind="pdf", content=kept.data, size=len(kept.data),
        sha256=hashlib.sha256(kept.data).hexdigest(), issued_on=kept.issued_on, uploaded_at=MID_COURSE,
    )  # fmt: skip
    handed = HandedIn("09000001", 1, MID_COURSE, {"answers.yaml": token("elsewhere-sent")})
    row = Submission.objects.using(owner).create(
        round=made, provider=provider, contract="09000001", number=1, received_at=MID_COURSE, content=handed.content,
        receipt=handed.hash, is_imported=True,
    )  # fmt: skip
    SubmittedEvidence.objects.using(owner).create(submission=row, file=file, path="evidence/x.pdf")
    answered = {"state": "ready", "answered_at": MID_COURSE, "answered_by_id": somebody, "as_of": MID_COURSE}
    asked = DossierRequest.objects.using(owner).create(
        round=made, purchaser=purchaser, supervisor=watcher, ground="Elders", due_on=AFTER.date(), asked_at=MID_COURSE,
        asked_by_id=somebody, content=token("elsewhere-dossier").encode(), sha256="0" * 64, **answered,
    )  # fmt: skip
    return made.pk, asked.pk


def _deviate(found: Round) -> None:
    """A deviation of the other provider that waits for its second person."""
    Deviation.objects.using("owner").create(
        round=found, purchaser_id=found.purchaser_id, contract=OTHER, lot="regulier", amount_from=1, amount_to=2,
        kind="hardship", ground=token("other-deviation"), proposed_by_id=buyer().somebody, proposed_at=AFTER,
    )  # fmt: skip


def _decide(found: Round, patch: pytest.MonkeyPatch) -> int:
    """Adopt the result, make it final, publish it and send the dossier; gives the request of the supervisor."""
    clock(patch, DAY)
    sql("DELETE FROM store_assignment")
    adopt(found)
    clock(patch, AFTER)
    with acting(buyer()):
        stored_decisions.finalise(
            buyer(), found.pk, "Niemand reageerde (SYNTHETIC).", Stand(AFTER, AFTER.date()), outcome_of
        )
    client = signed_in(Role.PURCHASING)
    assert client.post(f"/inkoop/{found.pk}/publiceer/").status_code == 302
    said = {"ground": "Toezicht (SYNTHETIC)", "due": AFTER.date().isoformat()}
    assert signed_in(Role.SUPERVISING).post(f"/toezicht/vraag/{found.pk}/", said).status_code == 302
    row = DossierRequest.objects.using("owner").get(round=found)
    assert client.post(f"/inkoop/{found.pk}/toezicht/{row.pk}/", {"answer": "send"}).status_code == 302
    assert examine_next(AFTER)
    return row.pk
