"""A list of member organisations becomes members."""

from __future__ import annotations

from real_hub.mapping import Field, Row, Table
from real_hub.words import day, one_line

SUPPORTER = " (supporter)"


def name(text: str | None) -> str | None:
    """The name without the note that the tier repeats."""
    return (one_line(text) or "").removesuffix(SUPPORTER) or None


def headline(tier: str | None, end_user: bool | None) -> str:
    """The tier, and whether the organisation uses what the community makes."""
    words = f"{tier} member" if tier and "Supporter" not in tier else tier or "Member"
    return f"{words}, end user" if end_user and "End User" not in words else words


def placeholder(row: Row) -> str | None:
    """Rows that stand for organisations which do not want to be named."""
    return (
        "that the source does not name"
        if str(row.get("name")).startswith("Non-Public Organization")
        else None
    )


TABLE = Table(
    kind="member",
    source="member_organisations.json",
    skip=placeholder,
    fields=(
        Field("name", ("name",), name, required=True),
        Field("kind", (), lambda: "organisation"),
        Field("headline", ("tier", "enduser"), headline),
        Field("joined", ("joined",), day, required=True),
        Field("links.website", ("homepage_url",), one_line),
    ),
)
