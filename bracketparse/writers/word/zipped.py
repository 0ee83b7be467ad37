"""Zipped: a Word file's bytes, the same each time, whatever the clock says."""

from __future__ import annotations

import io
import zipfile

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold."""


def repacked(data: bytes) -> bytes:
    """The same parts in a fixed order, under one date."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(sink, "w") as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, made.read(name))
    return sink.getvalue()
