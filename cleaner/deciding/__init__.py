"""From blocks to spans: what is known of them, what model, rules and the caller decide."""
