"""`newsdiff serve` as a command: how it starts, ends, and says what is wrong."""

import signal
import socket
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsdiff.web.listen import listening
from tests.command import Newsdiff
from tests.web.served import Served, running
from tests.web.told import Told, page, tell


@pytest.fixture
def newsdiff(tmp_path: Path) -> Newsdiff:
    db = str(tmp_path / "archive.sqlite")
    text = "The ferry was two hours late on Monday, and nobody at the harbour office could say why it was so."
    tell(db, [Told("https://example.org/a", "Gazette", (page("Ferry late again", text, text + " It sails."),))])
    return Newsdiff(db, tmp_path)


def started(newsdiff: Newsdiff, *arguments: str) -> "tuple[subprocess.Popen[bytes], Served]":
    process = newsdiff.start("serve", "--port", "0", *arguments)
    assert process.stderr is not None
    line = process.stderr.readline().decode()
    address = line.split(" is shown at ")[1].split(" ")[0]
    return process, Served("http://" + address.split("/")[2])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_it_serves_until_it_is_told_to_stop_and_ends_cleanly(newsdiff: Newsdiff, number: signal.Signals) -> None:
    process, site = started(newsdiff)
    assert site.get("/articles/1").status == 200
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err
    assert b'"GET /articles/1 HTTP/1.1" 200' in err


def test_a_request_that_is_under_way_is_finished_and_no_other_is_taken() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(_: Request) -> Response:
        begun.set()
        assert may_end.wait(30)
        return Response("done")

    with running(Starlette(routes=[Route("/", slow)])) as site, ThreadPoolExecutor(1) as reader:
        answer = reader.submit(site.get, "/")
        assert begun.wait(30)
        site.stop()
        while is_open(site):
            pass
        assert not answer.done()
        may_end.set()
        assert answer.result(30).body == b"done"


def is_open(site: Served) -> bool:
    try:
        socket.create_connection(("127.0.0.1", int(site.base.rpartition(":")[2]))).close()
    except ConnectionRefusedError:
        return False
    return True


def test_each_request_is_a_line_of_the_log_whatever_it_holds(newsdiff: Newsdiff) -> None:
    process, site = started(newsdiff)
    port = int(site.base.rpartition(":")[2])
    for path in (b"/a%0a%1b[31m", "/é?‮".encode(), b"/x[31m", b"/?q=%0d%0aINFO", b"/?"):
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            assert raw.recv(12) in (b"HTTP/1.1 200", b"HTTP/1.1 404", b"HTTP/1.1 400")
    assert site.get("/", headers={"Host": "evil.example"}).status == 400
    process.terminate()
    _, err = process.communicate(timeout=30)
    lines = err.decode("ascii").splitlines()
    assert all(line.isprintable() for line in lines)
    assert [line.partition('"')[2] for line in lines if "/a%" in line] == ['GET /a%0A%1B%5B31m HTTP/1.1" 404']
    assert sum("GET / HTTP/1.1" in line and line.endswith(" 400") for line in lines) == 1


def test_the_log_can_be_left_out(newsdiff: Newsdiff) -> None:
    process, site = started(newsdiff, "--no-access-log")
    assert site.get("/articles/1").status == 200
    process.terminate()
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")


def test_a_base_path_is_in_every_address(newsdiff: Newsdiff) -> None:
    process, site = started(newsdiff, "--base-path", "/x/", "--allow-host", "news.example.org")
    try:
        assert site.get("/articles/1").status == 404
        assert (site.get("/x").status, site.get("/x").headers["location"]) == (302, "/x/")
        got = site.get("/x/articles/1", headers={"Host": "news.example.org"})
        assert got.status == 200
        links = [part.split('"')[0] for part in got.text.split('href="')[1:]]
        assert all(link.startswith(("/x/", "#", "https://example.org/")) for link in links)
        assert site.get(next(link for link in links if link.endswith(".css"))).status == 200
        assert "/x/lookup?url=" in site.get("/x/lookup").text
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.mark.parametrize("host", ["127.0.0.2", "0.0.0.0"])
def test_it_answers_at_the_address_that_it_tells(newsdiff: Newsdiff, host: str) -> None:
    process, site = started(newsdiff, "--host", host)
    try:
        assert site.base.startswith(f"http://{host}:")
        assert site.get("/articles/1").status == 200
        assert site.get("/articles/1", headers={"Host": "news.example.org"}).status == 400
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_body_does_not_wait_until_its_head_is_acknowledged() -> None:
    with listening("127.0.0.1", 0) as sock, socket.create_connection(sock.getsockname()):
        connection, _ = sock.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_port_that_is_taken_is_told(newsdiff: Newsdiff) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = newsdiff("serve", "--port", port, expect=2)
    assert done.err == (
        f"newsdiff: cannot listen at 127.0.0.1:{port}: Address already in use; choose another --host or --port\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--host", "nowhere.invalid"), "not known; choose another --host"),
        (("--allow-host", "https://example.org"), "give a name alone"),
        (("--base-path", "x"), "write it as /changes"),
        (("--base-path", "/x?y"), "write it as /changes"),
        (("--base-path", "/x/../y"), "write it as /changes"),
        (("--base-path", "/."), "write it as /changes"),
    ],
)
def test_a_wrong_argument_is_told(newsdiff: Newsdiff, arguments: tuple[str, ...], words: str) -> None:
    assert words in newsdiff("serve", *arguments, expect=2).err


def test_a_missing_archive_is_told(tmp_path: Path) -> None:
    done = Newsdiff(str(tmp_path / "none.sqlite"), tmp_path)("serve", expect=2)
    assert "no archive at" in done.err
    assert not (tmp_path / "none.sqlite").exists()


def test_an_archive_of_another_schema_is_told(newsdiff: Newsdiff) -> None:
    import sqlite3

    with sqlite3.connect(newsdiff.db) as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
    conn.close()
    assert "newer than this newsdiff" in newsdiff("serve", expect=4).err
