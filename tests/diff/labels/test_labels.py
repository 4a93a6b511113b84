"""Rules about single labels."""

from datetime import datetime

import pytest

from newsdiff.diff.labels.notes import note_kind
from newsdiff.diff.labels.numbers import quantities
from newsdiff.model.change import LabelName
from tests.diff.labels.articles import assessed, words_of

N, NAME, Q, NEG = LabelName.NUMBER, LabelName.NAME, LabelName.QUOTATION, LabelName.NEGATION
PIER = "The pier has opened to walkers and cyclists."
ANGLERS = "The pier has opened to walkers, anglers and cyclists."
ALSO_TEN = ("2026-05-03T12:00:00+02:00", "2026-05-03T10:00:00.000Z")
AT_TEN, AT_NOON = "2026-05-03T10:00:00Z", "2026-05-03T12:00:00Z"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("It has 12 rooms.", "It has 212 rooms.", ("12", "212")),
        ("Call 1-866-408-1899 by noon.", "Call 1-866-408-1900 by noon.", ("1-866-408-1899", "1-866-408-1900")),
        ("Rents rose 1.5 % in May.", "Rents rose 15 % in May.", ("1.5 %", "15 %")),
        ("It opens on May 3 at noon.", "It opens on May 30 at noon.", ("May 3", "May 30")),
        ("It cost $40 million to build.", "It cost $40 billion to build.", ("$40 million", "$40 billion")),
        ("He drove 12 km home.", "He drove 12 miles home.", ("12 km", "12 miles")),
        ("It was two hundred and five days ago.", "It was 206 days ago.", ("two hundred and five days", "206 days")),
    ],
)
def test_a_number_is_told_with_its_unit_before_and_after(old: str, new: str, words: tuple[str, str]) -> None:
    assert words_of(assessed(old, new), N) == [words]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1.500 Boote, 1,5 Meter", "de", ["1500", "1.5"]),
        ("1.500 boats, 1,500 boats", "en", ["1.5", "1500"]),
        ("quatre-vingt-dix-sept, soixante et onze, deux cents", "fr", ["97", "71", "200"]),
        ("dreiundvierzig, fünfhundert", "de", ["43", "500"]),
        ("treinta y dos, dos mil", "es", ["32", "2000"]),
        ("三百二十人，两万元，一些", "zh", ["320", "20000"]),
        ("水位計十四か所、三千世帯、三時間、八百の家", "ja", ["14", "3000", "3", "800"]),
        ("午後四時十分ごろ、二〇二四年、震度五強、3億人", "ja", ["4", "10", "2024", "5", "300000000"]),
        ("約一億二千万円、三万億円", "ja", ["120000000", "3000000000000"]),
        ("百分之三，十分钟，三千户，两三百名", "zh", ["3", "10", "3000", "300"]),
        ("一部、一方、十分な、万一、四国、赤十字、八戸市、六本木、第三者、万一人が", "ja", []),
        ("十分な睡眠", "ja", []),
        ("一些，统一，万一，十分高兴，三三两两，一五一十，百度，第三次，两岸", "zh", []),
        ("١٢٫٥ كيلومتر", "ar", ["12.5"]),
        ("see https://example.org/2019/04 and gull@42.example.org", "en", []),
        ("two or three", "en", ["2", "3"]),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, language: str, values: list[str]) -> None:
    assert [quantity.value for quantity in quantities(text, language)] == values


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("大雨で水位計四か所が停止した", "大雨で水位計十四か所が停止した", [("四", "十四")]),
        ("約三千世帯に避難指示が出た。", "約三万世帯に避難指示が出た。", [("三千", "三万")]),
        ("约三千户居民停电。", "约三万户居民停电。", [("三千", "三万")]),
        ("三千村民离开了家。", "四千村民离开了家。", [("三千", "四千")]),
        ("会場には五十嵐さんと市長がいた。", "会場には久米さんと市長がいた。", []),
        ("工人离开了码头的仓库。", "一个工人离开了码头的仓库。", []),
        ("工事が一時止まったと市が述べた。", "工事が止まったと市が述べた。", []),
    ],
)
def test_a_number_in_chinese_numerals_is_told_whole(old: str, new: str, words: list[tuple[str, str]]) -> None:
    assert words_of(assessed(old, new, "ja"), N) == words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("市は「ピンは入っていた」と説明している。", "市は「ピンは入っていた」と認めた。", []),
        ("県は水位計が四か所で止まったと発表した。", "県は水位計が四か所で止まったことを明らかにした。", []),
        ("県は水位計が四か所で止まったと発表した。", "県の水位計が四か所で止まった。", [("と発表", "")]),
    ],
)
def test_another_verb_of_saying_behind_a_japanese_particle_that_stayed_loses_no_source(
    old: str, new: str, words: list[tuple[str, str]]
) -> None:
    assert words_of(assessed(old, new, "ja"), LabelName.ATTRIBUTION) == words


