"""Runs of unchanged paragraphs folded into their number."""

from collections.abc import Iterator, Sequence

from newsdiff.model.change import Op, Operation


def folded(operations: Sequence[Operation], context: int) -> Iterator[Operation | int]:
    """The operations, with each run of unchanged ones more than `context` away from any change as its length."""
    changed = [k for k, operation in enumerate(operations) if operation.op is not Op.UNCHANGED]
    reach = max(0, min(context, len(operations)))
    near: set[int] = set()
    for k in changed:
        near.update(range(k - reach, k + reach + 1))
    hidden = 0
    for k, operation in enumerate(operations):
        if k not in near:
            hidden += 1
            continue
        if hidden:
            yield hidden
            hidden = 0
        yield operation
    if hidden:
        yield hidden
