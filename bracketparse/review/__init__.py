"""The review on the terminal (`plan review`), made with Textual, which nothing else of plan needs."""
