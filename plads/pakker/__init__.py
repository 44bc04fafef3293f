"""Data packets: for every skole, klynge and område the figures of a month, as its receiver may see them, in one zip."""

from plads.pakker.indhold import Kort, Pakke, content, month_of
from plads.pakker.modtagere import Modtager, receivers
from plads.pakker.skriv import Pakket, unpack, write

__all__ = ["Kort", "Modtager", "Pakke", "Pakket", "content", "month_of", "receivers", "unpack", "write"]
