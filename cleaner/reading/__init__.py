"""What comes in: pages as scrapers hold them, their charset and kind, read to blocks."""
