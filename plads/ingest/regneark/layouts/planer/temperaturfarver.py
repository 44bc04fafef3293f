"""Which step of a temperature scale a fill or a word stands for. What is not clearly one of them is none."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass

from plads.ingest.regneark.grund.katalog import Trinopslag
from plads.ingest.regneark.grund.stavning import noegle

# The hues, in degrees, that people call by these names; red goes round the end of the circle. What lies between
# two of them, such as orange, is neither.
TONER = {"rød": (338, 14), "gul": (36, 66), "grøn": (76, 168), "blå": (190, 255)}
MINDST_MAETTET, MOERKEST, LYSEST = 0.2, 0.06, 0.97
# How our own error list marks a cell; it says nothing of a temperature.
MARKERINGER = frozenset(("FFE0E0", "FFEECC"))
ORD = {
    "grøn": "grøn|grønt|grønne|green|🟢|følger plan(?:en)?|følger tidsplanen|planmæssigt?|på sporet|som planlagt",
    "gul": "gul|gult|gule|yellow|🟡|opmærksomhed|opmærksomhedspunkt|obs|mindre afvigelser?|afviger fra planen",
    "rød": "rød|rødt|røde|red|🔴|kritisk|kritiske|alvorlige?|større afvigelser?",
}
_ORD = {navn: re.compile(rf"(?<![\wæøå])(?:{words})(?![\wæøå])") for navn, words in ORD.items()}
# A colour that is denied, of another day, or doubted.
_IKKE = re.compile(
    r"(?<![\wæøå])(?:ikke|ej|ingen|uden|tidligere|tidl|før|var|sidst|forrige|forventet|forventes|bliver|snart|næsten"
    r"|måske|evt|muligvis|hvis|risiko|på vej)(?![\wæøå])|\?"
)
_SIGNATUR = re.compile(rf"[●▲◆○■ ]*(?:{'|'.join(ORD.values())})\.?(?: *[=:-].*)?")
_TEGN = re.compile(r"[^\w]*")


@dataclass(frozen=True)
class Skala:
    """A scale of temperatures."""

    navn: str
    trin: tuple[Trinopslag, ...]

    def of_colour(self, navn: str) -> Trinopslag | None:
        """Return the one step shown in a colour of that name."""
        found = [step for step in self.trin if colour_name(step.farve.removeprefix("#")) == navn]
        return found[0] if len(found) == 1 else None

    def of_fill(self, rgb: str) -> Trinopslag | None:
        """Return the step that a fill stands for."""
        exact = [step for step in self.trin if step.farve.removeprefix("#").upper() == rgb]
        return exact[0] if len(exact) == 1 else self.of_colour(colour_name(rgb) or "")

    def of_text(self, tekst: str) -> Trinopslag | None:
        """Return the one step that a text names, by the scale's own words or those people use."""
        said = noegle(tekst)
        bare = said.strip("●▲◆○■. ")
        if exact := [step for step in self.trin if bare in (noegle(step.navn), noegle(step.trin))]:
            return exact[0]
        if _IKKE.search(said):
            return None
        named = {navn for navn, pattern in _ORD.items() if pattern.search(said)}
        return self.of_colour(named.pop()) if len(named) == 1 else None

    def colour_of(self, step: Trinopslag) -> str:
        """Return what people call a step: its colour where that has a name, else its own name."""
        return colour_name(step.farve.removeprefix("#")) or step.navn.lower()


def scales(trin: Sequence[Trinopslag]) -> list[Skala]:
    """Return the scales that some steps make up."""
    return [Skala(navn, tuple(step for step in trin if step.skala == navn)) for navn in sorted({t.skala for t in trin})]


def colour_name(rgb: str) -> str | None:
    """Return the name of a colour such as '92D050'; None for one without a clear name, such as orange."""
    if is_colourless(rgb):
        return None
    hue = colorsys.rgb_to_hls(*_parts(rgb))[0] * 360
    return next((navn for navn, (fra, til) in TONER.items() if _between(hue, fra, til)), None)


def is_colourless(rgb: str) -> bool:
    """Return whether a fill is white, grey, black or a mark of ours: no temperature, only a look."""
    _, light, strength = colorsys.rgb_to_hls(*_parts(rgb))
    return rgb in MARKERINGER or strength < MINDST_MAETTET or not MOERKEST <= light <= LYSEST


def says_nothing(tekst: str) -> bool:
    """Return whether a text holds signs only, such as '●'."""
    return _TEGN.fullmatch(noegle(tekst)) is not None and not any(sign in tekst for sign in "🟢🟡🔴")


def explains(tekst: str) -> bool:
    """Return whether a text is a line of a key to the colours: 'Grøn', 'Gul = mindre afvigelser'."""
    return _SIGNATUR.fullmatch(noegle(tekst)) is not None


def _parts(rgb: str) -> tuple[float, float, float]:
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _between(hue: float, fra: int, til: int) -> bool:
    return fra <= hue <= til if fra <= til else hue >= fra or hue <= til
