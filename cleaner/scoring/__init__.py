"""From evidence to chances to one label per block."""
