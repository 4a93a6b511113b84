"""Runs of unchanged paragraphs folded into their number."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from newsdiff.model.change import Op


class _Unit(Protocol):
    @property
    def op(self) -> Op: ...


_AnyUnit = TypeVar("_AnyUnit", bound=_Unit)


def folded(units: Sequence[_AnyUnit], context: int) -> Iterator[_AnyUnit | int]:
    """The units (operations or rows), each run of unchanged ones more than `context` away from any change as a number.

    The number is the length of the run.
    """
    changed = [k for k, unit in enumerate(units) if unit.op is not Op.UNCHANGED]
    reach = max(0, min(context, len(units)))
    near: set[int] = set()
    for k in changed:
        near.update(range(k - reach, k + reach + 1))
    hidden = 0
    for k, unit in enumerate(units):
        if k not in near:
            hidden += 1
            continue
        if hidden:
            yield hidden
            hidden = 0
        yield unit
    if hidden:
        yield hidden
