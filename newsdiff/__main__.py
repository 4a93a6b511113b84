"""`python -m newsdiff`: the same as `newsdiff`."""

from newsdiff.cli import main

main()
