"""What can go wrong, said in Danish.

PladsError
├── StoreError            the store cannot be used as it is
│   ├── StoreMissingError
│   ├── StoreForeignError
│   ├── StoreNewerError
│   ├── StoreLockedError
│   ├── StoreReadOnlyError
│   └── StoreAddressError
├── FileRefusedError      a file cannot be read
├── AcceptError           an upload contradicts what is stored
├── UndoError             an upload cannot be undone
├── FactsError            the product's own fact files are broken
├── PriceLevelError       amounts in different price levels were added
├── ExportError           a page cannot be made into a file
└── AccessError           the reader may not do this
"""

from __future__ import annotations


class PladsError(Exception):
    """Noget gik galt hos os. Prøv igen om lidt."""

    kode = "P-100"

    def __str__(self) -> str:
        """Return the details given, else the class's own Danish sentence."""
        return super().__str__() or (self.__doc__ or "")


class StoreError(PladsError):
    """Vi kan ikke hente data lige nu. Prøv igen om lidt."""

    kode = "P-101"


class StoreMissingError(StoreError):
    """Databasen svarer ikke, eller den findes ikke. Kontrollér PLADS_DATABASE_URL, og at databasen kører."""

    kode = "P-102"


class StoreForeignError(StoreError):
    """Filen er ikke en Plads-database. Ret PLADS_DATABASE_URL, eller flyt filen. Vi har ikke ændret den."""

    kode = "P-103"


class StoreNewerError(StoreError):
    """Databasen er lavet af en nyere udgave af Plads. Opdatér programmet. Vi har ikke ændret noget."""

    kode = "P-104"


class StoreLockedError(StoreError):
    """En anden indlæsning er i gang. Prøv igen om lidt. Intet er gemt."""

    kode = "P-105"


class StoreReadOnlyError(StoreError):
    """Databasen kan ikke skrives. Giv Plads skriveadgang til mappen, eller vælg en anden med PLADS_DATABASE_URL."""

    kode = "P-106"


class StoreAddressError(StoreError):
    """PLADS_DATABASE_URL kan ikke bruges. Den skal begynde med sqlite:/// eller postgresql://."""

    kode = "P-107"


class FileRefusedError(PladsError):
    """Vi kunne ikke læse filen. Gem den som .xlsx i Excel, og prøv igen."""

    kode = "P-301"


class AcceptError(PladsError):
    """Indlæsningen modsiger det, der allerede er gemt. Intet er gemt."""

    kode = "P-311"


class SeenError(PladsError):
    """Nogen har ændret de samme tal, siden du så dem. Intet er gemt. Se kontrollen igen, og godkend så."""

    kode = "P-313"


class UndoError(PladsError):
    """Indlæsningen kan ikke fortrydes."""

    kode = "P-312"


class FactsError(PladsError):
    """En af programmets faktafiler har fejl. Intet er gemt."""

    kode = "P-320"


class PriceLevelError(PladsError):
    """Beløb i forskellige pris- og lønniveauer kan ikke lægges sammen."""

    kode = "P-330"


class ExportError(PladsError):
    """Siden kunne ikke laves til en fil. Se, om den kan vises på skærmen med de samme valg."""

    kode = "P-340"


class AccessError(PladsError):
    """Du har ikke adgang til denne side."""

    kode = "P-401"
