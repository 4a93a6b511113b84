"""From pages to HTTP: templates, validators, and errors in the same design."""

from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from newsdiff import __version__
from newsdiff.cards import Card, png
from newsdiff.render.clean import clean
from newsdiff.web.assets import Asset, assets
from newsdiff.web.failures import WORDS
from newsdiff.web.links import Links
from newsdiff.web.page import Page
from newsdiff.web.words import held

#: of errors whose phrase would mislead: nothing of a withheld article is gone
_TITLES: dict[int, str] = {HTTPStatus.GONE: "Withheld"}
#: of assets, whose names change with their content: a year
_FOR_EVER = "public, max-age=31536000, immutable"


def _cleaned(value: Any) -> Any:
    """Every text that a template shows, without control and direction characters; markup has been cleaned before."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class Press:
    """Prints pages."""

    def __init__(self, links: Links) -> None:
        self._environment = Environment(
            loader=PackageLoader("newsdiff.web"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_cleaned,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["version"] = __version__
        self._environment.filters["held"] = held
        self._links = links

    def html(self, page: Page, address: str = "", links: Links | None = None) -> bytes:
        """The whole page, UTF-8.

        `address`: of the page or of its host, from which whole addresses are made; `links`: those of this page alone.
        """
        told = links or self._links
        around = {
            "links": told,
            "asset": lambda name: told.static(assets()[name].name),
            "absolute": lambda link: urljoin(address, link),
        }
        return self._environment.get_template(page.template).render(page=page, **around, **page.values).encode()

    def answer(self, page: Page, address: str = "") -> Response:
        """The page, with its validators where it is one. `address`: see `html`."""
        headers = {} if page.is_indexed and page.status == HTTPStatus.OK else {"X-Robots-Tag": "noindex"}
        if page.status != HTTPStatus.OK:
            headers["Cache-Control"] = "no-store"
            return Response(self.html(page, address), page.status, headers, "text/html")
        return answer_bytes(self.html(page, address), "text/html", headers)


def error_page(status: int, words: str = "", *, reason: str = "") -> Page:
    """The page of an error. `reason`: why an article is withheld, in the words of those who withhold it."""
    values = {"words": words or WORDS.get(status, ""), "reason": reason}
    title = _TITLES.get(status, HTTPStatus(status).phrase.capitalize())
    return Page(template="error.html", title=title, values=values, status=status, is_indexed=False)


def answer_bytes(body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """A body with its validators. Browsers ask for it anew each time: it may be withheld."""
    validators = {"ETag": f'"{sha256(body).hexdigest()[:32]}"', "Cache-Control": "no-cache"}
    return Response(body, headers={**headers, **validators}, media_type=media_type)


def answer_card(request: Request, card: Card) -> Response:
    """A picture, or 304 where the request has it: then it is not even drawn."""
    validators = {"ETag": f'"{card.digest[:32]}"', "Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}
    known = validated(request, Response(headers=validators))
    if known.status_code == HTTPStatus.NOT_MODIFIED:
        return known
    return Response(png(card), headers=validators, media_type="image/png")


def origin(request: Request) -> str:
    """This server as its reader knows it. That a proxy speaks TLS is believed: it makes a text and nothing else."""
    is_tls = request.headers.get("x-forwarded-proto", "").lower() == "https"
    return f"{'https' if is_tls else 'http'}://{request.headers['host']}"


def parameters(request: Request) -> dict[str, list[str]]:
    """The query of a request, each name with its values."""
    query = request.query_params
    return {name: query.getlist(name) for name in query}


def asset_answer(asset: Asset) -> Response:
    """An asset, which may be kept for ever under its name."""
    headers = {"ETag": f'"{asset.digest[:32]}"', "Cache-Control": _FOR_EVER}
    return Response(asset.body, headers=headers, media_type=asset.type)


def validated(request: Request, response: Response) -> Response:
    """304 in place of an answer whose ETag the request names."""
    if "etag" not in response.headers:
        return response
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if response.headers["etag"] not in known and "*" not in known:
        return response
    kept = {name: value for name, value in response.headers.items() if name in ("etag", "cache-control")}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept)
