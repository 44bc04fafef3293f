"""Målevalg og hændelsers varighed"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('maalevalg',
    sa.Column('nummer', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kommune', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('enhed', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('indikator', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('maal', sa.Integer(), nullable=True),
    sa.Column('nyt_grundlag', sa.JSON(), nullable=False),
    sa.Column('fast_grundlag', sa.Integer(), nullable=True),
    sa.Column('grund', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('bruger', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rolle', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('nummer', name=op.f('pk_maalevalg'))
    )
    op.create_index(op.f('ix_maalevalg_kommune'), 'maalevalg', ['kommune'], unique=False)
    op.add_column('haendelse', sa.Column('til', sa.Date(), nullable=True))
    op.add_column('haendelse', sa.Column('nyt_grundlag', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take this revision back."""
    op.drop_column('haendelse', 'nyt_grundlag')
    op.drop_column('haendelse', 'til')
    op.drop_index(op.f('ix_maalevalg_kommune'), table_name='maalevalg')
    op.drop_table('maalevalg')
