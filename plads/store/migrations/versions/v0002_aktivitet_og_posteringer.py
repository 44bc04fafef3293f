"""Aktivitet og posteringer"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('postering',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('kommune', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('aar', sa.Integer(), nullable=False),
    sa.Column('bilagsnr', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('linjenr', sa.Integer(), nullable=False),
    sa.Column('bogfoert', sa.Date(), nullable=False),
    sa.Column('periode', sa.Integer(), nullable=False),
    sa.Column('artskonto', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('psp', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('psp_tekst', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('profitcenter', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True),
    sa.Column('oere', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_postering_indlaesning')),
    sa.ForeignKeyConstraint(['kommune'], ['enhed.kode'], name=op.f('fk_postering_kommune')),
    sa.PrimaryKeyConstraint('kommune', 'aar', 'bilagsnr', 'linjenr', name=op.f('pk_postering'))
    )
    with op.batch_alter_table('postering', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_postering_indlaesning'), ['indlaesning'], unique=False)
        batch_op.create_index(batch_op.f('ix_postering_psp'), ['psp'], unique=False)

    op.create_table('aktivitet',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('maaned', sa.Integer(), nullable=False),
    sa.Column('indikator', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('enhed', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('antal', sa.Integer(), nullable=True),
    sa.Column('tilstand', sa.Enum('oplyst', 'nul', 'ikke_oplyst', 'inden_for_ramme', 'diskretioneret', 'ikke_rapporteret', 'ikke_relevant', name='tilstand', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.CheckConstraint("(tilstand IN ('oplyst', 'nul')) = (antal IS NOT NULL)", name=op.f('ck_aktivitet_tal_og_tilstand')),
    sa.CheckConstraint('antal IS NULL OR antal >= 0', name=op.f('ck_aktivitet_antal_ikke_negativt')),
    sa.ForeignKeyConstraint(['enhed'], ['enhed.kode'], name=op.f('fk_aktivitet_enhed')),
    sa.ForeignKeyConstraint(['indikator'], ['indikator.kode'], name=op.f('fk_aktivitet_indikator')),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_aktivitet_indlaesning')),
    sa.PrimaryKeyConstraint('maaned', 'indikator', 'enhed', name=op.f('pk_aktivitet')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('aendring', schema=None) as batch_op:
        batch_op.add_column(sa.Column('foer_ejer', sa.Integer(), nullable=True))

    with op.batch_alter_table('indlaesning', schema=None) as batch_op:
        batch_op.add_column(sa.Column('eksempel', sa.Boolean(), server_default=sa.false(), nullable=False))



def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('indlaesning', schema=None) as batch_op:
        batch_op.drop_column('eksempel')

    with op.batch_alter_table('aendring', schema=None) as batch_op:
        batch_op.drop_column('foer_ejer')

    op.drop_table('aktivitet')
    with op.batch_alter_table('postering', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_postering_psp'))
        batch_op.drop_index(batch_op.f('ix_postering_indlaesning'))

    op.drop_table('postering')
