"""Proper names that an edit changed.

A name is a capitalised word that does not begin a sentence, or that is known as a name from elsewhere in the article.
German capitalises all nouns: there only runs of two capitalised words ("Anna Weber", "Frau Weber") and the words known
from such runs are names. Scripts without capitals have none: their names cannot be told from other words honestly.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import OSA

from newsdiff.diff.labels.edits import Edit, words_at
from newsdiff.diff.labels.findings import Found, Mention, by_hunk, cancelled
from newsdiff.diff.labels.numbers import is_calendar
from newsdiff.diff.labels.numerals import cardinals
from newsdiff.diff.labels.vocabulary import is_word
from newsdiff.diff.stopwords import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
#: nothing but this stands between a word and the start of its sentence
_BEFORE = re.compile(r"(?:\A|[.!?:…。;\n][\"”»’)]*|[“„«‹「‘(\[]|(?<![,\w])\"|[—–-]\s)[\s\"“„«‘(\[—–-]*$")
#: three words or more in capitals: the page raises its voice
_SHOUTED = re.compile(r"(?:[A-ZÀ-ÞА-Я’']{2,}[\s,.:-]+){2,}[A-ZÀ-ÞА-Я’']{2,}")
_POSSESSIVE = re.compile(r"[’']s?$")
_ELISION = re.compile(r"(?:[dlnscjmt]|qu)[’'](?=\w)", re.IGNORECASE)
_MANY_CAPITALS = 0.6
#: where more names differ in one place, none can be said to stand for another
_MOST_IN_PLACE = 6
_ABBREVIATION = 4
#: letters that two forms of one name share
_STEM = 6
#: letters of a word in capitals that is no acronym
_SHOUT = 7
#: two first words this much alike are one name in two spellings
_SPELLING = 0.5
_NAME_NEXT = re.compile(r"\s[A-ZÀ-ÞА-ЯЁ][^\W\d_]")
#: a sentence end stands at most this far before its first word
_NEAR = 5


class Names:
    """What is known of the names of one article, from both of its versions."""

    def __init__(self, old: str, new: str, language: str) -> None:
        self.language = language
        self._texts = (old, new)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words that stand as names in the middle of a sentence, and never without their capital."""
        old, new = (text.split("\n") for text in self._texts)
        whole = "\n".join(dict.fromkeys([*old, *new]))
        lower = frozenset(_WORD.findall(whole))
        return frozenset(m.text for m in self._inside(whole) if m.key not in lower)

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
        lettered = [w[0] for w in words if len(w[0]) > 3]
        titled = len(lettered) > 1 and sum(w[0].isupper() for w in lettered) > _MANY_CAPITALS * len(lettered)
        inside = {} if titled and self.language != "de" else {m.span: m for m in self._inside(text)}
        found = []
        for word in words:
            name = inside.get(word.span()) or self._known_mention(word)
            if name:
                found.append(name)
        return found

    def _known_mention(self, word: re.Match[str]) -> Mention | None:
        bare = _bare(word[0])
        return Mention(word.span(), bare, bare.lower()) if bare[:1].isupper() and self.known(bare) else None

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
            run.append(Mention(word.span(), bare, bare.lower()))
            end = word.end()
        return found + list(self._run(run, text))

    def _is_other(self, word: str) -> bool:
        return is_calendar(word, self.language) or is_word(word, "no_name", self.language)

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
    words_old, words_new = (frozenset(_bare(w).lower() for w in _WORD.findall(t)) for t in (edit.old, edit.new))
    gone, come = cancelled(old, new, lambda a, b: a.key == b.key)
    gone = [m for m in gone if m.key not in words_new]
    come = [m for m in come if m.key not in words_old]
    for went, came in by_hunk(edit, gone, come):
        titles = [all(is_word(m.text, "title", names.language) for m in side) for side in (went, came)]
        if (
            went
            and came
            and titles[0] == titles[1]
            and edit.is_same_sentence
            and len(went) + len(came) <= _MOST_IN_PLACE
        ):
            if not _is_same(went, came):
                yield Found(_shown(edit.old, went), _shown(edit.new, came))
            continue
        lost = [m for m in went if not names.stands(m.text, 1) and _counts_alone(m, names)]
        gained = [m for m in came if not names.stands(m.text, 0) and _counts_alone(m, names)]
        if lost:
            yield Found(old=_shown(edit.old, lost))
        if gained:
            yield Found(new=_shown(edit.new, gained))


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
    is_short = len(mention.text) < 3 and not mention.text.isupper()
    return not (is_short or is_word(mention.text, "title", names.language) or mention.key in STOP_WORDS)


def _is_same(went: Sequence[Mention], came: Sequence[Mention]) -> bool:
    """Whether one is the other's abbreviation ("Pa.", "Pennsylvania") or plural."""
    if len(went) > 1 or len(came) > 1:
        return False
    short, long = sorted((went[0].key, came[0].key), key=len)
    letters = iter(long)
    is_short = len(short) <= _ABBREVIATION <= len(long) - len(short) and short[0] == long[0]
    return long == short + "s" or (is_short and all(c in letters for c in short))


def _shown(text: str, mentions: Sequence[Mention]) -> str:
    """The names as the text has them, or one after the other where something stands between them."""
    whole = text[mentions[0].span[0] : mentions[-1].span[1]]
    return whole if len(whole.split()) == len(mentions) else ", ".join(m.text for m in mentions)
