"""Any sequence of uploads and undos: the store holds what a plain model holds, and all undone is as before."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from plads.errors import UndoError
from plads.indlaes import Fil, Maade
from plads.ingest.regneark.grund.ark import Ark, Projektmappe
from plads.models.indikator import Aktivitet
from plads.store import reading, transaction, undo
from plads.store.engine import build_engine
from tests.indlaes.conftest import aftryk, kept
from tests.ingest.regneark import skoler
from tests.ingest.regneark.filer import HOVED

SKOLER = (999001, 999002, 999006, 999007)
# The first and third, and the second and fourth, lie in the same område.
OMRAADE = {str(nr): skoler.OMRAADER[(nr - 999001) % 5] for nr in SKOLER}
KODER = {"PPV'er": "ppv", "Klager": "klage"}
Noegle = tuple[str, int, str]
Tal = dict[Noegle, int]
filer = st.dictionaries(
    st.tuples(st.sampled_from(SKOLER), st.integers(1, 3), st.sampled_from(sorted(KODER))),
    st.integers(0, 5),
    min_size=1,
    max_size=6,
)


class Staar(NamedTuple):
    """An upload that stands: its receipt, and the figures it changed as they were before it."""

    kvittering: str
    foer: dict[Noegle, int | None]


class Lager(RuleBasedStateMachine):
    """A store beside a dictionary."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.engine = build_engine(url)
        self.tal: Tal = {}
        self.staar: list[Staar] = []
        self.navne = itertools.count(1)

    @initialize()
    def begin(self) -> None:
        self.tomt = aftryk(self.engine)

    @rule(fil=filer, maade=st.sampled_from(Maade))
    def upload(self, fil: dict[tuple[int, int, str], int], maade: Maade) -> None:
        gemt = kept(self.engine, as_file(fil, next(self.navne)), maade=maade)
        figures = {(str(nr), 202000 + md, KODER[i]): antal for (nr, md, i), antal in fil.items()}
        after = stored_by(self.tal, figures, maade)
        foer = {key: self.tal.get(key) for key in self.tal.keys() | after.keys() if self.tal.get(key) != after.get(key)}
        assert (gemt.kvittering is None) == (not foer)
        if gemt.kvittering:
            self.staar.append(Staar(gemt.kvittering, foer))
        self.tal = after
        self.agrees()

    @precondition(lambda self: self.staar)
    @rule(data=st.data())
    def take_back(self, data: Any) -> None:
        nr = data.draw(st.integers(0, len(self.staar) - 1))
        one, later = self.staar[nr], self.staar[nr + 1 :]
        built_on = any(one.foer.keys() & other.foer.keys() for other in later)
        before = aftryk(self.engine)
        try:
            self.undo(one)
        except UndoError:
            assert built_on
            assert aftryk(self.engine) == before
            return
        assert not built_on
        self.staar.remove(one)
        self.tal = {key: antal for key, antal in (self.tal | one.foer).items() if antal is not None}
        self.agrees()

    def undo(self, one: Staar) -> None:
        with transaction(self.engine) as session:
            undo(session, one.kvittering)

    def agrees(self) -> None:
        with reading(self.engine) as session:
            rows = session.exec(select(Aktivitet)).all()
        assert {(row.enhed, row.maaned, row.indikator): row.antal for row in rows} == self.tal

    def teardown(self) -> None:
        for one in reversed(self.staar):
            self.undo(one)
        assert aftryk(self.engine) == self.tomt
        self.engine.dispose()


def as_file(fil: dict[tuple[int, int, str], int], nr: int) -> Fil:
    """Return a long list as it is once it has been read."""
    rows = [HOVED, *([skole, None, None, 2020, md, i, antal] for (skole, md, i), antal in fil.items())]
    cells = {r: {c: v for c, v in enumerate(row, start=1) if v is not None} for r, row in enumerate(rows, start=1)}
    return Fil(f"{nr}.xlsx", hashlib.sha256(str(nr).encode()).hexdigest(), Projektmappe((Ark("Data", cells),), ()))


def stored_by(tal: Tal, fil: Tal, maade: Maade) -> Tal:
    """Return what stands there after an upload."""
    if maade is Maade.KUN_NYE:
        return fil | tal
    if maade is Maade.OPDATER:
        return tal | fil
    stands_for = {(md, indikator, OMRAADE[skole]) for skole, md, indikator in fil}
    left = {key: antal for key, antal in tal.items() if (key[1], key[2], OMRAADE[key[0]]) not in stands_for}
    return left | fil


def test_any_sequence_of_uploads_and_undos_follows_the_model_and_undone_is_as_before(tmp_path, empty_sqlite):
    filled, numbers = tmp_path / "fyldt.db", itertools.count(1)
    shutil.copy(empty_sqlite, filled)
    engine = build_engine(f"sqlite:///{filled}")
    skoler.load(engine)
    engine.dispose()

    def machine() -> Lager:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(filled, path)
        return Lager(f"sqlite:///{path}")

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=10,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
