"""web-poet: a page object whose fields come from the cleaned response.

Write page objects as always, from `CleanPage` instead of ``WebPage``; ``self.result``
is at hand in each field.
"""

from __future__ import annotations

from typing import Any, ClassVar

from cleaner.batch.rows import span_rows
from cleaner.engine import Cleaner
from cleaner.integrations.extras import extra
from cleaner.result import Result

with extra("web-poet"):
    from web_poet import WebPage, cached_method, field

__all__ = ["CleanPage"]


class CleanPage(WebPage[dict[str, Any]]):
    """A page with the fields ``url``, ``title``, ``text`` and ``spans``.

    A subclass has settings of its own by its own ``cleaner``, and further fields. The
    offsets of the spans count in ``result.source``.

    >>> from web_poet import HttpResponse
    >>> response = HttpResponse("https://a.org/", b"<nav>Home</nav><p>Rain fell on Monday night.")
    >>> CleanPage(response).text
    'Rain fell on Monday night.'
    """

    cleaner: ClassVar[Cleaner] = Cleaner()
    """The settings."""

    @property
    def result(self) -> Result:
        """The cleaned response: worked out once."""
        result: Result = self._result()
        return result

    @cached_method
    def _result(self) -> Result:
        return self.cleaner.clean(self.response, "html")

    @field
    def url(self) -> str:
        """The page's address."""
        return str(self.response.url)

    @field
    def title(self) -> str | None:
        """Its title."""
        return self.result.title

    @field
    def text(self) -> str:
        """The clean text."""
        return self.result.text

    @field
    def spans(self) -> list[dict[str, Any]]:
        """Every piece of the page, as plain data."""
        return span_rows(self.result)
