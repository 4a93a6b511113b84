"""Proper names that an edit changed.

A name is a capitalised word that does not begin a sentence, or that is known as a name from elsewhere in the article.
German capitalises all nouns: there only runs of two capitalised words ("Anna Weber", "Frau Weber") and the words known
from such runs are names. Scripts without capitals have none: their names cannot be told from other words honestly.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from newsdiff.diff.labels.edits import Edit, hunk_of, words_at
from newsdiff.diff.labels.findings import Found, Mention, by_hunk, cancelled, is_titled
from newsdiff.diff.labels.name_forms import is_same_name
from newsdiff.diff.labels.numbers import ADDRESS, is_calendar
from newsdiff.diff.labels.numerals import cardinals
from newsdiff.diff.labels.vocabulary import is_word
from newsdiff.diff.stopwords import STOP_WORDS
from newsdiff.model.change import Span

#: a word, or an abbreviation of initials ("U.N.")
_WORD = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ]\.){2,}|[^\W\d_]+(?:[’'-][^\W\d_]+)*")
#: nothing but this stands between a word and the start of its sentence
_BEFORE = re.compile(r"(?:\A|[.!?:…。;\n][\"”»’)]*|[“„«‹「‘(\[]|(?<![,\w])\"|[—–-]\s)[\s\"“„«‘(\[—–-]*$")
#: three words or more in capitals: the page raises its voice
_SHOUTED = re.compile(r"(?:[A-ZÀ-ÞА-Я’']{2,}[\s,.:-]+){2,}[A-ZÀ-ÞА-Я’']{2,}")
_POSSESSIVE = re.compile(r"[’']s?$")
_ELISION = re.compile(r"(?:[dlnscjmt]|qu)[’'](?=\w)", re.IGNORECASE)
#: where more names differ in one place, none can be said to stand for another
_MOST_IN_PLACE = 6
#: letters that two forms of one name share
_STEM = 6
#: letters of a word in capitals that is no acronym
_SHOUT = 7
#: letters of an acronym whose words are looked for
_ACRONYM = (2, 6)
#: words beside the names in a stretch that still is a name in the place of a name
_BESIDE = 1
#: two first words this much alike are one name in two spellings
_SPELLING = 0.5
_STOPPED = re.compile(r"[.!?…][\"”’»)]*$")
_NAME_NEXT = re.compile(r"\s[A-ZÀ-ÞА-ЯЁ][^\W\d_]")
#: capitalised words right before and right after a name
_CAPITALS_BEFORE = re.compile(r"(?<![\w’'-])(?:[A-ZÀ-ÞА-ЯЁ][\w’'-]+\s)+$")
_CAPITALS_AFTER = re.compile(r"(?:\s[A-ZÀ-ÞА-ЯЁ][\w’'-]+)+")
_REACH = 40
#: a sentence end stands at most this far before its first word
_NEAR = 5


class Names:
    """What is known of the names of one article, from both of its versions."""

    def __init__(self, old: str, new: str, language: str) -> None:
        self.language = language
        self._texts = (old, new)

    @cached_property
    def _written(self) -> tuple[frozenset[str], frozenset[str]]:
        """All words of the old and of the new article, as they are written."""
        old, new = (frozenset(_WORD.findall(text)) for text in self._texts)
        return old, new

    def is_common(self, word: str) -> bool:
        """Whether the word also stands without its capital: a title, an office, a heading."""
        return any(word.lower() in words for words in self._written)

    def abbreviates(self, run: Sequence[str], side: int) -> bool:
        """Whether the old (0) or new (1) article has the acronym of these words, or the words of this acronym."""
        if len(run) > 1:
            initials = "".join(word[0] for word in run)
            return initials in self._written[side] or ".".join([*initials, ""]) in self._written[side]
        letters = run[0].replace(".", "")
        if not letters.isupper() or not _ACRONYM[0] <= len(letters) <= _ACRONYM[1]:
            return False
        words = r"\W+(?:\w{1,3}\W+){0,2}".join(rf"{letter}\w+" for letter in letters)
        return bool(re.search(rf"\b{words}", self._texts[side]))

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words that stand as names in the middle of a sentence, and never without their capital."""
        old, new = (text.split("\n") for text in self._texts)
        whole = "\n".join(line for line in dict.fromkeys([*old, *new]) if not self._is_heading(line))
        return frozenset(m.text for m in self._inside(whole) if not self.is_common(m.text))

    def _is_heading(self, line: str) -> bool:
        """Whether the capitals of a line say nothing, as in many headlines."""
        return self.language != "de" and not _STOPPED.search(line) and is_titled(line, 2)

    def stands(self, name: str, side: int) -> bool:
        """Whether the old (0) or new (1) article has the word anywhere, or another form of it ("Democrats")."""
        head = name.partition("-")[0]
        stem = head[: max(_STEM, len(head) - 3)]
        text, start = self._texts[side], -1
        while (start := text.find(stem, start + 1)) >= 0:
            end = start + len(stem)
            if not _is_letter(text[start - 1 : start]) and (stem != head or not _is_letter(text[end : end + 1])):
                return True
        return False

    def known(self, word: str) -> bool:
        """Whether the word is a name elsewhere in the article."""
        return word in self._known

    def mentions(self, text: str) -> list[Mention]:
        """The names in a text, word by word, in order; where every word has a capital, the known ones alone."""
        words = list(_WORD.finditer(text))
        titled = self.language != "de" and is_titled(text, 2)
        inside = {} if titled else {m.span: m for m in self._inside(text)}
        found = []
        hidden = [m.span() for m in ADDRESS.finditer(text)] if "." in text else []
        for word in words:
            name = inside.get(word.span()) or self._known_mention(word)
            if name and not _is_part(text, word.span()) and not any(s <= word.start() < e for s, e in hidden):
                found.append(name)
        return found

    def _known_mention(self, word: re.Match[str]) -> Mention | None:
        bare = _bare(word[0])
        return _name(word, bare) if bare[:1].isupper() and self.known(bare) else None

    def _inside(self, text: str) -> list[Mention]:
        """The capitalised words that begin no sentence and name no day or month."""
        found: list[Mention] = []
        run: list[Mention] = []
        end = -1
        shouted = [m.span() for m in _SHOUTED.finditer(text)]
        for word in _WORD.finditer(text):
            if not (word[0][0].isupper() or word[0][-1].isupper() or "’" in word[0] or "'" in word[0]):
                continue
            bare, start = _bare(word[0]), word.start()
            if any(s <= start < e for s, e in shouted) or (word[0].isupper() and len(word[0]) >= _SHOUT):
                continue
            if not bare[:1].isupper() or self._is_other(bare) or _BEFORE.search(text, max(0, start - _NEAR), start):
                continue
            if text[end:start].strip(" ."):
                found += self._run(run, text)
                run = []
            run.append(_name(word, bare))
            end = word.end()
        return found + list(self._run(run, text))

    def _is_other(self, word: str) -> bool:
        is_common = word.lower() in STOP_WORDS and not (word.isupper() and len(word) > 1)
        return is_common or is_calendar(word, self.language) or is_word(word, "no_name", self.language)

    def _run(self, run: Sequence[Mention], text: str) -> Sequence[Mention]:
        if self.language != "de":
            return run
        if len(run) < 2 or _is_counted(text, run[0].span[0]):
            return []
        return [m for m in run[-2:] if not is_word(m.text, "title", "de")]


