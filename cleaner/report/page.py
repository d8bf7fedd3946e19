"""The report of one page: one HTML file that needs nothing else.

The template, the styles and the scripts in ``page/`` are put into one another. What came from
the page goes in as escaped text and as JSON; a content security policy lets only our script run
(it is named by its hash), and nothing be loaded.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from cleaner.report.palette import looks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from cleaner.result import Result

SCRIPTS: Final = ("model.js", "panes.js", "rendered.js", "panel.js", "main.js")
"""The scripts of a page's report, in the order in which they build on one another."""

_NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:"
_FRAME_POLICY: Final = f"{_NOTHING}; style-src 'unsafe-inline'"


def render_page(
    result: Result,
    name: str | None = None,
    *,
    about: Mapping[str, str] | None = None,
    back: str | None = None,
) -> str:
    """Return the report of a page as HTML.

    Arguments:
        result: the page.
        name: what it is called, and the id of its record when it is corrected; by default its
            address, else ``page``.
        about: further fields of that record, as `cleaner.datasets` names them.
        back: the address of an index to link to.

    Raises:
        ImportError: without the extra ``report``.

    >>> import cleaner
    >>> render_page(cleaner.clean("One.<script>alert(1)</script>")).count("alert(1)</script>")
    0
    """
    from cleaner.report.data import as_script, page_data

    name = name or result.url or "page"
    script = "\n".join(('"use strict";', *(read_text("page", part) for part in SCRIPTS)))
    return fill(
        "page/page.html.jinja",
        policy=policy(script),
        frame_policy=_FRAME_POLICY,
        name=name,
        title=result.title,
        url=result.url,
        kind=result.kind,
        encoding=result.encoding,
        back=back,
        style=trusted(label_style() + read_text("page", "page.css")),
        frame_style=trusted(label_style() + read_text("page", "frame.css")),
        data=trusted(as_script(page_data(result, name, about))),
        script=trusted(script),
    )


def policy(script: str) -> str:
    """Return the policy of a page on which one inline script runs and nothing is loaded."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"{_NOTHING}; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def label_style() -> str:
    """Return the colours of the labels as CSS."""
    return fill("page/labels.css.jinja", looks=looks())


def fill(template: str, **values: Any) -> str:
    """Return a template of this package with its values, which are escaped unless `trusted`."""
    from cleaner import __version__

    text: str = _environment().get_template(template).render(version=__version__, **values)
    # A lone surrogate, of a name or a title, can't be written down.
    return text.encode("utf-8", "replace").decode()


def trusted(text: str) -> str:
    """Mark a text that holds nothing of a page, or only escaped: it goes in as it is."""
    from markupsafe import Markup

    marked: str = Markup(text)
    return marked


def read_text(*path: str) -> str:
    """Read a file that stands beside this one."""
    return files("cleaner.report").joinpath(*path).read_text("utf-8")


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ModuleNotFoundError as missing:
        raise ImportError(
            'reports need jinja2: expected pip install "cleaner[report]"'
        ) from missing
    return Environment(
        loader=FunctionLoader(read_text),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
