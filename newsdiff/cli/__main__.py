"""`python -m newsdiff.cli`: the same as `newsdiff`."""

from newsdiff.cli import main

main()
