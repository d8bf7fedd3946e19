"""Pages as scrapers hold them, and telling HTML from text."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cleaner
from cleaner.reading.inputs import LOOKED_AT, Page, as_page, looks_like_html
from cleaner.source import decode

URL = "https://coast.example/wall"
GREEK = "<p>Η θάλασσα"


# Text and bytes


def test_text_and_bytes_are_passed_through() -> None:
    assert as_page("<p>One") == Page("<p>One", None, None, None)
    for raw in (b"<p>", bytearray(b"<p>"), memoryview(b"<p>")):
        assert as_page(raw, "koi8-r") == Page(b"<p>", "koi8-r", None, None)


# Trees and selectors


def test_a_tree_is_written_out_as_html() -> None:
    html = pytest.importorskip("lxml.html")
    root = html.document_fromstring("<!DOCTYPE html><p>é &amp; <b>b</b> tail<br>")
    page = as_page(root.getroottree())
    assert page == Page(
        "<!DOCTYPE html>\n<html><body><p>é &amp; <b>b</b> tail<br></p></body></html>",
        None, None, "html",
    )  # fmt: skip
    element = as_page(root).content
    assert isinstance(element, str) and isinstance(page.content, str)
    assert page.content.endswith(element)


def test_an_element_comes_without_the_text_behind_it() -> None:
    html = pytest.importorskip("lxml.html")
    root = html.document_fromstring("<p>é &amp; <b>b</b> tail<br>")
    assert as_page(root.find(".//b")).content == "<b>b</b>"


def test_trees_of_xml_and_without_a_root_are_taken_too() -> None:
    etree = pytest.importorskip("lxml.etree")
    assert as_page(etree.fromstring("<div><br/>One</div>")).content == "<div><br>One</div>"
    assert as_page(etree.ElementTree()) == Page("", None, None, "html")
    assert as_page(etree.Comment("One")).content == "<!--One-->"


def test_a_tag_of_beautiful_soup_is_written_out() -> None:
    bs4 = pytest.importorskip("bs4")
    soup = bs4.BeautifulSoup("<p>é &amp; <b>b</b> tail<br>", "html.parser")
    assert as_page(soup) == Page("<p>é &amp; <b>b</b> tail<br/></p>", None, None, "html")
    assert as_page(soup.b).content == "<b>b</b>"
    result = cleaner.clean(soup)
    assert result.source == str(soup)
    assert [result.source[span.start : span.end] for span in result.spans] == [
        "é &amp; <b>b</b> tail"
    ]
    with pytest.raises(TypeError, match=r"got bs4.*ResultSet"):
        as_page(soup.find_all("b"))


@pytest.mark.parametrize("library", ["parsel", "scrapy.selector"])
def test_a_selector_gives_what_it_selects(library: str) -> None:
    module = pytest.importorskip(library)
    selector = module.Selector(text="<p>One &amp; <b title=two>two</b></p>")
    assert as_page(selector) == Page(selector.get(), None, None, "html")
    assert as_page(selector.css("b")[0]).content == '<b title="two">two</b>'
    assert as_page(selector.css("p::text")[0]) == Page("One & ", None, None, "text")
    assert as_page(selector.css("b::attr(title)")[0]) == Page("two", None, None, "text")


def test_selectors_of_other_types_say_no_kind_or_are_refused() -> None:
    parsel = pytest.importorskip("parsel")
    assert as_page(parsel.Selector("<a/>", type="xml")) == Page("<a/>", None, None, None)
    with pytest.raises(TypeError, match="expected a Selector of markup or text, got one of dict"):
        as_page(parsel.Selector('{"a": 1}', type="json"))


@pytest.mark.parametrize("library", ["parsel", "scrapy.selector"])
def test_a_list_of_selectors_is_refused(library: str) -> None:
    module = pytest.importorskip(library)
    selectors = module.Selector(text="<p>One<p>Two").css("p")
    with pytest.raises(TypeError, match=r"expected one page, got .*SelectorList of 2: give"):
        as_page(selectors)


# Responses


def requests_response(body: bytes, content_type: str | None) -> Any:
    requests = pytest.importorskip("requests")
    response = requests.Response()
    response._content = body
    response.url = URL
    response.status_code = 200
    if content_type is not None:
        response.headers["content-type"] = content_type
    # As requests' adapter sets it: ISO-8859-1 for any text without a charset.
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    return response


def httpx_response(body: bytes, content_type: str | None) -> Any:
    httpx = pytest.importorskip("httpx")
    headers = {} if content_type is None else {"content-type": content_type}
    return httpx.Response(200, headers=headers, content=body, request=httpx.Request("GET", URL))


def scrapy_response(body: bytes, content_type: str | None) -> Any:
    http = pytest.importorskip("scrapy.http")
    headers = {} if content_type is None else {"Content-Type": content_type}
    return http.HtmlResponse(URL, body=body, headers=headers)


RESPONSES = pytest.mark.parametrize(
    "response", [requests_response, httpx_response, scrapy_response]
)


@RESPONSES
def test_a_response_gives_its_bytes_its_address_and_what_its_header_declares(
    response: Any,
) -> None:
    body = GREEK.encode("iso-8859-7")
    page = as_page(response(body, "text/html; charset=ISO-8859-7"))
    assert page == Page(body, "ISO-8859-7", URL, "html")
    assert decode(page.content, page.encoding).text == GREEK


@RESPONSES
def test_a_librarys_guess_is_no_charset(response: Any) -> None:
    page = as_page(response(GREEK.encode(), "text/html"))
    assert page == Page(GREEK.encode(), None, URL, "html")
    assert decode(page.content, page.encoding).text == GREEK
    assert as_page(response(b"", None)) == Page(b"", None, URL, None)


@RESPONSES
def test_the_callers_charset_goes_before_the_headers(response: Any) -> None:
    page = as_page(response(b"<p>", "text/html; charset=utf-8"), "koi8-r")
    assert page.encoding == "koi8-r"


@RESPONSES
@pytest.mark.parametrize(
    ("content_type", "encoding", "kind"),
    [
        ("text/html", None, "html"),
        ("TEXT/HTML;Charset=UTF-8", "UTF-8", "html"),
        ('application/xhtml+xml; charset="utf-8"', "utf-8", "html"),
        ("text/plain; format=flowed; charset='koi8-r'", "koi8-r", "text"),
        ("text/html; charset = gb2312 ; x=y", "gb2312", "html"),
        ("text/html, text/html; charset=big5", "big5", "html"),
        ("text/html; charset=none", None, "html"),
        ("text/html; charset=", None, "html"),
        ('text/html; charset="', None, "html"),
        ("text/html; x-charset=big5", None, "html"),
        ("application/rss+xml; charset=utf-8", "utf-8", None),
        ("text/xml", None, None),
        ("application/xml-dtd", None, None),
        ("Application/Octet-Stream", None, None),
        ("nonsense", None, None),
        ("", None, None),
    ],
)
def test_the_content_type_is_read_as_servers_write_it(
    response: Any, content_type: str, encoding: str | None, kind: str | None
) -> None:
    page = as_page(response(b"<p>", content_type))
    assert (page.encoding, page.kind) == (encoding, kind)
    decode(page.content, page.encoding)


@RESPONSES
@pytest.mark.parametrize(
    "content_type",
    [
        "application/pdf",
        "image/svg+xml",
        "IMAGE/PNG; x=y",
        "application/json",
        "font/woff",
        "a/b/c",
    ],
)
def test_a_response_that_says_that_it_is_no_page_is_refused(
    response: Any, content_type: str
) -> None:
    given = response(b"%PDF-1.4 One.", content_type)
    with pytest.raises(
        ValueError, match="expected a response of HTML, XML or text, got '"
    ) as error:
        cleaner.clean(given)
    assert "\n" not in str(error.value)
    assert cleaner.clean(b"%PDF-1.4 One.").text


def test_responses_without_body_or_request_are_taken_too() -> None:
    requests, httpx = pytest.importorskip("requests"), pytest.importorskip("httpx")
    assert as_page(requests.Response()) == Page(b"", None, None, None)
    assert as_page(httpx.Response(200, html="<p>")) == Page(b"<p>", "utf-8", None, "html")


class Asynchronous:
    """Like aiohttp's: the body comes from a stream, or from a coroutine."""

    headers = {"Content-Type": "text/html"}  # noqa: RUF012
    status = 200
    url = URL

    def __init__(self, content: object) -> None:
        self.content = content

    async def read(self) -> bytes:
        return b"<p>"


