"""Kommunens PowerPoint-skabelon"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('skabelonfil',
    sa.Column('slags', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('filnavn', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('indhold', sa.LargeBinary(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('bruger', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('slags', name=op.f('pk_skabelonfil'))
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('skabelonfil')
