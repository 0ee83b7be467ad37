"""Readers: from a file to a draft."""