def test_a_response_whose_body_is_not_read_yet_is_refused() -> None:
    expected = r"expected a response that holds its body as bytes, got .*Asynchronous: read it"
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # also of a coroutine that is never awaited
        with pytest.raises(TypeError, match=expected):
            as_page(Asynchronous(object()))
        with pytest.raises(TypeError, match=expected):
            as_page(Asynchronous(Asynchronous(None).read()))
        with pytest.raises(TypeError, match=expected):
            as_page(Asynchronous(Asynchronous(None).read))


class Anything:
    """Has every attribute, as BeautifulSoup's tags do: None."""

    def __getattr__(self, name: str) -> None:
        return None


@pytest.mark.parametrize("page", [None, 5, [], ["<p>"], {}, object(), Anything(), str, as_page])
def test_anything_else_is_refused_in_one_line(page: object) -> None:
    with pytest.raises(TypeError) as refusal:
        as_page(page)
    assert str(refusal.value).startswith("expected a page as str or bytes, an lxml element")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("library", ["httpx", "scrapy"])
def test_a_request_is_no_page(library: str) -> None:
    request = pytest.importorskip(library).Request
    with pytest.raises(TypeError, match=rf"; got {library}\..*Request$"):
        as_page(request("GET", URL) if library == "httpx" else request(URL))


