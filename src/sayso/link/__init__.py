"""Across documents: copies, passages, people, claims and how they bear on each other."""
