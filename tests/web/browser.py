"""Debian's Chromium, driven by Playwright: what a page does when it is really shown."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

#: widths of a phone, a tablet and a desk, in pixels
WIDTHS = (360, 768, 1440)


def find_chromium() -> str | None:
    """The browser's program, or None."""
    return shutil.which("chromium")


@contextmanager
def running(program: str) -> Iterator[Browser]:
    """A browser while the block runs. Without its sandbox, which root cannot have; the pages are ours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A page in a browser, and everything it did that a page of ours never does."""

    page: Page
    faults: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, base: str, **options: Any) -> Iterator[Watched]:
    """A fresh page at this site. Dialogs, errors, refused contents and requests to others are its faults."""
    context = browser.new_context(base_url=base, **options)
    watched = Watched(context.new_page())
    page, faults = watched.page, watched.faults

    def on_dialog(dialog: Any) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", on_dialog)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("console", lambda said: faults.append(said.text) if "ontent Security Policy" in said.text else None)
    page.on("request", lambda asked: None if asked.url.startswith(base) else faults.append(f"asked {asked.url}"))
    try:
        yield watched
    finally:
        context.close()