def test_a_number_that_moved_to_another_paragraph_is_no_change() -> None:
    old = ["The pier is long. It cost 90 pounds a yard, said the treasurer.", "The roof of the hall is green."]
    new = ["The pier is long.", "The roof of the hall is green. It cost 90 pounds a yard, said the treasurer."]
    assert not words_of(assessed(old, new), N)


def test_a_paragraph_that_is_wholly_new_changes_no_number_name_or_quotation() -> None:
    assert not assessed([PIER], [PIER, "On 3 May 40 guests heard Ann Poole say: “It is not over.”"]).labels


def test_a_name_for_a_pronoun_is_no_changed_name() -> None:
    old = "Ann Poole spoke first. Then she left the hall."
    assert not words_of(assessed(old, "Ann Poole spoke first. Then Poole left the hall."), NAME)


def test_a_name_at_the_start_of_a_sentence_counts_when_a_name_follows() -> None:
    assert words_of(assessed("Erik Poole spoke first.", "Eric Poole spoke first."), NAME) == [("Erik", "Eric")]
    assert not words_of(assessed("Then Poole spoke first.", "When Poole spoke first."), NAME)


def test_a_hyphen_more_or_less_is_neither_a_typo_nor_quiet() -> None:
    old = {"paragraphs": ["The front-line crews are at sea."], "modified": AT_TEN}
    assert not assessed(old, {"paragraphs": ["The frontline crews are at sea."], "modified": AT_TEN}).labels


def test_another_form_of_a_name_that_stands_is_no_new_name() -> None:
    old = ["All of it was paid by the Marlandic fund.", "The people of Marland met. In Marlandia it rained."]
    new = ["All of it was paid by the public fund.", "The people of Marland met. In Marlandia it rained."]
    assert not words_of(assessed(old, new), NAME)


def test_german_nouns_are_no_names() -> None:
    assert not words_of(assessed("Er sah den Hund im Garten.", "Er sah die Katze im Garten.", "de"), NAME)
    assert words_of(assessed("Er traf Anna Brehm im Garten.", "Er traf Anna Behm im Garten.", "de"), NAME)


def test_an_abbreviated_name_is_the_same_name() -> None:
    assert not words_of(assessed("A school in Pmk. shut.", "A school in Pennmark shut."), NAME)
    assert words_of(assessed("A school in Penmark shut.", "A school in Pennmark shut."), NAME)


def test_words_put_between_quotation_marks_are_a_changed_quotation() -> None:
    assert words_of(assessed("He called it a theft in court.", "He called it “a theft” in court."), Q) == [
        ("", "a theft")
    ]


def test_a_quotation_whose_words_are_only_parted_otherwise_is_the_same() -> None:
    quoted = '"There is no fish {} in these waters," said Owen Thrale.'
    assert not words_of(assessed(quoted.format("any more"), quoted.format("anymore")), Q)
    assert words_of(assessed(quoted.format("any more"), quoted.format("anyhow")), Q)


def test_a_quotation_that_its_attribution_parts_is_the_same() -> None:
    old, new = "“It is safe and dry,” he said.", "“It is safe,” he said, “and dry.”"
    assert not words_of(assessed(old, new), Q)


