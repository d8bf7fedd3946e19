"""Measuring: pages with their gold in, figures out, with other extractors side by side."""
