"""Linking a case, from texts to published findings; ``settle`` is the entry and reads as the table of contents."""

from sayso.engine.linking.settle import live_fact_keys, settle

__all__ = ["live_fact_keys", "settle"]
