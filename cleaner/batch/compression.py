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
from typing import IO, Any, Final

from cleaner.batch.sources import RunError, stem

BROKEN: Final = (OSError, EOFError, ValueError, ImportError)
"""What is raised in reading a file that is not what it should be, or can't be read."""

_BUFFER: Final = 1 << 16
_TAKEN: Final = 1 << 12
"""How many compressed bytes are taken at once. Of a bomb each gives at most a thousand bytes with
gzip, and 32,768 with Zstandard (a block of 128 KB can be four bytes): 128 MB at once."""
_GIVEN: Final = 1 << 20
"""How many bytes xz and bzip2 give at once: of a bomb they can make a million of each."""
_LEVEL: Final = 6
"""For gzip: its own default; 9 takes several times as long for a percent or two."""


def decompressed(file: io.BufferedReader) -> io.BufferedReader:
    """Read a file through what it is compressed with, if it is."""
    head = file.peek(8)
    for mark, decompressor in (
        (b"\x1f\x8b", lambda: zlib.decompressobj(zlib.MAX_WBITS | 16)),
        (b"\xfd7zXZ", lzma.LZMADecompressor),
        (b"BZh", bz2.BZ2Decompressor),
        (b"\x28\xb5\x2f\xfd", lambda: _zstandard().ZstdDecompressor().decompressobj()),
    ):
        if head.startswith(mark):
            return io.BufferedReader(_Frames(file, decompressor), _BUFFER)
    return file


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

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            full = not getattr(self._frame, "needs_input", True)  # it has more to give
            data = b"" if full else self._waiting or self._file.read1(_TAKEN)
            self._waiting = b""
            if not data and not full:
                if self._frame is not None:
                    raise EOFError("the compressed file breaks off before its end")
                return 0
            if self._frame is None:
                data = data.lstrip(b"\0")  # padding
                if not data:
                    continue
                self._frame = self._decompressor()
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
