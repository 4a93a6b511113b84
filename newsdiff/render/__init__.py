"""Change -> text. No I/O, no colour detection, no clock: callers pass what is known and get a string or plain values.

view.py         what a rendering of one comparison needs, filled by the caller
rows.py         rows of lists, logs and findings, filled by the caller
clean.py        fetched text made harmless for terminals
phrases.py      the words used by all renderings: operations, intervals, distances, counts
labels.py       the words for what a change is
pieces.py       a text and its marks as runs of same, old and new words
folding.py      runs of unchanged paragraphs as their number
facing.py       operations as rows of two columns
wrap.py         lines of a width in terminal cells
lines.py        a page on a terminal, or a column of one: marks, operations, colours
head.py         what stands above a comparison on a terminal
terminal.py     a comparison on a terminal, as one text
side_by_side.py a comparison on a terminal, in two columns
unified.py      plain text, and a comparison that `patch` applies
markdown.py     a comparison in Markdown
html.py         the versioned page as one self-contained file
listing.py      tables on a terminal
log.py          the history of an article on a terminal
settings.py     the settings on a terminal
health.py       what `doctor` found, on a terminal
json_shapes.py  every shape that `--json` prints, published as JSON Schemas in docs/schemas
"""
