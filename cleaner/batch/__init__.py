"""Cleaning many pages: whole files by ``cleaner run``, record batches on other engines."""
