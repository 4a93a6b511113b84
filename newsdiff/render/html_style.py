"""The style sheet of the versioned page, and the policy that allows nothing else."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

#: colours, light and dark
THEME = """
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1c1a; --soft: #635f58;
  --line: #dedad2;
  --panel: #f5f2eb;
  --old-bg: #fbe1dd; --old-ink: #8a1c12; --new-bg: #d8f0dc; --new-ink: #10532a; --accent: #1f5c99; --note: #fdf1cf;
  --note-line: #d9a514; }
@media (prefers-color-scheme: dark) { :root { --paper: #16171a; --ink: #e6e3dc; --soft: #a19d94; --line: #34353a;
  --panel: #1e1f23; --old-bg: #4a1f1c; --old-ink: #ffc2b8; --new-bg: #173d25; --new-ink: #b4ecc3; --accent: #8bbcf0;
  --note: #3a3014; --note-line: #c99b1e; } }
"""
#: labels, kinds of paragraphs, and the marks of what went and what came, which need no colour to be told apart
MARKS = """
.labels { display: flex; flex-wrap: wrap; gap: .35rem .4rem; list-style: none; margin: .6rem 0 0; padding: 0; }
.chip { border: 1px solid var(--line); border-radius: .3rem; color: var(--ink); font-weight: 400; line-height: 1.45;
  overflow-wrap: anywhere; padding: .08rem .45rem; }
.labels .chip { background: var(--panel); font-size: .8125rem; }
.label .chip { background: var(--paper); display: inline-block; line-height: 1.2;
  max-width: 100%; padding-block: 0; }
.chip b, .chip .kind { color: var(--ink); font-weight: 600; }
.chip .kind { text-decoration: none; }
.chip .kind:hover { text-decoration: underline; }
p.heading { font-weight: 700; font-size: 1.12rem; }
p.list_item { display: list-item; margin-inline-start: 1.2rem; }
p.quote { border-inline-start: 3px solid var(--line); padding-inline-start: .8rem; }
p.note { font-style: italic; }
/* no padding at the ends: before a comma it would look like a space; parts of pixels would move words off their line */
del, ins { border-radius: 2px; padding: 1px 0; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
del { background: var(--old-bg); color: var(--old-ink); text-decoration: line-through;
  text-decoration-thickness: 1px; }
ins { background: var(--new-bg); color: var(--new-ink); text-decoration: underline;
  text-underline-offset: .18em; text-decoration-thickness: 1px; }
/* a line through 二 makes 三 of it, and hides 一; there, whatever else is taken out has the same sign */
del:is(.dense, :lang(zh), :lang(ja), :lang(ko)) { border: 1px dashed; padding: 0 1px; text-decoration: none;
  -webkit-box-decoration-break: slice; box-decoration-break: slice; }
del:is(.dense, :lang(zh), :lang(ja), :lang(ko)):not(.apart) { margin-inline-end: 1px; }
ins:is(.dense, :lang(zh), :lang(ja), :lang(ko)) { text-underline-offset: .3em; }
/* what came beside what went, where no space parts them */
del.apart { margin-inline-end: .4em; }
del::before, ins::before { clip-path: inset(100%); clip: rect(1px, 1px, 1px, 1px); height: 1px;
  overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
del::before { content: " [removed: "; }
ins::before { content: " [added: "; }
/* signs say it; lines would make links or marks of a text of them */
.chip :is(del, ins) { background: none; border: 0; padding: 0; text-decoration: none; }
/* in the line: a line could end before what is taken out of it, and the next one began with the empty end of a mark */
del::after, ins::after { content: "]"; font-size: 0; }
"""
STYLE = (
    THEME
    + MARKS
    + """
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
  font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "Noto Serif", serif; }
main, header, footer { max-width: 80rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2rem; }
.source, .facts, .label, .when, .switch, .tools, .jump, footer, th, .n, .notice, .fold {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
.source { color: var(--soft); font-size: .9375rem; font-weight: 600; letter-spacing: .01em; margin: 0; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.35rem); line-height: 1.18; margin: .35rem 0 .8rem; max-width: 42rem;
  font-weight: 700; overflow-wrap: anywhere; text-wrap: balance; }
.facts + .notice { margin-top: 1.1rem; }
.facts { color: var(--soft); font-size: .875rem; margin: 0; padding: 0; list-style: none; }
.facts li { display: inline-block; }
.facts li:not(:last-child)::after { content: "\\a0·\\a0"; }
a { color: var(--accent); text-underline-offset: .15em; overflow-wrap: anywhere; }
.notice { background: var(--note); border-inline-start: 4px solid var(--note-line); border-radius: 3px;
  font-size: .9375rem; margin: .5rem 0 0; padding: .45rem .9rem; overflow-wrap: anywhere; }
.notice q { display: block; margin-top: .2rem; }
.tools { border-top: 1px solid var(--line); margin-top: 1.4rem; padding: .75rem 0 .5rem; font-size: .875rem;
  color: var(--soft); }
.jump { display: inline; }
.jump a { display: inline-block; padding: 0 .25rem; }
.switch { color: var(--soft); cursor: pointer; font-size: .875rem; line-height: 1.5; }
#fold { accent-color: var(--accent); height: 1rem; margin: 0 .45rem 0 0; vertical-align: -.18rem; width: 1rem; }
table { border-collapse: collapse; margin-top: .7rem; table-layout: fixed; width: 100%; clear: both; }
td, th { padding: .45rem 1rem .45rem 3.1rem; text-align: start; vertical-align: top; width: 50%; position: relative;
  overflow-wrap: anywhere; font-weight: inherit; }
td + td, th + th { border-inline-start: 1px solid var(--line); }
thead th { background: var(--panel); border-block: 1px solid var(--line); padding-block: .7rem; font-size: .9375rem; }
thead b { font-size: 1rem; }
.when { color: var(--soft); display: block; font-size: .8125rem; }
.section th { padding: 1.4rem 1rem .4rem; font-size: .8125rem; font-weight: 600; color: var(--soft);
  border-block-end: 1px solid var(--line); text-transform: none; }
h1:dir(rtl) { max-width: none; }
td p { margin: 0 0 .5rem; }
td p:last-child { margin-bottom: 0; }
.headline p { font-size: 1.3rem; font-weight: 700; line-height: 1.25; }
.standfirst p { font-size: 1.12rem; }
.byline p { font-size: .9375rem; }
.n { position: absolute; inset-inline-start: .75rem; color: var(--soft); font-size: .75rem; line-height: 1.65rem;
  text-decoration: none; }
.n:hover { text-decoration: underline; }
td p.label { color: var(--soft); font-size: .75rem; font-weight: 600; line-height: 1.5;
  margin: .1rem 0 .15rem; }
.unchanged td { color: var(--ink); }
.unchanged td p { opacity: .86; }
.changed td { background: var(--panel); }
.changed td:empty { background: repeating-linear-gradient(135deg, var(--paper) 0 7px, var(--line) 7px 8px); }
tr.changed { border-block: 1px solid var(--paper); }
td.removed, td.added { box-shadow: inset 3px 0 0 var(--line); }
td.removed { box-shadow: inset 3px 0 0 var(--old-ink); }
td.added { box-shadow: inset 3px 0 0 var(--new-ink); }
tr:target td { outline: 2px solid var(--accent); outline-offset: -2px; }
p:target { outline: 2px solid var(--accent); outline-offset: 2px; }
td.removed del { border: 0; text-decoration: none; }
td.added ins { text-decoration: none; }
.fold { display: none; }
.fold td { color: var(--soft); font-size: .8125rem; text-align: center; padding: .55rem 1rem; }
#fold:checked ~ table tbody.unchanged { display: none; }
#fold:checked ~ table .fold { display: table-row-group; }
.side { display: none; }
.metadata td { font-size: .875rem; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .8125rem; margin-top: 2.5rem;
  padding-block: 1rem 2.5rem; overflow-wrap: anywhere; }
@media (max-width: 44rem) {
  main, header, footer { padding-inline: 1rem; }
  header { padding-top: 1.2rem; }
  table, tbody, thead, tr, td, th { display: block; width: auto; }
  td, th { padding: .35rem 0 .35rem 2.4rem; }
  td:empty { display: none; }
  thead th { padding-inline: .75rem; }
  .n { inset-inline-start: .1rem; }
  td + td, th + th { border-inline-start: 0; }
  thead th + th { border-top: 0; }
  .section th { padding-inline: 0; }
  .unchanged td:first-child { display: none; }
  .unchanged td { border: 0; }
  .changed { border-block: 1px solid var(--line); margin-block: .4rem; }
  .changed td { padding-inline-end: .75rem; padding-inline-start: 2.75rem; }
  .changed .n { inset-inline-start: .6rem; }
  .changed td:not(:empty) + td { border-top: 1px dashed var(--line); }
  .side { display: inline; font-weight: 400; }
  .label .chip { margin-block: .1rem; }
  .unchanged .side { display: none; }
  .fold { display: none; }
  #fold:checked ~ table .fold, #fold:checked ~ table .fold * { display: block; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --panel: #fff; --line: #999; }
  body { font-size: 10pt; }
  #fold, .switch, .jump { display: none; }
  .n { line-height: 15.5pt; }
  .section { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; }
}
"""
)


@lru_cache(maxsize=1)
def content_security_policy() -> str:
    """Nothing may be loaded or run; of styles only this very sheet."""
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
