"""What later uploads have written on top of something: row by row, and in the blocks of long uploads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, func, select

from plads.errors import SeenError
from plads.models.proveniens import Aendring, Aendringsblok, Indlaesning, Indlaesningsart
from plads.store import blokke, maanedstal
from plads.store.diff import Diff
from plads.store.maanedstal import Taldiff
from plads.store.rows import key_text

Monthly = dict[int, set[str]]


def check_seen(session: Session, set_paa: int | None, diffs: Sequence[Diff | Taldiff]) -> None:
    """Raise if somebody changed the same rows after an upload was looked at and decided on.

    A store that is older than what was looked at has been restored: then nobody knows what changed.
    """
    if set_paa is None:
        return
    if newest_upload(session) < set_paa:
        raise SeenError
    rows = set(session.exec(select(Aendring.tabel, Aendring.noegle).where(col(Aendring.indlaesning) > set_paa)))
    packed = session.exec(
        select(Aendringsblok.indlaesning).where(col(Aendringsblok.indlaesning) > set_paa).distinct()
    ).all()
    if not rows and not packed:
        return
    for diff in diffs:
        if isinstance(diff, Diff):
            mine = {key_text(key) for key in (*diff.nye, *diff.aendrede, *diff.fjernede)}
        else:
            mine = set(map(key_text, diff.blok.efter.keys()))
        if any((diff.name, key) in rows for key in mine):
            raise SeenError
        if packed and diff.name == maanedstal.TABEL and overlaps(session, packed, by_month(mine)):
            raise SeenError


def newest_upload(session: Session) -> int:
    """Return the number of the newest upload, 0 before the first."""
    return session.exec(select(func.max(Indlaesning.nummer))).one() or 0


def built_on(session: Session, nummer: int) -> int | None:
    """Return the newest upload after a number that wrote the same counts, where either wrote them in blocks.

    What both wrote row by row is found by the database itself (undo).
    """
    undone = select(Indlaesning.fortryder).where(col(Indlaesning.fortryder).is_not(None))
    standing = select(Indlaesning.nummer).where(
        Indlaesning.nummer > nummer, Indlaesning.art != Indlaesningsart.FORTRYD, col(Indlaesning.nummer).not_in(undone)
    )
    later = session.exec(standing).all()
    if not later:
        return None
    counts = select(Aendring.indlaesning, Aendring.noegle).where(Aendring.tabel == maanedstal.TABEL)
    rows = {key: writer for writer, key in session.exec(counts.where(col(Aendring.indlaesning).in_(later)))}
    mine = by_month(key for _, key in session.exec(counts.where(Aendring.indlaesning == nummer)))
    found = [overlaps(session, later, mine)]
    for blok in blokke.read(session, nummer):
        keys = set(map(key_text, blok.efter.keys()))
        found += [overlaps(session, later, {int(blok.efter.maaned[0]): keys}), *map(rows.get, keys & rows.keys())]
    return max(filter(None, found), default=None)


def by_month(keys: Iterable[str]) -> Monthly:
    """Return keys of monthly counts, as the journal writes them, by their month."""
    found: Monthly = {}
    for key in keys:
        found.setdefault(int(key.partition("|")[0]), set()).add(key)
    return found


def overlaps(session: Session, uploads: Sequence[int], keys: Monthly) -> int | None:
    """Return the newest of some uploads whose blocks tell of any of the keys, or None."""
    return next(
        (
            nummer
            for nummer, blok in blokke.written(session, uploads, keys)
            if not keys[int(blok.efter.maaned[0])].isdisjoint(map(key_text, blok.efter.keys()))
        ),
        None,
    )
