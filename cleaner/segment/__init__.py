"""From text to tokens and blocks, as columns of arrays."""
