"""What comes in: pages as scrapers hold them, decoded, limited and read, in groups."""
