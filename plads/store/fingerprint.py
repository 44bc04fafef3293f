"""One hash over all business rows, the same on every database and after upload and undo."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from sqlmodel import Session

from plads.models.base import table_of
from plads.store.rows import as_json, business_models


def fingerprint(session: Session) -> str:
    """Return the sha256 over all business rows, independent of numbers given by the store and of time."""
    digest = hashlib.sha256()
    for name, model in business_models().items():
        table = table_of(model)
        columns = [column for column in table.columns if column.name != "indlaesning"]
        rows = [
            json.dumps(as_json(dict(row)), ensure_ascii=False, sort_keys=True)
            for row in session.execute(sa.select(*columns)).mappings()
        ]
        digest.update(f"\n{name}\n".encode())
        # Sorted here, since the two databases do not order æ, ø and å alike.
        digest.update("\n".join(sorted(rows)).encode())
    return digest.hexdigest()
