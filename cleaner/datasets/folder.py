"""Pages with their gold beside them: ``page.html`` and ``page.txt``, and CleanEval's layout.

The text is the page's main content. In CleanEval its lines start with ``<p>``, ``<h>`` or
``<l>``, its first line may say ``URL: …``, and the pages are wrapped in ``<text id="URL" …>``;
pages and gold may stand in folders of their own (``en_original/1.html``,
``GoldStandard/1.txt`` or ``1-cleaned.txt``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cleaner.datasets.opened import bare, read_bytes, read_text
from cleaner.datasets.record import DataError, Page, RecordError, found_in

_MARK: Final = re.compile(r"^[ \t]*<(?:p|h|l)>[ \t]*", re.MULTILINE | re.IGNORECASE)
_ADDRESS: Final = re.compile(r"\A\s*URL:[ \t]*(\S*).*\n?")
_WRAPPER: Final = re.compile(r"\A\s*<text\s+id=[\"']([^\"'>]+)")


def read_pairs(path: Path) -> Iterator[Page | RecordError]:
    """The pages of a folder and of those in it: ``page.html`` with ``page.txt``."""
    for page, gold in pairs(path):
        yield _page(path, page, gold, is_cleaneval=False)


def read_cleaneval(path: Path) -> Iterator[Page | RecordError]:
    """The pages of a folder, gold in CleanEval's form."""
    for page, gold in pairs(path):
        yield _page(path, page, gold, is_cleaneval=True)


def pairs(path: Path) -> Iterator[tuple[Path, Path | None]]:
    """Each page under a folder and the text that is its gold, None if it has none."""
    files = sorted(file for file in path.rglob("*") if file.is_file())
    texts: dict[str, list[Path]] = {}
    for file in files:
        if bare(file).suffix == ".txt":
            texts.setdefault(bare(file).stem.removesuffix("-cleaned"), []).append(file)
    for file in files:
        if bare(file).suffix in (".html", ".htm"):
            golds = texts.get(bare(file).stem, [])
            beside = [gold for gold in golds if gold.parent == file.parent]
            # A text of that name in another folder counts if it is the only one.
            yield file, next(iter(beside or (golds if len(golds) == 1 else [])), None)


def is_marked(text: str) -> bool:
    """Whether a text has the form of CleanEval's gold.

    >>> is_marked("URL: http://example.org/\\n\\n<h>Rain"), is_marked("Rain fell.")
    (True, False)
    """
    return bool(_MARK.match(_ADDRESS.sub("", text).lstrip()))


def plain_gold(text: str) -> tuple[str, str | None]:
    r"""CleanEval's gold without its marks, and the address if it says one.

    >>> plain_gold("URL: http://example.org/\n\n<h>Rain\n\n<p>It fell.")
    ('Rain\n\nIt fell.', 'http://example.org/')
    """
    address = _ADDRESS.match(text)
    rest = text[address.end() :] if address else text
    return _MARK.sub("", rest).strip(), address.group(1) if address else None


def _cleaneval_text(path: Path) -> str:
    """A file of CleanEval: UTF-8, whatever a page says of itself, unless it isn't."""
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return read_text(path)


def _page(root: Path, page: Path, gold: Path | None, *, is_cleaneval: bool) -> Page | RecordError:
    if gold is None:
        expected = f"expected {bare(page).stem}.txt with its main content"
        return RecordError(page, None, "main_content", expected)
    decode = _cleaneval_text if is_cleaneval else read_text
    try:
        html, content = decode(page), decode(gold)
    except DataError as error:
        return RecordError(page, None, "", str(error))
    url = None
    if is_cleaneval:
        content, url = plain_gold(content)
        wrapper = _WRAPPER.match(html)
        url = url or (wrapper.group(1) if wrapper else None)
    fields = {
        "id": str(bare(page).relative_to(root).with_suffix("")),
        "html": html,
        "url": url,
        "main_content": content,
    }
    return found_in(page, None, fields)
