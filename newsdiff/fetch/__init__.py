"""URL -> bytes; the only way out to the network.

    client.py    HttpFetcher: one look at one address, over its redirects
    address.py   which addresses may be fetched, which IP addresses may be connected to (pure)
    robots.py    what robots.txt allows
    pace.py      each host's turn, gap, Retry-After and back-off
    exchange.py  one request and its answer, within a deadline and a size
    connect.py   connections to addresses that were checked, and to no others
    decode.py    content encodings, bounded
    settings.py  FetchSettings

Nothing is imported here, so that settings can be read without the cost of an HTTP client.
"""
