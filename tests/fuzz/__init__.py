"""Coverage-guided fuzzing of the promises: ``python -m tests.fuzz --help``.

A target is a module with ``check``, which takes any bytes and raises AssertionError (or
anything else) where a promise is broken, and ``seeds``, which gives bytes to begin with.
What was found is kept in ``findings``, and tried again by ``tests/test_fuzz_findings.py``.
"""
