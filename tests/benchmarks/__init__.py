"""How fast, and how much memory: figures, no bounds.

``python -m tests.benchmarks`` prints the table, ours beside what else reads pages;
``pytest --benchmark-only tests/benchmarks`` times the same on small pages.
"""
