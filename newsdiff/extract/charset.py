"""Which character set a page is written in: byte order mark, header, meta element, detection.

Labels follow the WHATWG Encoding Standard (https://encoding.spec.whatwg.org): "iso-8859-1" and "ascii" mean
windows-1252, "gb2312" means gbk, "utf-16" in a meta element means utf-8. A label that does not decode the bytes is
passed over for one that does; a page that flips between labels must not flip its text.
"""

import codecs
import re

from newsdiff.extract.words import listed

#: WHATWG name -> Python codec, where they differ
_CODECS = {
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}
#: label (lower case) -> WHATWG name, for the names that Python would read otherwise or not at all
_LABELS = {
    **dict.fromkeys(
        listed(
            """
            ascii us-ascii ansi_x3.4-1968 latin1 latin-1 l1 iso-8859-1 iso8859-1 iso_8859-1 iso88591
            iso_8859-1:1987 cp819 ibm819 cp1252 x-cp1252 ansi windows1252
            """
        ),
        "windows-1252",
    ),
    **dict.fromkeys(
        listed(
            """
        gb2312 gb_2312 gb_2312-80 gbk x-gbk chinese csgb2312 iso-ir-58 cp936
        """
        ),
        "gbk",
    ),
    **dict.fromkeys(
        listed(
            """
        shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932 cp932
        """
        ),
        "shift_jis",
    ),
    **dict.fromkeys(
        listed(
            """
            euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949 cp949 uhc
            """
        ),
        "euc-kr",
    ),
    **dict.fromkeys(["big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5"], "big5"),
    **dict.fromkeys(["iso-8859-9", "latin5", "iso8859-9", "cp1254"], "windows-1254"),
    **dict.fromkeys(["tis-620", "iso-8859-11", "dos-874", "windows-874", "cp874"], "windows-874"),
    **dict.fromkeys(["utf8", "utf-8", "unicode-1-1-utf-8", "x-unicode20utf8"], "utf-8"),
    **dict.fromkeys(
        listed(
            """
        utf-16 utf-16le utf16 ucs-2 unicode csunicode iso-10646-ucs-2
        """
        ),
        "utf-16le",
    ),
    "utf-16be": "utf-16be",
    "iso-8859-8-i": "iso-8859-8-i",
    "mac": "macintosh",
    "macintosh": "macintosh",
    "x-mac-cyrillic": "x-mac-cyrillic",
}
_ALLOWED = re.compile(
    r"(windows-125\d|iso-8859-(2|3|4|5|6|7|8|10|13|14|15|16)|koi8-[ru]|euc-jp|iso-2022-jp|gb18030|cp866|ibm866)$"
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.I)
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)", re.I)
_LANG = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([a-z]{2})", re.I)
_MARKUP = re.compile(rb"<script\b.*?</script>|<style\b.*?</style>|<[^>]*>", re.I | re.S)

