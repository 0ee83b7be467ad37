"""Plain text files: bytes to text, in the encoding that they are in."""

from __future__ import annotations

import codecs
import itertools

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
)


class UnreadableError(ValueError):
    """A file that is no text, or in an encoding that cannot be told; the message is a sentence."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and its encoding. Raises UnreadableError rather than read it wrongly.

    UTF-8 is certain where it decodes. What does not is Windows-1252 or Latin-1 if its letters are those of Western European
    languages; anything else is refused.
    """
    for start, what in _BINARY:
        if data.startswith(start):
            raise UnreadableError(f"it is {what}, not a text")
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(codec), name
            except UnicodeDecodeError:
                raise UnreadableError(f"it begins as {name} and then is none") from None
    if wide := _utf16(data):
        return wide
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        return _single_byte(data, error)


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[:4000]
    if len(data) % 2 or len(sample) < 4:
        return None
    for codec, zeros, letters in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.7 * len(zeros) and letters.count(0) < 0.1 * len(letters):
            try:
                return data.decode(codec), "UTF-16"
            except UnicodeDecodeError:
                return None
    return None


def _single_byte(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Windows-1252 or Latin-1, if what is beyond ASCII looks like it."""
    line = data.count(b"\n", 0, error.start) + 1
    high = [byte for byte in data if byte >= 0x80]
    if b"\0" in data:
        raise UnreadableError("it holds zero bytes and is no UTF-16, so it is probably not a text")
    pairs = sum(a >= 0xC2 and 0x80 <= b <= 0xBF for a, b in itertools.pairwise(data))
    if pairs > 0.5 * len(high) / 2 and pairs > 2:
        raise UnreadableError(f"it is UTF-8 with a broken byte in line {line}; save it as UTF-8 again")
    letters = sum(byte >= 0xC0 or byte in _SIGNS for byte in high)
    if letters < 0.8 * len(high):
        raise UnreadableError(f"its encoding cannot be told (line {line} is no UTF-8); save it as UTF-8")
    if any(0x80 <= byte <= 0x9F for byte in high):
        try:
            return data.decode("cp1252"), "Windows-1252"
        except UnicodeDecodeError:
            raise UnreadableError(f"its encoding cannot be told (line {line} is no UTF-8); save it as UTF-8") from None
    return data.decode("latin-1"), "Latin-1"


_SIGNS = frozenset("«»ºª°§¿¡·´".encode("latin-1") + "“”‘’–—…€•\xa0".encode("cp1252"))


_CODECS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "latin-1")


def encode_like(data: bytes, source: str, text: str) -> bytes:
    """`text` in the encoding in which `source` is `data`, byte order mark included; in UTF-8 where none of them is."""
    for codec in _CODECS:
        for bom in (b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            try:
                if bom + source.encode(codec) == data:
                    return bom + text.encode(codec)
            except UnicodeEncodeError:
                continue
    for codec, bom in (("utf-32-le", codecs.BOM_UTF32_LE), ("utf-32-be", codecs.BOM_UTF32_BE)):
        if bom + source.encode(codec, "replace") == data:
            return bom + text.encode(codec, "replace")
    return text.encode("utf-8", "backslashreplace")
