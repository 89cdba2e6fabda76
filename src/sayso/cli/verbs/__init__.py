"""The verbs, one a file; each file's ``command`` is the verb."""
