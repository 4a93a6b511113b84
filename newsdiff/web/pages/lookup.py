"""Look-up: from any address of an article to its history."""

import shlex

from newsdiff.app import App
from newsdiff.errors import ConfigError, NotFound
from newsdiff.web.links import Links
from newsdiff.web.page import Page

#: no address is longer in practice, and a page that repeats it should stay small
_LONGEST = 2000


def found_article(app: App, url: str) -> int | None:
    """The number of the article that an address names; None where there is none, or it is no address."""
    if url.isascii() and url.isdigit():
        return None  # for commands a number names an article; here it is no address
    try:
        return app.article(url).id
    except (NotFound, ConfigError):  # unknown, or no address at all
        return None


def lookup_page(links: Links, url: str, origin: str) -> Page:
    """The form; for an address that names nothing, how to track it. `origin`: of this server, "http://host:port"."""
    asked = url.strip()[:_LONGEST]
    values = {
        "asked": asked,
        "command": f"newsdiff track {shlex.quote(asked)}" if asked.startswith(("http://", "https://")) else "",
        "bookmarklet": f"javascript:location.href='{origin}{links.lookup()}?url='+encodeURIComponent(location.href)",
    }
    return Page(template="lookup.html", title="Look up", values=values, section="lookup", status=404 if asked else 200)
