"""The `plan` command, a file per sub-command: each parses options, calls the library, prints. No logic lives here."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run `plan`. Every fault ends in one sentence on stderr and an exit code, never in a traceback."""
    gc.disable()  # one draft, then the end: what the collector could free is not worth its passes, from the first import on
    from bracketparse.commands.application import application
    from bracketparse.commands.shared import Failure, show_error

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        application(sys.argv[1:])(prog_name="plan")
    except Failure as failure:
        show_error(str(failure))
        sys.exit(failure.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        show_error(f"the result could not be written: {error.strerror or error}.")
        sys.exit(2)
    except Exception as fault:
        if os.environ.get("PLAN_DEBUG"):
            raise
        show_error(f"a fault in plan itself: {type(fault).__name__}: {fault}. Nothing was written; please report it.")
        sys.exit(2)
    finally:
        gc.freeze()  # nor is the pass that Python makes when it ends
