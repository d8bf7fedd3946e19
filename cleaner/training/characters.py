"""Makes ``segment/characters.npz``: the kind and the folded form of each code point.

Run ``python -m cleaner.training.characters`` after a new Unicode version; the
result depends only on the Unicode database of the Python that runs it.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from cleaner.segment.characters import CODE_POINTS, Character

NEWLINES: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
SENTENCE_ENDS: Final = ".!?…。！？｡．؟۔।॥։።፧‼⁇⁈⁉‽。"
COMMAS: Final = ",，、､،"
COLONS: Final = ":;：；؛"
QUOTES: Final = "\"'‘’‚‛“”„‟«»‹›「」『』〝〞〟＂＇｢｣`´"
SEPARATORS: Final = "|¦·•●▪■◆►▶→/\\>＞／｜・∙‧⋅»›«‹"
UNSPACED_RANGES: Final = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xA9E0, 0xA9FF))
IDEOGRAPH_RANGES: Final = (
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3040, 0x30FA), (0x30FC, 0x30FF),
    (0x3105, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0xFF66, 0xFF9D), (0x1B000, 0x1B16F), (0x20000, 0x3FFFD),
)  # fmt: skip
BY_CATEGORY: Final = {
    "Lu": Character.UPPER, "Lt": Character.UPPER, "Ll": Character.LOWER, "Lo": Character.CASELESS,
    "Lm": Character.CASELESS, "Mn": Character.MARK, "Mc": Character.MARK, "Me": Character.MARK,
    "Nd": Character.DIGIT, "Nl": Character.DIGIT, "No": Character.DIGIT, "Ps": Character.OPEN,
    "Pe": Character.CLOSE, "Pi": Character.QUOTE, "Pf": Character.QUOTE, "Pd": Character.DASH,
    "Pc": Character.DASH, "Po": Character.PUNCTUATION, "Sm": Character.SYMBOL,
    "Sc": Character.SYMBOL, "Sk": Character.SYMBOL, "So": Character.SYMBOL, "Zs": Character.SPACE,
    "Zl": Character.NEWLINE, "Zp": Character.NEWLINE, "Cc": Character.CONTROL, "Cf": Character.MARK,
    "Cs": Character.CONTROL, "Co": Character.SYMBOL, "Cn": Character.SYMBOL,
}  # fmt: skip
BY_CHARACTER: Final = {
    **dict.fromkeys(NEWLINES, Character.NEWLINE),
    **dict.fromkeys("\t \x1f", Character.SPACE),
    **dict.fromkeys(QUOTES, Character.QUOTE),
    **dict.fromkeys(SENTENCE_ENDS, Character.SENTENCE_END),
    **dict.fromkeys(COMMAS, Character.COMMA),
    **dict.fromkeys(COLONS, Character.COLON),
    **dict.fromkeys(SEPARATORS, Character.SEPARATOR),
}
FOLDED: Final = {
    **dict.fromkeys("‘’‚‛´`＇", "'"),
    **dict.fromkeys("“”„‟〝〞＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("：", ":"),
    # Capitals lose these: Greek its accents and the sigma of a word's end, Turkish its two i.
    **dict(zip("άέήίόύώϊϋΐΰΆΈΉΊΌΎΏΪΫς", "αεηιουωιυιυαεηιουωιυσ", strict=True)),
    **dict.fromkeys("İı", "i"),
}

NUKTAS: Final = ("\u093c", "\u09bc")
"""Dots below letters of Devanagari and Bengali. A letter with its dot is written as one
character or as two, and in Hindi often without."""


def kind_of(code: int) -> int:
    """The kind of one code point, from the Unicode database."""
    character = chr(code)
    if character in BY_CHARACTER:
        return BY_CHARACTER[character]
    if character.isspace():
        return Character.SPACE
    kind = BY_CATEGORY[unicodedata.category(character)]
    if any(low <= code <= high for low, high in IDEOGRAPH_RANGES) and kind in (
        Character.CASELESS, Character.DIGIT, Character.SYMBOL,
    ):  # fmt: skip
        return Character.IDEOGRAPH
    if kind == Character.CASELESS and any(low <= code <= high for low, high in UNSPACED_RANGES):
        return Character.UNSPACED
    return kind


def fold_of(code: int) -> int:
    """The folded form: full-width to ASCII, typographic to plain, capitals to small."""
    character = chr(code)
    if character in FOLDED:
        return ord(FOLDED[character])
    if 0xFF01 <= code <= 0xFF5E:
        character = chr(code - 0xFEE0)
    elif unicodedata.category(character) == "Nd":
        return ord("0") + unicodedata.decimal(character)
    elif unicodedata.normalize("NFD", character)[1:] in NUKTAS:
        character = unicodedata.normalize("NFD", character)[0]
    lower = character.lower()
    return ord(lower) if len(lower) == 1 else code


def runs(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Values and lengths of the runs of equal neighbours."""
    starts = np.flatnonzero(np.diff(values, prepend=values[0] - 1))
    return values[starts], np.diff(starts, append=values.size)


def main() -> None:
    """Write the tables into the package."""
    kind, kind_length = runs(np.array([kind_of(code) for code in range(CODE_POINTS)]))
    shift, shift_length = runs(np.array([fold_of(code) - code for code in range(CODE_POINTS)]))
    target = Path(__file__).parent.parent / "segment" / "characters.npz"
    np.savez_compressed(
        target,
        kind=kind.astype(np.uint8),
        kind_length=kind_length.astype(np.int32),
        shift=shift.astype(np.int32),
        shift_length=shift_length.astype(np.int32),
    )
    sys.stdout.write(
        f"{target}: {kind.size} kinds and {shift.size} shifts, "
        f"Unicode {unicodedata.unidata_version}\n"
    )


if __name__ == "__main__":
    main()
