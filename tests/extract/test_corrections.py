"""A correction is part of the article wherever it stands, whatever its wording; on small invented pages."""

import pytest

from newsdiff.extract import extract_article
from newsdiff.model.article import ParagraphKind
from tests.extract.pages import PARAGRAPHS, page

URL = "https://gull.example.org/sea/harbour.html"
CALLED_ARTICLE = '<meta property="og:type" content="article">'

WORDINGS = [
    "Correction: The quay was built in 1962, not in 1926.",
    "This article was amended on 4 March 2031. The quay was built in 1962.",
    "Due to an editing error, the harbour master was misnamed in the first version of this report.",
    "This headline has been changed to say that nobody was hurt.",
    "* The text was changed after publication: the quay is 40 metres long.",
    "We have corrected the year in which the quay was built.",
    "(This March 3 story has been corrected to say 1962, not 1926, in paragraph 2.)",
    "Der Text wurde nachträglich geändert: Der Kai ist 40 Meter lang.",
    "Contrairement à ce que nous avions écrit, le quai date de 1962.",
    "Esta noticia ha sido corregida: el muelle es de 1962.",
    "Новость исправлена: причал построен в 1962 году.",
    "ورد في نسخة سابقة من هذا المقال عام خاطئ لبناء الرصيف.",
    "本文早前版本误写了码头的建造年份。",
    "当初の記事で建設年に誤りがありました。おわびして訂正します。",
]
NAMED_BOX = '<div class="hx-3"><p>{}</p></div>'


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("wrapper", ["<p>{}</p>", "<div>{}</div>", NAMED_BOX, "<p><em>{}</em></p>"])
def test_a_correction_above_the_text_is_read(wording: str, wrapper: str) -> None:
    article = extract_article(page(before=wrapper.format(wording), head=CALLED_ARTICLE), URL)
    assert article.texts == (wording, *PARAGRAPHS)
    assert article.paragraphs[0].kind is ParagraphKind.NOTE
    assert article.standfirst is None


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize(
    "wrapper",
    ["<p>{}</p>", NAMED_BOX, "<aside><p>{}</p></aside>", '<footer><p>{}</p><a href="/t">Harbours</a></footer>'],
)
def test_a_correction_behind_the_text_is_read(wording: str, wrapper: str) -> None:
    article = extract_article(page(after=wrapper.format(wording), head=CALLED_ARTICLE), URL)
    assert article.texts == (*PARAGRAPHS, wording)


def test_a_line_on_who_reported_stays_a_byline_above_the_text() -> None:
    article = extract_article(page(before='<p class="h">Reporting by Ann Lee</p>', head=CALLED_ARTICLE), URL)
    assert article.texts == PARAGRAPHS


def test_a_reader_who_tells_what_was_corrected_is_no_newsroom() -> None:
    talk = '<div class="comments"><p>heron: An earlier version of this article said 1926.</p></div>'
    assert extract_article(page(after=talk, head=CALLED_ARTICLE), URL).texts == PARAGRAPHS
