"""Enhedspriser"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('enhedspris',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('kilde', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('kommune', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('indikator', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('aar', sa.Integer(), nullable=False),
    sa.Column('prisniveau', sa.Integer(), nullable=False),
    sa.Column('oere', sa.BigInteger(), nullable=False),
    sa.Column('grundlag', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['indikator'], ['indikator.kode'], name=op.f('fk_enhedspris_indikator')),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_enhedspris_indlaesning')),
    sa.ForeignKeyConstraint(['kilde'], ['kildested.kode'], name=op.f('fk_enhedspris_kilde')),
    sa.ForeignKeyConstraint(['kommune'], ['enhed.kode'], name=op.f('fk_enhedspris_kommune')),
    sa.PrimaryKeyConstraint('kommune', 'indikator', 'aar', name=op.f('pk_enhedspris'))
    )
    op.create_index(op.f('ix_enhedspris_indlaesning'), 'enhedspris', ['indlaesning'], unique=False)
    op.create_index(op.f('ix_enhedspris_kilde'), 'enhedspris', ['kilde'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    op.drop_index(op.f('ix_enhedspris_kilde'), table_name='enhedspris')
    op.drop_index(op.f('ix_enhedspris_indlaesning'), table_name='enhedspris')
    op.drop_table('enhedspris')