def test_a_lost_apostrophe_is_a_typo_and_no_negation() -> None:
    names = [label.name for label in assessed("We cant see the harbour.", "We can’t see the harbour.").labels]
    assert names == [LabelName.TYPO]


def test_now_for_not_is_a_negation_and_no_typo() -> None:
    names = [label.name for label in assessed("The ferry is now running.", "The ferry is not running.").labels]
    assert names == [NEG]


def test_a_negation_in_a_sentence_that_was_added_negates_nothing() -> None:
    assert not words_of(assessed("The pier is open.", "The pier is open. The hall is not."), NEG)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction, May 3: The pier is 90 yards long.", LabelName.CORRECTION_NOTE),
        ("UPDATE, FRIDAY: The pier is shut.", LabelName.UPDATE_NOTE),
        ("Last updated: 2:10 p.m., May 25", LabelName.UPDATE_NOTE),
        ("(This post has been updated.)", LabelName.UPDATE_NOTE),
        ("Editor’s note: This story misspelled a name.", LabelName.CORRECTION_NOTE),
        ("Editor’s note: The pictures are from June.", LabelName.UPDATE_NOTE),
        ("This is a developing story.", LabelName.UPDATE_NOTE),
        ("Nous présentons nos excuses à nos lecteurs.", LabelName.CORRECTION_NOTE),
        ("お詫びして訂正します。", LabelName.CORRECTION_NOTE),
        ("Updates are read out at the harbour at 10:15.", None),
        ("Correction fluid was found in the safe.", None),
        ("The council corrected its map of the harbour.", None),
    ],
)
def test_notes_are_known_by_their_label_or_by_what_they_say(text: str, kind: LabelName | None) -> None:
    assert note_kind(text) is kind


def test_a_standing_note_is_not_told_again() -> None:
    note = "Correction: An earlier version gave the wrong length."
    assert not [label for label in assessed([PIER, note], [ANGLERS, note]).labels if "note" in label.name]


def test_a_change_is_quiet_when_the_stamp_stands_and_nothing_says_so() -> None:
    old, new = {"paragraphs": [PIER], "modified": AT_TEN}, {"paragraphs": [ANGLERS], "modified": AT_TEN}
    assert words_of(assessed(old, new), LabelName.QUIET) == [(AT_TEN, AT_TEN)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"modified": AT_TEN}, {"modified": AT_NOON}),
        ({}, {}),
        ({"modified": AT_TEN}, {}),
        ({"modified": "2026-05-03"}, {"modified": "2026-05-03"}),
        ({"modified": "2026-05-03T00:00:00Z"}, {"modified": "2026-05-03T00:00:00Z"}),
        ({"modified": AT_TEN, "published": AT_TEN}, {"modified": AT_TEN, "published": AT_NOON}),
        ({"modified": AT_TEN, "published": AT_TEN}, {"modified": AT_TEN, "published": AT_TEN}),
        *[({"modified": AT_TEN, "published": same}, {"modified": AT_TEN, "published": same}) for same in ALSO_TEN],
    ],
)
def test_no_change_is_called_quiet_that_the_page_may_have_told(old: dict[str, str], new: dict[str, str]) -> None:
    before, after = {"paragraphs": [PIER], **old}, {"paragraphs": [ANGLERS], **new}
    assert not words_of(assessed(before, after), LabelName.QUIET)


@pytest.mark.parametrize(
    ("stood_at", "stamp", "is_quiet"),
    [
        ("2026-05-03T10:00:00+00:00", AT_TEN, True),
        ("2026-05-03T09:59:00+00:00", AT_TEN, False),
        ("2026-05-03T22:00:00+00:00", "2026-05-03T10:00:00", True),
        ("2026-05-03T21:59:00+00:00", "2026-05-03T10:00:00", False),
    ],
)
def test_a_modified_time_after_the_old_text_was_seen_may_be_that_of_the_change(
    stood_at: str, stamp: str, is_quiet: bool
) -> None:
    """Without an offset the time may be that of any zone."""
    new = {"paragraphs": [ANGLERS], "modified": stamp, "stood_at": datetime.fromisoformat(stood_at)}
    assert bool(words_of(assessed({"paragraphs": [PIER], "modified": stamp}, new), LabelName.QUIET)) == is_quiet


