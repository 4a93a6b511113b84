"""What must never be connected to, tried against real servers on loopback."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from newsdiff.errors import ConnectionFailed, UnsafeAddress
from newsdiff.fetch.client import HttpFetcher
from tests.fetch.servers import Names, Site, look, redirect, reply, run


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://127.0.0.2/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:7f00:2]/",
        "http://[::1]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(target: str) -> None:
    with Site({"/": redirect(target)}) as site:
        with pytest.raises(UnsafeAddress, match=r"not public.*allow_private") as caught:
            look(site.url())
        assert caught.value.url == site.url()
        assert site.pages == ["/"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/", "/\\evil.example/", "http://u@127.0.0.1/"]
)
def test_a_redirect_to_an_unsafe_address_is_refused(target: str) -> None:
    with Site({"/": redirect(target)}) as site, pytest.raises(UnsafeAddress, match="redirects to"):
        look(site.url())


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://127.1/", "http://u:p@127.0.0.1/"])
def test_unsafe_addresses_are_refused_before_anything_is_looked_up(url: str) -> None:
    names = Names()
    with pytest.raises(UnsafeAddress):
        look(url, resolve=names)
    assert names.asked == []


def test_loopback_is_closed_unless_the_configuration_names_it() -> None:
    with Site({"/": reply("open")}) as site:
        with pytest.raises(UnsafeAddress, match=r"127\.0\.0\.1.*loopback.*allow_private"):
            look(site.url(), allow_private=())
        assert site.connections == 0
        assert look(site.url(), allow_private=("127.0.0.0/8",)).body == b"open"


def test_one_private_address_among_several_refuses_the_host() -> None:
    with Site({"/": reply("open")}) as site:
        names = Names(news_test=[["127.0.0.1", "10.0.0.1"]])
        with pytest.raises(UnsafeAddress, match=r"news.test is at 10\.0\.0\.1.*private"):
            look(site.url(host="news.test"), resolve=names)
        assert site.connections == 0


def test_a_changed_dns_answer_cannot_slip_in_between_check_and_connection() -> None:
    """DNS rebinding: the first answer is fine, every later one is another, forbidden address."""
    with Site({"/": reply("public")}) as site, Site({"/": reply("secret")}, host="127.0.0.2", port=site.port) as inner:
        names = Names(news_test=[["127.0.0.1"], ["127.0.0.2"]])
        assert look(site.url(host="news.test"), resolve=names, obey_robots=False).body == b"public"
        assert names.asked == ["news.test"]
        with pytest.raises(UnsafeAddress, match=r"127\.0\.0\.2"):
            look(site.url(host="news.test"), resolve=names)
        assert inner.connections == 0


def test_each_redirect_is_looked_up_and_checked_anew() -> None:
    with Site() as site:
        site.routes["/"] = redirect(site.url("/secret", host="inner.test"))
        site.routes["/secret"] = reply("secret")
        with pytest.raises(UnsafeAddress, match=r"inner.test is at ::ffff:10\.0\.0\.1"):
            look(site.url(), resolve=Names(inner_test=[["::ffff:10.0.0.1"]]))
        assert "/secret" not in site.paths


def test_the_redirect_of_robots_txt_is_checked_too() -> None:
    with Site({"/": reply("page"), "/robots.txt": redirect("http://169.254.169.254/robots.txt")}) as site:
        with pytest.raises(UnsafeAddress, match=r"169\.254\.169\.254"):
            look(site.url())
        assert site.pages == []


def test_the_host_header_keeps_the_name_while_the_connection_goes_to_the_address() -> None:
    with Site({"/": reply("hello")}) as site:
        names = Names(**{"xn--bcher-kva.test": [["127.0.0.1"]]})
        assert look(site.url(host="bücher.test"), resolve=names).body == b"hello"
        assert {request.headers["host"] for request in site.requests} == {f"xn--bcher-kva.test:{site.port}"}


@pytest.mark.parametrize(
    "addresses", [["127.0.0.2", "127.0.0.1"], ["::1", "127.0.0.1"], ["::1", "127.0.0.2", "127.0.0.1"]]
)
def test_the_next_pinned_address_is_tried_when_one_takes_no_connection(addresses: list[str]) -> None:
    with Site({"/": reply("hello")}) as site:
        found = look(
            site.url(host="news.test"),
            resolve=Names(news_test=[addresses]),
            allow_private=("127.0.0.0/8", "::1/128"),
        )
        assert found.body == b"hello"


def test_a_host_that_takes_no_connection_is_named_with_every_address_tried() -> None:
    with Site() as site:
        url = site.url(host="news.test")
    names = Names(news_test=[["127.0.0.1", "127.0.0.2"]])
    with pytest.raises(
        ConnectionFailed, match=r"news.test:\d+ takes no connection \(127\.0\.0\.1.*127\.0\.0\.2"
    ) as caught:
        look(url, resolve=names, allow_private=("127.0.0.0/8",))
    assert (caught.value.kind, caught.value.url) == ("connect", url)


@pytest.mark.parametrize("answer", ["raises", "empty"])
def test_a_name_without_an_address_is_a_dns_failure(answer: str) -> None:
    async def names(host: str, port: int) -> list[str]:
        if answer == "raises":
            raise OSError(-2, "Name or service not known")
        return []

    with pytest.raises(ConnectionFailed, match=r"nowhere.test was not found") as caught:
        look("http://nowhere.test/", resolve=names)
    assert caught.value.kind == "dns"


def test_the_environment_cannot_redirect_requests_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with Site({"/": reply("direct")}) as site, Site() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url())
        monkeypatch.setenv("ALL_PROXY", proxy.url())
        assert look(site.url()).body == b"direct"
        assert proxy.connections == 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate, and is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.test"]
    command += ["-addext", "subjectAltName=DNS:news.test", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    return cert, key


def tls_server(certificate: tuple[Path, Path]) -> tuple[ssl.SSLContext, list[str | None]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    asked: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    return context, asked


def test_a_certificate_nobody_vouches_for_is_refused(certificate: tuple[Path, Path]) -> None:
    context, _ = tls_server(certificate)
    with Site({"/": reply("secret")}, tls=context) as site:
        with pytest.raises(ConnectionFailed, match=r"news.test.*self.signed.*browser") as caught:
            look(site.url(host="news.test"), resolve=Names(news_test=[["127.0.0.1"]]))
        assert caught.value.kind == "tls"
        assert site.requests == []


def test_the_certificate_must_be_for_the_name_although_the_connection_goes_to_the_address(
    certificate: tuple[Path, Path],
) -> None:
    context, asked = tls_server(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    names = Names(news_test=[["127.0.0.1"]], other_test=[["127.0.0.1"]])
    with Site({"/": reply("signed")}, tls=context) as site:
        found = look(site.url(host="news.test"), resolve=names, ssl_context=trusting)
        assert found.body == b"signed"
        assert set(asked) == {"news.test"}
        with pytest.raises(ConnectionFailed, match=r"other.test") as caught:
            look(site.url(host="other.test"), resolve=names, ssl_context=trusting)
        assert caught.value.kind == "tls"


def test_a_downgrade_is_refused_unless_allowed(certificate: tuple[Path, Path]) -> None:
    context, _ = tls_server(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    names = Names(news_test=[["127.0.0.1"]])
    with Site({"/": reply("plain")}) as plain, Site({"/": redirect(plain.url())}, tls=context) as site:
        url = site.url(host="news.test")
        with pytest.raises(UnsafeAddress, match=r"from https to .*allow_downgrade"):
            look(url, resolve=names, ssl_context=trusting)
        assert plain.connections == 0
        assert look(url, resolve=names, ssl_context=trusting, allow_downgrade=True).body == b"plain"


def test_what_is_no_tls_at_all_is_a_tls_failure() -> None:
    with Site() as site:
        url = site.url().replace("http:", "https:")
        with pytest.raises(ConnectionFailed) as caught:
            look(url, connect_timeout_s=0.3)
        assert caught.value.kind == "tls"


def test_every_request_has_a_connection_of_its_own() -> None:
    with Site({"/": reply("one")}) as site:

        async def work(fetcher: HttpFetcher) -> None:
            for _ in range(3):
                await fetcher.fetch(site.url())

        run(work)
        assert site.connections == len(site.requests) == 4
        assert {request.headers["connection"] for request in site.requests} == {"close"}
