"""Word files: what reading and writing them have in common."""
