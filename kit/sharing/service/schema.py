"""The service's one table: a row for each line of a journal, as `migrations` makes it."""

import sqlalchemy as sa

METADATA = sa.MetaData()

#: `owner` is the hub's user, whatever the line says. A line is known by owner, journal and entry (its id), and never by
#: its reader code: in a district, thousands of readers share one. `number` is the order of arrival, which is the order
#: of each journal, and no number is given twice. `content` is the line as it came, without its newline.
LINES = sa.Table(
    "lines",
    METADATA,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("owner", sa.String(255), nullable=False),
    sa.Column("journal", sa.String(200), nullable=False),
    sa.Column("entry", sa.String(200), nullable=False),
    sa.Column("reader", sa.String(200), nullable=False),
    sa.Column("received", sa.DateTime(timezone=True), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("owner", "journal", "entry", name="one_row_a_line"),
    sa.Index("lines_of_an_owner", "owner", "number"),
    sqlite_autoincrement=True,
)
