"""What the caller forces to stay or to go, whatever its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union

from cleaner.segment.elements import BLOCKS, FORMATTING, VOID

if TYPE_CHECKING:
    import regex
    import turbohtml

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

    def ranges(self, source: str) -> Iterator[tuple[int, int]]:
        """The source ranges of the elements that it selects.

        One without an end tag reaches to where the next element begins, or to the end of the one
        that it is in; one that has no content is its tag.

        Raises:
            ValueError: the selector is none, or selects something else than elements.

        >>> list(Selector(CSS, "p.ad").ranges("<p>One<p class=ad>Two</p>"))
        [(6, 25)]
        >>> list(Selector(CSS, "img").ranges("<p>One <img src=a> two"))
        [(7, 18)]
        """
        import turbohtml

        # One character for each: offsets are counted behind the parser's folding of line ends.
        page = turbohtml.parse(source.replace("\r", " "), source_locations=True)
        try:
            by_css = self.language == CSS
            found = page.select(self.expression) if by_css else page.xpath(self.expression)
        except ValueError as error:
            raise ValueError(f"{self} is not a selector: {error}") from None
        for element in found if isinstance(found, list) else (found,):
            if not isinstance(element, turbohtml.Element):
                raise ValueError(f"expected an XPath that selects elements, got {self}")
            place = element.source_location
            if place is not None and place.start_tag is not None:
                yield place.start_tag.start_offset, _end(element, place, len(source))

    def __str__(self) -> str:
        return f"'{self.language}{self.expression}'"


def _end(element: turbohtml.Element, place: turbohtml.SourceLocation, size: int) -> int:
    """Where an element ends in a source of this size."""
    if place.end_tag is not None:
        return place.end_tag.end_offset
    if element.tag in VOID and place.start_tag is not None:
        return place.start_tag.end_offset
    following = (getattr(node, "source_location", None) for node in element.following)
    around = (getattr(node, "source_location", None) for node in element.ancestors)
    starts = (at.start_tag.start_offset for at in following if at and at.start_tag)
    ends = (at.end_tag.start_offset for at in around if at and at.end_tag)
    return min(next(starts, size), next(ends, size))


Forced: TypeAlias = Union[tuple[int, int], str, "regex.Pattern[str]", Selector]
"""A source range (start, end) in code points; a pattern of the `regex` package; in HTML also
``css:`` or ``xpath:`` and a selector of elements."""


def checked(name: str, entries: Sequence[Forced]) -> tuple[Forced, ...]:
    """The entries of a setting, patterns compiled and selectors tried.

    >>> checked("force_keep", [(0, 5), "css:p.lead"])
    ((0, 5), Selector(language='css:', expression='p.lead'))
    """
    if isinstance(entries, str):
        raise TypeError(f"{name}: expected a sequence of ranges or patterns, got a string")
    found: list[Forced] = []
    for entry in entries:
        if isinstance(entry, str):
            found.append(_parsed(name, entry))
        elif isinstance(entry, tuple) and _is_range(entry):
            found.append((int(entry[0]), int(entry[1])))
        elif isinstance(entry, Selector) or hasattr(entry, "finditer"):
            found.append(entry)
        else:
            raise ValueError(
                f"{name}: expected (start, end) in code points, a pattern or a selector, "
                f"got {entry!r}"
            )
    return tuple(found)


def _is_range(pair: tuple[Any, ...]) -> bool:
    whole = all(isinstance(end, Integral) for end in pair)
    return len(pair) == 2 and whole and bool(0 <= pair[0] <= pair[1])


def _parsed(name: str, entry: str) -> Forced:
    for language in (CSS, XPATH):
        if entry.startswith(language):
            selector = Selector(language, entry.removeprefix(language).strip())
            _found(name, selector, _TRIED_ON)
            return selector
    import regex

    try:
        return regex.compile(entry)
    except regex.error as error:
        raise ValueError(f"{name}: {entry!r} is not a pattern: {error}") from None


def _found(name: str, selector: Selector, source: str) -> list[tuple[int, int]]:
    try:
        return list(selector.ranges(source))
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


def ranges_in_page(
    name: str, visible: Visible, forced: Sequence[Forced]
) -> Iterator[tuple[int, int]]:
    """The ranges of the visible text of a page: patterns are looked for in that text."""
    for entry in forced:
        if isinstance(entry, tuple | Selector):
            places = [entry] if isinstance(entry, tuple) else _found(name, entry, visible.source)
            for start, end in places:
                found = visible.range(start, end) if start < end else None
                if found:
                    yield found
        else:
            for start, end in ranges_in(visible.markup.text, (entry,)):
                # By way of the source, where the characters of an entity are one piece.
                low, high = visible.to_source(start), visible.to_source(end - 1, behind=True)
                found = visible.range(low, high) if start < end and low < high else None
                if found:
                    yield found
