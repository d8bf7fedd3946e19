"""Fits the model: example pages, labels, the network. Needs the `train` extra."""
