"""Track, snapshot, log, diff: the whole main job on a sample story, as its user does it."""

from pathlib import Path

from newsdiff.demo.site import SampleSite, samples_folder, serving
from tests.command import Newsdiff


def test_a_story_is_tracked_looked_at_again_and_its_change_is_shown(db: str, tmp_path: Path) -> None:
    newsdiff = Newsdiff(db, tmp_path)
    site = SampleSite(samples_folder())
    story = next(story for story in site.stories if story["slug"] == "school-meals")
    with serving(site) as base:
        url = base + story["path"]
        told = newsdiff("track", url)
        assert "article 1" in told.out
        site.step = 1
        newsdiff("snapshot", "--all")
        site.step = 2
        newsdiff("snapshot", "--all")
    (row,) = newsdiff("list", "--json").json
    assert (row["url"], row["versions"], row["changes"]) == (url, 3, 2)
    operations = {operation["op"] for operation in newsdiff("diff", "1", "--format", "json").json["operations"]}
    assert {"edited", "added", "removed", "moved"} <= operations
    assert "[-41,000-] {+410,000+}" in newsdiff("diff", url).out
    assert "v3" in newsdiff("log", "1").out
