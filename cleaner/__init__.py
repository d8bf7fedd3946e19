"""Separates the article of a scraped page from what stands around it.

Every piece of the page gets a label, exact offsets into the source, and reasons.

>>> import cleaner
>>> page = "Prices rose again in May, the statistics office said.\\n\\nShare on Facebook"
>>> result = cleaner.clean(page)
>>> result.text
'Prices rose again in May, the statistics office said.'
>>> [(span.label.value, result.source[span.start:span.end]) for span in result.dropped]
[('share', 'Share on Facebook')]
"""

from cleaner.engine import Cleaner, clean
from cleaner.labels import Label
from cleaner.reading.formats import NotAPageError
from cleaner.result import Result, Span
from cleaner.sites import SiteMemory

__all__ = ["Cleaner", "Label", "NotAPageError", "Result", "SiteMemory", "Span", "clean"]
__version__ = "0.1.0"
