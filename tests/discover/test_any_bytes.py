"""Any bytes at all: a result or a FeedError, never another exception."""

import contextlib

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsdiff.discover.feed import read_feed
from newsdiff.discover.kind import Document, autodiscovered_feeds, classify, looks_like_section
from newsdiff.discover.section import read_section
from newsdiff.discover.sitemap import read_sitemap
from newsdiff.errors import FeedError

URL = "https://example.org/x"
PIECES = st.sampled_from(
    b"""<rss> <item> <link> </ <!DOCTYPE <!ENTITY <![CDATA[ & " > ]]> <a:b xml:base=' <url><loc> <urlset> http://[
    <feed><entry> <feed\txmlns='http://www.w3.org/2005/Atom'> <a\thref= <base\thref='http://[ <h2> \xff \x00 {
    "items":[ <?xml\tencoding='utf-16'?>""".split(b" ")
)


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=15).map(b"".join)))
@example(b"<rss><channel><item><link>http://[</link></item></channel></rss>")
@example(b"\x1f\x8b")
@example(b"\xff\xfe<")
def test_any_bytes_give_a_result_or_a_feed_error(body: bytes) -> None:
    for read in (read_feed, read_sitemap):
        with contextlib.suppress(FeedError):
            read(body, URL)
    read_section(body, URL)
    autodiscovered_feeds(body, URL)
    looks_like_section(body, URL)
    assert classify(body, "text/html; charset=nonsense", URL) in Document
