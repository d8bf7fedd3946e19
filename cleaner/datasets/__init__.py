"""Labelled pages: one format of our own, and readers for the layouts that people have.

Our format is JSONL: one JSON object a line, UTF-8, the file plain or compressed (``.gz``,
``.bz2``, ``.xz``, ``.zst``). A record has:

- ``id``: a string or a whole number, needed.
- the page, needed: ``html`` or ``text``; or ``source``, whose kind is ``kind`` ("html" or
  "text") or is told by looking at it.
- what is right for it, at least one of:

  - ``spans``: ``[[start, end, label], …]``, half-open ranges of the page in code points, that
    don't overlap; labels are those of `cleaner.Label`. What no span covers is unknown;
  - ``main_content``: the article's text;
  - ``with_snippets`` and ``without_snippets``: lists of strings that must and must not stand in
    the clean text.

- what is known of it: ``url``, ``language`` (or ``lang``), ``type`` (or ``page_type``: article,
  forum …), ``site``.

Other fields are ignored; ``null`` is as if the field weren't there.

The other layouts, by the names in ``LAYOUTS``: ``samples`` (a page with its ``.json`` beside it,
as in ``corpus_samples``), ``pairs`` (``page.html`` and ``page.txt``), ``scrapinghub``, ``wcxb``,
``cleaneval``, ``trafilatura`` (``evaldata.py`` or ``.json``), ``doccano``, ``label-studio``. Each
is described in the module that reads it.

>>> from cleaner.datasets import Page, read, write
"""

from cleaner.datasets.jsonl import as_line, write
from cleaner.datasets.read import LAYOUTS, read, sample
from cleaner.datasets.record import DataError, LabelledSpan, Page, RecordError, page_of

__all__ = [
    "LAYOUTS",
    "DataError",
    "LabelledSpan",
    "Page",
    "RecordError",
    "as_line",
    "page_of",
    "read", "sample",
    "write",
]  # fmt: skip
