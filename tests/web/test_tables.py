"""Tables of an article, as its versions show them."""

import re
from pathlib import Path

from tests.web.served import served
from tests.web.told import FILL, Told, page, tell

URL = "https://gazette.example.org/harbour"
ROWS = (("Port", "Ships"), ("Beck Haven", "21"), ("Tolsa & Lind", "<8>"))


def test_rows_that_stand_together_are_a_table_with_the_places_of_its_rows(tmp_path: Path) -> None:
    db = str(tmp_path / "archive.sqlite")
    escaped = [[cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for cell in row] for row in ROWS]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in escaped)
    state = page("Harbour closed", *FILL).replace(
        "</article>", f"<table>{rows}</table><p>{FILL[0]} Twice.</p></article>"
    )
    tell(db, [Told(URL, "Gazette", (state,), (0,))])
    with served(db) as site:
        text = site.get("/articles/1/1").text
    (table,) = re.findall(r'<table class="rows">.*?</table>', text, re.S)
    first = len(FILL) + 1
    assert re.findall(r'<tr id="p(\d+)">', table) == [str(first + n) for n in range(3)]
    assert re.findall(r'<td dir="auto">(.*?)</td>', table) == [cell for row in escaped for cell in row]
    assert f'id="p{first + 3}">' in text, "what follows goes on counting"
