"""Drive one hidden LibreOffice: a JSON order on each line of stdin, on stdout what went wrong, or "".

Run by a Python that has ``uno``: ``uno_worker.py SOFFICE FOLDER SECONDS``. FOLDER holds the profile and the copies
of the documents; an order that takes longer than SECONDS ends the worker and its office.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

FILTERS = {".pdf": "writer_pdf_Export", ".docx": "MS Word 2007 XML", ".odt": "writer8", ".fodt": "OpenDocument Text Flat XML"}
PASSES = 20  # a rejected change may uncover the change that lies under it


def values(**settings: Any) -> tuple[Any, ...]:
    made = []
    for name, value in settings.items():
        setting = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        setting.Name, setting.Value = name, value
        made.append(setting)
    return tuple(made)


def each(container: Any) -> Iterator[Any]:
    items = container.createEnumeration()
    while items.hasMoreElements():
        yield items.nextElement()


class Office:
    def __init__(self, soffice: str, folder: Path) -> None:
        self.folder = folder
        self.pipe = f"oracle{os.getpid()}"
        self.process = subprocess.Popen(
            [
                soffice,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--nologo",
                f"--accept=pipe,name={self.pipe};urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        context = self.connect()
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        while (empty := self.load("private:factory/swriter")) is None:
            time.sleep(0.05)
        empty.close(True)

    def connect(self) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        while True:
            with contextlib.suppress(Exception):
                return resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
            if self.process.poll() is not None:
                raise RuntimeError(f"soffice ended with {self.process.returncode}")
            time.sleep(0.05)

    def load(self, url: str, **settings: str) -> Any:
        return self.desktop.loadComponentFromURL(url, "_blank", 0, values(Hidden=True, **settings))

    def lives(self) -> bool:
        try:
            return bool(self.desktop.Frames.Count >= 0)
        except Exception:
            return False

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self.desktop.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)

    @contextlib.contextmanager
    def document(self, path: Path) -> Iterator[Any]:
        """A hidden document made from a copy, as LibreOffice locks what it loads.

        The filter is named, as LibreOffice would else load what is no .docx by another.
        """
        copy = self.folder / f"document{path.suffix}"
        shutil.copyfile(path, copy)
        document = self.load(copy.as_uri(), FilterName=FILTERS[path.suffix])
        if document is None:
            raise ValueError(f"LibreOffice cannot load {path}")
        try:
            yield document
        finally:
            document.close(True)

    def dispatch(self, document: Any, command: str) -> None:
        self.dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def reject_others(self, document: Any, author: str) -> None:
        """Reject what is not the author's, one tracked change at a time, the last of them first."""
        cursor = document.CurrentController.ViewCursor
        for _ in range(PASSES):
            others = [(x.RedlineStart, x.RedlineEnd) for x in each(document.Redlines) if x.RedlineAuthor != author]
            if not others:
                return
            for start, end in reversed(others):
                with contextlib.suppress(Exception):  # it may have gone with a change that held it
                    cursor.gotoRange(start, False)
                    if not self.is_mark(start, end):
                        cursor.gotoRange(end, True)
                    self.dispatch(document, "RejectTrackedChange")
        raise ValueError(f"LibreOffice cannot reject {len(others)} change(s)")

    def is_mark(self, start: Any, end: Any) -> bool:
        """True for a paragraph mark alone: rejected as a selection, it takes a change of the next paragraph with it."""
        between = start.Text.createTextCursorByRange(start)
        between.gotoRange(end, True)
        return bool(between.String == "\n")

    def store(self, path: str, target: str, action: str, author: str) -> None:
        """Write the document as LibreOffice does, after the action, in the format that the target's name tells."""
        with self.document(Path(path)) as document:
            document.UndoManager.lock()
            document.lockControllers()  # no layout while it changes
            match action:
                case "accept":
                    self.dispatch(document, "AcceptAllTrackedChanges")
                case "reject":
                    self.dispatch(document, "RejectAllTrackedChanges")
                case "accept-author":
                    self.reject_others(document, author)
                    self.dispatch(document, "AcceptAllTrackedChanges")
            document.unlockControllers()
            if action != "keep" and document.Redlines.hasElements():
                raise ValueError("LibreOffice left tracked changes behind")
            document.storeToURL(Path(target).as_uri(), values(FilterName=FILTERS[Path(target).suffix]))


def main() -> None:
    soffice, folder, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    office = Office(soffice, folder)
    print(json.dumps(""), flush=True)
    for line in sys.stdin:
        guard = threading.Timer(seconds, os.killpg, (0, signal.SIGKILL))
        guard.daemon = True
        guard.start()
        error = ""
        try:
            office.store(**json.loads(line))
        except Exception as problem:
            if not office.lives():
                raise
            error = f"{type(problem).__name__}: {problem}"
        guard.cancel()
        print(json.dumps(error), flush=True)
    office.stop()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
