"""Walking the versions of an article: the numbered ones, and the changes before and after the present one."""

from dataclasses import dataclass

from newsdiff.web.links import Form, Links

#: numbered versions around the present one, on each side; the first and the last are always there
_AROUND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One numbered version."""

    number: int
    #: what changed with it; for the first one, what it says
    link: str
    is_present: bool
    #: numbers left out before it
    is_after_gap: bool = False
    #: it is left out where there is no room
    is_far: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Where one can go from here; "" where there is nothing further."""

    steps: tuple[Step, ...]
    previous: str = ""
    next: str = ""


def walk(links: Links, article: int, versions: int, old: int, new: int, form: Form) -> Walk:
    """From a comparison to its neighbours, in the same form."""

    def change(number: int) -> str:
        return links.diff(article, number - 1, number, layout=form.layout, is_whole=form.is_whole)

    shown, nearest = near(versions, {old, new}), near(versions, {old, new}, around=1)
    steps = tuple(
        Step(
            number=number,
            link=change(number) if number > 1 else links.version(article, 1),
            is_present=number in (old, new),
            is_after_gap=place > 0 and shown[place - 1] != number - 1,
            is_far=number not in nearest,
        )
        for place, number in enumerate(shown)
    )
    return Walk(
        steps=steps,
        previous=change(new - 1) if new - 1 > 1 else "",
        next=change(new + 1) if new < versions else "",
    )


def near(versions: int, present: set[int], around: int = _AROUND) -> list[int]:
    """The numbers that are listed: the first, the last, and those around the present ones.

    A single one between two of them is listed too: what stands for numbers that are not would take its place.
    """
    wanted = {1, versions} | {n for p in present for n in range(p - around, p + around + 1)}
    wanted |= {number + 1 for number in wanted if number + 2 in wanted}
    return sorted(number for number in wanted if 0 < number <= versions)
