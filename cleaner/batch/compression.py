"""Files through what they are compressed with: gzip, Zstandard, xz, bzip2.

Reading goes by a file's first bytes, writing by its name. What breaks off raises an error.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Final

from cleaner.batch.sources import LARGEST, RunError, stem

BROKEN: Final = (OSError, EOFError, ValueError, ImportError)
"""What is raised in reading a file that is not what it should be, or can't be read."""

_GZIP: Final = b"\x1f\x8b\x08"
_BUFFER: Final = 1 << 16
_TAKEN: Final = 1 << 12
"""How many compressed bytes are taken at once. Of a bomb each gives at most a thousand bytes with
gzip, and 32,768 with Zstandard (a block of 128 KB can be four bytes): 128 MB at once."""
_GIVEN: Final = 1 << 20
"""How many bytes xz and bzip2 give at once: of a bomb they can make a million of each."""
_AGAIN: Final = 16
"""How many times as much as was read may be read again to get over what is broken: of members that
are smaller than what is taken at once, several are read each time."""
_LEVEL: Final = 6
"""For gzip: its own default; 9 takes several times as long for a percent or two."""


def decompressed(file: io.BufferedReader) -> io.BufferedReader:
    """Read a file through what it is compressed with, if it is."""
    head = file.peek(8)
    for mark, decompressor in (
        (_GZIP[:2], lambda: zlib.decompressobj(zlib.MAX_WBITS | 16)),
        (b"\xfd7zXZ", lzma.LZMADecompressor),
        (b"BZh", bz2.BZ2Decompressor),
        (b"\x28\xb5\x2f\xfd", lambda: _zstandard().ZstdDecompressor().decompressobj()),
    ):
        if head.startswith(mark):
            return io.BufferedReader(_Frames(file, decompressor), _BUFFER)
    return file


def read_page(content: io.BufferedReader) -> bytes:
    """Read what is one page to its end. Raises ValueError if it is too large to be one."""
    page = content.read(LARGEST)
    if len(page) == LARGEST:
        raise ValueError(f"expected a page of less than {LARGEST:,} bytes")
    return page


def read_on(content: io.BufferedReader, beginning: bytes) -> int:
    """Go on where the next gzip member begins whose content has this beginning.

    For what `decompressed` gave, once it was found to be broken; it must be read to there.

    Returns:
        How many bytes of the file are passed over from the member on that is broken; 0 if
        there is no other behind it, or it can't be looked for.
    """
    frames = content.raw
    return frames.read_on(beginning) if isinstance(frames, _Frames) else 0


def compressed(file: IO[bytes], name: str) -> Any:
    """Write to a file in the way that its name asks for. Closing it leaves ``file`` open."""
    suffix = stem(name)[1]
    if suffix == ".gz":
        return gzip.GzipFile("", "wb", _LEVEL, file, 0)  # no name, no time: the same bytes again
    if suffix == ".zst":
        return _zstandard().ZstdCompressor().stream_writer(file, closefd=False)
    if suffix == ".xz":
        return lzma.LZMAFile(file, "wb")
    if suffix == ".bz2":
        return bz2.BZ2File(file, "wb")
    return _Open(file)


class _Frames(io.RawIOBase):
    """Compressed frames, one behind the other.

    Other than the packages' own readers it gives all that stands before the place where a
    file breaks off, and is not silent there.
    """

    def __init__(self, file: io.BufferedReader, decompressor: Callable[[], Any]) -> None:
        self._file = file
        self._decompressor = decompressor
        self._frame: Any = None
        self._waiting = b""
        self._ready = memoryview(b"")
        self._taken = self._start = file.tell() if file.seekable() else 0
        self._again = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            full = not getattr(self._frame, "needs_input", True)  # it has more to give
            data = b"" if full else self._waiting or self._take()
            self._waiting = b""
            if not data and not full:
                if self._frame is not None:
                    raise EOFError("the compressed file breaks off before its end")
                return 0
            if self._frame is None:
                data = data.lstrip(b"\0")  # padding
                if not data:
                    continue
                self._frame, self._start = self._decompressor(), self._taken - len(data)
            try:
                most = (_GIVEN,) if hasattr(self._frame, "needs_input") else ()
                self._ready = memoryview(self._frame.decompress(data, *most))
            except Exception as error:
                raise OSError(f"the compressed file is broken: {error}") from error
            if self._frame.eof:
                self._waiting, self._frame = self._frame.unused_data, None
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _take(self) -> bytes:
        data = self._file.read1(_TAKEN)
        self._taken += len(data)
        return data

    def read_on(self, beginning: bytes) -> int:
        """See the function of this name."""
        if not self._file.seekable():
            return 0
        start, behind = self._start + 1, self._taken - self._start
        # A broken member may seem to go on into those that follow: they are looked for from its
        # own beginning. Were members to stand in members, all would be read again for each.
        if self._again + behind > _AGAIN * self._taken:
            start = self._taken
        else:
            self._again += behind
        place = _find_member(self._file, start, beginning)
        if place is None:
            return 0
        passed = place - self._start
        self._file.seek(place)
        self._taken = self._start = place
        self._frame, self._waiting, self._ready = None, b"", memoryview(b"")
        return passed


def _find_member(file: io.BufferedReader, place: int, beginning: bytes) -> int | None:
    """Find where a gzip member begins whose content has this beginning, from a place on."""
    file.seek(place)
    data, ended = b"", False
    while not ended:
        more = file.read(_BUFFER)
        data, ended = data + more, not more
        end = len(data) if ended else max(0, len(data) - _TAKEN)  # what follows may be needed
        at = -1
        while 0 <= (at := data.find(_GZIP, at + 1)) < end:
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            with suppress(zlib.error):
                if member.decompress(data[at : at + _TAKEN], len(beginning)) == beginning:
                    return place + at
        place, data = place + end, data[end:]
    return None


class _Open(io.BufferedIOBase):
    """A file that stays open when this is closed, as those of the packages do."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._file.write(data)


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise RunError('Zstandard needs zstandard: pip install "cleaner[batch]"') from error
    return zstandard
