"""What all feeds share: their length, and names that stay the same for ever, made of addresses and of first looks."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from newsdiff.app import App

#: entries of one feed
LIMIT = 20
#: when a feed of an empty archive was updated
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def urn(*parts: object) -> str:
    """A name of these parts alone, wherever the archive is served."""
    told = [part.isoformat() if isinstance(part, datetime) else str(part) for part in parts]
    return uuid5(NAMESPACE_URL, "\n".join(["newsdiff", *told])).urn


def feed_name(app: App, *parts: object) -> tuple[str, datetime]:
    """The name of one of an archive's feeds, which its first article tells from others; and when that was added."""
    first = app.archive.articles.all(limit=1, merged=True)
    return (urn(first[0].url, first[0].added_at, *parts), first[0].added_at) if first else (urn("no article"), NEVER)
