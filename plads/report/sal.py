"""A frozen set as the room sees it: one HTML page with all slides, which then needs nothing more from anybody.

Everything people wrote is escaped. Script and style are the product's own files; in the copy for a room without a
network they stand inside the page, with the type.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from html import escape
from pathlib import Path

from plads.dias import Dias, Figur, Frosset, Noegletal
from plads.report.diagram import diagram
from plads.report.fodnoter import footer
from plads.report.pdf import short
from plads.report.tegning import picture
from plads.tables import Table

STATIC = Path(__file__).resolve().parents[2] / "pages" / "static"
# Picture points at 1280 × 720, where a letter is 18 of them high; larger rooms get it larger.
_BREDDE, _HOEJDE, _BOGSTAV = 1180 / 72, 410 / 72, 18
_TAL = re.compile(r'(width|height)="[\d.]+pt"')
LUK = '<button type="button" class="luk" autofocus>Luk (Esc)</button>'
HJAELP = (
    ("→, mellemrum, Page Down", "næste dias"),
    ("←, Page Up", "forrige dias"),
    ("Home, End", "første og sidste dias"),
    ("tal og Enter", "gå til et dias"),
    ("G, tal og Enter", "gå til et bilag"),
    ("O", "oversigt"),
    ("F", "fuld skærm"),
    ("B eller .", "sort skærm"),
    ("S", "oplægsholderens vindue med noter og ur"),
    ("L", "svar på et spørgsmål med levende tal (ikke frosset)"),
    ("N", "notér en beslutning"),
    ("Esc", "luk, eller forlad præsentationen"),
    ("?", "denne hjælp"),
)


def html(saet: Frosset, nummer: int, *, alene: bool = False) -> str:
    """Return the page of a set; `alene` makes the copy that needs no server."""
    dias = "".join(_slide(saet, et, nr) for nr, et in enumerate(saet.dias, 1))
    titel = escape(f"{saet.moede.titel} – Plads")
    return (
        f'<!doctype html><html lang="da"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{titel}</title>'
        f"{_alone() if alene else _linked()}</head>"
        f'<body data-saet="{nummer}" data-alene="{int(alene)}" data-titel="{escape(saet.moede.titel)}">'
        f'<main id="scene">{dias}</main>{_around(saet, alene=alene)}{_script(alene=alene)}</body></html>'
    )


def _linked() -> str:
    return '<link rel="icon" href="/app/static/plads.png"><link rel="stylesheet" href="/app/static/sal.css">'


def _script(*, alene: bool) -> str:
    if not alene:
        return '<script src="/app/static/sal.js" defer></script>'
    return f"<script>{(STATIC / 'sal.js').read_text(encoding='utf-8')}</script>"


@lru_cache(maxsize=1)
def _alone() -> str:
    """Return style and type as they stand inside a page without a server."""
    stil = (STATIC / "sal.css").read_text(encoding="utf-8")
    for fil in re.findall(r'url\("([^"]+)"\)', stil):
        skrift = base64.b64encode((STATIC / fil).read_bytes()).decode()
        stil = stil.replace(f'url("{fil}")', f'url("data:font/woff2;base64,{skrift}")')
    return f"<style>{stil}</style>"


def _slide(saet: Frosset, dias: Dias, nr: int) -> str:
    af = len(saet.dias)
    bilag = ' data-bilag="1"' if dias.bilag else ""
    under = f'<p class="under">{escape(dias.undertitel)}</p>' if dias.undertitel else ""
    pointe = f'<p class="pointe">{escape(dias.pointe)}</p>' if dias.pointe else ""
    noter = "".join(f"<p>{escape(linje)}</p>" for linje in dias.noter.split("\n") if linje)
    return (
        f'<section class="dias" id="dias-{nr}" data-nr="{nr}" data-link="{escape(dias.link)}"{bilag} '
        f'aria-label="Dias {nr} af {af}" {"" if nr == 1 else "hidden"}>'
        f"<header><h1>{escape(dias.titel)}</h1>{under}</header>"
        f'<div class="indhold">{_content(dias)}</div>{pointe}'
        f"<footer>{escape(footer(saet, dias, nr))}</footer>"
        f'<aside class="noter" hidden>{noter or "<p>Ingen noter.</p>"}</aside></section>'
    )


def _content(dias: Dias) -> str:
    dele = []
    if dias.noegletal:
        dele.append(f'<div class="tal">{"".join(map(_figure, dias.noegletal))}</div>')
    if dias.punkter:
        dele.append(f"<ul>{''.join(f'<li>{escape(punkt)}</li>' for punkt in dias.punkter)}</ul>")
    if dias.figur is not None:
        dele.append(_chart(dias.figur) or _table(short(dias.figur.tabel), dias.titel))
    elif dias.tabel is not None:
        dele.append(_table(dias.tabel, dias.titel))
    return "".join(dele)


def _figure(et: Noegletal) -> str:
    note = f'<span class="note">{escape(et.note)}</span>' if et.note else ""
    return f'<div><span class="navn">{escape(et.navn)}</span><strong>{escape(et.tal)}</strong>{note}</div>'


def _chart(figur: Figur) -> str:
    """Return a chart as a picture with its sentence; empty where its table stands in its place."""
    d = diagram(figur)
    if d is None:
        return ""
    svg = picture(d, bredde=_BREDDE, hoejde=_HOEJDE, punkt=_BOGSTAV, tekst="none").decode()
    svg = _TAL.sub("", svg[svg.index("<svg") :], count=2)
    alt = escape(f"{figur.alt} {d.mangler}".strip())
    mangler = f'<p class="mangler">{escape(d.mangler)}</p>' if d.mangler else ""
    return f'<figure role="img" aria-label="{alt}">{svg}</figure>{mangler}'


def _table(tabel: Table, titel: str) -> str:
    hoved = "".join(f'<th scope="col" class="{_side(c.kind.er_tal)}">{escape(c.titel)}</th>' for c in tabel.columns)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="{_side(column.kind.er_tal)}">{escape(ord_)}</td>'
            for ord_, column in zip(row, tabel.columns, strict=True)
        )
        + "</tr>"
        for row in tabel.texts()
    )
    return f'<table aria-label="{escape(titel)}"><thead><tr>{hoved}</tr></thead><tbody>{rows}</tbody></table>'


def _side(er_tal: bool) -> str:
    return "h" if er_tal else "v"


def _around(saet: Frosset, *, alene: bool) -> str:
    """Return what lies around the slides: buttons, help, overview, presenter's view, and frames for what is live."""
    hjaelp = "".join(
        f"<dt>{escape(tast)}</dt><dd>{escape(ord_)}</dd>" for tast, ord_ in HJAELP if not (alene and tast in ("L", "N"))
    )
    oversigt = "".join(
        f'<li><button type="button" data-til="{nr}"><b>{nr}</b> {escape(dias.titel)}</button></li>'
        for nr, dias in enumerate(saet.dias, 1)
    )
    return (
        '<nav id="knapper" aria-label="Dias">'
        '<button type="button" id="forrige" aria-label="Forrige dias">‹</button>'
        '<button type="button" id="naeste" aria-label="Næste dias">›</button>'
        '<button type="button" id="aabn-hjaelp" aria-label="Hjælp til tasterne">?</button></nav>'
        '<p id="sagt" role="status" aria-live="polite"></p>'
        '<p id="forbindelse" role="status" hidden>Forbindelsen er væk – prøver igen</p>'
        '<p id="hop" hidden></p><div id="sort" hidden></div>'
        f'<dialog id="hjaelp" aria-label="Taster"><h2>Taster</h2><dl>{hjaelp}</dl></dialog>'
        f'<dialog id="oversigt" aria-label="Oversigt over dias"><h2>Oversigt</h2><ol>{oversigt}</ol></dialog>'
        f'<dialog id="live" aria-label="Ikke frosset"><p class="maerke">{LUK} Ikke frosset: tal af i dag, '
        'som alle må se dem.</p><div class="ramme"></div></dialog>'
        f'<dialog id="referat" aria-label="Beslutninger"><p class="maerke">{LUK} Beslutninger fra mødet.</p>'
        '<div class="ramme"></div></dialog>'
        '<div id="oplaeg" hidden><div class="nu"></div><div class="side"><p class="ur"></p><p class="hvor"></p>'
        '<p class="stand" hidden></p><h2>Næste</h2><div class="efter"></div><h2>Noter</h2>'
        '<div class="noter"></div></div></div>'
    )
