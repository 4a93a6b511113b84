"""Stamps as pages write them and `Article` keeps them."""

from datetime import datetime, timedelta

#: how much later than in UTC a time without an offset may be: how far behind it a clock stands somewhere
ANY_ZONE = timedelta(hours=12)


def read_stamp(written: str) -> datetime | None:
    """The time that a stamp tells: naive where it has no offset, midnight for a bare day; None for what is no stamp.

    An archive may hold anything: what extractors store is ISO 8601, what was written by other hands need not be.
    """
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None
