"""Opfølgning, trintal og kolonnekort"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this revision."""
    op.create_table('kolonnekort',
    sa.Column('signatur', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('layout', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('navn', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('kolonner', sa.JSON(), nullable=False),
    sa.Column('bruger', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tidspunkt', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('signatur', name=op.f('pk_kolonnekort'))
    )
    op.create_table('budgetpost',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('kommune', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tabel', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('tekst', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('styringsomraade', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('aar', sa.Integer(), nullable=False),
    sa.Column('afsnit', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('oere', sa.BigInteger(), nullable=False),
    sa.Column('prisniveau', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_budgetpost_indlaesning')),
    sa.ForeignKeyConstraint(['kommune'], ['enhed.kode'], name=op.f('fk_budgetpost_kommune')),
    sa.PrimaryKeyConstraint('kommune', 'tabel', 'tekst', 'styringsomraade', 'aar', name=op.f('pk_budgetpost'))
    )
    with op.batch_alter_table('budgetpost', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_budgetpost_indlaesning'), ['indlaesning'], unique=False)

    op.create_table('opfoelgningstal',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('kommune', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('aar', sa.Integer(), nullable=False),
    sa.Column('kode', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('kolonne', sa.Enum('oprindeligt', 'korrigeret_ekskl', 'bevilling', 'korrigeret_inkl', 'forventet_31_03', 'forventet_31_05', 'forventet_30_09', 'overfoersel', name='opfoelgningskolonne', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('tekst', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('oere', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_opfoelgningstal_indlaesning')),
    sa.ForeignKeyConstraint(['kommune'], ['enhed.kode'], name=op.f('fk_opfoelgningstal_kommune')),
    sa.PrimaryKeyConstraint('kommune', 'aar', 'kode', 'kolonne', name=op.f('pk_opfoelgningstal'))
    )
    with op.batch_alter_table('opfoelgningstal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opfoelgningstal_indlaesning'), ['indlaesning'], unique=False)

    op.create_table('trintal',
    sa.Column('indlaesning', sa.Integer(), nullable=False),
    sa.Column('maaned', sa.Integer(), nullable=False),
    sa.Column('indikator', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('enhed', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('trin', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('antal', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['enhed'], ['enhed.kode'], name=op.f('fk_trintal_enhed')),
    sa.ForeignKeyConstraint(['indikator'], ['indikator.kode'], name=op.f('fk_trintal_indikator')),
    sa.ForeignKeyConstraint(['indlaesning'], ['indlaesning.nummer'], name=op.f('fk_trintal_indlaesning')),
    sa.PrimaryKeyConstraint('maaned', 'indikator', 'enhed', 'trin', name=op.f('pk_trintal'))
    )
    with op.batch_alter_table('trintal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trintal_indlaesning'), ['indlaesning'], unique=False)



def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table('trintal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trintal_indlaesning'))

    op.drop_table('trintal')
    with op.batch_alter_table('opfoelgningstal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opfoelgningstal_indlaesning'))

    op.drop_table('opfoelgningstal')
    with op.batch_alter_table('budgetpost', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_budgetpost_indlaesning'))

    op.drop_table('budgetpost')
    op.drop_table('kolonnekort')
