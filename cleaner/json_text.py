"""Data as JSON, as others can read it whatever stands in a page."""

from __future__ import annotations

import json
from typing import Any


def json_text(data: Any, **options: Any) -> str:
    """Data as JSON: ASCII alone if a lone surrogate is in it.

    >>> json_text({"name": "Grüße"}), json_text({"name": "\\ud800"})
    ('{"name": "Grüße"}', '{"name": "\\\\ud800"}')
    """
    text = json.dumps(data, ensure_ascii=False, **options)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, **options)
    return text
