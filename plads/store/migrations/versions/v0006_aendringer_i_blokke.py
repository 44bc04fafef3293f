"""Ændringer i blokke"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('aendringsblok',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('maaned', sa.Integer(), nullable=False),
    sa.Column('antal', sa.Integer(), nullable=False),
    sa.Column('indhold', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_aendringsblok_indlaesning')),
    sa.PrimaryKeyConstraint('indlaesning', 'maaned', name=op.f('pk_aendringsblok'))
    )
    with op.batch_alter_table('aendringsblok', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aendringsblok_maaned'), ['maaned'], unique=False)


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('aendringsblok', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_aendringsblok_maaned'))

    op.drop_table('aendringsblok')
