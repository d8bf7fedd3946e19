"""What a page shows: visible text, lines, tables and code, each with its place in the source."""
