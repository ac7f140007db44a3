"""A small dossier folder that is right, to break one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from driehoek.adapters.dossier import read_dossier
from driehoek.kernel import Finding

POLICY = """\
title: Proefbeleid (SYNTHETIC)
year: 2027
regime: wlz
published_on: 2026-06-01
purchaser: {name: Zorgkantoor Voorbeeld}
pools:
  - {id: regio, name: Regio, regions: [5501], frames: [regular, extra]}
calendar:
  windows:
    - {id: window, opens: 2026-07-01T09:00, closes: 2026-07-31T17:00}
lots:
  - id: care
    name: Zorg
    pool: regio
    criteria:
      - {id: vision, name: Visie, weight: 100%, method: marks, question: vision}
  - {id: extra, name: Extra, pool: regio, frame: extra}
division: {tie_key: seed}
contract: {form: price-times-quantity, years: 1, starts_on: 2027-01-01}
questions:
  - {id: vision, text: Wat is uw visie, type: text}
  - {id: sober, text: Werkt u sober, type: yes-no}
  - {id: share, text: Welk deel, type: percentage}
  - {id: count, text: Hoeveel, type: number}
  - {id: amount, text: Welk bedrag, type: amount}
  - {id: day, text: Wanneer, type: date}
  - {id: kind, text: Welke, type: choice, options: {a: A, b: B}}
requirements:
  - {id: statement, kind: suitability, use: declared, text: Bestuursverklaring, question: sober}
"""

FILES: Mapping[str, str] = {
    "policy.yaml": POLICY,
    "space.csv": (
        "pool;frame;amount;status;known_on;source\nregio;regular;1000000.00;provisional;2026-06-01;SYNTHETIC\n"
    ),
    "space-basis.csv": (
        "pool;frame;historical;population;pgb_last;pgb_now;growth;other_act;growth_for;source\n"
        "regio;regular;900000.00;1/3;100000.00;;20000.00;5000.00;intramural|pgb;SYNTHETIC\n"
    ),
    "products.csv": (
        "code;name;sector;form;unit;category;treatment;zzp;function\n"
        "SYN-D;Dag;VV;verblijf;etmaal;zzp;with;4VV;\n"
        "SYN-H;Uur;VV;mpt;hour;mpt-begeleiding;;;\n"
    ),
    "tariffs.csv": (
        "product;maximum;from;through;badge;source\n"
        "SYN-D;100.00;2026-01-01;2027-12-31;SYNTHETIC;SYNTHETIC\n"
        "SYN-H;60.00;2027-01-01;;SYNTHETIC;SYNTHETIC\n"
    ),
    "providers.csv": (
        "contract;provider;name;sector;municipality;region;seat_region;group;concern;categories\n"
        "06010001;06010011;Een;VV;Utrecht;5501;5502;existing;;\n"
        "06010002;06010012;Twee;GZ;Utrecht;5501;5501;new;Groep;a|b\n"
    ),
    "submissions/06010001/answers.yaml": (
        "received: 2026-07-03T10:00\nlots: [care]\nanswers:\n  vision: Samen\n  sober: ja\n"
        "evidence:\n  - {question: sober, file: letter.pdf, issued_on: 2026-05-01}\n"
    ),
    "submissions/06010001/volumes.csv": "lot;product;quantity;capacity\ncare;SYN-D;365;400\ncare;SYN-H;2.5;\n",
    "submissions/06010001/evidence/letter.pdf": "een brief",
    "submissions/06010002/answers.yaml": "received: 2026-07-04T10:00:30\nlots: care\nanswers: {sober: no}\n",
    "need/realised.csv": "contract;product;quantity;amount;lot\n06010001;SYN-D;300;30000.00;care\n",
    "need/choices.csv": "contract;lot;product;quantity;chosen_on;clients\n06010001;care;SYN-D;10;2026-06-01;1\n",
    "need/classes.csv": "contract;lot;product;class;clients;low;high;weeks\n06010001;care;SYN-H;2;10;2;3.9;52\n",
    "need/new-clients.csv": "lot;product;quantity;clients\ncare;SYN-D;10;1\n",
    "need/areas.csv": "lot;area;weight\ncare;Utrecht;1000\n",
    "need/figures.csv": "contract;lot;figure;value;ground\n06010001;care;growth;0.05;Akkoord\n",
    "need/indications.csv": "municipality;profile;count\nUtrecht;4VV;12\n",
    "need/picture.csv": (
        "id;text;figure;low;high;confidence;basis;source;how\n"
        "5501/VV/0344/gap;Te weinig plaatsen;12;8;15;80;estimate;SYNTHETIC;\n"
    ),
    "need/waiting.csv": "municipality;profile;count;status\nUtrecht;4VV;2;6\n",
    "marks.csv": "contract;criterion;assessor;points;motivation\n06010001;vision;A;7.5;Goed\n",
    "decisions.csv": (
        "contract;requirement;excluded;ground;decided_on;decided_by\n"
        "06010001;statement;no;Klein;2026-08-01;hoofd inkoop\n"
    ),
    "adjustments.csv": (
        "contract;lot;amount_from;amount_to;ground;kind;proposer;approver;decided_on\n"
        "06010001;care;10.00;20.00;Schrijnend;hardship;inkoper;directeur;2026-09-01\n"
    ),
}


class Scratch:
    """A dossier folder under test.

    Attributes:
        root: where it is.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file in the place of what is there."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def swap(self, name: str, old: str, new: str) -> None:
        """Change a text that must be in a file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def append(self, name: str, line: str) -> None:
        """Add a line at the end of a file."""
        self.write(name, (self.root / name).read_text(encoding="utf-8") + line + "\n")

    def findings(self) -> tuple[Finding, ...]:
        """What reading finds."""
        return read_dossier(self.root)[1]

    def found(self) -> list[tuple[str, str]]:
        """What reading finds, as code and place."""
        return [(finding.code.id, str(finding.place)) for finding in self.findings()]
