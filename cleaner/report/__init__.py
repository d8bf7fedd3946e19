"""The page that shows what was kept, what was dropped and why, and lets a reader correct it.

One self-contained HTML file per page (`render_page`), and over several pages an index with a
table and plots (`write_folder`). Data go in as JSON and are shown as text alone; the templates,
styles and scripts stand beside this file and need no build step.
"""

from cleaner.report.folder import PageRow, write_folder
from cleaner.report.page import render_page

__all__ = ["PageRow", "render_page", "write_folder"]
