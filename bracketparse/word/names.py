"""Names: authors of tracked changes that `plan export` writes and that name no one delegation."""

UNTAGGED = "untagged"
"""The author of proposals that name nobody."""
TOGETHER = " + "
"""Between the codes of those whose proposals bring a change about only where all of them are taken in: `CAN + CRI`."""
