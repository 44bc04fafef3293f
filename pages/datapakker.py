"""Datapakker: one Excel file and one pdf for each receiver of a month, all in one zip."""

from plads import access
from plads.ui import datapakker

access.require(access.Handling.LAVE_DATAPAKKER)
datapakker.show()
