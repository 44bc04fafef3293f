"""The seven questions in SQL: on the table itself, on totals kept beside it, and on totals kept as whole series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.valg import TOP, Valg
from plads.cube.rater import ELEVTAL

Arguments = dict[str, Any]
PLACES = (
    "CREATE TEMP TABLE sted AS SELECT e.kode AS enhed, e.kommune, t.foraelder AS omraade FROM enhed e "
    "JOIN tilknytning t ON t.barn = e.kode AND t.art = 'omraade'",
    "CREATE INDEX sted_kommune ON sted (kommune, enhed)",
    "CREATE INDEX sted_enhed ON sted (enhed, kommune, omraade)",
)
INDEXES = (
    "CREATE INDEX a_indikator ON aktivitet (indikator, maaned, enhed, antal)",
    "CREATE INDEX a_enhed ON aktivitet (enhed, indikator, maaned, antal)",
)
ROLLUPS = (
    "CREATE TABLE r_school AS SELECT a.indikator, (a.maaned - 8) / 100 AS aar, s.kommune, s.omraade, a.enhed, "
    "SUM(a.antal) AS antal, SUM(CASE WHEN a.maaned % 100 = 9 THEN a.antal END) AS september "
    "FROM aktivitet a JOIN sted s ON s.enhed = a.enhed GROUP BY 1, 2, 3, 4, 5",
    "CREATE TABLE r_area AS SELECT a.indikator, a.maaned, s.kommune, s.omraade, SUM(a.antal) AS antal "
    "FROM aktivitet a JOIN sted s ON s.enhed = a.enhed GROUP BY 1, 2, 3, 4",
    "CREATE TABLE r_total AS SELECT indikator, maaned, kommune, SUM(antal) AS antal FROM r_area GROUP BY 1, 2, 3",
    "CREATE INDEX rs ON r_school (indikator, kommune, aar, omraade, enhed, antal, september)",
    "CREATE INDEX ra ON r_area (indikator, omraade, maaned, antal)",
    "CREATE INDEX ra2 ON r_area (indikator, kommune, maaned, omraade, antal)",
    "CREATE INDEX rt ON r_total (indikator, kommune, maaned, antal)",
)
# PostgreSQL hands a column over row by row: where a whole curve is asked for, that costs more than finding it. A series
# kept as an array is one row. Every month of the bench has a total, so a place in the array is a month.
SERIES = (
    "CREATE TABLE r_series AS SELECT indikator, kommune, MIN(maaned) AS fra, "
    "ARRAY_AGG(antal::int ORDER BY maaned) AS antal FROM r_total GROUP BY 1, 2",
    "CREATE UNIQUE INDEX rser ON r_series (indikator, kommune)",
)
_BASE = "FROM aktivitet a JOIN sted s ON s.enhed = a.enhed WHERE a.indikator = :i"
_YEAR = "AND a.maaned BETWEEN :fra AND :til"
_QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "base": {
        "trend": f"SELECT s.kommune, a.maaned, SUM(a.antal) {_BASE} GROUP BY 1, 2",
        "trend_of": f"SELECT a.maaned, SUM(a.antal) {_BASE} AND s.kommune = :k GROUP BY 1",
        "areas": f"SELECT s.omraade, SUM(a.antal) {_BASE} AND s.kommune = :k {_YEAR} GROUP BY 1",
        "drill_down": f"SELECT a.enhed, SUM(a.antal) {_BASE} AND s.omraade = :o AND s.kommune = :k {_YEAR} GROUP BY 1",
        "top_changes": f"SELECT a.enhed, SUM(CASE WHEN a.maaned >= :fra THEN a.antal ELSE -a.antal END) AS d {_BASE} "
        "AND s.kommune = :k AND a.maaned BETWEEN :foer AND :til GROUP BY 1 "
        "HAVING COUNT(CASE WHEN a.maaned >= :fra THEN a.antal END) > 0 "
        "AND COUNT(CASE WHEN a.maaned < :fra THEN a.antal END) > 0 ORDER BY ABS({d}) DESC LIMIT :top",
        "rates": f"SELECT x.enhed, x.antal * 1000.0 / e.antal FROM (SELECT a.enhed, SUM(a.antal) AS antal {_BASE} "
        f"AND s.kommune = :k {_YEAR} GROUP BY 1) x "
        "JOIN aktivitet e ON e.enhed = x.enhed AND e.indikator = :elevtal AND e.maaned = :september WHERE e.antal > 0",
        "combination": "SELECT a.indikator, a.maaned, SUM(a.antal) FROM aktivitet a JOIN sted s ON s.enhed = a.enhed "
        "WHERE a.indikator IN (:i1, :i2, :i3) AND s.kommune = :k AND s.omraade IN (:o1, :o2, :o3) "
        "AND a.maaned BETWEEN :m1 AND :m2 GROUP BY 1, 2",
    },
    "rollup": {
        "trend": "SELECT kommune, maaned, antal FROM r_total WHERE indikator = :i",
        "trend_of": "SELECT maaned, antal FROM r_total WHERE indikator = :i AND kommune = :k",
        "areas": "SELECT omraade, SUM(antal) FROM r_area WHERE indikator = :i AND kommune = :k "
        "AND maaned BETWEEN :fra AND :til GROUP BY 1",
        "drill_down": "SELECT enhed, antal FROM r_school "
        "WHERE indikator = :i AND kommune = :k AND aar = :aar AND omraade = :o",
        "top_changes": "SELECT n.enhed, n.antal - f.antal AS d FROM r_school n JOIN r_school f ON f.enhed = n.enhed "
        "AND f.indikator = n.indikator AND f.kommune = n.kommune AND f.omraade = n.omraade AND f.aar = n.aar - 1 "
        "WHERE n.indikator = :i AND n.kommune = :k AND n.aar = :aar AND n.antal IS NOT NULL AND f.antal IS NOT NULL "
        "ORDER BY ABS(n.antal - f.antal) DESC LIMIT :top",
        "rates": "SELECT n.enhed, n.antal * 1000.0 / e.september FROM r_school n JOIN r_school e ON e.enhed = n.enhed "
        "AND e.kommune = n.kommune AND e.omraade = n.omraade AND e.aar = n.aar AND e.indikator = :elevtal "
        "WHERE n.indikator = :i AND n.kommune = :k AND n.aar = :aar AND e.september > 0",
        "combination": "SELECT indikator, maaned, SUM(antal) FROM r_area WHERE indikator IN (:i1, :i2, :i3) "
        "AND omraade IN (:o1, :o2, :o3) AND maaned BETWEEN :m1 AND :m2 GROUP BY 1, 2",
    },
}
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    **_QUESTIONS,
    "series": {
        **_QUESTIONS["rollup"],
        "trend": "SELECT kommune, fra, antal FROM r_series WHERE indikator = :i",
        "trend_of": "SELECT fra, antal FROM r_series WHERE indikator = :i AND kommune = :k",
    },
}


def places(connection: Any) -> None:
    """Make the table of where each school lies, for this connection."""
    for statement in PLACES:
        connection.execute(statement)


def question(kind: str, name: str, valg: Valg) -> tuple[str, Arguments]:
    """Return one of the seven questions, on `base`, `rollup` or `series`, and its arguments; parameters are :name."""
    change = "SUM(CASE WHEN a.maaned >= :fra THEN a.antal ELSE -a.antal END)"
    return QUESTIONS[kind][name].replace("{d}", change), arguments(valg)


def arguments(v: Valg) -> Arguments:
    """Return what the questions are asked with."""
    return {
        "i": v.indikator,
        "k": v.kommune,
        "o": v.omraade,
        "aar": v.aar,
        "fra": v.skoleaar[0],
        "til": v.skoleaar[1],
        "foer": v.skoleaar_foer[0],
        "september": v.september,
        "elevtal": ELEVTAL,
        "top": TOP,
        "m1": v.maaneder[0],
        "m2": v.maaneder[-1],
        **_numbered("i", v.indikatorer),
        **_numbered("o", v.omraader),
    }


def _numbered(letter: str, codes: Sequence[str]) -> Arguments:
    return {f"{letter}{nr}": code for nr, code in enumerate(codes, 1)}
