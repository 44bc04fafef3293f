"""Alembic's entry: migrate the connection that plads.store.schema hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import plads.models  # noqa: F401  the tables must be known before they are compared

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
