"""The kernel of every engine that speaks Arrow: a record batch of pages in, one of results out.

`clean_arrow` is pure: it holds no state, and the same row gives the same result in any
batch. `output_schema` tells its columns before it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from cleaner.batch.columns import Columns, free_names
from cleaner.batch.each import Counts, Sites, clean_each, counts_of, no_counts, page_of, reason
from cleaner.engine import Cleaner
from cleaner.labels import LABELS
from cleaner.reading.inputs import Page
from cleaner.result import Result

try:
    import pyarrow as pa
except ImportError as missing:
    raise ImportError('Arrow needs pyarrow: pip install "cleaner[batch]"') from missing

__all__ = ["RESULT_FIELDS", "SPAN_TYPE", "Columns", "clean_arrow", "output_schema"]

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPAN_TYPE: Final = pa.struct(
    [
        pa.field("start", pa.int64()),
        pa.field("end", pa.int64()),
        pa.field("label", pa.string()),
        pa.field("score", pa.float32()),
        pa.field("rule", pa.string()),
        pa.field("kept", pa.bool_()),
    ]
)
"""A span: its place in the page in code points, half-open, and what `Span` says of it."""

RESULT_FIELDS: Final = (
    pa.field("text", pa.string()),
    pa.field("title", pa.string()),
    pa.field("spans", pa.list_(SPAN_TYPE)),
    pa.field("kept_characters", pa.int64()),
    pa.field("dropped_characters", pa.int64()),
    pa.field("unread_characters", pa.int64()),
    pa.field("encoding", pa.string()),
    pa.field("error", pa.string()),
)
"""What is added to the columns of the input.

