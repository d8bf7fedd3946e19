"""Pages of web archives: HTML responses of WARC files, texts of WET files."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, Literal, cast

from cleaner.batch.compression import BROKEN, decompressed, read_on, read_page
from cleaner.batch.records import Record
from cleaner.batch.sources import LARGEST, RunError
from cleaner.reading.inputs import declared_charset

try:
    from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
except ImportError as missing:
    raise RunError('WARC needs fastwarc: pip install "cleaner[batch]"') from missing

Decoding = Literal["none", "all", "content", "transfer"]

_CHUNK: Final = re.compile(rb"[0-9a-fA-F]{1,8} *(;[^\r\n]*)?\r\n")
"""How a body begins that was sent in chunks."""
_CONTROLS: Final = bytes({*range(32)} - {*b"\t\n\f\r\x1b"})
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_SHOWN: Final = 4096
"""How many bytes tell whether a body is text."""

_DECODINGS: Final[tuple[Decoding, ...]] = ("all", "content")
_HTML: Final = ("text/html", "application/xhtml+xml")


def read_archive(file: io.BufferedReader, first: int, skipped: Counter[str]) -> Iterator[Record]:
    """Give the pages from number ``first`` on.

    A page is the body of a response whose status is 2xx and whose type is HTML, or a
    ``conversion`` record, which is text. Bodies that were stored as they were transferred,
    in chunks or compressed, are decoded; where that fails the page is the exception. What else
    there is, is counted in ``skipped``.

    Where a gzip member is broken, reading goes on at the next one that begins with a record.

    Raises EOFError where the archive ends inside a record, OSError where it is no archive, and
    at its end where something was broken.
    """
    number = 0
    problems: list[Exception] = []
    passed = 1
    while passed:
        source, passed = _Forward(file), 0
        problem: Exception | None = None
        try:
            for page in _pages(source, skipped):
                if number < first:
                    skipped.clear()  # told before
                else:
                    yield page
                number += 1
        except EOFError as error:
            problem = error
        if source.broken:
            passed = read_on(file, b"WARC/")
            problem = problem or source.broken
        if passed:
            problem = OSError(f"{source.broken}; reading went on at the next gzip member")
            skipped["bytes of broken gzip members"] += passed
        problems += [problem] if problem else []
    if len(problems) > 1:
        raise OSError(f"{problems[0]} (and {len(problems) - 1:,} times more)")
    if problems:
        raise problems[0]


def _pages(source: _Forward, skipped: Counter[str]) -> Iterator[Record]:
    """Give the pages up to the end of an archive, or to where it is broken."""
    for record in ArchiveIterator(cast(Any, source), parse_http=False):
        length = record.content_length
        if not record.headers.contains_key("Content-Length"):
            raise EOFError("the archive ends inside the head of a record")
        kind = record.record_type
        other = None
        if kind not in (WarcRecordType.response, WarcRecordType.conversion):
            other = f"{_name(record)} records"
        elif length > LARGEST:
            other = f"records of more than {LARGEST:,} bytes"
        if other:
            skipped[other] += 1
            if record.reader.consume() < length:
                raise EOFError("the archive ends inside a record")
            continue
        content = record.reader.read()
        if len(content) < length:
            raise EOFError("the archive ends inside a record")
        page: dict[str, Any] | str
        if kind == WarcRecordType.conversion:
            page = {"text": content, "charset": "utf-8"}
        else:
            page = _response(record, content)
        if isinstance(page, str):
            skipped[page] += 1
            continue
        yield {
            "id": record.record_id,
            "url": record.headers.get("WARC-Target-URI"),
            "date": record.headers.get("WARC-Date"),
            **page,
        }


def _response(record: Any, content: bytes) -> dict[str, Any] | str:
    """Give the page of a response, or what else it is."""
    answer = _parsed(content, "none")
    if answer is None or answer[0].status_code is None:
        return "responses that are not HTTP"
    headers, body = answer
    status = headers.status_code
    if not 200 <= status < 300:
        return f"responses of status {status // 100}xx"
    declared = headers.get("Content-Type") or ""
    kind = declared or record.headers.get("WARC-Identified-Payload-Type") or ""
    if kind.partition(";")[0].strip().lower() not in _HTML:
        return "responses of other types than HTML"
    page: bytes | Exception
    try:
        page = _decoded(content, headers, body)
    except BROKEN as error:
        page = error
    return {"html": page, "charset": declared_charset(declared)}


def _decoded(content: bytes, headers: Any, body: bytes) -> bytes:
    """Decode a body. Raises one of BROKEN where it is neither encoded as told nor text.

    Archives often hold it decoded, in part or whole, under the headers that it came with.
    """
    if "Transfer-Encoding" in headers:
        joined = _parsed(content, "transfer")
        if joined is None and _CHUNK.match(body):
            raise EOFError("the page breaks off inside the chunks that it was sent in")
        body = joined[1] if joined and joined[1] else body
    coding = headers.get("Content-Encoding")
    if not coding or not body:
        return body
    packed = io.BufferedReader(cast(Any, io.BytesIO(body)))
    plain = decompressed(packed)  # where it can be told what it is, also where it breaks off
    if plain is not packed:
        try:
            return read_page(plain)
        except BROKEN as error:
            raise ValueError(f"the page can't be read from its {coding}: {error}") from error
    for decoding in _DECODINGS:
        decoded = _parsed(content, decoding)
        if decoded and decoded[1]:
            return decoded[1]
    if not _is_text(body):
        raise ValueError(f"the page can't be read from its {coding}: it is neither this nor text")
    return body


def _is_text(body: bytes) -> bool:
    """Say whether a body may be text: of what is compressed, each tenth byte is a control."""
    head = body[:_SHOWN]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 50 < len(head) or head.startswith(_UTF16)


def _parsed(content: bytes, decoding: Decoding) -> tuple[Any, bytes] | None:
    """Give headers and body of an answer, decoded; None if it can't be read so."""
    record = WarcRecord()
    record.set_bytes_content(content)
    record.is_http = True
    try:
        record.parse_http(decoding, strict_mode=False)
        # What is decoded may be a bomb. Room for as much as is asked for is made at once, so
        # that where the content is taken as it is no more is asked for.
        body = record.reader.read(len(content) if decoding == "none" else LARGEST)
        return (record.http_headers, body) if len(body) < LARGEST else None
    except (OSError, ValueError):
        return None


def _name(record: Any) -> str:
    return str(record.headers.get("WARC-Type") or "unnamed")


class _Forward:
    """A file that is read forward, to where it breaks off.

    fastwarc panics on a file that can't seek, and forgets what it has read when one raises.
    """

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._place = 0
        self.broken: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        if self.broken:
            return b""
        try:
            content = self._file.read1(size)
        except BROKEN as error:
            self.broken = error
            return b""
        self._place += len(content)
        return content

    def tell(self) -> int:
        return self._place
