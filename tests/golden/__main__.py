"""Writes the golden files anew, and takes away those that are no longer made: `python -m tests.golden`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden import FOLDER, FORMS, PAIRS, compared, golden_file, told_of_all


def main() -> None:
    """Write every form of every pair, and what is told of all samples."""
    written = set()
    for pair in PAIRS:
        view = compared(*pair)
        for form, render in FORMS.items():
            path = golden_file(*pair, form)
            path.write_bytes(render(view).encode())
            written.add(path)
    with TemporaryDirectory() as folder:
        for name, text in told_of_all(Path(folder)).items():
            (FOLDER / name).write_bytes(text.encode())
            written.add(FOLDER / name)
    for path in FOLDER.iterdir():
        if path.is_file() and path.suffix != ".py" and path not in written:
            path.unlink()
    print(f"{len(written)} files written; now read what changed: git diff tests/golden")


if __name__ == "__main__":
    main()
