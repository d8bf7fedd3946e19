"""Files of strangers, and the network: weights can't do harm, and nothing is ever fetched."""

from __future__ import annotations

import io
import pickle
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cleaner
from cleaner import Cleaner
from cleaner.cli import main
from cleaner.scoring.stored import read_weights

OWN = files("cleaner.scoring") / "weights"
Arrays = dict[str, Any]


class Evil:
    """Unpickled, it would end the process."""

    def __reduce__(self) -> tuple[Any, ...]:
        return exit, (66,)


def packed(arrays: Arrays) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def changed(**arrays: Any) -> Callable[[Arrays], bytes]:
    return lambda own: packed({**own, **{n: a(own[n]) for n, a in arrays.items()}})


def without(name: str) -> Callable[[Arrays], bytes]:
    return lambda own: packed({key: value for key, value in own.items() if key != name})


def declaring(shape: str, name: str = "mean.npy") -> bytes:
    """An archive whose array says that it is larger than it is."""
    head = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head)
    return file.getvalue()


def bomb(_: Arrays) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(5):
            archive.writestr(f"{place}.npy", bytes(1 << 21))
    return file.getvalue()


HOSTILE: dict[str, Callable[[Arrays], bytes]] = {
    "empty": lambda _: b"",
    "text": lambda _: b"weights",
    "pickle": lambda _: pickle.dumps(Evil()),
    "torn": lambda own: packed(own)[:-100],
    "damaged": lambda own: (whole := packed(own))[:999] + b"\0\0\0\0" + whole[1003:],
    "no-arrays": lambda _: packed({}),
    "pickled-objects": changed(mean=lambda _: np.array([Evil()], object)),
    "strings": changed(mean=lambda own: np.array(["a"] * len(own))),
    "not-finite": changed(mean=lambda own: own * np.nan),
    "too-few-features": changed(mean=lambda own: own[1:]),
    "no-shape": changed(vectors=lambda _: np.float32(1)),
    "no-terms": changed(vectors=lambda own: own[:0], term_steps=lambda own: own[:0]),
    "far-dilations": changed(dilations=lambda own: own * 10**9),
    "dilations-back": changed(dilations=lambda own: -own),
    "layer-turned": changed(weights_0=lambda own: own.T),
    "layer-too-many": lambda own: packed({**own, "weights_9": own["weights_8"]}),
    "labels-too-many": changed(bias_8=lambda own: np.append(own, own)),
    "no-mean": without("mean"),
    "no-layer": without("weights_3"),
    "no-bias": without("bias_0"),
    "declares-too-much": lambda _: declaring("(1000000000000,)"),
    "declares-less-than-nothing": lambda _: declaring("(-5,)"),
    "declares-code": lambda _: declaring("__import__('os')._exit(66)"),
    "bomb": bomb,
}
HOSTILE_TREES: dict[str, Callable[[Arrays], bytes]] = {
    "no-trees": without("tree_feature"),
    "feature-outside": changed(tree_feature=lambda own: own + 9999),
    "feature-before": changed(tree_feature=lambda own: own - 9999),
    "feature-broken": changed(tree_feature=lambda own: own.astype(np.float32)),
    "leaves-too-few": changed(tree_leaves=lambda own: own[:, 1:]),
    "levels-too-few": changed(tree_border=lambda own: own[:, 1:]),
    "names-too-few": changed(lexicon_steps=lambda own: own[1:]),
}
CASES = [("text", name) for name in HOSTILE] + [("html", name) for name in HOSTILE | HOSTILE_TREES]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_weights_that_are_none_are_refused(
    kind: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "bomb":
        monkeypatch.setattr("cleaner.scoring.stored.LARGEST", 1 << 23)
    own = read_weights(kind, None)
    (tmp_path / f"{kind}.npz").write_bytes((HOSTILE | HOSTILE_TREES)[name](own))
    with pytest.raises(ValueError, match="model: expected weights that") as refusal:
        Cleaner(model=str(tmp_path))
    assert "\n" not in str(refusal.value)


def test_the_command_refuses_them_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.npz").write_bytes(b"weights")
    (tmp_path / "page.txt").write_text("A page.")
    for command in (["clean"], ["run", "-o", str(tmp_path / "out.jsonl")], ["show"]):
        given = [*command, "--model", str(tmp_path), str(tmp_path / "page.txt")]
        assert main(given) == 2
        told = capsys.readouterr().err
        assert "expected weights that" in told and told.count("\n") == 1


def test_the_package_s_own_weights_are_taken(tmp_path: Path) -> None:
    for kind in ("html", "text"):
        (tmp_path / f"{kind}.npz").write_bytes((OWN / f"{kind}.npz").read_bytes())
    page = "<h1>Rain</h1><p>The river rose on Monday night.</p>"
    assert Cleaner(model=str(tmp_path)).clean(page) == cleaner.clean(page)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        "<!doctype html PUBLIC 'x' 'http://example.org/x.dtd'><base href=http://example.org/>"
        "<link rel=stylesheet href=/a.css><script src=http://example.org/a.js></script>"
        "<h1>Rain</h1><p>The river rose on Monday night.<img src=//example.org/a.png>"
        "<iframe src=http://example.org/></iframe><object data=http://example.org/></object>"
    )
    result = cleaner.clean(page, url="http://example.org/")
    assert result.markdown and result.html and result.to_w3c() and result.to_json(reasons=True)
    if pytest.importorskip("jinja2", reason="the extra 'report' is not installed"):
        assert result.to_report()
    if pytest.importorskip("trafilatura", reason="the extra 'metadata' is not installed"):
        assert result.metadata.title == "Rain"
        assert cleaner.clean(page, extractor="trafilatura").source == page


def test_names_in_archives_are_no_paths(tmp_path: Path) -> None:
    """Whatever a record calls itself, no other file is written than the one that was asked for,
    and what --resume goes by."""
    pytest.importorskip("fastwarc", reason="the extra 'batch' is not installed")
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The river rose on Monday."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.warc").write_bytes(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <../../../escaped>\r\n"
        b"WARC-Filename: ../escaped\r\nWARC-Target-URI: file:///../escaped\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (len(answer), answer)
    )
    before = set(tmp_path.rglob("*"))
    out = tmp_path / "out.jsonl"
    subprocess.run(
        [sys.executable, "-m", "cleaner", "run", tmp_path / "in" / "a.warc", "-o", out],
        check=True, capture_output=True,
    )  # fmt: skip
    assert "escaped" in out.read_text("utf-8")
    new = {path.name for path in set(tmp_path.rglob("*")) - before}
    assert new == {"out.jsonl", ".out.jsonl.manifest.json"}
