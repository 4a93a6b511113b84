"""Which character set a page is written in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.extract.charset import choose_charset, decode

RUSSIAN = "Порт останется закрытым до конца месяца, сообщили власти города в понедельник вечером. "
JAPANESE = "港は月末まで閉鎖されると、当局が月曜日に発表した。漁師たちは漁期を心配している。"
CHINESE = "港口将关闭至月底，有关部门周一表示。渔民们担心今年的收成，市政府将在周四作出决定。"
KOREAN = "항구는 이달 말까지 폐쇄된다고 당국이 월요일에 발표했다. 어민들은 조업을 걱정하고 있다."
WESTERN = "Le quai sera fermé jusqu’à l’été – « une décision difficile », a déclaré la capitainerie à Noël. "


@pytest.mark.parametrize(
    ("text", "codec", "expected"),
    [
        (RUSSIAN, "windows-1251", "windows-1251"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (CHINESE, "gbk", "gbk"),
        (KOREAN, "euc-kr", "euc-kr"),
        (WESTERN, "windows-1252", "windows-1252"),
    ],
)
class TestOneText:
    def test_header_names_it(self, text: str, codec: str, expected: str) -> None:
        payload = text.encode(codec)
        assert choose_charset(payload, f"text/html; charset={codec}") == expected
        assert decode(payload, expected) == text

    def test_meta_names_it(self, text: str, codec: str, expected: str) -> None:
        payload = f'<html><head><meta charset="{codec}"><p>{text}'.encode(codec)
        assert choose_charset(payload, "text/html") == expected

    def test_sent_as_utf8(self, text: str, codec: str, expected: str) -> None:
        payload = f'<html><head><meta charset="{codec}"><p>{text}'.encode(codec)
        assert choose_charset(payload, "text/html; charset=UTF-8") == expected

    def test_detected(self, text: str, codec: str, expected: str) -> None:
        payload = f"<html><body><p>{text * 8}</p>".encode(codec)
        assert decode(payload, choose_charset(payload, "text/html; charset=utf-8")) == payload.decode(codec)


def test_latin1_means_windows_1252() -> None:
    assert choose_charset(b"a \x93b\x94", "text/html; charset=ISO-8859-1") == "windows-1252"
    assert decode(b"\x93b\x94\x81", "iso-8859-1") == "“b”\x81"


def test_header_against_meta() -> None:
    utf8 = f'<meta charset="windows-1251">{RUSSIAN}'.encode()
    assert choose_charset(utf8, "text/html; charset=utf-8") == "utf-8"
    assert choose_charset(utf8, "text/html; charset=windows-1251") == "utf-8"
    cyrillic = f'<meta charset="utf-8">{RUSSIAN}'.encode("windows-1251")
    assert choose_charset(cyrillic, "text/html; charset=windows-1251") == "windows-1251"


def test_byte_order_mark_outranks_all() -> None:
    for codec, name in (("utf-16-le", "utf-16le"), ("utf-16-be", "utf-16be"), ("utf-8", "utf-8")):
        payload = ("\ufeff" + WESTERN).encode(codec)
        assert choose_charset(payload, "text/html; charset=windows-1251") == name
        assert decode(payload, name) == WESTERN


def test_one_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    payload = (RUSSIAN * 5).encode() + b"\xff" + RUSSIAN.encode()
    assert choose_charset(payload, "text/html; charset=utf-8") == "utf-8"


@given(st.binary(max_size=300), st.sampled_from([None, "text/html; charset=utf-8", "text/html; charset=nonsense"]))
@settings(max_examples=60)
def test_any_bytes_decode(payload: bytes, header: str | None) -> None:
    assert isinstance(decode(payload, choose_charset(payload, header)), str)
