"""What the settings of a cleaner may be: a check says what was expected of a wrong one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from cleaner.labels import LABELS, Label
from cleaner.sites import SiteMemory

_CODE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,3}+")

_OTHER_CODES: Final = {
    "ar": ("ara",), "bn": ("ben",), "cs": ("ces", "cze"), "da": ("dan",), "de": ("deu", "ger"),
    "el": ("ell", "gre"), "en": ("eng",), "es": ("spa",), "fa": ("fas", "per"), "fi": ("fin",),
    "fr": ("fra", "fre"), "he": ("heb", "iw"), "hi": ("hin",), "hu": ("hun",), "id": ("ind", "in"),
    "it": ("ita",), "ja": ("jpn",), "ko": ("kor",), "nl": ("nld", "dut"),
    "no": ("nor", "nob", "nno", "nb", "nn"), "pl": ("pol",), "pt": ("por",), "ro": ("ron", "rum"),
    "ru": ("rus",), "sv": ("swe",), "th": ("tha",), "tr": ("tur",), "uk": ("ukr",),
    "vi": ("vie",), "zh": ("zho", "chi", "cmn"),
}  # fmt: skip
"""Other codes of ISO 639 for the languages that there are phrases of."""


_COUNTRIES: Final = {
    "cn": "zh", "cz": "cs", "dk": "da", "gb": "en", "jp": "ja", "tw": "zh", "ua": "uk", "us": "en",
}  # fmt: skip
"""Codes of countries that are no language's, and are meant for one."""


def kind(value: str | None) -> None:
    """Refuse what is no kind of page."""
    if value not in (None, "text", "html"):
        raise ValueError(f"unknown kind {value!r}: expected 'html', 'text' or None")


def site(value: object) -> None:
    """Refuse what is not known of a site."""
    if value is not None and not isinstance(value, SiteMemory):
        raise TypeError(
            f"site: expected a SiteMemory such as SiteMemory.load('site.json') gives, "
            f"got {type(value).__name__}"
        )


def string(name: str, value: object) -> None:
    """Refuse what is neither a string nor None."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name}: expected a string, got {type(value).__name__}")


def encoding(value: str | None) -> None:
    """Refuse what names no encoding."""
    string("encoding", value)
    if value is not None:
        from cleaner.charset import canonical_name

        canonical_name(value)


def several(name: str, values: object) -> None:
    """Refuse what gives something else than one value for each page when it is iterated over."""
    if isinstance(values, str | bytes | Mapping):
        got = type(values).__name__
        raise TypeError(f"{name}: expected an iterable such as a list, got {got}")


def language(value: object) -> str | None:
    """The two letters (or three) of a language's code.

    >>> language("pt-BR"), language("deu"), language("zh_Hant_TW"), language(None)
    ('pt', 'de', 'zh', None)
    """
    string("language", value)
    if value is None:
        return None
    match = _CODE.fullmatch(str(value))
    if not match:
        raise ValueError(f"language: expected a code such as 'en' or 'pt-BR', got {value!r}")
    code = match[1].lower()
    if code in _COUNTRIES:
        raise ValueError(f"language: expected {_COUNTRIES[code]!r}, got the country {value!r}")
    return next((known for known, others in _OTHER_CODES.items() if code in others), code)


def model(folder: str | None) -> None:
    """Refuse a folder without weights, and weights that can't be read."""
    string("model", folder)
    if folder is not None:
        names = [Path(folder) / f"{name}.npz" for name in ("html", "text")]
        if not any(path.exists() for path in names):
            raise ValueError(f"model: expected a folder with html.npz or text.npz, got {folder!r}")
        from cleaner.scoring.model import load_model
        from cleaner.scoring.page_model import load_page_model

        load_model(folder)
        load_page_model(folder)


def labels(name: str, value: Collection[Label | str]) -> frozenset[Label]:
    """The labels of a collection."""
    if isinstance(value, str) or not isinstance(value, Collection):
        got = "a string" if isinstance(value, str) else type(value).__name__
        raise TypeError(f"{name}: expected a collection of labels such as {{'body'}}, got {got}")
    known = set(LABELS)
    for label in value:
        if label not in known:
            raise ValueError(f"{name}: unknown label {label!r}: expected {', '.join(LABELS)}")
    return frozenset(Label(label) for label in value)


def truth(name: str, value: object) -> None:
    """Raises TypeError for what is neither true nor false nor None."""
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{name}: expected True, False or None, got {type(value).__name__}")


def dial(recall: float, precision: float | None) -> float:
    """The share of recall, from it or from its other end.

    >>> dial(0.5, 0.8), dial(0.3, None)
    (0.2, 0.3)
    """
    for name, value in (("recall", recall), ("precision", precision)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(f"{name}: expected a number from 0 to 1, got {type(value).__name__}")
    if precision is not None:
        other = round(1 - precision, 12)  # 1 - .8 is a little less than .2
        if recall not in (0.5, other):  # the default: nobody set it
            raise ValueError("recall and precision are one dial: expected one of them")
        recall = other
    if not 0 <= recall <= 1:
        raise ValueError(f"recall and precision: expected a number from 0 to 1, got {recall}")
    return float(recall)
