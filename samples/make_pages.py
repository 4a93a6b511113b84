"""Make the sample pages: python samples/make_pages.py

Reads ``<slug>/story.txt`` of each story and writes its pages (``v1.html`` ...), its ``stub.html`` where there is one,
and ``expected.json``: what a reader would call the article, and what happened between neighbouring versions. Standard
library only, and the same bytes at each run.

A story file has three parts: settings (``name: value``); texts, one paragraph a line, ``key kind| html``; and the
versions, each with its headline, standfirst, byline, captions and the keys of its body. A key says what a paragraph is
and which wording: ``lead.1`` and ``lead.2`` are two wordings of one paragraph, ``first/a.1`` and ``first/b.1`` are the
parts into which ``first.1`` is split.
"""

from __future__ import annotations

import importlib
import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

from templates.parts import Page, Paragraph

HERE = Path(__file__).parent
SLUGS = ("lake-ferry", "fishing-border", "tunnel-wire", "grain-repost", "school-meals", "stadtbahn", "suimon")
KINDS = {"": "text", "h": "heading", "li": "list_item", "q": "quote", "n": "note"}


def read_story(path: Path) -> tuple[dict[str, list[str]], dict[str, Paragraph], dict[str, dict[str, list[str]]]]:
    """Settings, texts by key, and versions by name; each setting is a list, because some stand more than once."""
    settings: dict[str, list[str]] = {}
    texts: dict[str, Paragraph] = {}
    versions: dict[str, dict[str, list[str]]] = {}
    part: dict[str, list[str]] | None = settings
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            name = line[3:].strip()
            part = None if name == "texts" else versions.setdefault(name, {})
        elif part is None:
            label, _, html = line.partition("|")
            key, _, kind = label.strip().partition(" ")
            assert key not in texts, key
            texts[key] = Paragraph(key, KINDS[kind.strip()], html.strip())
        else:
            name, _, value = line.partition(":")
            part.setdefault(name.strip(), []).append(value.strip())
    return settings, texts, versions


def make_page(slug: str, name: str, settings: dict, texts: dict, version: dict) -> Page:
    def first(source: dict, key: str) -> str | None:
        return source.get(key, [None])[0]

    return Page(
        slug=slug,
        path=first(settings, "path"),
        language=first(settings, "language"),
        section=first(settings, "section"),
        name=name,
        published=first(settings, "published"),
        modified=first(version, "modified"),
        headline=first(version, "headline"),
        standfirst=first(version, "standfirst"),
        byline=first(version, "byline"),
        captions=version.get("caption", []),
        body=[texts[key] for key in version["body"][0].split()],
        highlights=settings.get("highlight", []),
        dateline=first(settings, "dateline") or "",
    )


def cosmetic_key(text: str) -> str:
    """The text without quotes, dashes, ellipsis, white space and commas outside numbers: a cosmetic change keeps it."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    text = re.sub(r"[“”„«»\"‘’‚']", "'", text)
    text = re.sub(r"\s*(?:--|[‐-―−-])\s*", "-", text)
    text = re.sub(r"(?<!\d),|,(?!\d)", "", text)
    return re.sub(r"\s+", "", text)


def operations(old: list[Paragraph], new: list[Paragraph]) -> list[dict]:
    """What happened to each paragraph, read from the keys; each index is in exactly one operation."""
    units = []
    used: set[int] = set()
    stems = [p.key.rsplit(".", 1)[0] for p in new]
    for i, paragraph in enumerate(old):
        stem = paragraph.key.rsplit(".", 1)[0]
        whole = stem.split("/")[0]
        parts = [j for j, other in enumerate(stems) if other.startswith(stem + "/")]
        if parts:
            units.append(("split", [i], parts))
        elif stem in stems:
            units.append((None, [i], [stems.index(stem)]))
        elif whole != stem and whole in stems:
            if any(unit[2] == [stems.index(whole)] for unit in units):
                next(unit for unit in units if unit[2] == [stems.index(whole)])[1].append(i)
            else:
                units.append(("merged", [i], [stems.index(whole)]))
        else:
            units.append(("removed", [i], []))
        used.update(units[-1][2])
    keep = increasing([unit[2][0] for unit in units if unit[2]])
    out = []
    for op, left, right in units:
        if op is None:
            a, b = old[left[0]].text, new[right[0]].text
            same = "unchanged" if a == b else "cosmetic" if cosmetic_key(a) == cosmetic_key(b) else "edited"
            op = same if right[0] in keep else "moved"
        out.append({"op": op, "old": left, "new": right})
    out += [{"op": "added", "old": [], "new": [j]} for j in range(len(new)) if j not in used]
    return sorted(out, key=lambda o: (o["new"] or [o["old"][0]], o["old"]))


def increasing(values: list[int]) -> set[int]:
    """A longest increasing subsequence (the paragraphs that kept their order)."""
    best: list[list[int]] = []
    for i, value in enumerate(values):
        before = [best[k] for k in range(i) if values[k] < value]
        best.append([*max(before, key=len, default=[]), value])
    return set(max(best, key=len, default=[]))


def describe(page: Page) -> dict:
    return {
        "file": f"{page.name}.html",
        "headline": " ".join(page.headline.split()),
        "standfirst": page.standfirst,
        "byline": page.byline,
        "published": page.published,
        "modified": page.modified,
        "paragraphs": [{"text": p.text, "kind": p.kind} for p in page.body],
        "captions": page.captions,
    }


def make_story(slug: str) -> None:
    folder = HERE / slug
    settings, texts, versions = read_story(folder / "story.txt")
    template = importlib.import_module(f"templates.{settings['template'][0]}")
    pages = [make_page(slug, name, settings, texts, version) for name, version in versions.items()]
    for page in pages:
        (folder / f"{page.name}.html").write_text(template.render(page), encoding="utf-8", newline="\n")
    changes = [
        {
            "old": k,
            "new": k + 1,
            "headline_changed": a.headline != b.headline,
            "standfirst_changed": a.standfirst != b.standfirst,
            "byline_changed": a.byline != b.byline,
            "operations": operations(a.body, b.body),
        }
        for k, (a, b) in enumerate(pairwise(pages), 1)
    ]
    expected = {
        "url_path": settings["path"][0],
        "language": settings["language"][0],
        "versions": [describe(page) for page in pages],
        "changes": changes,
    }
    if "stub" in settings:
        name, *kept = settings["stub"][0].split()
        stub = make_page(slug, name, settings, texts, versions[name])
        stub.body, stub.name = [stub.body[int(k)] for k in kept], "stub"
        (folder / "stub.html").write_text(template.render(stub), encoding="utf-8", newline="\n")
        expected["stub"] = {"of": name, **describe(stub)}
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    text = re.sub(r'\{\s+"(op|text)": [^{}]*?\n\s+\}', lambda m: " ".join(m[0].split()), text)  # one line an entry
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for story in SLUGS:
        make_story(story)
