"""A country of rounds for trials: 31 regions, five years, about 2,000 contracts a year, with people in every corner.

Everything is SYNTHETIC and made of the one example: each region has its files with contracts, names and a title of its
own, so that nothing that is kept for one region serves another. It goes into the store in bulk as the owner, past the
triggers that a person would meet; what people may see of it is decided as always.
"""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID

from ground import EXAMPLE, Ground, draft_of, open_session

NAME = "Zorgkantoor Voorbeeld"
HANDED_IN = 0.8
"""The share of contracts that handed in for the round that is open; the others are writing."""
QUESTIONS, INPUTS = 12, 3
"""Of each round."""
BATCH = 500
COUNCIL_EVERY = 10
"""One provider in ten has a council that speaks."""


SEAT_EVERY = 8
"""One contract in eight has somebody who is signed in."""


LEFT_OUT = frozenset({"sources.csv", "adjustments.csv"})
"""What holds for the example alone: files that are not copied, and amounts that come out otherwise here."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the country is.

    Attributes:
        regions: each with a purchaser of its own.
        years: of rounds; the last is open.
        contracts: per region.
    """

    regions: int = 31
    years: int = 5
    contracts: int = 65


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is signed in.

    Attributes:
        role: in which role; empty for the public.
        session: the key of the session.
        pages: route and address of what this person looks at.
    """

    role: str
    session: str
    pages: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Country:
    """What was made.

    Attributes:
        size: how large.
        rows: how many rows of each kind.
        seconds: how long it took.
        seats: who can look.
    """

    size: Size
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    seats: list[Seat] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """One region while it is made."""

    number: int
    purchaser: Any
    codes: Mapping[str, str]
    rounds: Sequence[Any]

    @property
    def current(self) -> Any:
        return self.rounds[-1]


def fill_country(made: Ground, size: Size) -> Country:
    """Make the country in a store that has the example, and sign its people in."""
    begin = time.perf_counter()
    country = _Maker(made, size).make()
    country.seconds = time.perf_counter() - begin
    return country


class _Maker:
    """Makes the rows, region after region."""

    def __init__(self, made: Ground, size: Size) -> None:
        from driehoek.bootstrap.rounds import load  # noqa: PLC0415 - Django is known only once the store is open
        from driehoek.bootstrap.stored_rounds import files_of, split  # noqa: PLC0415 - the same

        loaded = load(EXAMPLE)
        assert loaded.dossier is not None
        self.made, self.size, self.country = made, size, Country(size)
        self.own, folders = split(files_of(EXAMPLE, loaded.dossier))
        self.folders = {
            name: (folder.files, {path: sha256(data).hexdigest() for path, data in folder.evidence.items()})
            for name, folder in folders.items()
        }
        self.donors = [item.contract.code for item in loaded.dossier.providers if item.contract.code in self.folders]
        self.day = loaded.dossier.policy.year
        self.numbers = count(1)

    def make(self) -> Country:
        from django.db import connections, transaction  # noqa: PLC0415 - the same

        with transaction.atomic(using="owner"):
            with connections["owner"].cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
            self._providers()
            places = [self._region(number) for number in range(1, self.size.regions + 1)]
            self._told(places)
            self._seats(places)
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        return self.country

    def _keep(self, rows: Sequence[Any]) -> Sequence[Any]:
        if rows:
            kind = type(rows[0])
            kind.objects.using("owner").bulk_create(rows, batch_size=BATCH)
            self.country.rows[kind.__name__] = self.country.rows.get(kind.__name__, 0) + len(rows)
        return rows

    def _providers(self) -> None:
        from driehoek.adapters.store.models import Organisation  # noqa: PLC0415 - the same

        many = max(1, self.size.regions * self.size.contracts * 2 // 3)
        name = "Zorgorganisatie {:04d} van het land (SYNTHETIC)"
        self.providers = self._keep(
            [Organisation(kind="provider", name=name.format(each), code=f"95{each:06d}") for each in range(many)]
        )
        self.councils = self._keep(
            [
                Organisation(kind="client-council", name=f"Cliëntenraad van {owner.name}", parent=owner)
                for owner in self.providers[::COUNCIL_EVERY]
            ]
        )

    def _region(self, number: int) -> _Place:
        from driehoek.adapters.store.models import Organisation  # noqa: PLC0415 - the same

        (purchaser,) = self._keep([Organisation(kind="purchaser", name=f"Zorgkantoor {number:02d} (SYNTHETIC)")])
        codes = {
            f"9{number:02d}{each:05d}": self.donors[each % len(self.donors)] for each in range(self.size.contracts)
        }
        place = _Place(number, purchaser, codes, self._rounds(number, purchaser))
        files = self._files(place)
        self._contracts(place, files["providers.csv"])
        for found in place.rounds:
            self._round_files(found, files)
            self._submissions(place, found)
            self._talk(place, found)
        return place

    def _rounds(self, number: int, purchaser: Any) -> Sequence[Any]:
        from driehoek.adapters.store.models import Round  # noqa: PLC0415 - the same

        open_one = Round.objects.using("owner").get(pk=UUID(self.made.round_id))
        years = range(self.day - self.size.years + 1, self.day + 1)
        return self._keep(
            [
                Round(
                    purchaser=purchaser,
                    slug=f"wlz-{year}",
                    title=f"Inkoopbeleid Wlz {year} van Zorgkantoor {number:02d} (SYNTHETIC)",
                    year=year,
                    state="open" if year == self.day else "final",
                    opens_at=_years_back(open_one.opens_at, self.day - year),
                    closes_at=_years_back(open_one.closes_at, self.day - year),
                )
                for year in years
            ]
        )

    def _files(self, place: _Place) -> dict[str, str]:
        """The files of the example with the contracts and the name of this region."""
        by_donor: dict[str, list[str]] = {}
        for code, donor in place.codes.items():
            by_donor.setdefault(donor, []).append(code)
        files = {path: _turned(text, by_donor) for path, text in self.own.items() if path not in LEFT_OUT}
        files["policy.yaml"] = self.own["policy.yaml"].replace(NAME, f"Zorgkantoor {place.number:02d}")
        return files

    def _contracts(self, place: _Place, table: str) -> None:
        from driehoek.adapters.store.models import Contract  # noqa: PLC0415 - the same

        head, *lines = table.splitlines()
        by_code = {line.split(";", 1)[0]: line for line in lines}
        self._keep(
            [
                Contract(
                    purchaser=place.purchaser,
                    provider=self._provider(place.number, each),
                    agb=code,
                    line=f"{head}\n{by_code[code]}\n",
                )
                for each, code in enumerate(place.codes)
            ]
        )

    def _provider(self, number: int, each: int) -> Any:
        return self.providers[((number - 1) * self.size.contracts + each) % len(self.providers)]

    def _round_files(self, found: Any, files: Mapping[str, str]) -> None:
        from django.db.backends.postgresql.psycopg_any import DateTimeTZRange  # noqa: PLC0415 - the same

        from driehoek.adapters.store.models import RoundFile  # noqa: PLC0415 - the same
        from driehoek.adapters.store.round_files import PUBLIC_FILES  # noqa: PLC0415 - the same

        own = {**files, "policy.yaml": files["policy.yaml"].replace("Inkoopbeleid Wlz-zorg", f"Inkoop {found.year}")}
        self._keep(
            [
                RoundFile(
                    round=found,
                    path=path,
                    content=text,
                    sha256=sha256(text.encode()).hexdigest(),
                    is_public=path in PUBLIC_FILES,
                    valid=DateTimeTZRange(found.opens_at - timedelta(days=60), None),
                )
                for path, text in own.items()
            ]
        )

    def _submissions(self, place: _Place, found: Any) -> None:
        from driehoek.adapters.store.models import Draft, Submission  # noqa: PLC0415 - the same
        from driehoek.adapters.store.round_files import HandedIn  # noqa: PLC0415 - the same

        moment = found.opens_at + timedelta(days=7)
        many = len(place.codes) if found.state == "final" else int(len(place.codes) * HANDED_IN)
        rows, drafts = [], []
        for each, (code, donor) in enumerate(place.codes.items()):
            files, evidence = self.folders[donor]
            handed = HandedIn(code, 1, moment + timedelta(seconds=each), files, evidence=evidence)
            owner = self._provider(place.number, each)
            if each < many:
                rows.append(
                    Submission(
                        round=found,
                        provider=owner,
                        contract=code,
                        number=1,
                        received_at=handed.received_at,
                        content=handed.content,
                        receipt=handed.hash,
                    )
                )
            if found.state == "open":
                typed = draft_of(handed.content)
                drafts.append(Draft(round=found, provider=owner, contract=code, changed_at=moment, **typed))
        self._keep(rows)
        self._keep(drafts)

    def _talk(self, place: _Place, found: Any) -> None:
        from driehoek.adapters.store.models import CouncilAnswer, CouncilInput, Question  # noqa: PLC0415 - the same

        is_old = found.state == "final"
        at = found.opens_at + timedelta(days=1)
        self._keep(
            [
                Question(
                    round=found,
                    provider=self._provider(place.number, each),
                    text=f"Telt reistijd mee in het tarief van prestatie {each}?",
                    asked_at=at + timedelta(minutes=each),
                    answer="Ja, zie het beleid." if is_old or each % 2 else "",
                    answered_at=at + timedelta(days=3) if is_old or each % 2 else None,
                    nota=1 if is_old or each % 2 else None,
                )
                for each in range(QUESTIONS)
            ]
        )
        councils = [self.councils[(place.number * INPUTS + each) % len(self.councils)] for each in range(INPUTS)]
        inputs = [
            CouncilInput(
                round=found,
                council=council,
                provider=council.parent,
                way="advised",
                text="Onze raad vraagt aandacht voor de nacht en het weekend.",
                given_at=at,
            )
            for council in councils
        ]
        self._keep(inputs)
        if is_old:
            late = at + timedelta(days=20)
            text = "De nachtdienst blijft."
            self._keep([CouncilAnswer(input=item, followed="followed", text=text, answered_at=late) for item in inputs])

    def _told(self, places: Sequence[_Place]) -> None:
        """What past rounds decided: one decision is worked out, and told to every contract in its own name."""
        from driehoek import __version__  # noqa: PLC0415 - the same
        from driehoek.application.round import run_round  # noqa: PLC0415 - the same
        from driehoek.bootstrap.stored_decisions import decided  # noqa: PLC0415 - the same
        from driehoek.bootstrap.stored_rounds import Content, Digest, dossier_of  # noqa: PLC0415 - the same
        from driehoek.kernel import blocking  # noqa: PLC0415 - the same
        from driehoek.web.portal.deciding import letter_page  # noqa: PLC0415 - the same

        first = places[0]
        files: dict[str, Content] = dict(self._files(first))
        for code, donor in first.codes.items():
            texts, evidence = self.folders[donor]
            files |= {f"submissions/{code}/{path}": text for path, text in texts.items()}
            files |= {f"submissions/{code}/{path}": Digest(digest) for path, digest in evidence.items()}
        dossier, findings = dossier_of(files)
        assert dossier is not None, findings[:3]
        outcome = run_round(dossier, __version__)
        assert not isinstance(outcome, tuple), [item.sentence() for item in outcome if blocking((item,))]
        told = decided(outcome, letter_page)
        for place in places:
            for found in place.rounds:
                if found.state == "final":
                    self._outcomes(place, found, told)

    def _outcomes(self, place: _Place, found: Any, told: Any) -> None:
        from driehoek.adapters.store.models import LedgerAccount, Outcome, Result  # noqa: PLC0415 - the same

        day = date(found.year - 1, 10, 9)
        (result,) = self._keep(
            [
                Result(
                    round=found,
                    version=1,
                    is_final=True,
                    decided_on=day,
                    standstill_until=day + timedelta(days=20),
                    adopted_at=found.closes_at + timedelta(days=70),
                    reasons="Vastgesteld volgens het beleid (SYNTHETIC).",
                    input_fingerprint=told.input_fingerprint,
                    decision_fingerprint=told.decision_fingerprint,
                    document={},
                )
            ]
        )
        own = f"9{place.number:02d}"
        rows, accounts = [], []
        for item in told.told:
            code = own + item.contract[3:]
            owner = self._provider(place.number, int(code[3:]))
            shared = {"purchaser": place.purchaser, "provider": owner, "contract": code}
            rows.append(
                Outcome(
                    result=result,
                    round=found,
                    is_final=True,
                    decided_on=day,
                    decision_fingerprint=told.decision_fingerprint,
                    granted=item.granted.cents,
                    explanation=json.loads(json.dumps(item.explanation).replace(item.contract, code)),
                    letter=item.letter.replace(item.contract, code),
                    is_told=True,
                    **shared,
                )
            )
            shared |= {"year": found.year, "pool": "regio", "frame": "regular", "credits": item.granted.cents}
            accounts += [LedgerAccount(kind=kind, **shared) for kind in ("committed", "claimed", "paid")]
        self._keep(rows)
        self._keep(accounts)

    def _seats(self, places: Sequence[_Place]) -> None:
        """People with a session, and what they look at."""
        seats = self.country.seats
        for place in places:
            seats.append(self._seat("purchasing", place.purchaser, _purchaser_pages(place)))
            for each, code in list(enumerate(place.codes))[::SEAT_EVERY]:
                pages = _provider_pages(place, code, is_in=each < int(len(place.codes) * HANDED_IN))
                seats.append(self._seat("providing", self._provider(place.number, each), pages))
            council = self.councils[place.number % len(self.councils)]
            pages = (("council", "/inspraak/"), ("council-input", f"/inspraak/{place.current.pk}/"))
            seats.append(self._seat("council", council, pages))
            seats.append(Seat("", "", _public_pages(place)))
        supervisor = self._first("supervisor")
        seats.append(self._seat("supervising", supervisor, (("supervisor", "/toezicht/"), ("home", "/"))))

    def _first(self, kind: str) -> Any:
        from driehoek.adapters.store.models import Organisation  # noqa: PLC0415 - the same

        return Organisation.objects.using("owner").filter(kind=kind).order_by("name")[0]

    def _seat(self, role: str, owner: Any, pages: tuple[tuple[str, str], ...]) -> Seat:
        from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415 - the same

        from driehoek.adapters.store.models import Membership, Person  # noqa: PLC0415 - the same

        address = f"{role}-{next(self.numbers)}@example.org"
        (person,) = self._keep([Person(email=address, name="Medewerker (SYNTHETIC)", is_example=True)])
        valid = DateRange(date(self.day - 2, 1, 1), None)
        (held,) = self._keep([Membership(person=person, organisation=owner, role=role, valid=valid)])
        return Seat(role, open_session(person, held.pk), (("choose", "/rol/"), *pages))


def _years_back(moment: datetime | None, years: int) -> datetime:
    assert moment is not None
    return moment.replace(year=moment.year - years)


def _turned(table: str, by_donor: Mapping[str, Sequence[str]]) -> str:
    """A table with, for each row of a donor, one for each contract that is made after it; other rows as they are."""
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    if not rows or "contract" not in rows[0]:
        return table
    place = rows[0].index("contract")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(rows[0])
    for row in rows[1:]:
        for code in by_donor.get(row[place], ()):
            writer.writerow([*row[:place], code, *row[place + 1 :]])
    return text.getvalue()


def _purchaser_pages(place: _Place) -> tuple[tuple[str, str], ...]:
    now, before = f"/inkoop/{place.current.pk}/", f"/inkoop/{place.rounds[0].pk}/"
    code = next(iter(place.codes))
    return (
        ("purchaser", "/inkoop/"),
        ("purchaser-round", now),
        ("purchaser-submissions", f"{now}inschrijvingen/"),
        ("purchaser-submissions", f"{before}inschrijvingen/"),
        ("purchaser-questions", f"{now}vragen/"),
        ("purchaser-inputs", f"{now}inspraak/"),
        ("assessment", f"{now}beoordeling/"),
        ("assessment-row", f"{now}beoordeling/{code}/"),
        ("workbench", f"{now}werkbank/"),
        ("decision", f"{now}besluit/"),
        ("deviations", f"{now}afwijkingen/"),
    )


def _provider_pages(place: _Place, code: str, *, is_in: bool) -> tuple[tuple[str, str], ...]:
    now = place.current.pk
    seen = (("receipt", f"/aanbieder/{now}/{code}/bewijs/1/"),) if is_in else ()
    told = (("outcome", f"/aanbieder/{place.rounds[0].pk}/{code}/uitkomst/"),) if len(place.rounds) > 1 else ()
    return (
        ("provider", "/aanbieder/"),
        ("workspace", f"/aanbieder/{now}/{code}/"),
        ("workspace-answer", f"/aanbieder/{now}/{code}/antwoord/"),
        *seen,
        *told,
    )


def _public_pages(place: _Place) -> tuple[tuple[str, str], ...]:
    now = f"/ronde/{place.current.pk}/"
    return (
        ("home", "/"),
        ("round", now),
        ("policy", f"{now}beleid/"),
        ("nota", f"{now}nota/"),
        ("status", "/status/"),
    )
