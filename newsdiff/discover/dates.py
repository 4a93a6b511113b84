"""Dates of feeds and sitemaps as aware UTC instants; None where a text is none."""

import re
from datetime import UTC, datetime
from time import struct_time

_MONTH = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_FRACTION = re.compile(r"(\.\d{6})\d+")


def parse_w3c(text: str | None) -> datetime | None:
    """A W3C or RFC 3339 date. A bare date is its midnight, and a time without offset is taken, in UTC."""
    text = (text or "").strip()[:64]
    if match := _MONTH.match(text):
        text = f"{match[1]}-{match[2] or '01'}-01"
    try:
        at = datetime.fromisoformat(_FRACTION.sub(r"\1", text).replace(" +", "+"))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def from_struct(parsed: struct_time | None) -> datetime | None:
    """feedparser's parsed date, which is in UTC already."""
    if parsed is None:
        return None
    try:
        return datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
