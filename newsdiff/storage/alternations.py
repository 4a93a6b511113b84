"""What goes back and forth in an article, kept: all of its versions must be compared to know.

An opinion like the assessments, and kept with them: it counts while the article has no newer version, for the release
that formed it, and until a version is read by one more make.
"""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from newsdiff.model.change import Alternation
from newsdiff.storage import tables as t
from newsdiff.storage.chain import canonical_json


def load_alternations(conn: sa.Connection, article_id: int, release: str) -> tuple[Alternation, ...] | None:
    """Those of an article, None where nothing is known that counts."""
    kept = t.alternations.c
    query = (
        sa.select(kept.found)
        .join(t.articles, sa.and_(t.articles.c.id == kept.article_id, t.articles.c.versions == kept.of_versions))
        .where(kept.article_id == article_id, kept.release == release)
    )
    found = conn.scalar(query)
    return None if found is None else tuple(_read(*values) for values in json.loads(found))


def save_alternations(
    conn: sa.Connection, article_id: int, found: Sequence[Alternation], *, of_versions: int, release: str
) -> None:
    """Keep these in place of former ones."""
    drop_alternations(conn, article_id)
    row = {"article_id": article_id, "release": release, "of_versions": of_versions}
    conn.execute(sa.insert(t.alternations).values(**row, found=written(found)))


def drop_alternations(conn: sa.Connection, article_id: int) -> None:
    """Forget those of an article."""
    conn.execute(sa.delete(t.alternations).where(t.alternations.c.article_id == article_id))


def written(found: Sequence[Alternation]) -> str:
    """As they are kept."""
    return canonical_json(
        [
            [one.name, one.a, one.b, one.turns, [one.versions[0], one.versions[-1]], *_ends(one.since, one.until)]
            for one in found
        ]
    )


def _ends(*ends: datetime) -> list[str]:
    return [end.isoformat() for end in ends]


def _read(name: str, a: str, b: str, turns: int, versions: list[int], since: str, until: str) -> Alternation:
    return Alternation(
        name=name,  # type: ignore[arg-type]  # as it was written
        a=a,
        b=b,
        turns=turns,
        versions=tuple(range(versions[0], versions[1] + 1)),
        since=datetime.fromisoformat(since),
        until=datetime.fromisoformat(until),
    )
