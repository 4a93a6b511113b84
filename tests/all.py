"""The one entry that runs everything: `make test`, `make soak` and CI call it.

python -m tests.all            style, types, layers, tests
python -m tests.all --soak     the long forms of the tests too
python -m tests.all -k words   arguments for pytest
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: where the longest files are: begun first, or one of them would be left alone at the end
LONGEST = ("web", "acceptance")
CHECKS = (
    ("ruff", "check", "--quiet", "."),
    ("ruff", "format", "--quiet", "--check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
)


def main() -> int:
    """Run all checks, then the tests; 0 when all passed. The tests come last: their summary closes the output."""
    arguments = sys.argv[1:]
    environment = {**os.environ, "NEWSDIFF_SOAK": "1"} if "--soak" in arguments else dict(os.environ)
    broken = []
    for check in CHECKS:
        program = Path(sys.executable).parent / check[0]
        done = subprocess.run([program, *check[1:]], cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            broken.append(check[0])
            print(f"--- {' '.join(check)}\n{done.stdout}{done.stderr}", flush=True)
    rest = [argument for argument in arguments if argument != "--soak"]
    if broken:
        print(f"not clean: {', '.join(broken)}", flush=True)
    # a file's tests stay in one process: they share what takes long to set up; in their own order, or those with few
    # and long tests would come last; two processes more than there are cores, since tests wait a third of their time
    processes = (os.cpu_count() or 1) + 2
    order = ("--dist=loadfile", "--no-loadscope-reorder")
    parallel = [sys.executable, "-m", "pytest", f"--numprocesses={processes}", *order]
    places = [] if any(Path(one.partition("::")[0]).exists() for one in rest) else longest_first()
    tests = subprocess.run([*parallel, *places, *rest], cwd=ROOT, env=environment)
    return 1 if broken or tests.returncode else 0


def longest_first() -> list[str]:
    """All folders and files of tests."""
    inside = sorted(path.name for path in (ROOT / "tests").iterdir() if path.name.startswith("test_") or path.is_dir())
    others = [name for name in inside if name not in LONGEST and not name.startswith("__")]
    return [f"tests/{name}" for name in (*LONGEST, *others)]


if __name__ == "__main__":
    sys.exit(main())