def _is_counted(text: str, start: int) -> bool:
    """Whether a German number stands before the nouns ("vier Seiten Text")."""
    before = text[max(0, start - 20) : start].split()[-1:]
    return any(word[-1].isdigit() or word.lower() in cardinals("de") for word in before)


def _name(word: re.Match[str], bare: str) -> Mention:
    return Mention(word.span(), bare, bare.lower().replace(".", ""))


def _is_part(text: str, span: Span) -> bool:
    """Whether the letters are part of something with digits ("4F")."""
    return text[span[0] - 1 : span[0]].isdigit() or text[span[1] : span[1] + 1].isdigit()


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _bare(word: str) -> str:
    """Without a possessive ending, or an article run into the word ("d’Alma")."""
    return _ELISION.sub("", _POSSESSIVE.sub("", word), count=1)


def name_changes(edit: Edit, names: Names) -> Iterator[Found]:
    """The names that an edit replaced, lost and gained.

    A name for another in the same place always counts; a name lost or gained alone only when it is gone from the whole
    article, or new to it: "he" for "Smith" changes no name.
    """
    yield from _first_words(edit, names)
    if not any(map(str.isupper, "".join(words_at(edit.old, h.old) + words_at(edit.new, h.new) for h in edit.hunks))):
        return
    old, new = names.mentions(edit.old), names.mentions(edit.new)
    words_old, words_new = (frozenset(_key(w) for w in _WORD.findall(t)) for t in (edit.old, edit.new))
    gone, come = cancelled(old, new, lambda a, b: a.key == b.key)
    gone = [m for m in gone if m.key not in words_new]
    come = [m for m in come if m.key not in words_old]
    for went, came in by_hunk(edit, gone, come):
        if went and came and _is_in_place(edit, went, came, names):
            if not is_same_name(went, came):
                yield Found(_shown(edit.old, went), _shown(edit.new, came))
            continue
        yield from (Found(old=lost) for lost in _alone(edit.old, went, names, 1))
        yield from (Found(new=gained) for gained in _alone(edit.new, came, names, 0))


