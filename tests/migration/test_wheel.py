"""What an installed newsdiff brings along."""

import subprocess
import sys
import zipfile
from pathlib import Path

from newsdiff.storage.tables import REVISION

ROOT = Path(__file__).parents[2]

OPEN = """
import sys
sys.path.insert(0, sys.argv[1])
import newsdiff
from newsdiff.storage import schema
from newsdiff.storage.archive import open_archive
print(newsdiff.__file__)
print(schema.migrations_folder())
print(schema.state(open_archive(sys.argv[2]).database).current)
"""


def test_the_migrations_ship_in_the_wheel_and_are_found_there(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "site")
    assert {
        "newsdiff/migrations/env.py",
        "newsdiff/migrations/versions/0001_first_schema.py",
        "newsdiff/samples/site.json",
        "newsdiff/schemas/list.v1.json",
        "newsdiff/py.typed",
        "newsdiff/web/templates/base.html",
        "newsdiff/web/static/site.css",
        "newsdiff/cards/fonts/NotoSerif-Regular.ttf",
        "newsdiff/cards/fonts/OFL.txt",
    } <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "docs/"))]
    done = subprocess.run(
        [sys.executable, "-I", "-c", OPEN, str(tmp_path / "site"), str(tmp_path / "archive.sqlite")],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    package = tmp_path / "site" / "newsdiff"
    assert done.stdout.splitlines() == [str(package / "__init__.py"), str(package / "migrations"), REVISION]
