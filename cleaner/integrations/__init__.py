"""The cleaner in the tools that people already run: one thin file per engine or framework.

Each imports what it needs when it is imported itself, and has an extra of its own.
"""
