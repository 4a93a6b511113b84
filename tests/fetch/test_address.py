"""Which addresses may be fetched."""

import pytest

from newsdiff.errors import ConfigError, UnsafeAddress
from newsdiff.fetch.address import follow, parse_address, parse_networks, refusal, shown


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("file:///etc/passwd", "only http: and https: are"),
        ("ftp://example.org/", "only http: and https: are"),
        ("gopher://example.org/", "only http: and https: are"),
        ("javascript:alert(1)", "only http: and https: are"),
        ("//example.org/", "this is neither"),
        ("example.org/page", "this is neither"),
        ("", "this is neither"),
        ("http://user:secret@example.org/", "user name"),
        ("http://@example.org/", "user name"),
        ("http://example.org@10.0.0.1/", "user name"),
        ("http://example.org\\@10.0.0.1/", "backslash"),
        ("http://example.org/a\\b", "backslash"),
        ("http://example.org/a\nb", "control character"),
        ("http://example.org/\x00", "control character"),
        ("http://example.org/\x85", "control character"),
        ("http://exa\tmple.org/", "control character"),
        ("http:///page", "names no host"),
        ("http:/page", "names no host"),
        ("http://:80/page", "names no host"),
        ("http://example.org:0/", "no port 0"),
        ("http://example.org:99999/", "no port 99999"),
        ("http://example.org:-5/", "no port -5"),
        ("http://exa%6dple.org/", "no host name"),
        ("http://exa mple.org/", "no host name"),
        ("http://example..org/", "no host name"),
        ("http://" + "a" * 64 + ".org/", "no host name"),
        ("http://127.1/", "number in disguise"),
        ("http://2130706433/", "number in disguise"),
        ("http://0x7f000001/", "number in disguise"),
        ("http://0177.0.0.01./", "number in disguise"),
        ("http://[fe80::1%25eth0]/", "one network interface"),
        ("http://999.1.1.1/", "not a usable address"),
        ("http://[::1/", "not a usable address"),
        ("http://example.org:eighty/", "not a usable address"),
    ],
)
def test_unsafe_forms_are_refused_with_their_cause(url: str, cause: str) -> None:
    with pytest.raises(UnsafeAddress, match=cause) as caught:
        parse_address(url)
    assert caught.value.url == url


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=2&a=1&a=%41%e4", b"/a?b=2&a=1&a=%41%e4"),
        ("https://example.org/%7Euser/%2f?q=a+b#part", b"/%7Euser/%2f?q=a+b"),
        ("https://example.org", b"/"),
        ("https://example.org/?", b"/?"),
        ("https://example.org/über?q=ä", b"/%C3%BCber?q=%C3%A4"),
        ("https://example.org/a b", b"/a%20b"),
    ],
)
def test_path_and_query_are_sent_as_written(url: str, target: bytes) -> None:
    assert parse_address(url).target == target
    assert parse_address(url).url == url


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://Example.ORG/", "example.org"),
        ("https://example.org:443/", "example.org"),
        ("https://example.org:80/", "example.org:80"),
        ("http://example.org./", "example.org"),
        ("http://bücher.example/", "xn--bcher-kva.example"),
        ("http://新聞.example:8080/", "xn--efvv70d.example:8080"),
        ("http://[2001:DB8::1]:8080/", "[2001:db8::1]:8080"),
    ],
)
def test_the_host_key_is_the_lower_case_idna_host_and_an_unusual_port(url: str, key: str) -> None:
    assert parse_address(url).key == key


@pytest.mark.parametrize(
    "ip",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),
        *("172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.9"),
        *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("3fff::1", "100::1", "5f00::1", "4000::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1"),
        *("2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:a00:1::"),
        *("64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8"),
        *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:0:7f00:1::", "2a00:1450::5efe:10.0.0.1"),
        *("2a00:1450::200:5efe:127.0.0.1", "localhost", ""),
    ],
)
def test_addresses_that_are_not_public_are_refused(ip: str) -> None:
    assert refusal(ip) is not None


@pytest.mark.parametrize(
    "ip",
    [
        *("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "223.255.255.1", "192.0.1.1"),
        *("2606:4700::1", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"),
    ],
)
def test_public_addresses_are_allowed(ip: str) -> None:
    assert refusal(ip) is None


def test_named_networks_are_open_and_no_others() -> None:
    allowed = parse_networks(["127.0.0.0/8", "fd00::/8"])
    assert refusal("127.0.0.1", allowed) is None
    assert refusal("::ffff:127.0.0.1", allowed) is None
    assert refusal("fd12::1", allowed) is None
    assert refusal("10.0.0.1", allowed) == "private"
    assert refusal("::1", allowed) == "loopback"
    assert refusal("::ffff:10.0.0.1", allowed) == "private, as 10.0.0.1"


def test_a_wrong_network_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match=r"allow_private.*host bits set"):
        parse_networks(["127.0.0.1/8"])


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b?x=%41&a", "https://example.org/b?x=%41&a"),
        ("b", "https://example.org/a/b"),
        ("//other.example/c", "https://other.example/c"),
        ("https://other.example/Ü?b&a", "https://other.example/Ü?b&a"),
        ("?q", "https://example.org/a/start?q"),
    ],
)
def test_redirects_are_resolved_against_the_address_before(location: str, url: str) -> None:
    base = parse_address("https://example.org/a/start?old")
    assert follow(base, location, asked=base.url).url == url


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "/\\evil.example",
        "http://u:p@example.org/",
        "data:text/html,x",
        "http:///",
    ],
)
def test_redirects_to_unsafe_addresses_name_both_ends(location: str) -> None:
    base = parse_address("http://example.org/start")
    with pytest.raises(UnsafeAddress, match=r"example.org/asked redirects to") as caught:
        follow(base, location, asked="http://example.org/asked")
    assert caught.value.url == "http://example.org/asked"


def test_a_step_from_https_to_http_needs_permission() -> None:
    base = parse_address("https://example.org/")
    with pytest.raises(UnsafeAddress, match="allow_downgrade"):
        follow(base, "http://example.org/", asked=base.url)
    assert follow(base, "http://example.org/", asked=base.url, allow_downgrade=True).scheme == "http"


def test_text_from_outside_is_printable_in_messages() -> None:
    assert shown("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"
    assert len(shown("x" * 5000)) == 201
