"""Two versions of an article compared: side by side, or as one text."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from newsdiff.app import App
from newsdiff.model.article import Article, Paragraph
from newsdiff.model.change import FieldChange
from newsdiff.model.source import TrackedArticle
from newsdiff.render.html_parts import facts, interval_html, label_list, notices, text_html, what_changed
from newsdiff.render.html_table import Cells, Column, field_cell, known_fields, language, pieces_html
from newsdiff.render.html_table import label_line as label_line
from newsdiff.render.labels import labels_by_operation
from newsdiff.render.phrases import field_name, time_between, whole_marks
from newsdiff.render.stream import field_pieces
from newsdiff.render.view import DiffView, VersionHeader
from newsdiff.web.facing import Block, Line, blocks
from newsdiff.web.links import Layout, Links
from newsdiff.web.page import Page, markup
from newsdiff.web.preview import diff_preview
from newsdiff.web.walk import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a comparison is shown; carried in its links."""

    layout: Layout = "side-by-side"
    #: unchanged paragraphs are not folded
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above one side."""

    label: str
    link: str
    when: Markup
    apart: str
    #: number of the version to which it returns, and a link to that; None for most
    back: tuple[int, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several forms."""

    name: str
    link: str
    is_present: bool


def diff_page(app: App, links: Links, article_id: int, old: int, new: int, form: Form) -> Page:
    """The comparison. Raises: NotFound, ExtractError, StorageError."""
    article = app.archive.articles.by_id(article_id)
    return comparison_page(app, links, article, app.views().difference(article, old, new), form)


def comparison_page(app: App, links: Links, article: TrackedArticle, view: DiffView, form: Form) -> Page:
    """Two versions that are compared already."""
    article_id, old, new = article.id, view.old_version.number or 1, view.new_version.number or 1
    view = view if links.is_live else replace(view, policy=None)  # files are not made anew when the next look is due
    headline = view.new.headline or view.old.headline or view.new_version.label
    text, captions = _text(view, form), _captions(view, form)
    is_folded = any(block.fold for block in (*text, *captions))
    values = {
        "source": article.source,
        "of_source": links.front([("source", article.source)]),
        "headline": headline,
        "lang": markup(language(view.new)),
        "history": links.article(article_id),
        "facts": [markup(fact) for fact in facts(view)],
        "notices": [markup(notice) for notice in notices(view)],
        "what_changed": markup(what_changed(view)),
        "labels": markup(label_list(view)),
        "layout": form.layout,
        "heads": _heads(view, links, article_id),
        "layouts": _layouts(links, article_id, old, new, form),
        "folding": _folding(links, article_id, old, new, form)
        if links.is_live and (form.is_whole or is_folded)
        else None,
        "walk": walk(links, article_id, article.versions, old, new, form),
        "fields": [_field_line(field, view, form, is_changed=changed) for field, changed in known_fields(view)],
        "text": text,
        "captions": captions,
        "metadata": [_field_line(field, view, form, is_changed=True) for field in view.change.metadata],
        "extractors": list(dict.fromkeys((view.old.make.extractor, view.new.make.extractor))),
    }
    title = f"{headline} – versions {old} and {new}"
    preview = diff_preview(app, links, view, article_id, old, new)
    return Page(template="diff.html", title=title, values=values, is_indexed=False, is_wide=True, preview=preview)


def _heads(view: DiffView, links: Links, article_id: int) -> list[Head]:
    return [
        _head(version, links, article_id, time_between(view) if version is view.new_version else "")
        for version in (view.old_version, view.new_version)
    ]


def _head(version: VersionHeader, links: Links, article_id: int, apart: str) -> Head:
    link = links.version(article_id, version.number or 1)
    to = version.returns_to
    back = None if to is None else (to, links.version(article_id, to))
    return Head(label=version.label, link=link, when=markup(interval_html(version)), apart=apart, back=back)


def _layouts(links: Links, article_id: int, old: int, new: int, form: Form) -> list[Choice]:
    layouts: tuple[tuple[str, Layout], ...] = (("Side by side", "side-by-side"), ("Inline", "inline"))
    return [
        Choice(
            name=name,
            link=links.diff(article_id, old, new, layout=layout, is_whole=form.is_whole),
            is_present=layout == form.layout,
        )
        for name, layout in layouts
    ]


def _folding(links: Links, article_id: int, old: int, new: int, form: Form) -> Choice:
    name = "Fold unchanged paragraphs" if form.is_whole else "Show unchanged paragraphs"
    link = links.diff(article_id, old, new, layout=form.layout, is_whole=not form.is_whole)
    return Choice(name=name, link=link, is_present=False)


def _field_line(field: FieldChange, view: DiffView, form: Form, *, is_changed: bool) -> Line:
    label = text_html(f"{field_name(field.name)}{' changed' if is_changed else ''}")
    if form.layout == "inline":
        cells: tuple[str, ...] = (_inline_field(field, view, label),)
    else:
        cells = (field_cell(field, view, "old", label), field_cell(field, view, "new", label))
    op = f"field {field.name if field.name in ('headline', 'standfirst', 'byline') else 'metadata'}"
    return Line(anchor=field.name, is_changed=is_changed, op=op, cells=tuple(markup(cell) for cell in cells))


def _inline_field(field: FieldChange, view: DiffView, label: str) -> str:
    """The new side's cell with both texts in it."""
    if field.old == field.new:
        return field_cell(field, view, "new", label)
    text = pieces_html(field_pieces(whole_marks(field)))
    return f'{label_line(label, "")}<p dir="auto"{language(view.new)}>{text}</p>'


def _text(view: DiffView, form: Form) -> list[Block]:
    cells = Cells(
        view.change.operations,
        _column(view.old_version, view.old, view.old.paragraphs),
        _column(view.new_version, view.new, view.new.paragraphs),
        labels=labels_by_operation(view),
        noun=view.unit,
    )
    return list(blocks(cells, form.layout, is_whole=form.is_whole))


def _captions(view: DiffView, form: Form) -> list[Block]:
    if not view.change.captions:
        return []
    old, new = ([Paragraph(text=text) for text in side.captions] for side in (view.old, view.new))
    columns = (_column(view.old_version, view.old, old), _column(view.new_version, view.new, new))
    cells = Cells(view.change.captions, *columns, prefix="c", noun="caption")
    return list(blocks(cells, form.layout, is_whole=form.is_whole))


def _column(version: VersionHeader, article: Article, paragraphs: "tuple[Paragraph, ...] | list[Paragraph]") -> Column:
    return Column(label=version.label, lang=language(article), paragraphs=paragraphs)