@pytest.mark.parametrize(
    "said",
    [
        "This story will be updated.",
        "Dieser Artikel wird laufend aktualisiert.",
        "Cet article sera mis à jour.",
        "Noticia en desarrollo.",
        "Новость дополняется.",
        "本文将持续更新。",
    ],
)
def test_a_change_that_the_text_announced_is_not_quiet(said: str) -> None:
    old, new = {"paragraphs": [PIER, said], "modified": AT_TEN}, {"paragraphs": [ANGLERS], "modified": AT_TEN}
    assert not words_of(assessed(old, new), LabelName.QUIET)


def test_a_number_in_its_place_is_told_whatever_stands_elsewhere() -> None:
    """The 2 of another place is no reason to say that a 2 was added only."""
    found = assessed("Arvik had 1 case, Lund 2 and Salt 3.", "Arvik had 2 cases, Lund 2 and Salt 4.")
    assert words_of(found, N) == [("1", "2"), ("3", "4")]


@pytest.mark.parametrize(("old", "new"), [("40", "53"), ("8 %", "11 %"), ("Arvik | 40", "Arvik | 53")])
def test_a_figure_alone_in_its_place_is_told_before_and_after(old: str, new: str) -> None:
    assert words_of(assessed(["Cases", old, "Deaths"], ["Cases", new, "Deaths"]), N) == [
        (old.rpartition("| ")[2], new.rpartition("| ")[2])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The pier has opened, to walkers and cyclists.",
        "The pier has opened to to walkers and cyclists.",
        "The Pier has opened to walkers and cyclists",
        "The _pier_ has opened to walkers and cyclists.",
    ],
)
def test_mending_spelling_or_marks_in_silence_is_not_quiet(text: str) -> None:
    old, new = {"paragraphs": [PIER], "modified": AT_TEN}, {"paragraphs": [text], "modified": AT_TEN}
    assert not words_of(assessed(old, new), LabelName.QUIET)


def test_a_caption_that_says_another_thing_is_labelled() -> None:
    old = {"paragraphs": [PIER], "captions": ("Erik Poole on the pier, 3 May",)}
    new = {"paragraphs": [PIER], "captions": ("Eric Poole on the pier, 3 May",)}
    labels = assessed(old, new).labels
    assert [(label.name, label.field, label.old, label.new) for label in labels] == [(NAME, "captions", "Erik", "Eric")]


def test_a_quotation_that_stands_in_another_paragraph_is_neither_lost_nor_gained() -> None:
    said = "“The pier will be safe for all of us,” the keeper said"
    old = [f"The keeper spoke at noon. {said}.", "The hall is green and was built in a hurry."]
    new = ["The keeper spoke at noon.", f"The hall is green and was built in a hurry. {said} on Monday."]
    assert not words_of(assessed(old, new), Q)


def test_a_quotation_goes_over_sentences_and_paragraphs() -> None:
    old = ["“We are glad. We are very glad of the new pier in our town,” Poole said."]
    new = ["“We are glad,” Poole said.", "“We are very glad of the new pier in our town.”"]
    assert not words_of(assessed(old, new), Q)


def test_a_name_is_shown_whole() -> None:
    old = "The board met at noon in the hall with the keeper of the light."
    new = "The board met at noon in the hall with the keeper of the light, House Speaker Ann Poole of the Tarn Trust."
    assert words_of(assessed(old, new), NAME) == [("", "House Speaker Ann Poole"), ("", "Tarn Trust")]


