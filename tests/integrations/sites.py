"""Pages of several sites, and what one machine makes of them."""

from __future__ import annotations

from cleaner import Cleaner
from cleaner.sites import learn
from tests.site_pages import made

SITES = ("https://www.valley.example", "http://coast.example", "https://alone.example")

ROWS = [
    *((n, f"{SITES[n % 2]}/{n}", made(n).html) for n in range(16)),
    (90, f"{SITES[2]}/90", made(90).html),
    (91, None, made(91).html),
]
"""Number, address and page."""

MEMORIES = {
    f"{name}.example": learn(("", made(n).html) for n in range(start, 16, 2))[""]
    for start, name in enumerate(("valley", "coast"))
}


def expected() -> list[tuple[int, str]]:
    """Number and text of each page, cleaned with what is known of its site."""
    sites = [*([MEMORIES["valley.example"], MEMORIES["coast.example"]] * 8), None, None]
    results = Cleaner().clean_batch([page for _, _, page in ROWS], "html", site=sites)
    texts = [(row[0], result.text) for row, result in zip(ROWS, results, strict=True)]
    alone = [result.text for result in Cleaner().clean_batch([row[2] for row in ROWS], "html")]
    assert sum(text != other for (_, text), other in zip(texts, alone, strict=True)) > 8
    return texts
