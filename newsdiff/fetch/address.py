"""Which addresses may be fetched, and which IP addresses may be connected to. Pure: no look-up, no
connection.

URLs are taken apart by the very parser that the client uses (`httpx2.URL`), so that what is checked is what
is asked for. IP addresses are judged by the IANA special-purpose registries (RFC 6890 and its successors),
written out here because the standard library's `is_global` differs between patch versions. Forms of IPv6 that
carry an IPv4 address (mapped, 6to4, NAT64, ISATAP) are judged by the address they carry; Teredo is refused
altogether.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

import httpx2

from newsdiff.errors import ConfigError, UnsafeAddress

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

_DEFAULT_PORTS = {"http": 80, "https": 443}
#: names as they are in use: letters, digits, hyphen and (against RFC 1123, but real) underscore
_NAME = re.compile(r"(?=.{1,253}\.?\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
#: a last label that makes a resolver read the name as a number (WHATWG URL, "ends in a number")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\.?\Z")
#: looked for in the text, because the parser drops an empty user name
_USER = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*@")

_NOT_PUBLIC = tuple(
    (ip_network(network), why)
    for network, why in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "multicast relay"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address whose form is safe; what its name resolves to is judged when connecting."""

    #: as it was written
    url: str
    scheme: str
    #: lower case, IDNA encoded; IPv6 compressed and without brackets
    host: str
    port: int
    #: the Host header
    authority: str
    #: path and query as sent
    target: bytes

    @property
    def key(self) -> str:
        """The host under which pace and robots.txt are kept: "name", or "name:port" for unusual ports."""
        name = f"[{self.host}]" if ":" in self.host else self.host.rstrip(".")
        return name if self.port == _DEFAULT_PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def identity(self) -> tuple[str, str, bytes]:
        """Equal for two addresses that make the same request."""
        return (self.scheme, self.key, self.target)


def shown(text: str, limit: int = 200) -> str:
    """`text` from outside, fit for a message: printable characters only, cut at `limit` characters."""
    clean = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return clean if len(clean) <= limit else clean[:limit] + "…"


def parse_address(url: str, *, asked: str | None = None) -> Address:
    """The address behind `url`, when its form is safe.

    http and https only; no user name or password, backslash, control character, empty host, port out of
    range, or host that is a number in disguise ("127.1", "0x7f000001"). `asked` is the address the user asked
    for, when `url` came from a redirect.

    Raises: UnsafeAddress, which names what is wrong.
    """
    asked = url if asked is None else asked
    thing = shown(url) if asked == url else f"{shown(asked)} redirects to {shown(url)}, which"
    fault = _fault_in_text(url)
    if fault is None:
        try:
            parsed = httpx2.URL(url)
        except (httpx2.InvalidURL, ValueError) as error:
            raise UnsafeAddress(asked, f"{thing} is not a usable address: {shown(str(error))}") from error
        fault = _fault_in_parts(parsed)
    if fault is not None:
        raise UnsafeAddress(asked, f"{thing} is not fetched: {fault}")
    return Address(
        url=url,
        scheme=parsed.scheme,
        host=_one_form(parsed.raw_host.decode("ascii")),
        port=parsed.port or _DEFAULT_PORTS[parsed.scheme],
        authority=parsed.netloc.decode("ascii"),
        target=parsed.raw_path,
    )


def follow(base: Address, location: str, *, asked: str, allow_downgrade: bool = False) -> Address:
    """Where `base` redirects to, resolved against it (RFC 9110, 10.2.2); the fragment stays as written.

    Raises: UnsafeAddress, also for a step from https to http unless `allow_downgrade`.
    """
    target = location
    if _fault_in_text(location) is None and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", location):
        try:
            target = str(httpx2.URL(base.url).join(location))
        except (httpx2.InvalidURL, ValueError) as error:
            message = f"{shown(asked)} redirects to {shown(location)}, which is not a usable address"
            raise UnsafeAddress(asked, message) from error
    address = parse_address(target, asked=asked)
    if base.scheme == "https" and address.scheme == "http" and not allow_downgrade:
        raise UnsafeAddress(
            asked,
            f"{shown(asked)} redirects from https to {shown(target)}, where anyone on the way "
            "could change the text; set [fetch] allow_downgrade = true to follow it",
        )
    return address


def parse_networks(texts: Iterable[str]) -> tuple[IPNetwork, ...]:
    """The networks named in `[fetch] allow_private`.

    Raises: ConfigError for a text that is no network.
    """
    try:
        return tuple(ip_network(text.strip()) for text in texts)
    except ValueError as error:
        raise ConfigError(f"[fetch] allow_private: {error}; write networks as in 127.0.0.0/8") from error


def refusal(address: str, allowed: Iterable[IPNetwork] = ()) -> str | None:
    """Why no connection may be made to this IP address ("loopback", "private", ...); None when it may."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an IP address"
    allowed = tuple(allowed)
    if any(ip in network for network in allowed):
        return None
    if isinstance(ip, IPv6Address) and ip.scope_id is not None:
        return "bound to one network interface"
    for one in _judged(ip):
        why = _not_public(one)
        if why is not None and not any(one in network for network in allowed):
            return why if one == ip else f"{why}, as {one}"
    return None


def _fault_in_text(url: str) -> str | None:
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in url):
        return "it contains a control character"
    if "\\" in url:
        return "it contains a backslash, which programs read in different ways"
    if _USER.match(url):
        return "it contains a user name or password; leave them out"
    return None


def _fault_in_parts(url: httpx2.URL) -> str | None:
    if url.scheme not in _DEFAULT_PORTS:
        return f"only http: and https: are, this is {shown(url.scheme) + ':' if url.scheme else 'neither'}"
    host = url.raw_host.decode("ascii")
    if not host:
        return "it names no host"
    if url.port is not None and not 0 < url.port < 65536:
        return f"there is no port {url.port}"
    return _fault_in_host(host)


def _fault_in_host(host: str) -> str | None:
    try:
        ip_address(host)
    except ValueError:
        if not _NAME.fullmatch(host):
            return f"{shown(host)} is no host name"
        if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            return f"{shown(host)} is a number in disguise; write the host's name"
        return None
    return "an address bound to one network interface is not public" if "%" in host else None


def _one_form(host: str) -> str:
    return str(IPv6Address(host)) if ":" in host else host


def _judged(ip: IPAddress) -> tuple[IPAddress, ...]:
    """The addresses that must be public for `ip` to be: the IPv4 one it carries, or itself."""
    if isinstance(ip, IPv4Address):
        return (ip,)
    low = IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.ipv4_mapped is not None:  # RFC 4291, 2.5.5.2
        return (ip.ipv4_mapped,)
    if ip.sixtofour is not None:  # RFC 3056
        return (ip.sixtofour,)
    if ip in _NAT64:  # RFC 6052
        return (low,)
    if (int(ip) >> 32) & 0xFDFFFFFF == 0x00005EFE:  # ISATAP under any prefix, RFC 5214, 6.1
        return (ip, low)
    return (ip,)


def _not_public(ip: IPAddress) -> str | None:
    for network, why in _NOT_PUBLIC:
        if ip in network:
            return why
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return "not global unicast"
    return None
