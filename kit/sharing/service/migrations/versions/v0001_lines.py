"""The first layout: a row for each line of a journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of lines."""
    op.create_table(
        "lines",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("journal", sa.String(200), nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("received", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("owner", "journal", "entry", name="one_row_a_line"),
        sqlite_autoincrement=True,
    )
    op.create_index("lines_of_an_owner", "lines", ["owner", "number"])


def downgrade() -> None:
    """Remove it, with all that is in it."""
    op.drop_table("lines")