#: a meta element must stand within the first 1,024 bytes; real pages put it later
_META_WINDOW = 16_384
#: how much of the text detection reads
_SAMPLE_BYTES = 40_000
#: what a page in this language is written in when it does not say, most likely first
_BY_LANGUAGE = {
    "ru": ("windows-1251", "koi8-r"),
    "uk": ("windows-1251", "koi8-u"),
    "bg": ("windows-1251",),
    "sr": ("windows-1251", "windows-1250"),
    "ja": ("shift_jis", "euc-jp"),
    "zh": ("gbk", "big5"),
    "ko": ("euc-kr",),
    "pl": ("iso-8859-2", "windows-1250"),
    "cs": ("windows-1250", "iso-8859-2"),
    "hu": ("windows-1250", "iso-8859-2"),
    "el": ("windows-1253",),
    "tr": ("windows-1254",),
    "he": ("windows-1255",),
    "ar": ("windows-1256",),
    "fa": ("windows-1256",),
    "th": ("windows-874",),
}
#: what detection chooses from; more would only add wrong answers on short texts
_DETECTABLE = [
    *("cp1252", "cp1251", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
    *("cp1250", "cp1253", "cp1254", "cp1255", "cp1256"),
]
_WESTERN = "windows-1252"
_WESTERN_SIGNS = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüßÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØŒÚÙÛÜ’‘“”„–—…«»°€£§·•¿¡ªº\xa0©®™½")


def choose_charset(payload: bytes, content_type: str | None = None) -> str:
    """The character set of a page, by WHATWG name in lower case ("utf-8", "windows-1252", "gbk").

    `content_type` is the value of the HTTP header. The choice depends on these two alone.
    """
    for bom, name in _BOMS:
        if payload.startswith(bom):
            return name
    header, meta = _from_header(content_type), _from_meta(payload)
    if header and header.startswith("utf-16"):
        return header
    if _is_utf8(payload):
        # valid multi-byte UTF-8 is UTF-8 whatever the label says; seven bits with escapes are the one exception
        return "iso-2022-jp" if "iso-2022-jp" in (header, meta) and b"\x1b$" in payload else "utf-8"
    for claimed in (header, meta):
        if claimed and claimed != "utf-8" and _decodes(payload, claimed):
            return claimed
    if "utf-8" in (header, meta) and _mostly_utf8(payload):
        return "utf-8"
    return _by_language(payload) or _detected(payload)


def decode(payload: bytes, charset: str) -> str:
    """The text of a payload. Never raises: what cannot be decoded becomes U+FFFD, an unknown name means utf-8."""
    name = _whatwg_name(charset) or "utf-8"
    for bom, owner in _BOMS:
        if owner == name and payload.startswith(bom):
            payload = payload[len(bom) :]
    if name == _WESTERN:
        return payload.decode(_WESTERN, "newsdiff.c1")
    return payload.decode(_CODECS.get(name, name), "replace")


def _c1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that windows-1252 leaves open are C1 controls, as in every browser."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("newsdiff.c1", _c1)


def _whatwg_name(label: str | None) -> str | None:
    """The name for a label, None when it names nothing that a page may be written in."""
    if not label:
        return None
    low = label.strip().strip("\"'").lower()
    return _LABELS.get(low) or (low if _ALLOWED.match(low) else None)


def _from_header(content_type: str | None) -> str | None:
    found = _HEADER.search(content_type or "")
    return _whatwg_name(found.group(1)) if found else None


def _from_meta(payload: bytes) -> str | None:
    head = payload[:_META_WINDOW]
    for found in (_META.search(head), _XML.search(head)):
        name = _whatwg_name(found.group(1).decode("latin-1")) if found else None
        if name:
            return "utf-8" if name.startswith("utf-16") else name
    return None


def _is_utf8(payload: bytes) -> bool:
    try:
        payload.decode("utf-8")
    except UnicodeDecodeError as error:
        # cut in the middle of the last character
        return error.start >= len(payload) - 3 and error.reason == "unexpected end of data"
    return True


def _mostly_utf8(payload: bytes) -> bool:
    """Whether the page is UTF-8 with a few broken places: five good characters beyond ASCII for each bad one."""
    text = payload.decode("utf-8", "replace")
    bad = text.count("�")
    return sum(1 for c in text if c > "\x7f") - bad >= 5 * bad


def _decodes(payload: bytes, name: str) -> bool:
    if name == _WESTERN:
        return True
    try:
        payload.decode(_CODECS.get(name, name))
    except UnicodeDecodeError as error:
        return error.start >= len(payload) - 3
    return True


def _by_language(payload: bytes) -> str | None:
    """The usual charset of the language that the page names, when only one of them decodes the bytes."""
    found = _LANG.search(payload[:_META_WINDOW])
    names = _BY_LANGUAGE.get(found.group(1).decode("ascii").lower(), ()) if found else ()
    fits = [name for name in names if _decodes(payload, name)]
    return fits[0] if len(fits) == 1 else None


def _is_western(sample: bytes) -> bool:
    """Latin letters with few accents among them, and only such as Western Europe writes."""
    beyond = [c for c in sample.decode(_WESTERN, "replace") if c > "\x7f"]
    letters = sum(1 for b in sample if chr(b).isalpha())
    known = sum(1 for c in beyond if c in _WESTERN_SIGNS)
    return bool(beyond) and 4 * len(beyond) < letters and 20 * known >= 19 * len(beyond)


def _detected(payload: bytes) -> str:
    """charset-normalizer's opinion on the text between the tags; windows-1252 when it has none."""
    import charset_normalizer

    text = _MARKUP.sub(b" ", payload[: 8 * _SAMPLE_BYTES])
    lines = [line for line in re.split(rb"[\r\n]+| {2,}", text) if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    if _is_western(sample):
        return _WESTERN
    best = charset_normalizer.from_bytes(sample, cp_isolation=_DETECTABLE, preemptive_behaviour=False).best()
    if best is None:
        return _WESTERN
    back = {codec.replace("-", "_"): name for name, codec in _CODECS.items()}
    name = back.get(best.encoding) or re.sub(r"^cp125", "windows-125", best.encoding.replace("_", "-"))
    return _whatwg_name(name) or _WESTERN
