"""Whose word a claim rests on: origins, independence, standing and grades, each with its reasons."""
