"""Paragraphs cut into sentences, and the operations of sentences."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdiff.diff.align import align
from newsdiff.diff.sentences import by_sentence, sentence_operations, sentence_spans, sentences
from newsdiff.model.article import Article, ExtractionOutcome, Make, Paragraph, ParagraphKind
from newsdiff.model.change import Op

#: by the rule that they are about; | stands where they are cut
CUT = {
    "plain": "The ferry sank.| Nobody drowned.| The mayor wept.",
    "questions and exclamations": "Who paid?| Nobody!| Really?!| Yes.",
    "titles": "Dr. Ames met Mrs. Boyle and Prof. Carr.| They agreed.",
    "ranks": "Lt. Gov. Ida Marsh and Sgt. Pell spoke.| Gen. Foss did not.",
    "initials": "J. R. Smith and Mary K. Jones left.| W. E. B. Dale stayed.",
    "initial before a sentence": "We chose plan B.| It failed.",
    "U.S. inside": "The U.S. Senate and the U.S. Army agreed.| So did we.",
    "U.S. at the end": "He flew to the U.S.| The trip took a day.",
    "a.m. inside": "It opened at 9 a.m. Tuesday and closed at 5 p.m. in the rain.",
    "a.m. at the end": "It opened at 9 a.m.| The queue was long.",
    "companies": "Hallam Bros. Ltd. and Reede Inc. merged.| Both gained.",
    "company at the end": "She left Reede Inc.| Then she sued.",
    "No. 5": "He lives at No. 5 Quay Street.| I said no.| Nobody listened.",
    "months before a day": "On Jan. 5 and Sept. 12 it rained.| Not so in Dec.| Snow fell.",
    "places": "He went from St. Ives to Mt. Hallam, Pa. House members knew.",
    "decimals": "It cost 3.5 million, or 1.500,25 a head.| Version 2.0.1 is free.",
    "ends in a number": "He was 33.| His wife was 31.| In 2019.| Before that, 2018.",
    "number begins": "He left.| 5 people stayed.",
    "ellipsis at the end": "He waited…| Smith came...| Mary left.",
    "ellipsis inside": "He was … Smith said … not well, but... he lived.",
    "ellipsis of omission": "“It was […] Mayor Ames who paid,” he said.",
    "begins with an ellipsis": "... And then it rained.| “… Or so,” he said.",
    "curly quotation": "“Go.”| He went.| “Why?”| “Because.”",
    "straight quotation": '"Go."| He went.| "Stay," she said.',
    "single quotation": "‘Go.’| He went.",
    "stop behind the mark": "He said “go”.| She went.",
    "question inside a sentence": "“Why?” he asked.| “Stop!” cried the mayor.",
    "german quotation": "„Geh.“| Er ging.| »Bleib.«| Sie blieb.",
    "french quotation": "« Oui. »| Elle partit.| Il dit : « Non. »| «\xa0Si.\xa0»| Fin.",
    "quotation set apart": "They call it “ a lung. ”| But it is not.",
    "brackets": "He left (at last).| (Nobody saw it.)| She stayed [sic].| Fine.",
    "mark in brackets": "The mayor (!) Ames and the clerk (?) Boyle came.",
    "small letter goes on": "The vs. sign, approx. five, et al. and so on.| Done.",
    "website": "Read example.org.| It is free.",
    "address": "See https://example.org/a.b?c.d!e=1 and write to a.b@example.org.| Thanks.",
    "address begins": "Read it all.| https://example.org/story",
    "list numbers": "1. Go to the office.| 2. The clerk helps.| 3. Wait.",
    "list letters": "A. The office.",
    "contractions": "She didn’t.| Mayor Ames did.| He won't.| Mayor Boyle will.",
    "dashes": "He left.| — She stayed.| He left. – and came back.",
    "no space": "He left.She stayed.",
    "german ordinals": "Am 3. Mai und am 4. Juni kam der 2. Bürgermeister.| Er blieb bis Freitag, 5. Juli.",
    "german number at the end": "Sie kam auf Platz 3.| Der Rest sind die 12.| Dann kam bis 1990.| Meier.",
    "german abbreviations": "Dipl.-Ing. Maier kam z. B. nach Ulm bzw. Bonn, d. h. zu uns.| Ca. 5 Mio. Euro fehlten.",
    "german usw.": "Brot, Salz usw.| Es fehlte viel.",
    "german Nr.": "Er las Nr. 5 und Abs. 2.| Mehr nicht.",
    "french": "M. Durand et Mgr Petit arrivent.| J.-M. Le Goff part av. J.-C. avec eux.| Voilà !| Fin.",
    "french etc.": "Du pain, du sel, etc.| Il manquait tout.",
    "spanish": "El Sr. Ruiz y la Dra. Paz viven en EE. UU. desde 2010.| ¿Por qué?| ¡Nadie sabe!| Dijo que no.| Pág. 5.",
    "portuguese": "O Sr. Dias e a Dra. Reis moram na Av. Brasil, n. 5.| Não saíram.",
    "italian": "Il Dott. Rossi e l’avv. Bianchi della Reede S.p.A. sono qui.| A pag. 5 manca tutto.",
    "dutch": "Prof. dr. J. de Vries sprak met dhr. Smit e.a. over o.a. Breda.| Hij zweeg.",
    "russian": "В 2020 г. Москва купила 5 млн. руб. и т.д. у А. И. Петрова.| Он молчал.| Проф. Орлов ушёл.",
    "greek": "Ποιος πλήρωσε;| Κανείς.| Ο κ. Νίκου και η Ρ. Δήμου έφυγαν.",
    "semicolon": "He left; She stayed; nobody knew.",
    "chinese": "渡轮沉没了。|市长说：“没有人淹死。”|谁付钱？|没有人！|真的……没有。",
    "japanese": "船が沈んだ。|「誰が払うのか。」と市長は述べた。|「知らない！」|彼は去った。",
    "japanese brand": "Yahoo！ニュースが伝えた。|本当！？|はい。",
    "korean": "배가 가라앉았다.| 김 시장은 안 돼.| 왜?| 아무도 모른다.",
    "hindi": "डॉ. शर्मा आए।| वे रु. 500 लाए।|क्यों?| कोई नहीं जानता॥",
    "arabic": "غرقت العبارة.| من دفع؟| د. سليم لم يدفع!| انتهى.",
    "urdu": "کشتی ڈوب گئی۔| کس نے ادا کیا؟| کسی نے نہیں۔",
    "hebrew": "המעבורת טבעה.| מי שילם?| איש לא ידע.",
    "thai": "เรือเฟอร์รี่จม เมื่อ พ.ศ. 2560 เวลา 10.00 น. นายกเทศมนตรี กทม. กล่าวว่าไม่มีใครเสียชีวิต",
    "georgian": "ბორანი ჩაიძირა.| არავინ დაიხრჩო.",
    "armenian, burmese, khmer, amharic": "Նավը խորտակվեց։| Ոչ ոք։|လှေနစ်သည်။|ទូកលិច។| ጀልባው ሰጠመ።",
}


@pytest.mark.parametrize("marked", CUT.values(), ids=CUT)
def test_a_paragraph_is_cut_where_its_sentences_end(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0"])
def test_no_text_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


PARAGRAPHS = st.lists(
    st.sampled_from(
        [*"….!?。！？।؟;:,”“»«\"'()「」[]–- \n\u00a0\u00ad12aAzZ", *(word for t in CUT.values() for word in t.split())]
    ),
    max_size=30,
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda between: between.join(words)))


@given(PARAGRAPHS | st.text(max_size=60))
@example(" . A.  B。C ")
def test_nothing_is_lost_but_white_space_between(text: str) -> None:
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)


@given(PARAGRAPHS)
def test_a_sentence_is_one_sentence(text: str) -> None:
    for sentence in sentences(text):
        assert sentences(sentence) == [sentence]


@pytest.mark.parametrize("marked", CUT.values(), ids=CUT)
def test_an_edit_inside_a_sentence_moves_no_cut_elsewhere(marked: str) -> None:
    parts = marked.split("|")
    for k, part in enumerate(parts):
        words = part.split(" ")
        for at in range(2, len(words) - 2):  # what stands beside a stop may decide about it
            if all(word.isalpha() for word in words[at - 2 : at + 3]):
                edited = " ".join([*words[:at], "quietly", *words[at + 1 :]])
                expected = [*parts[:k], edited, *parts[k + 1 :]]
                assert sentences("".join(expected)) == [sentence.strip() for sentence in expected]


@pytest.mark.parametrize("unit", ["a. ", "e.g. ", ". ", "…", "“", "。」", "( ", " ”", "1. ", "U.S.A.", "- "])
def test_a_long_paragraph_takes_time_by_its_length_alone(unit: str) -> None:
    start = time.process_time()
    sentences(unit * (600_000 // len(unit)))
    assert time.process_time() - start < 5


def operations(old: Sequence[str], new: Sequence[str]) -> list[tuple[Op, tuple[int, ...], tuple[int, ...]]]:
    """Of the sentences of the only unit that is not unchanged."""
    [unit] = [operation for operation in align(old, new) if operation.op is not Op.UNCHANGED]
    return [(found.op, found.old, found.new) for found in sentence_operations(unit, old, new)]


RAIN = "The rain began on Monday before the harbour office opened its doors."
FERRY = "Two ferries turned back to Upper Kell with some forty passengers aboard."
MAYOR = "Mayor Ida Marsh told reporters that the old quay wall would certainly hold."
BREAD = "Bakers along the market street gave away their bread to those who waited."


def test_an_edited_sentence_leaves_the_others_unchanged() -> None:
    after = [f"{RAIN} {FERRY.replace('forty', 'fifty')} {MAYOR}"]
    assert operations([f"{RAIN} {FERRY} {MAYOR}"], after) == [
        (Op.UNCHANGED, (0,), (0,)),
        (Op.EDITED, (1,), (1,)),
        (Op.UNCHANGED, (2,), (2,)),
    ]


def test_an_edited_sentence_has_marks_of_its_own() -> None:
    old, new = [f"{RAIN} {FERRY}"], [f"{RAIN} {FERRY.replace('forty', 'fifty')}"]
    [unit] = align(old, new)
    edited = sentence_operations(unit, old, new)[1]
    [[(start, end)]] = edited.spans_new
    assert sentences(new[0])[1][start:end] == "fifty"


def test_sentences_are_added_and_removed() -> None:
    assert operations([f"{RAIN} {FERRY}"], [f"{RAIN} {MAYOR} {FERRY}"])[1] == (Op.ADDED, (), (1,))
    assert operations([f"{RAIN} {MAYOR} {FERRY}"], [f"{RAIN} {FERRY}"])[1] == (Op.REMOVED, (1,), ())


def test_a_sentence_that_moved_is_not_told_as_removed() -> None:
    found = operations([f"{RAIN} {FERRY} {MAYOR} {BREAD}"], [f"{RAIN} {MAYOR} {BREAD} {FERRY}"])
    assert (Op.MOVED, (1,), (3,)) in found
    assert {op for op, _, _ in found} == {Op.UNCHANGED, Op.MOVED}


def test_one_sentence_becomes_two_and_two_become_one() -> None:
    one = "The council paid for meals that were never served to anyone, and the auditors found the bills in March."
    two = "The council paid for meals that were never served to anyone. The auditors found the bills in March."
    assert operations([f"{RAIN} {one}"], [f"{RAIN} {two}"])[1] == (Op.SPLIT, (1,), (1, 2))
    assert operations([f"{RAIN} {two}"], [f"{RAIN} {one}"])[1] == (Op.MERGED, (1, 2), (1,))


def test_typography_of_a_sentence_is_cosmetic() -> None:
    found = operations([f"{RAIN} “{MAYOR}” {FERRY.replace('forty', '40')}"], [f'{RAIN} "{MAYOR}" {FERRY}'])
    assert [op for op, _, _ in found] == [Op.UNCHANGED, Op.COSMETIC, Op.EDITED]


def test_a_split_paragraph_keeps_its_sentences() -> None:
    found = operations([BREAD, f"{RAIN} {FERRY} {MAYOR}"], [BREAD, RAIN, f"{FERRY} {MAYOR}"])
    assert found == [(Op.UNCHANGED, (k,), (k,)) for k in range(3)]


def test_a_merged_and_edited_paragraph_names_the_sentence_that_was_edited() -> None:
    found = operations([f"{RAIN} {FERRY}", MAYOR], [f"{RAIN} {FERRY} {MAYOR.replace('would certainly hold', 'held')}"])
    assert [op for op, _, _ in found] == [Op.UNCHANGED, Op.UNCHANGED, Op.EDITED]


def test_an_added_paragraph_has_added_sentences() -> None:
    assert operations([RAIN], [RAIN, f"{FERRY} {MAYOR}"]) == [(Op.ADDED, (), (0,)), (Op.ADDED, (), (1,))]


def test_a_moved_and_edited_paragraph_is_looked_into() -> None:
    old = [f"{RAIN} {FERRY}", MAYOR, BREAD]
    new = [MAYOR, BREAD, f"{RAIN} {FERRY.replace('forty', 'fifty')}"]
    assert [op for op, _, _ in operations(old, new)] == [Op.UNCHANGED, Op.EDITED]


def test_across_a_document_a_sentence_moves_between_paragraphs() -> None:
    old = [s for text in [f"{RAIN} {FERRY} {BREAD}", MAYOR] for s in sentences(text)]
    new = [s for text in [f"{RAIN} {BREAD}", f"{MAYOR} {FERRY}"] for s in sentences(text)]
    assert Op.MOVED in [found.op for found in align(old, new)]
    assert not {found.op for found in align(old, new)} & {Op.ADDED, Op.REMOVED}


@given(st.lists(PARAGRAPHS, max_size=4), st.lists(PARAGRAPHS, max_size=4))
def test_every_sentence_of_a_unit_stands_in_one_operation(old: list[str], new: list[str]) -> None:
    for unit in align(old, new):
        found = sentence_operations(unit, old, new)
        before = [sentence for i in unit.old for sentence in sentences(old[i])]
        after = [sentence for j in unit.new for sentence in sentences(new[j])]
        assert sorted(i for operation in found for i in operation.old) == list(range(len(before)))
        assert sorted(j for operation in found for j in operation.new) == list(range(len(after)))


def test_an_article_by_sentence_keeps_the_kinds() -> None:
    heading = Paragraph(text="Rain", kind=ParagraphKind.HEADING)
    note = Paragraph(text="Correction: it was Dr. Ames. She was not late.", kind=ParagraphKind.NOTE)
    article = Article(
        url="https://example.org/rain",
        outcome=ExtractionOutcome.ARTICLE,
        make=Make(extractor="test 1"),
        headline="Rain. And more rain.",
        paragraphs=(heading, note),
        captions=("The quay. The ferry.",),
    )
    cut = by_sentence(article)
    assert [(p.text, p.kind.value) for p in cut.paragraphs] == [
        ("Rain", "heading"),
        ("Correction: it was Dr. Ames.", "note"),
        ("She was not late.", "note"),
    ]
    assert (cut.headline, cut.captions) == (article.headline, article.captions)
