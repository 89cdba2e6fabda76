"""The case on disk: one protocol, two stores, the originals, the writer's lock and the derived search index."""
