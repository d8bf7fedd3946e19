"""The commands of ``cleaner``, a file each, and the arguments that they share.

Each file has ``add(commands)``, which adds its command to the parser; everything heavy
is imported when the command runs.
"""