def _is_in_place(edit: Edit, went: Sequence[Mention], came: Sequence[Mention], names: Names) -> bool:
    """Whether names took the place of names, with hardly another word, and titles of titles."""
    titles = [all(is_word(m.text, "title", names.language) for m in side) for side in (went, came)]
    if titles[0] != titles[1] or not edit.is_same_sentence or len(went) + len(came) > _MOST_IN_PLACE:
        return False
    for text, side, mentions in ((edit.old, 0, went), (edit.new, 1, came)):
        k = hunk_of(mentions[0].span, edit.hunks, side)
        span = None if k is None else (edit.hunks[k].old, edit.hunks[k].new)[side]
        keys = {m.key for m in mentions}
        others = [w for w in map(_key, _WORD.findall(words_at(text, span))) if w not in keys and w not in STOP_WORDS]
        if len(others) > _BESIDE:
            return False
    return True


def _alone(text: str, mentions: Sequence[Mention], names: Names, side: int) -> list[str]:
    """The names of which the other side has nothing, each with the words that belong to it."""
    gone = {m.span: m for m in mentions if not names.stands(m.text, side) and _counts_alone(m, names)}
    shown: list[Span] = []
    for run in _runs(text, mentions):
        words = [m.text for m in run]
        is_gone = [m.span in gone for m in run]
        if not (all(is_gone) if names.language == "de" else any(is_gone)):
            continue
        start, end = _with_neighbours(text, run)
        if names.abbreviates(words, side) or names.abbreviates(text[start:end].split(), side):
            continue
        if shown and start < shown[-1][1]:
            start = shown.pop()[0]
        shown.append((start, end))
    return [_POSSESSIVE.sub("", text[start:end]) for start, end in shown]


def _runs(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The names that stand side by side."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and not text[runs[-1][-1].span[1] : mention.span[0]].strip(" ."):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _with_neighbours(text: str, run: Sequence[Mention]) -> Span:
    """Where the names stand with the capitalised words right before and after them."""
    start, end = run[0].span[0], run[-1].span[1]
    before = _CAPITALS_BEFORE.search(text, max(0, start - _REACH), start)
    after = _CAPITALS_AFTER.match(text, end)
    if before and before[0].split()[0].lower() not in STOP_WORDS:
        start = before.start()
    return start, after.end() if after else end


def _first_words(edit: Edit, names: Names) -> Iterator[Found]:
    """A name that begins its sentence, for another: one capitalised word before a standing one ("Erik Anton")."""
    for hunk in edit.hunks if names.language != "de" else ():
        old, new = words_at(edit.old, hunk.old), words_at(edit.new, hunk.new)
        if not (_WORD.fullmatch(old) and _WORD.fullmatch(new) and old[0].isupper() and new[0].isupper()):
            continue
        at_start = hunk.new is not None and _BEFORE.search(edit.new, max(0, hunk.new[0] - _NEAR), hunk.new[0])
        before_name = hunk.new is not None and _NAME_NEXT.match(edit.new, hunk.new[1])
        common = any(w.lower() in STOP_WORDS or names.stands(w.lower(), s) for w in (old, new) for s in (0, 1))
        if at_start and before_name and not common and old.lower() != new.lower() and not (old + new).isupper():
            known = names.known(_bare(old)) and names.known(_bare(new))
            if not known and OSA.normalized_similarity(old, new) >= _SPELLING:
                yield Found(old, new)


def _counts_alone(mention: Mention, names: Names) -> bool:
    is_short = len(mention.key) < 3 and not (mention.text.isupper() and len(mention.key) > 1)
    return not (is_short or is_word(mention.text, "title", names.language) or names.is_common(mention.text))


def _key(word: str) -> str:
    return _bare(word).lower().replace(".", "")


def _shown(text: str, mentions: Sequence[Mention]) -> str:
    """The names as the text has them, or one after the other where something stands between them."""
    runs = _runs(text, mentions)
    return ", ".join(_POSSESSIVE.sub("", text[run[0].span[0] : run[-1].span[1]]) for run in runs)
