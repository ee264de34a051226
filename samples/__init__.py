"""Bundled documents with known answers, and documents that have to be refused."""
