"""Udgivelser og diskretionsvalg"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('udgivelse',
    sa.Column('kommune', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('dataversion', sa.Integer(), nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('k', sa.Integer(), nullable=False),
    sa.Column('skjul_nul', sa.Boolean(), nullable=False),
    sa.Column('indviede', sa.Boolean(), nullable=False),
    sa.Column('grundlag', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('indhold', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('kommune', 'nummer', name=op.f('pk_udgivelse'))
    )
    op.create_table('diskretionsvalg',
    sa.Column('nummer', sa.Integer(), nullable=False),
    sa.Column('k', sa.Integer(), nullable=False),
    sa.Column('skjul_nul', sa.Boolean(), nullable=False),
    sa.Column('indviede', sa.Boolean(), nullable=False),
    sa.Column('grund', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('bruger', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rolle', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('nummer', name=op.f('pk_diskretionsvalg'))
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('diskretionsvalg')
    op.drop_table('udgivelse')