# Is it HTML?

LONG = "The wall fell into the harbour on Monday night, and nobody was hurt. " * 20


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><title>One</title>",
        "\ufeff\n<!-- saved --><!doctype HTML PUBLIC '-//W3C//DTD'>",
        "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html xmlns='x'>",
        "<html lang=en>\n<head>",
        "<head><meta charset=utf-8>",
        "<p>One",
        "<p>One</p>\n<p>Two</p>",
        "<div class=a>One</div>",
        "<article>One</article>",
        "<div>One",
        "<P ALIGN=center>One<BR>Two",
        "<h1>One</h1>Text",
        "<b>One</b> and two",
        "<table><tr><td>1<td>2</table>",
        "<ul>\n<li>One\n<li>Two\n</ul>",
        "<br />\n<b>Warning</b>: deprecated in <b>/x.php</b><br />\n<p>One</p>",
        "<script>if (a < b) c('<x>')</script><div>One</div>",
        "<style>a > b {}</style>\n<p>One",
        "<text id='1'>\n<html>\n<head><title>One</title></head><body><p>One</p></body></html>",
        "<!-- html-header -->\n<div>One</div>",
        f"<div>\n# {LONG}</div>",
        "<div><svg><path d=''/><path d=''/><g><rect/></g></svg>One</div>",
        "<my-page><div><my-text>One</my-text></div></my-page>",
        'The <a href="/w">wall</a> <em>fell</em> into the <strong>harbour</strong>.<br>',
        f"Skip <a href='#m'>menu</a>\n<p>{LONG}</p>\n<p>{LONG}</p>\n<ul><li>One</li></ul>",
        "The wall fell….<br/><br/>Nobody was hurt….<br/><br/>&copy; 2025<br/><a href=/w>More</a>",
        "The wall fell.<p>Nobody was hurt.</p><p>Copyright 2025 Us.</p>",
        "The wall fell. <br />\n<br />\n- It was old. <br />\n<br />\nNobody was hurt.",
        'The mayor said: "No."</p><p>"Never."</p><p>She left.',
        "壁が倒れた。<br>負傷者はいない。<br>終わり。",
        "&nbsp;<p>One.</p><p>Two.</p>",
        "<!-- c --><p>The wall fell on Monday.",
        "&#160;\n<!--a-->\n<!--b-->\n<div>The wall fell.</div>",
        f"Warning: no access in x.php\n<!DOCTYPE html>\n<html><body><p>{LONG}</p></body></html>",
    ],
)
def test_pages_and_parts_of_pages_are_html(page: str) -> None:
    assert looks_like_html(page)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One",
        LONG,
        "a < b and b > c",
        "Press <b> for bold text.",
        "<b> makes text bold.",
        "The <p> element and the <div> element begin a block; </p> ends one.",
        "<div> and <span> say nothing of what they hold.",
        "std::map<a, std::vector<b>> m; template<class p> void f(q<i> x);",
        "List<String> a = new ArrayList<String>();\nOption<i> b;",
        "for (i = 0; i <n; i++) if (a<b && c>d) x();",
        "From: Jane Doe <jane@x.example>\nTo: <a@x.example>, <b@x.example>",
        "<jane> hello\n<p> hello\n<jane> how are you?",
        "See <https://coast.example/wall> and <http://x.example>.",
        "I <3 you, and >_< too",
        "<?xml version='1.0'?><rss><channel><title>One</title><item>\n</item></channel></rss>",
        "<note><to>Jane</to><from>John</from><body>Hello</body></note>",
        "<config>\n  <button name='a'/>\n  <entry>1</entry>\n  <entry>2</entry>\n</config>",
        "# The wall\n\nIt fell<br>on Monday.\n\n- [more](x.html)",
        "# Keys\n\n[all](x)\n\nPress <kbd>a</kbd>, <b>b</b> or `<b>c</b>`.",
        "Use `<ul>`, `<li>a</li>` and `<p>b</p>`, `<p>c</p>`, `<p>d</p>`.",
        f"{LONG}\n```html\n<ul><li>1</li><li>2</li><li>3</li></ul>\n```\n{LONG}",
        f"{LONG}\n<ul>\n<li>1</li>\n<li>2</li>\n<li>3</li>\n</ul>\n{LONG}",
        f"The <table> element:\n{LONG}\n<tr><td>1</td><td>2</td><td>3</td></tr>\n{LONG}",
        f"The least page:\n<!DOCTYPE html>\n<html><body></body></html>\n{LONG}",
        f"{LONG}<em>One</em>",
        "<class 'int'> and <module 'os'>",
        "<저작권자 © 햇살일보>",
        "cat <<EOF >a\n<p>\nEOF",
        "<!-- a comment -->",
        "<script> holds a script.",
        "`<div>One</div>` is a block.",
        "To break a line, use <br>. To begin a paragraph, use <p>One.</p> or <p>Two.</p>.",
        "This is how you write it: <p>One.</p><p>Two.</p>",
        "The <br> tag breaks lines. One.<br>Two.<br>Three.",
        "This breaks lines in HTML.\nOne.<br>Two.<br>Three.\nIt makes three lines.",
        "Tags are <br>, <hr> and <p>. He wrote </p> and <p> and then </div>.",
        'echo "Hello!<br>";\necho "I am here.<br>";\necho "Bye.<br>";',
        '$html = "One.<br>Two.<br>Three.";',
        "page.write('One.<br>Two.<br>Three.')",
        '{"html": "One.<br>Two.<br>Three."}',
        "```\nOne.<br>Two.<br>Three.\n```",
        "Try `One.<br>Two.<br>Three.` yourself.",
        "| a | b |\n|---|---|\n| One.<br>Two.<br>Three. | Four.<br>Five. |",
        "- One.<br>Two.\n- Three.<br>Four.",
        "1. One.<br>Two.<br>Three.",
        "**Note.** One.<br>Two.<br>Three.",
        "Write to Jane <jane@x.example>.<br>Or to Joe <joe@x.example>.<br>Bye.",
        "<!-- toc -->\n# Water\n\nIt is H<sub>2</sub>O.<br>And wet.",
        "&nbsp; is a space that does not break.",
    ],
)
def test_text_that_has_tags_or_signs_like_them_is_no_html(text: str) -> None:
    assert not looks_like_html(text)


def test_only_the_beginning_is_read() -> None:
    assert not looks_like_html(" " * LOOKED_AT + "<!DOCTYPE html><p>One</p>")
    assert looks_like_html("<p>One</p>" + "x" * LOOKED_AT)


@given(
    st.text()
    | st.lists(
        st.sampled_from(["<p", ">", "<", "</p>", "<!--", "-->", "<script>", "```", "`", "\n", "# "])
        | st.text(max_size=3)
    ).map("".join)
)
@example("\ud800<\0>")
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(looks_like_html(text), bool)
    assert isinstance(looks_like_html("<p>One</p>" + text), bool)


@pytest.mark.parametrize(
    "unit",
    [
        "<", "<p ", "<p a='", "<!--", "<!-", "<!-- --", "```", "`", "<script>", "<script ", "</",
        "<?", "<html ", "</html ", "<a-", "<svg>", "<b></b>", "](", "\n# ", "<!doctype ",
        '<p a="<p ', ".<br>", ".</b> ", "&nbsp;", "<!---->", "= '", "\t", "\";  ",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    looks_like_html(unit * 1_000_000)
    looks_like_html("x\n<html><p>" + unit * 1_000_000)
