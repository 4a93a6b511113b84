"""What stands before every page: which names the server answers to, and the headers that each answer carries.

A page of a stranger could let its visitor's browser ask this server under a name of its own (DNS rebinding); a server
that answers to its own names alone is safe from that. The headers forbid whatever the pages do not need.
"""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFUSAL = "This newsdiff does not answer to that name. Whoever runs it can allow it: newsdiff serve --allow-host NAME\n"


class Guard:
    """Answers 400 to unknown names, and puts the headers on everything, errors included."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str] = ()) -> None:
        """`allowed`: names beside those of this machine, without a port."""
        self._app = app
        self._names = LOCAL_NAMES | {name.lower() for name in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        if self._is_known(scope):
            await self._app(scope, receive, send_with_headers)
        else:
            refusal = Response(REFUSAL, status_code=400, media_type="text/plain")
            await refusal(scope, receive, send_with_headers)

    def _is_known(self, scope: Scope) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        return len(hosts) == 1 and host_name(hosts[0].decode("latin-1")) in self._names


def host_name(host: str) -> str:
    """The name in a Host header, in lower case, without its port.

    >>> host_name("[::1]:8000")
    '[::1]'
    """
    name, colon, port = host.lower().rpartition(":")
    is_port = bool(colon) and port.isascii() and port.isdigit() and (":" not in name or name.endswith("]"))
    return name if is_port else host.lower()
