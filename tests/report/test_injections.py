"""Hostile pages: their text is shown, and nothing of them runs, loads, leads away or breaks out."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleaner
from cleaner.report import render_page
from cleaner.report.notebook import to_fragment
from cleaner.source import PageKind
from tests.report.conftest import Opened

BAD = "top.pwned=1;alert(1)"
AWAY = "https://evil.example"

INJECTIONS = {
    "script": f"<p>One<script>{BAD}</script> two.</p>",
    "end of our script": f"</script><script>{BAD}</script><p>One two.",
    "comment and script": f"<!--<script><!--</script>--><p>One</script><script>{BAD}</script>",
    "escaped script": f"\\u003c/script>\\u003cscript>{BAD}//<p>One two.</p>",
    "handlers": f'<img src=x onerror="{BAD}"><p onclick="{BAD}" onmouseover="{BAD}">One two.</p>'
    f'<body onload="{BAD}"><details open ontoggle="{BAD}">Three',
    "handler that begins oddly": f'<p/onclick="{BAD}"/ONMOUSEOVER={BAD}>One two.</p>',
    "svg": f'<svg onload="{BAD}"><script>{BAD}</script><a xlink:href="javascript:{BAD}"><text>One'
    f'</text></a><animate attributeName=href values="javascript:{BAD}"/></svg><p>Two.</p>',
    "math": f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 '
    f'onerror={BAD}&gt;"></table></mtext></math><p>One.</p>',
    "links": f'<p><a href="javascript:{BAD}">One</a> <a href=" java\tscript:{BAD}">two</a> '
    f'<a href="data:text/html,<script>{BAD}</script>" target=_top>three</a></p>',
    "frames": f'<iframe srcdoc="<script>{BAD}</script>"></iframe><iframe src="javascript:{BAD}">'
    f'</iframe><object data="javascript:{BAD}"></object><embed src="{AWAY}/a.swf"><p>One.</p>',
    "base, refresh and forms": f'<base href="{AWAY}/"><meta http-equiv=refresh content="0;url='
    f'{AWAY}"><form action="{AWAY}" id=f><input autofocus onfocus="{BAD}"><button>Go</button>'
    f'</form><button form=f formaction="javascript:{BAD}">One two</button>',
    "meta policy": '<meta http-equiv=Content-Security-Policy content="script-src * '
    f"'unsafe-inline'\"><p>One</p><script>{BAD}</script>",
    "loads": f'<link rel=stylesheet href="{AWAY}/a.css"><style>@import "{AWAY}/b.css"; '
    f"@font-face{{font-family:f;src:url({AWAY}/f)}} p{{font-family:f;background:url({AWAY}/c)}}"
    f'</style><img src="{AWAY}/d.png" srcset="{AWAY}/e.png 2x"><video poster="{AWAY}/p"></video>'
    f'<p style="background:url({AWAY}/g)" background="{AWAY}/h">One two.</p>'
    f'<link rel=preload as=image href="{AWAY}/i"><link rel=prefetch href="{AWAY}/j">',
    "style that breaks out": f"<style></style><script>{BAD}</script>*{{display:none!important}}"
    "html,body,main,header{visibility:hidden!important}</style><p>One two.</p>",
    "cover": '<div style="position:fixed;inset:0;z-index:2147483647;background:red">One</div>',
    "template": f"<template><script>{BAD}</script></template><template shadowrootmode=open>"
    f"<img src=x onerror={BAD}></template><p>One.</p>",
    "textarea and title": f"<title></title><script>{BAD}</script></title><textarea></textarea>"
    f"<script>{BAD}</script></textarea><p>One.</p>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={BAD}>">One</p></noscript>',
    "raw text": f"<xmp><img src=x onerror={BAD}>One</xmp><noembed></noembed><p>Two</p><plaintext>"
    f"<script>{BAD}</script>",
    "clobbering": "<form id=data><input name=textContent></form><img name=getElementById id=find>"
    "<p id=panel>One</p><a id=spans></a><iframe name=panes></iframe><p id=__proto__>Two.</p>",
    "template language": "<p>{{ 7 * 7 }} {% raw %} ${alert(1)} </p>",
    "alternative text": f"<div><img alt='\"><script>{BAD}</script>' src=x></div><p>One two.</p>",
    "fold": f"<p>&lt;img src=x onerror={BAD}&gt; &#60;script&#62;{BAD}&lt;/script&gt; One</p>",
    "separators": f"<p>One\u2028{BAD}\u2029*/{BAD}/*-->]]>{BAD}</p>",
}
"""What a page may try, by what it abuses."""


def tried(page: str) -> str:
    return f"<!doctype html><html><body><h1>A river rose</h1>{page}</body></html>"


@pytest.mark.parametrize("kind", ["html", "text"])
def test_nothing_of_a_hostile_page_runs(kind: PageKind, open_file: Opened, tmp_path: Path) -> None:
    pages = INJECTIONS if kind == "html" else {"all": "\n".join(INJECTIONS.values())}
    for name, page in pages.items():
        result = cleaner.clean(tried(page), kind=kind, url=f"javascript:{BAD}")
        path = tmp_path / "report.html"
        path.write_text(render_page(result, f'"><img src=x onerror={BAD}>{page}'), "utf-8")
        window = open_file(path)
        window.wait_for_selector("body[data-ready=yes]")
        if kind == "html":
            window.wait_for_selector("#rendered[data-ready=yes]")
        # Everything is done with it that can be: hovered, clicked, found, relabelled.
        window.evaluate("() => spans.forEach((span) => select(span))")
        window.evaluate("() => { correct(3); tryCut(0); }")
        for pane in ("source", "text", *(["rendered"] if kind == "html" else [])):
            window.hover(f"#{pane}")
            window.click(f"#{pane}", position={"x": 60, "y": 30})
        window.wait_for_timeout(50)
        assert window.evaluate("window.pwned") is None, name
        assert window.evaluate(
            "document.getElementById('h-source').checkVisibility({visibilityProperty: true})"
        ), name
        source = window.evaluate("panes.source.chunks.map((chunk) => chunk.textContent).join('')")
        assert source == result.source, name
        assert len(window.frames) == (2 if kind == "html" else 1), name
        for frame in window.frames[1:]:
            assert frame.url == "about:srcdoc", name


def test_the_frame_holds_nothing_that_acts(open_file: Opened, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(cleaner.clean(tried("".join(INJECTIONS.values())), kind="html").to_report())
    window = open_file(path)
    window.wait_for_selector("#rendered[data-ready=yes]")
    assert window.get_attribute("#rendered iframe", "sandbox") == "allow-same-origin"
    names = window.evaluate(
        """() => {
          const page = document.querySelector("#rendered iframe").contentDocument;
          return [...page.querySelectorAll("*")].flatMap((element) =>
            [element.localName, ...[...element.attributes].map(({ name }) => name)]);
        }"""
    )
    active = {"script", "iframe", "object", "embed", "base", "link", "href", "xlink:href", "action"}
    assert "cleaner-span" in names
    assert not [name for name in names if name in active or name.startswith("on")]


def test_only_our_script_is_allowed() -> None:
    pytest.importorskip("jinja2")
    report = cleaner.clean(tried(INJECTIONS["end of our script"])).to_report()
    policy = report.split('http-equiv="Content-Security-Policy" content="')[1].split('">')[0]
    assert "default-src &#39;none&#39;" in policy
    assert "script-src &#39;sha256-" in policy
    assert "unsafe-eval" not in policy
    assert report.count("<script") == report.count("</script>") == 2


def test_a_notebook_shows_text_as_text() -> None:
    kinds: tuple[PageKind, ...] = ("html", "text")
    for name, page in INJECTIONS.items():
        for kind in kinds:
            fragment = to_fragment(cleaner.clean(tried(page), kind=kind))
            for tag in ("<script", "<img", "<svg", "<iframe", "<style", "<form", "<p"):
                assert tag not in fragment, name
