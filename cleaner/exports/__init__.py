"""A cleaned page in the formats of others: HTML, Markdown, Dolma, Web Annotations."""
