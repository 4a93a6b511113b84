"""Over many versions: which one brought a paragraph or sentence, which last edited it, and what happened to it.

All of it follows the operations from each version to the next. An edit, a split and a merge make a new wording of the
old text; a move does not, and typography alone is kept apart. What vanishes and comes back later is brought anew,
because nobody can say that it is the same text and not one that reads the same: its origin tells where it stood before.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from newsdiff.diff.align import align
from newsdiff.model.change import Op, Operation
from newsdiff.model.lineage import Event, Life, Lineage, Origin, VersionRun

#: the units of one version, in reading order
Body = Sequence[str]


def lineages(bodies: Sequence[Body]) -> tuple[tuple[Lineage, ...], ...]:
    """Where every unit of every version comes from: one tuple per version, in the order of its units.

    `bodies` are all versions from the first one on.

    >>> [(unit.brought, unit.edited) for unit in lineages([["It rains."], ["It pours.", "It rains."]])[-1]]
    [(2, 2), (1, 1)]
    """
    runs = _runs(bodies)
    found: list[tuple[Lineage, ...]] = []
    before: tuple[Lineage, ...] = ()
    for version, (old, new) in enumerate(pairwise(((), *bodies)), start=1):
        after: dict[int, Lineage] = {}
        for operation in align(old, new):
            parents = [before[i] for i in operation.old]
            for j in operation.new:
                if not parents:
                    origin = Origin(version, j, _runs_before(runs[new[j]], version))
                    after[j] = Lineage(origins=(origin,), edited=version)
                else:
                    is_same = old[operation.old[0]] == new[j]
                    after[j] = _inherited(parents, operation, version, is_same)
        before = tuple(after[j] for j in range(len(new)))
        found.append(before)
    return tuple(found)


def _inherited(parents: Sequence[Lineage], operation: Operation, version: int, is_same: bool) -> Lineage:
    if operation.edited or operation.op in (Op.SPLIT, Op.MERGED):
        origins = {origin for parent in parents for origin in parent.origins}
        return Lineage(origins=tuple(sorted(origins)), edited=version, op=operation.op)
    return parents[0] if is_same else replace(parents[0], cosmetic=version)


def life(bodies: Sequence[Body], version: int, index: int) -> Life:
    """What happened to one unit of a version: back to its origins, and on until it is removed or the versions end.

    Of a text that came from a merge all parents are followed, of one that was split later all parts. Raises IndexError
    when there is no such version (from 1) or unit (from 0).
    """
    if not (0 < version <= len(bodies) and 0 <= index < len(bodies[version - 1])):
        raise IndexError(f"no unit {index} in version {version}")
    told = _Teller(bodies)
    events: list[Event] = []
    units = {index}
    for number in range(version, 0, -1):
        came = [operation for operation in told.operations(number) if not units.isdisjoint(operation.new)]
        events = [*told.events(came, number), *events]
        units = {i for operation in came for i in operation.old}
        if not units:
            break
    units, until = {index}, version
    for number in range(version + 1, len(bodies) + 1):
        went = [operation for operation in told.operations(number) if not units.isdisjoint(operation.old)]
        events += told.events(went, number)
        units = {j for operation in went for j in operation.new}
        if not units:
            break
        until = number
    return Life(events=tuple(events), until=until)


class _Teller:
    """What each version did to the one before; the first is compared with nothing."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._bodies: Sequence[Body] = ((), *bodies)
        self._runs = _runs(bodies)

    def operations(self, version: int) -> tuple[Operation, ...]:
        return align(self._bodies[version - 1], self._bodies[version])

    def events(self, operations: Iterable[Operation], version: int) -> Iterator[Event]:
        for operation in operations:
            if operation.op is not Op.UNCHANGED:
                yield Event(version=version, operation=operation, also_stood=self._also_stood(operation, version))

    def _also_stood(self, operation: Operation, version: int) -> tuple[VersionRun, ...]:
        if operation.op is Op.ADDED:
            return _runs_before(self._runs[self._bodies[version][operation.new[0]]], version)
        if operation.op is Op.REMOVED:
            return _runs_after(self._runs[self._bodies[version - 1][operation.old[0]]], version - 1)
        return ()


def _runs(bodies: Sequence[Body]) -> dict[str, tuple[VersionRun, ...]]:
    """In which versions each text stands, as runs of consecutive ones, earliest first."""
    versions: dict[str, list[VersionRun]] = {}
    for version, body in enumerate(bodies, start=1):
        for text in dict.fromkeys(body):
            runs = versions.setdefault(text, [])
            if runs and runs[-1][1] == version - 1:
                runs[-1] = (runs[-1][0], version)
            else:
                runs.append((version, version))
    return {text: tuple(found) for text, found in versions.items()}


def _runs_before(runs: Sequence[VersionRun], version: int) -> tuple[VersionRun, ...]:
    """The runs that ended before a text came back in `version`; none when it stood in the version before too."""
    if all(first != version for first, _ in runs):
        return ()
    return tuple(run for run in runs if run[1] < version)


def _runs_after(runs: Sequence[VersionRun], version: int) -> tuple[VersionRun, ...]:
    """The runs that begin after a text vanished with `version`; none when it stands in the next version too."""
    if all(last != version for _, last in runs):
        return ()
    return tuple(run for run in runs if run[0] > version)
