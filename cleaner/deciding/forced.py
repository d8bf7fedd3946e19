"""What the caller forces to stay or to go, whatever its label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union

from cleaner.segment.elements import BLOCKS, FORMATTING
from cleaner.view.tree import Tree

if TYPE_CHECKING:
    import regex

    from cleaner.view.visible import Visible

CSS: Final = "css:"
"""What a CSS selector begins with where a pattern could stand as well."""

XPATH: Final = "xpath:"
"""The same for an XPath expression."""

_TRIED_ON: Final = "".join(
    f"<{name} id=a class=a>a<!--a--></{name}>"
    for name in sorted(BLOCKS | FORMATTING | {"a", "span"})
)
"""The page that a selector is tried on before it meets a real one."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A CSS selector or an XPath expression: elements of an HTML page."""

    language: str
    """`CSS` or `XPATH`."""
    expression: str

    def ranges(self, tree: Tree) -> Iterator[tuple[int, int]]:
        """The source ranges of the elements of a page that it selects.

        Raises:
            ValueError: the selector is none, or selects something else than elements.

        >>> list(Selector(CSS, "p.ad").ranges(Tree.of("<p>One<p class=ad>Two</p>")))
        [(6, 25)]
        """
        import turbohtml

        try:
            select = tree.root.select if self.language == CSS else tree.root.xpath
            found = select(self.expression)
        except ValueError as error:
            raise ValueError(f"{self} is not a selector: {error}") from None
        for element in found if isinstance(found, list) else (found,):
            if not isinstance(element, turbohtml.Element):
                raise ValueError(f"expected an XPath that selects elements, got {self}")
            place = tree.range(element)
            if place:
                yield place

    def __str__(self) -> str:
        return f"'{self.language}{self.expression}'"


Forced: TypeAlias = Union[tuple[int, int], str, "regex.Pattern[str]", Selector]
"""A source range (start, end) in code points; a pattern of the `regex` package; in HTML also
``css:`` or ``xpath:`` and a selector of elements."""


def checked(name: str, entries: Sequence[Forced]) -> tuple[Forced, ...]:
    """The entries of a setting, patterns compiled and selectors tried.

    >>> checked("force_keep", [(0, 5), "css:p.lead"])
    ((0, 5), Selector(language='css:', expression='p.lead'))
    """
    if isinstance(entries, str):
        raise TypeError(f"{name}: expected a list of ranges, patterns or selectors, got a string")
    found: list[Forced] = []
    for entry in entries:
        if isinstance(entry, str):
            found.append(_parsed(name, entry))
        elif isinstance(entry, tuple) and _is_range(entry):
            found.append((int(entry[0]), int(entry[1])))
        elif isinstance(entry, Selector) or _is_pattern(entry):
            found.append(entry)
        else:
            raise ValueError(
                f"{name}: expected (start, end) in code points, a pattern of str or a selector, "
                f"got {entry!r}"
            )
    return tuple(found)


def _is_range(pair: tuple[Any, ...]) -> bool:
    whole = all(isinstance(end, Integral) for end in pair)
    return len(pair) == 2 and whole and bool(0 <= pair[0] <= pair[1])


def _is_pattern(entry: object) -> bool:
    return hasattr(entry, "finditer") and isinstance(getattr(entry, "pattern", None), str)


def _parsed(name: str, entry: str) -> Forced:
    for language in (CSS, XPATH):
        if entry.startswith(language):
            selector = Selector(language, entry.removeprefix(language).strip())
            _found(name, selector, Tree.of(_TRIED_ON))
            return selector
    import regex

    try:
        return regex.compile(entry)
    except regex.error as error:
        raise ValueError(f"{name}: {entry!r} is not a pattern: {error}") from None


def _found(name: str, selector: Selector, tree: Tree) -> list[tuple[int, int]]:
    try:
        return list(selector.ranges(tree))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def ranges_in(text: str, forced: Sequence[Forced]) -> Iterator[tuple[int, int]]:
    """The ranges of a text that checked entries stand for; selectors stand for none.

    >>> list(ranges_in("a b a", checked("force_drop", ["a", (2, 3)])))
    [(0, 1), (4, 5), (2, 3)]
    """
    for entry in forced:
        if isinstance(entry, tuple):
            yield entry
        elif not isinstance(entry, str | Selector):
            for found in entry.finditer(text):
                yield found.span()


def ranges_in_source(
    name: str, visible: Visible, forced: Sequence[Forced]
) -> Iterator[tuple[int, int]]:
    """The source ranges of a page: patterns are looked for in its visible text."""
    for entry in forced:
        if isinstance(entry, tuple):
            yield entry
        elif isinstance(entry, Selector):
            yield from _found(name, entry, visible.tree)
        else:
            for start, end in ranges_in(visible.markup.text, (entry,)):
                if start < end:
                    yield visible.to_source(start), visible.to_source(end - 1, behind=True)


def ranges_shown(visible: Visible, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges of the visible text that source ranges of a page cover."""
    found = (visible.range(start, end) for start, end in ranges if start < end)
    return (shown for shown in found if shown)