``title`` is `Result.title`. The characters are those that a reader sees, of the spans that were
kept and of those that were dropped; and those of the source that a limit left unread. ``encoding``
is that in which the page's bytes were read, None for text: offsets count in what it makes of them.
``error`` says in one line why a page could not be cleaned; then the others are null. Where there
is no page, all are null.
"""


def clean_arrow(
    batch: pa.RecordBatch, columns: Columns, cleaner: Cleaner, sites: Sites | None = None
) -> pa.RecordBatch:
    """Clean the pages of a batch.

    Arguments:
        batch: the pages, and whatever else is known of them.
        columns: which of its columns hold what.
        cleaner: the settings.
        sites: what is known of the pages' sites, such as a dict from the hosts of their
            addresses (see `cleaner.host.host_of`) to their memories.

    Returns:
        A batch with the same rows in the same order and the columns of `output_schema`.

    Raises:
        ValueError: if a column is missing or not of strings or bytes, or if there are
            ``sites`` and no column of addresses.

    >>> batch = pa.RecordBatch.from_pydict({"id": [7, 8], "text": ["Rain fell.", None]})
    >>> for row in clean_arrow(batch, Columns("text"), Cleaner()).to_pylist():
    ...     print(row["id"], row["text"], row["kept_characters"], row["error"])
    7 Rain fell. 10 None
    8 None None None
    """
    if sites is not None:
        columns.check_url()
    return clean_counted(batch, columns, cleaner, sites)[0]


def clean_counted(
    batch: pa.RecordBatch, columns: Columns, cleaner: Cleaner, sites: Sites | None = None
) -> tuple[pa.RecordBatch, Counts]:
    """Do what `clean_arrow` does, and count by label what was found."""
    schema = output_schema(batch.schema, columns)
    if cleaner.extractor and columns.html is None:
        raise ValueError(f"extractor={cleaner.extractor!r}: expected HTML, got a column of texts")
    rows = _Rows()
    for result in clean_each(batch.num_rows, ArrowPages(batch, columns), cleaner, sites):
        rows.add(result)
    passed = [batch.column(place) for place in _passed(batch.schema, columns)]
    return pa.RecordBatch.from_arrays([*passed, *rows.arrays()], schema=schema), rows.counts


def output_schema(schema: pa.Schema, columns: Columns) -> pa.Schema:
    """Return the columns that `clean_arrow` gives for a batch of this schema.

    First come those of the input as they are, but for the pages, then `RESULT_FIELDS`.
    An input column that has the name of one of these is called ``input_…`` (with one more
    ``input_`` if that is taken too): ``input_text`` is the page with ``keep_pages``.
    Metadata of the schema as a whole is left out, for it tells of the input's columns.

    >>> schema = pa.schema({"text": pa.string(), "error": pa.int8()})
    >>> output_schema(schema, Columns("text")).names[:4]
    ['input_error', 'text', 'title', 'spans']
    """
    for name in (*columns.pages, columns.url, columns.charset):
        if name is not None:
            _check(schema, name)
    passed = [schema.field(place) for place in _passed(schema, columns)]
    names = free_names([field.name for field in passed], [field.name for field in RESULT_FIELDS])
    renamed = (field.with_name(name) for field, name in zip(passed, names, strict=True))
    return pa.schema([*renamed, *RESULT_FIELDS])


def _passed(schema: pa.Schema, columns: Columns) -> list[int]:
    """Return the places of the columns that are given back."""
    left_out = () if columns.keep_pages else columns.pages
    return [place for place, name in enumerate(schema.names) if name not in left_out]


def _check(schema: pa.Schema, name: str) -> None:
    places = schema.get_all_field_indices(name)
    if len(places) != 1:
        found = ", ".join(schema.names) or "none"
        raise ValueError(f"expected one column {name!r}, got {len(places)}: there are {found}")
    kind = schema.field(places[0]).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not any(
        holds(kind)
        for holds in (
            pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view,
            pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view,
            pa.types.is_null,
        )
    ):  # fmt: skip
        raise ValueError(f"column {name!r}: expected strings or bytes, got {kind}")


class ArrowPages:
    """The pages of a record batch by their number, made when they are asked for."""

    def __init__(self, batch: pa.RecordBatch, columns: Columns) -> None:
        def column(name: str | None) -> Any:
            return None if name is None else batch.column(name)

        kinds: tuple[tuple[Literal["html", "text"], str | None], ...]
        kinds = (("html", columns.html), ("text", columns.text))
        self._pages = [(kind, batch.column(name)) for kind, name in kinds if name is not None]
        self._url, self._charset = column(columns.url), column(columns.charset)

    def __call__(self, number: int) -> Page | None:
        for kind, column in self._pages:
            content = column[number].as_py()
            if content is not None:
                charset, url = (
                    None if known is None else known[number].as_py()
                    for known in (self._charset, self._url)
                )  # fmt: skip
                return page_of(content, kind, charset, url)
        return None


class _Rows:
    """Results on their way to columns."""

    def __init__(self) -> None:
        self.counts: Counts = no_counts()
        self._texts: list[str | None] = []
        self._titles: list[str | None] = []
        self._kept: list[int | None] = []
        self._dropped: list[int | None] = []
        self._errors: list[str | None] = []
        self._unread: list[int | None] = []
        self._encodings: list[str | None] = []
        self._sizes: list[int | None] = []
        self._spans: list[Sequence[NDArray[Any]]] = []
        self._rules: list[str | None] = []

    def add(self, result: Result | Exception | None) -> None:
        """Add the next row."""
        self._errors.append(reason(result) if isinstance(result, Exception) else None)
        if not isinstance(result, Result):
            for column in (
                self._texts, self._titles, self._kept, self._dropped, self._unread,
                self._encodings, self._sizes,
            ):  # fmt: skip
                column.append(None)
            return
        counts = counts_of(result)
        spans, shown, kept = counts.sum(0).tolist()
        self.counts += counts
        self._texts.append(result.text)
        self._titles.append(result.title)
        self._kept.append(kept)
        self._dropped.append(shown - kept)
        self._unread.append(result.decoded.unread)
        self._encodings.append(result.encoding)
        self._sizes.append(spans)
        self._spans.append(result.columns)
        self._rules.extend(result.rules)

    def arrays(self) -> list[pa.Array]:
        """Return the columns."""
        import numpy as np

        types = {field.name: field.type for field in RESULT_FIELDS}
        ends = np.cumsum([0, *(size or 0 for size in self._sizes)])
        if self._spans:
            starts, stops, codes, scores, kept = (
                np.concatenate(column) for column in zip(*self._spans, strict=True)
            )
        else:
            starts = stops = codes = scores = kept = np.zeros(0, np.int64)
        values = (
            starts, stops, np.array(LABELS, object)[codes],
            scores.astype(np.float32), self._rules, kept.astype(bool),
        )  # fmt: skip
        spans = pa.StructArray.from_arrays(
            [pa.array(column, f.type) for column, f in zip(values, SPAN_TYPE, strict=True)],
            fields=list(SPAN_TYPE),
        )
        null = pa.array([size is None for size in self._sizes], pa.bool_())
        lists = pa.ListArray.from_arrays(
            pa.array(ends, pa.int32()), spans, type=types["spans"], mask=null
        )
        columns = {
            "text": self._texts, "title": self._titles, "kept_characters": self._kept,
            "dropped_characters": self._dropped, "unread_characters": self._unread,
            "encoding": self._encodings, "error": self._errors,
        }  # fmt: skip
        made = {name: pa.array(column, types[name]) for name, column in columns.items()}
        return [lists if name == "spans" else made[name] for name in types]
