"""Møder"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('moedesaet',
    sa.Column('nummer', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('titel', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('udvalg', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('plan', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('dato', sa.Date(), nullable=True),
    sa.Column('punkt', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('sagsnummer', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('ejer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('standard', sa.Boolean(), nullable=False),
    sa.Column('skolenavne', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('oprettet', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('udkast', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.PrimaryKeyConstraint('nummer', name=op.f('pk_moedesaet'))
    )
    op.create_table('beslutning',
    sa.Column('nummer', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('saet', sa.Integer(), nullable=False),
    sa.Column('dias', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('tekst', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('ansvarlig', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('frist', sa.Date(), nullable=True),
    sa.Column('udfoert', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('bruger', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['saet'], ['moedesaet.nummer'], name=op.f('fk_beslutning_saet')),
    sa.PrimaryKeyConstraint('nummer', name=op.f('pk_beslutning'))
    )
    op.create_index(op.f('ix_beslutning_saet'), 'beslutning', ['saet'], unique=False)
    op.create_table('frysning',
    sa.Column('saet', sa.Integer(), nullable=False),
    sa.Column('nummer', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('bruger', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('dataversion', sa.Integer(), nullable=False),
    sa.Column('indhold', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['saet'], ['moedesaet.nummer'], name=op.f('fk_frysning_saet')),
    sa.PrimaryKeyConstraint('saet', 'nummer', name=op.f('pk_frysning'))
    )
    op.create_table('moededias',
    sa.Column('saet', sa.Integer(), nullable=False),
    sa.Column('noegle', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('orden', sa.Integer(), nullable=False),
    sa.Column('vist', sa.Boolean(), nullable=False),
    sa.Column('titel', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=True),
    sa.Column('pointe', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=True),
    sa.Column('noter', sqlmodel.sql.sqltypes.AutoString(length=4000), nullable=True),
    sa.Column('henvisning', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['saet'], ['moedesaet.nummer'], name=op.f('fk_moededias_saet')),
    sa.PrimaryKeyConstraint('saet', 'noegle', name=op.f('pk_moededias'))
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table('moededias')
    op.drop_table('frysning')
    op.drop_index(op.f('ix_beslutning_saet'), table_name='beslutning')
    op.drop_table('beslutning')
    op.drop_table('moedesaet')
