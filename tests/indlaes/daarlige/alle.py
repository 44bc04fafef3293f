"""Every file of the table."""

from __future__ import annotations

from tests.indlaes.daarlige.filer import FILER
from tests.indlaes.daarlige.former import FORMER
from tests.indlaes.daarlige.kommafiler import KOMMAFILER
from tests.indlaes.daarlige.penge import PENGE
from tests.indlaes.daarlige.vaerdier import VAERDIER

SAGER = (*FILER, *FORMER, *VAERDIER, *PENGE, *KOMMAFILER)
