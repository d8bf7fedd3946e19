"""Weights as they are stored: arrays in an .npz file, the package's own or somebody else's.

What others made is read with suspicion: no pickles, nothing that is larger than the file
says, and only arrays that fit together. What is wrong is told as one `ValueError`.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from cleaner.labels import LABELS
from cleaner.scoring.terms import OPENERS
from cleaner.source import PageKind

Arrays = dict[str, npt.NDArray[Any]]

_BROKEN: Final = (
    ValueError, OSError, EOFError, KeyError, RuntimeError, zipfile.error, zlib.error, lzma.LZMAError
)  # fmt: skip
"""What is raised in reading an archive that is none, or that no one can read."""

LARGEST: Final = 1 << 28
"""Bytes of all arrays together: a hundred times those of the package."""

LOADED: Final = 4
"""Models of a kind that are kept at hand."""

_MOST_STEPS: Final = 256
"""The furthest blocks that a convolution may look at: as many rows are put between texts."""

_TEXT: Final = {
    "vectors": "terms size", "vector_scale": "size", "term_steps": "terms",
    "mean": "features", "deviation": "features", "dilations": "convolutions",
}  # fmt: skip
_HTML: Final = {
    "tree_feature": "trees depth", "tree_border": "trees depth", "tree_leaves": "trees leaves",
    "tree_bias": "", "lexicon_steps": "names", "lexicon_values": "names", "lexicon_scale": "",
}  # fmt: skip
_SHAPES: Final[dict[PageKind, dict[str, str]]] = {"text": _TEXT, "html": _TEXT | _HTML}
"""The arrays of each kind, and how their dimensions are called; the layers are added."""

_COLUMNS: Final = 8 + len(OPENERS)
"""Columns that the lexicon adds to the features which the trees ask about."""


def read_weights(kind: PageKind, folder: str | None) -> Arrays:
    """The arrays of ``html.npz`` or ``text.npz``: in a folder if it has them, else the package's.

    Raises ValueError for a file of the folder's that holds no weights.
    """
    outside = Path(folder) / f"{kind}.npz" if folder is not None else None
    if outside is None or not outside.exists():
        return _own(kind)
    try:
        arrays = _read(outside)
        _check(arrays, kind, _own(kind)["mean"].size)
    except _BROKEN as error:
        told = f"it has no array {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(
            f"model: expected weights that `cleaner train` wrote, got {str(outside)!r}: "
            + (" ".join(told.split()) or type(error).__name__)
        ) from error
    return arrays


class Stored(NamedTuple):
    """Weights in a folder as they are now: a key by which what was made of them is kept."""

    folder: str | None
    written: int
    """When, in nanoseconds."""
    size: int


def stored(kind: PageKind, folder: str | None) -> Stored:
    """The weights of a folder, by whatever name it is called."""
    own = Stored(None, 0, 0)
    if folder is None:
        return own
    path = Path(folder, f"{kind}.npz").resolve()
    if not path.exists():
        return own
    state = path.stat()
    return Stored(str(path.parent), state.st_mtime_ns, state.st_size)


def _own(kind: PageKind) -> Arrays:
    with (files("cleaner.scoring") / "weights" / f"{kind}.npz").open("rb") as file:
        return dict(np.load(file, allow_pickle=False))


def _read(path: Path) -> Arrays:
    """Read arrays whose sizes are what the archive says; none is made before that is known."""
    arrays: Arrays = {}
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST:
            raise ValueError(f"more than {LARGEST:,} bytes")
        for member in members:
            with archive.open(member) as file:
                size = _declared(file)
                if size + file.tell() != member.file_size:
                    raise ValueError(f"{member.filename}: not of the size that it declares")
            with archive.open(member) as file:
                arrays[member.filename.removesuffix(".npy")] = npy.read_array(
                    file, allow_pickle=False
                )
    return arrays


def _declared(file: IO[bytes]) -> int:
    """The bytes that an array's head says it has."""
    version = npy.read_magic(file)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, _, kind = read(file)
    if kind.hasobject or kind.kind not in "iuf":
        raise ValueError(f"expected arrays of numbers, got {kind}")
    size = kind.itemsize
    for length in shape:
        size *= length
    return int(size)


def _check(arrays: Mapping[str, npt.NDArray[Any]], kind: PageKind, features: int) -> None:
    """Raise ValueError unless the arrays fit together, KeyError where one is missing."""
    known: dict[str, int] = {"features": features, "labels": len(LABELS), "one": 1}
    for name, dimensions in _SHAPES[kind].items():
        _fit(name, arrays[name], dimensions, known)
    size = known["size"]
    known["input"] = features + size * (3 if kind == "html" else 1)
    _fit("weights_0", arrays["weights_0"], "input hidden", known)
    hidden = known["hidden"]
    known |= {"three": 3 * hidden, "two": 2 * hidden}
    layers = ["input hidden", "hidden hidden", *["three hidden"] * known["convolutions"]]
    for place, layer in enumerate([*layers, "two hidden", "two one", "two labels"]):
        _fit(f"weights_{place}", arrays[f"weights_{place}"], layer, known)
        _fit(f"bias_{place}", arrays[f"bias_{place}"], layer.split()[1], known)
    if len([name for name in arrays if name.startswith("weights_")]) != len(layers) + 3:
        raise ValueError("more layers than dilations")
    _within("dilations", arrays["dilations"], 1, _MOST_STEPS)
    if kind == "html":
        if known["leaves"] != 2 ** min(known["depth"], 32):
            raise ValueError("tree_leaves: expected a leaf for each way through a tree")
        _within("tree_feature", arrays["tree_feature"], 0, features + _COLUMNS - 1)


def _fit(name: str, array: npt.NDArray[Any], dimensions: str, known: dict[str, int]) -> None:
    """Check an array's shape; dimensions that are met for the first time become known."""
    names = dimensions.split()
    shape = tuple(known.setdefault(*pair) for pair in zip(names, array.shape, strict=False))
    if len(names) != array.ndim or shape != array.shape or 0 in shape:
        expected = tuple(known.get(one, one) for one in names)
        raise ValueError(f"{name}: expected the shape {expected}, got {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: expected finite numbers")


def _within(name: str, array: npt.NDArray[Any], low: int, high: int) -> None:
    if array.dtype.kind not in "iu" or array.min() < low or array.max() > high:
        raise ValueError(f"{name}: expected whole numbers from {low} to {high}")
