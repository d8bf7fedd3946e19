"""Records of web archives, written by hand."""

from __future__ import annotations


def record(number: int, kind: str, content: bytes, type_of: str = "application/http") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"Content-Type: {type_of}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(body: bytes, declared: str = "text/html", status: int = 200, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: {declared}\r\n{more}\r\n"
    return head.encode() + body


PAGE = b"<p>One river, two roads."
