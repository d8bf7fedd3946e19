"""A real browser, and pages opened in it from the disk, watched for what they must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.result import Result

Opened = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    pytest.importorskip("jinja2", reason="the extra 'report' is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    system = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with playwright.sync_playwright() as engine:
        try:
            chromium = engine.chromium.launch(executable_path=system, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium to start: {str(error).splitlines()[0]}")
        yield chromium
        chromium.close()


class Watched:
    """A page in the browser, with the errors, dialogs and requests that it made."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.requests: list[Any] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.requests.append(request))
        page.on("popup", lambda popup: self.dialogs.append(f"popup {popup.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        """Nothing went wrong, and nothing but the file itself was asked for."""
        assert self.errors == []
        assert self.dialogs == []
        files = [one.url for one in self.requests if one.url.startswith("file:")]
        assert len(files) == 1
        for request in self.requests:
            # What the policy forbids is told as a request that failed for it: nothing was sent.
            own = request.url.startswith(("file:", "data:", "blob:"))
            assert own or request.failure == "csp", request.url


@pytest.fixture
def open_file(browser: Any) -> Iterator[Opened]:
    """Open a file in a new window; every page is checked at the end of the test."""
    opened: list[tuple[Any, Watched]] = []

    def open_it(path: Path, **settings: Any) -> Any:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **settings)
        context.set_default_timeout(15_000)
        watched = Watched(context.new_page())
        opened.append((context, watched))
        watched.page.goto(path.as_uri())
        return watched.page

    yield open_it
    for context, watched in opened:
        watched.check()
        context.close()


@pytest.fixture
def open_report(open_file: Opened, tmp_path: Path) -> Opened:
    """Open a result's report, and wait until all of it is drawn."""

    def open_it(result: Result, name: str = "page", **settings: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(result.to_report(name), "utf-8")
        page = open_file(path, **settings)
        page.wait_for_selector("body[data-ready=yes]")
        if result.kind == "html" and len(result.source) < 1_000_000:
            page.wait_for_selector("#rendered[data-ready=yes]")
        return page

    return open_it
