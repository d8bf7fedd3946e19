"""What is said where an extra is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Name the extra to install if what is imported here is missing.

    >>> with extra("warp"):
    ...     import warp_drive
    Traceback (most recent call last):
    ImportError: no module 'warp_drive': pip install "cleaner[warp]"
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        message = f'no module {missing.name!r}: pip install "cleaner[{name}]"'
        raise ImportError(message, name=missing.name) from missing
