"""`python cli.py …`: the `plan` command from a bare checkout."""

from bracketparse.commands import main

if __name__ == "__main__":
    main()