NOTES = [
    "Updated at noon on Monday with the council’s reply.",
    "We have corrected the spelling of the keeper’s name.",
    "After this story was first published, the council sent a statement.",
    "Aktualisiert am 3. Mai 2026 um 12.30 Uhr",
    "Wir bitten, den Fehler zu entschuldigen.",
    "An dieser Stelle stand zunächst ein falscher Name.",
    "Article mis à jour à 15h30 avec la réaction de la mairie.",
    "Une erreur s’est glissée dans la version initiale de cet article.",
    "Este texto se corrigió el 3 de mayo.",
    "En una versión anterior se decía que el muelle estaba cerrado.",
    "Ao contrário do que informamos, o cais está aberto.",
    "A versão original desta reportagem dizia que o cais estava fechado.",
    "UPD: пирс снова открыт.",
    "Редакция приносит извинения за ошибку.",
    "更新于5月3日12:30",
    "我们对此错误深表歉意。",
    "آخر تحديث: 3 مايو 2026",
    "تعتذر الصحيفة عن الخطأ الوارد في الخبر.",
]


@pytest.mark.parametrize("text", NOTES)
def test_newsrooms_of_eight_languages_word_their_notes_in_many_ways(text: str) -> None:
    assert note_kind(text) is not None
    assert [label.new for label in assessed([PIER], [PIER, text], None).labels if "note" in label.name] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The firm said on Monday that it regrets the error of its captain.",
        "The post was updated by its owner on Sunday, the police said.",
        "The report was amended by the committee.",
        "In der früheren Fassung des Gesetzes stand das anders.",
        "Le texte de loi a été modifié par le Sénat.",
        "La ley fue corregida por el Senado.",
        "O texto da lei foi alterado pelo Senado.",
        "Закон был исправлен в мае.",
        "市长就错误致歉。",
        "تم تحديث القانون في مايو.",
    ],
)
def test_text_about_corrections_of_others_is_no_note(text: str) -> None:
    assert note_kind(text) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([PIER, "Write to gu[email protected] or call."], [PIER, "Write to [email protected] or call."]),
        ([PIER, "1", "2"], [PIER]),
    ],
)
def test_what_a_mail_shield_or_a_template_leaves_by_chance_is_not_quiet(old: list[str], new: list[str]) -> None:
    before, after = {"paragraphs": old, "modified": AT_TEN}, {"paragraphs": new, "modified": AT_TEN}
    assert not words_of(assessed(before, after), LabelName.QUIET)


def test_a_modified_time_that_nobody_can_read_tells_nothing_of_a_change() -> None:
    said = "<b>2026-05-03T10:00</b>"
    new = {"paragraphs": [ANGLERS], "modified": said, "stood_at": datetime.fromisoformat("2026-05-04T10:00:00+00:00")}
    assert not words_of(assessed({"paragraphs": [PIER], "modified": said}, new), LabelName.QUIET)


def test_a_translation_changes_no_name_and_no_quotation() -> None:
    russian = "Сэм Альтман сказал, что это не его дело: «Мы не будем платить за это», и ушёл в 12 часов."
    english = "Sam Altman said that this was none of the business of his: “We will not pay for it,” and left at 12."
    found = assessed({"paragraphs": [russian], "headline": "Сэм Альтман"}, {"paragraphs": [english], "headline": "Sam"})
    assert {label.name for label in found.labels} == {LabelName.HEADLINE}


def test_of_a_row_numbers_alone_are_told() -> None:
    found = assessed("37 | Male | Arvik | No | 1,916 | 56", "37 | Female | Lundholm | Yes | 2,112 | 66")
    assert [(label.name, label.old, label.new) for label in found.labels] == [(N, "1,916", "2,112"), (N, "56", "66")]


@pytest.mark.parametrize(
    "said",
    [
        "O acordo ajuda países em desenvolvimento.",
        "Das Team wird ergänzt durch zwei Ärzte.",
        "There is more to come, the minister said.",
        "The software will be updated next week.",
        "El precio será actualizado en enero.",
        "The police report is updated daily.",
    ],
)
def test_prose_announces_no_update_of_the_text(said: str) -> None:
    old, new = {"paragraphs": [PIER, said], "modified": AT_TEN}, {"paragraphs": [ANGLERS, said], "modified": AT_TEN}
    assert words_of(assessed(old, new), LabelName.QUIET)


def test_words_behind_a_time_and_a_stroke_are_read() -> None:
    old = "12:31 | The minister said he would not resign over the affair."
    assert words_of(assessed(old, old.replace(" not", "")), NEG)
