"""Words inside quotation marks that an edit changed.

Marks also stand around what nobody said: titles of works, nicknames, terms that a contract defines, values in code. A
change in those changes no quotation.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.fuzz import partial_ratio

from newsdiff.diff.labels.edits import Edit
from newsdiff.diff.labels.findings import Found, Mention, by_hunk, is_titled
from newsdiff.diff.labels.vocabulary import languages, pattern
from newsdiff.diff.sentences import sentence_spans

_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|(?:(?![\u3041-\u30ff\u3400-\u9fff])[^\W_])+|\?|？")
#: "can’t", "re-open"
_JOINT = re.compile(r"(?<=\w)['’‘‐-](?=[^\W\d])")
#: opening marks, and what closes each; a straight mark closes a curly one where a page mixes them
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"', "‹": "›"}
_OPENING = re.compile("[" + "".join(_CLOSING) + "]")
_SINGLE = re.compile(r"(?<![\w’])[‘'‚](?=\w)(.{2,}?[\w.,!?…])(?<!\d)[’'‘](?!\w)")
_DASH = re.compile(r"^[—–―]\s*(?=\w)")
_INSERTED = re.compile(r"\s?[—–―]\s?")
_ENDS = re.compile(r"[.!?…]\s*$")
#: before and after what is defined or named: (the “Board”), Ann “Nan” Poole, “Board” means, alt="Board"
_IN_BRACKETS = re.compile(r"\([^()]{0,60}$")
_BRACKET_ENDS = re.compile(r"[^()]{0,60}\)")
_NAME_BEFORE = re.compile(r"(?:^|\s)[A-ZÀ-ÞА-ЯЁ][\w’'.-]*\s$")
_NAME_AFTER = re.compile(r"\s[A-ZÀ-ÞА-ЯЁ][\w’'-]*[^\W\d_]")
_DEFINES = re.compile(r"\s(?:means?|bedeutet|bezeichnet|désigne|significa)\b")
_DEFINED_WORDS, _NICKNAME_WORDS = 5, 2
#: so many words are quoted from somebody, whether or not a verb says so
_SAID_ALONE = 3
#: quotations of fewer words may stand elsewhere by chance
_LONG = 4
#: two quotations less alike than this (0 to 100) are not the same one in other words
_ALIKE = 70


def quotations(text: str, language: str) -> list[Mention]:
    """What is quoted in a text, in order; a quotation that is not closed ends with the text (a speech that goes on in
    the next paragraph).

    A paragraph that begins with a dash is direct speech where a verb of saying follows the next dash (in French,
    Spanish, Portuguese, Russian).
    """
    found: list[Mention] = []
    at = 0
    while match := _OPENING.search(text, at):
        end = _end(text, match)
        at = match.end() if end is None else end + 1
        if end is not None:
            found.append(_mention(text, match.end(), end))
    taken = [m.span for m in found]
    single = [m for m in _SINGLE.finditer(text) if not any(s < m.end() and e > m.start() for s, e in taken)]
    found += [_mention(text, *match.span(1)) for match in single]
    titled = language == "de" or is_titled(text)
    said = [m for m in found if not _is_named(text, m, titled=titled)]
    return sorted([*said, *_dialogue(text, language)], key=lambda m: m.span)


def _end(text: str, opening: re.Match[str]) -> int | None:
    """Where the quotation ends: at its mark, or with the text; None when the mark opens nothing."""
    mark, start = opening[0], opening.end()
    end = next((k for k in range(start, len(text)) if text[k] in _CLOSING[mark]), None)
    if mark == "“":
        again = text.find("“", start)
        if (end is None or start < again < end) and (
            straight := text.find('"', start, again if again > 0 else None)
        ) > 0:
            return straight
    elif mark == '"':
        curly = text.find("”", start, end)
        if curly > 0 and "“" not in text[start:curly]:
            return curly
    if end is None and (mark == "»" or (mark == '"' and (opening.start() > 0 or not _ENDS.search(text)))):
        return None
    return len(text) if end is None else end


def _is_named(text: str, quoted: Mention, *, titled: bool) -> bool:
    """Whether the marks stand around a title, a nickname, a term that is being defined, or a value in code."""
    start, end = quoted.span[0] - 1, quoted.span[1] + 1
    count = len(quoted.text.split())
    if text[start - 1 : start] == "=" or (text[start] == '"' and text[end : end + 1] == ":"):
        return True
    if count <= _DEFINED_WORDS and (
        _DEFINES.match(text, end)
        or (_IN_BRACKETS.search(text, max(0, start - 61), start) and _BRACKET_ENDS.match(text, end))
    ):
        return True
    if titled:
        return False
    if count <= _NICKNAME_WORDS and quoted.text[:1].isupper():
        before = _NAME_BEFORE.search(text, max(0, start - 30), start)
        return bool(before) and bool(_NAME_AFTER.match(text, end))
    return count > 1 and is_titled(quoted.text) and text[quoted.span[1] - 1] != ","


def _dialogue(text: str, language: str) -> Iterator[Mention]:
    start = _DASH.match(text)
    if not start or language not in ("es", "fr", "pt", "ru"):
        return
    pieces = [start.end(), *(k for m in _INSERTED.finditer(text, start.end()) for k in m.span()), len(text)]
    if len(pieces) > 2 and pattern("attribution", language).search(text, pieces[2], pieces[3]):
        for k in range(0, len(pieces) - 1, 4):
            yield _mention(text, pieces[k], pieces[k + 1])


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention((start, end), text[start:end].strip(" ,"), _words(text[start:end]))


def _words(text: str) -> str:
    """What counts of a quotation: its words and whether it asks."""
    return " ".join(word.lower() for word in _WORD.findall(_JOINT.sub("", text)))


def quotation_changes(edit: Edit, language: str, elsewhere: Callable[[str, int], bool]) -> Iterator[Found]:
    """The quotations of a whole unit whose words an edit changed, and those lost and gained.

    Where the attribution stands ("...", he said, "..."), and how the marks look, does not matter. `elsewhere` says of
    words whether another paragraph of the old (0) or new (1) article holds them.
    """
    old, new = quotations(edit.old, language), quotations(edit.new, language)
    gone = [m for m in _left(old, new) if not _stands(m, edit.new, 1, elsewhere)]
    come = [m for m in _left(new, old) if not _stands(m, edit.old, 0, elsewhere)]
    for went in list(gone):
        if same := _partner(went, come, new):
            gone.remove(went)
            come = [m for m in come if m is not same]
            if not _is_spelling(went, same):
                yield Found(went.text, same.text)
    for came in list(come):
        if same := _partner(came, [], old):
            come.remove(came)
            yield Found(same.text, came.text)
    for a, b in by_hunk(edit, gone, come):
        if not (a and b) and not any(_is_said(m, edit, language) for m in (*a, *b)):
            continue
        yield Found(" … ".join(m.text for m in a), " … ".join(m.text for m in b))


def _left(these: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """Those whose words the others, one after the other, do not hold."""
    whole = f" {' '.join(m.key for m in others)} "
    return [m for m in these if m.key and f" {m.key} " not in whole]


def _is_spelling(old: Mention, new: Mention) -> bool:
    """Whether the same letters are parted into words in another way ("any more", "anymore")."""
    return old.key.replace(" ", "") == new.key.replace(" ", "")


def _partner(mention: Mention, changed: Sequence[Mention], others: Sequence[Mention]) -> Mention | None:
    """The same quotation in other words: one that changed and is much alike, or one that became part of it."""
    alike = [(partial_ratio(mention.key, m.key), -k) for k, m in enumerate(changed)]
    if alike and max(alike)[0] >= _ALIKE:
        return changed[-max(alike)[1]]
    return next((m for m in others if m.key.count(" ") >= _LONG - 1 and f" {m.key} " in f" {mention.key} "), None)


def _is_said(mention: Mention, edit: Edit, language: str) -> bool:
    """Whether somebody said it: a word or two that nobody is said to say are a term, or meant at a distance."""
    if mention.key.count(" ") + 1 >= _SAID_ALONE or language not in languages():
        return True
    verbs = [pattern(meaning, language) for meaning in ("attribution", "other_attribution")]
    return any(verb.search(text) for verb in verbs for text in (edit.old, edit.new))


def _stands(mention: Mention, text: str, side: int, elsewhere: Callable[[str, int], bool]) -> bool:
    """Whether the other side has the words: in another paragraph, maybe in part, or, a single one, here unmarked."""
    count = mention.key.count(" ") + 1
    if count < _LONG:
        return count == 1 and f" {mention.key} " in f" {_words(text)} "
    pieces = [mention.text[s:e].rstrip(" .,") for s, e in sentence_spans(mention.text)]
    moved = [piece for piece in pieces if piece not in text]
    return bool(moved) and all(elsewhere(piece, side) for piece in moved)
