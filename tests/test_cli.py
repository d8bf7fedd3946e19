"""The command: what it writes, and that mistakes cost one clear line and exit code 2."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cleaner
from cleaner.cli import main
from cleaner.labels import LABELS
from cleaner.result import Result
from cleaner.rules import all_rules
from tests.quality import SAMPLES

PAGE = """\
The river rose on Monday night

The river rose by two metres on Monday night, and two roads near the old mill were closed \
to all traffic until the water went down again, the council said.

“We have not seen it this high for twenty years,” said the keeper of the lock, who had been \
up since four in the morning to open the gates.

© 2024 Example Ltd. All rights reserved.
"""


WEB_PAGE = """\
<!doctype html><html><head><meta charset=windows-1252><title>The river rose | Example</title>
</head><body><nav><a href=/>Home</a></nav><article><h1>The river rose</h1>
<p>The river rose by two metres on Monday night, and two roads near the old mill were closed to \
all traffic until the water went down again, the <a href="council">council</a> said.</p>
<p>“We have not seen it this high for twenty years,” said the keeper of the lock, who had been \
up since four in the morning to open the gates.</p></article>
<table><tr><td>Level<td>2 m</table><footer>© 2024 Example Ltd.</footer></body></html>
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode())
    return str(path)


@pytest.fixture
def result() -> Result:
    return cleaner.clean(PAGE.encode())


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cleaner", *arguments], input=stdin, capture_output=True, check=False
    )


def output(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    written, said = capfd.readouterr()
    assert said == ""
    return written


# clean


def test_clean_writes_the_text(
    page: str, result: Result, capfd: pytest.CaptureFixture[str]
) -> None:
    assert output(capfd, "clean", page) == result.text + "\n"
    assert "©" not in result.text


def test_clean_reads_standard_input(result: Result) -> None:
    done = run("clean", "-", stdin=PAGE.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == result.text + "\n"


def test_clean_puts_a_header_before_each_of_several_files(
    page: str, result: Result, capfd: pytest.CaptureFixture[str]
) -> None:
    one = f"==> {page} <==\n{result.text}\n"
    assert output(capfd, "clean", page, page) == f"{one}\n{one}"


def test_an_empty_page_gives_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").touch()
    assert output(capfd, "clean", str(tmp_path / "empty")) == ""


def test_json_replays_to_the_result(
    page: str, result: Result, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = output(capfd, "clean", "--json", page, page).splitlines()
    assert len(lines) == 2
    for line in lines:
        data = json.loads(line)
        assert data["file"] == page
        assert "reasons" not in data["spans"][0]
        assert Result.from_dict(PAGE.encode(), data) == result


def test_json_has_the_reasons_if_asked_for(
    page: str, result: Result, capfd: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(output(capfd, "clean", "--json", "--why", page))
    assert Result.from_dict(PAGE.encode(), data).reasons == result.reasons


def test_spans_are_a_table(page: str, result: Result, capfd: pytest.CaptureFixture[str]) -> None:
    head, *rows = output(capfd, "clean", "--spans", page).splitlines()
    assert head == "start\tend\tlabel\tkept\tscore\trule\ttext"
    assert len(rows) == len(result.spans)
    for row, span in zip(rows, result.spans, strict=True):
        start, end, label, kept, _, rule, text = row.split("\t")
        assert PAGE[int(start) : int(end)] == text == span.text
        assert (label, kept, rule) == (span.label, "yes" if span.kept else "no", span.rule or "")
    head, row, *_ = output(capfd, "clean", "--spans", page, page).splitlines()
    assert head.startswith("file\tstart\t")
    assert row.startswith(f"{page}\t0\t")


def test_a_cell_never_breaks_its_row(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page").write_bytes(b"one\ttwo \\ three\r\nfour\n")
    for row in output(capfd, "clean", "--spans", str(tmp_path / "page")).splitlines():
        assert len(row.split("\t")) == 7


def test_labels_are_kept_and_dropped_as_asked(
    page: str, result: Result, capfd: pytest.CaptureFixture[str]
) -> None:
    everything = output(capfd, "clean", "--keep", "title,heading,body", "--keep=copyright", page)
    assert everything == PAGE
    nothing = output(capfd, "clean", "--drop", "Title, heading", "--drop", "body", page)
    assert nothing == ""


def test_settings_reach_the_cleaner(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    for setting in ({"recall": 0.9}, {"precision": 0.9}, {"language": "en"}, {"kind": "text"}):
        ((name, value),) = setting.items()
        expected = cleaner.clean(PAGE.encode(), **setting)
        assert output(capfd, "clean", f"--{name}={value}", page) == expected.text + "\n"
    text = SAMPLES / "text" / "false-friend-captions.txt"
    assert len(output(capfd, "clean", "--extracted", str(text))) > len(
        output(capfd, "clean", "--no-extracted", str(text))
    )


def test_the_encoding_is_used(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page").write_bytes(PAGE.encode("utf-16-le"))
    data = json.loads(
        output(capfd, "clean", "--json", "--encoding", "utf-16", str(tmp_path / "page"))
    )
    assert data["source"]["encoding"] == "utf-16le"
    assert data["source"]["chosen_by"] == "argument"


def test_crlf_and_any_character_come_out_as_they_went_in(tmp_path: Path) -> None:
    page = PAGE.replace("\n", "\r\n").replace("river", "ríver 😀")
    done = run("clean", "--keep", ",".join(LABELS), "-", stdin=page.encode())
    assert done.stdout == page.strip().encode() + b"\n"


def test_a_lone_surrogate_does_not_stop_the_output(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"A lone +2AA- surrogate.")
    keep = ("--encoding=utf-7", "--keep", ",".join(LABELS))
    assert output(capfd, "clean", *keep, str(path)) == "A lone \\ud800 surrogate.\n"
    assert json.loads(output(capfd, "clean", "--json", *keep, str(path)))["text"] == (
        "A lone \ud800 surrogate."
    )
    assert "A lone \\ud800 surrogate." in output(capfd, "show", *keep, str(path))


# HTML


@pytest.fixture
def web_page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(WEB_PAGE.encode("windows-1252"))
    return str(path)


def test_clean_takes_html(web_page: str, capfd: pytest.CaptureFixture[str]) -> None:
    result = cleaner.clean(WEB_PAGE.encode("windows-1252"))
    assert result.kind == "html"
    assert output(capfd, "clean", web_page) == result.text + "\n"
    assert output(capfd, "clean", "--format=text", web_page) == result.text + "\n"
    assert "<td>" in output(capfd, "clean", "--kind=text", "--keep", ",".join(LABELS), web_page)
    done = run("clean", "--format", "markdown", "--url", "https://a.example/b/", "-",
               stdin=WEB_PAGE.encode("windows-1252"))  # fmt: skip
    assert "[council](https://a.example/b/council)" in done.stdout.decode()


def test_html_is_read_again_as_what_it_is(web_page: str, tmp_path: Path) -> None:
    """It is written in UTF-8, whatever its meta element says: a byte order mark beats that."""
    done = run("clean", "--format", "html", web_page)
    assert done.stdout.startswith(b"\xef\xbb\xbf<!doctype html>")
    assert (
        done.stdout.decode("utf-8-sig").rstrip()
        == cleaner.clean(WEB_PAGE.encode("windows-1252")).html.rstrip()
    )
    again = cleaner.clean(done.stdout)
    assert "“We have" in again.text
    assert "©" not in again.source
    (tmp_path / "utf-8").write_text(WEB_PAGE.replace("windows-1252", "utf-8"), "utf-8")
    assert run("clean", "--format=html", str(tmp_path / "utf-8")).stdout.startswith(b"<!doctype")


def test_formats_of_one_line_a_page(web_page: str, capfd: pytest.CaptureFixture[str]) -> None:
    result = cleaner.clean(WEB_PAGE.encode("windows-1252"), url="https://a.example/")
    files = ("--url=https://a.example/", web_page, web_page)
    expected: dict[str, object] = {
        "json": {"file": web_page, **result.to_dict()},
        "dolma": result.to_dolma(web_page),
        "w3c": result.to_w3c(),
    }
    for form, data in expected.items():
        lines = output(capfd, "clean", "--format", form, *files).splitlines()
        assert [json.loads(line) for line in lines] == [data, data]
    assert output(capfd, "clean", "--json", *files) == output(
        capfd, "clean", "--format=json", *files
    )
    assert output(capfd, "clean", "--spans", *files) == output(
        capfd, "clean", "--format=spans", *files
    )


def test_dolma_and_w3c_of_a_text(
    page: str, result: Result, capfd: pytest.CaptureFixture[str]
) -> None:
    assert json.loads(output(capfd, "clean", "--format=dolma", page)) == result.to_dolma(page)
    assert json.loads(output(capfd, "clean", "--format=w3c", page)) == result.to_w3c()
    assert output(capfd, "clean", "--format=markdown", page) == result.text + "\n"


def test_metadata_goes_with_json(web_page: str, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("trafilatura")
    data = json.loads(output(capfd, "clean", "--json", "--metadata", web_page))
    assert data["metadata"]["title"] == "The river rose"
    start, end = data["metadata"]["title_span"]
    assert WEB_PAGE[start:end] == "The river rose"
    assert "metadata" not in json.loads(output(capfd, "clean", "--json", web_page))


def test_metadata_without_its_extra_is_refused(
    web_page: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura.metadata", None)
    assert main(["clean", "--json", "--metadata", web_page]) == 2
    assert capfd.readouterr().err.endswith('needs trafilatura: pip install "cleaner[metadata]"\n')


def test_an_extractor_that_is_missing_is_told_in_a_line(
    web_page: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert main(["clean", "--extractor", "trafilatura", web_page]) == 2
    written, said = capfd.readouterr()
    assert not written
    assert "pip install" in said
    assert said.count("\n") == 1


def test_what_is_forced(web_page: str, page: str, capfd: pytest.CaptureFixture[str]) -> None:
    forced = ("--force-drop=css:article", "--force-keep", "xpath://footer", "--force-keep=council")
    assert output(capfd, "clean", *forced, web_page) == "council\n\n© 2024 Example Ltd.\n"
    assert output(capfd, "clean", "--force-drop=.+", "--force-keep=river|lock", page) == (
        "river\n\nriver\n\nlock\n"
    )


def test_show_parts_the_units_of_a_page(web_page: str, capfd: pytest.CaptureFixture[str]) -> None:
    *lines, _ = output(capfd, "show", web_page).splitlines()
    blank = [place for place, line in enumerate(lines) if not line]
    heads = [line for line in lines if line and line.partition("│")[0].strip()]
    said = [line.partition("│")[2].strip() for line in lines]
    assert said.index("Home") == 0
    assert said.index("The river rose") - 1 in blank
    cells = said.index("Level"), said.index("2 m")
    assert cells[1] == cells[0] + 1
    assert lines[cells[1]].startswith("+")
    assert any("copyright" in head for head in heads)
    assert "<" not in "".join(said)


# Mistakes


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["clean", "no-such-file"], "no-such-file: No such file or directory: expected a file"),
        (["show", "no-such-file"], "no-such-file: No such file or directory: expected a file"),
        (["clean", "/"], "/: Is a directory: expected a file to read, or - for standard input"),
        (["clean", "--keep", "advert", "x"], "'advert' is no label: expected title, heading"),
        (["clean", "--drop", "", "x"], "'' is no label: expected title, heading"),
        (["clean", "--recall", "2", "x"], "expected a number from 0 to 1, got '2'"),
        (["clean", "--recall", "nan", "x"], "expected a number from 0 to 1, got 'nan'"),
        (["clean", "--precision", "high", "x"], "expected a number from 0 to 1, got 'high'"),
        (["clean", "--max-chars", "0", "x"], "expected a whole number above 0, got '0'"),
        (["clean", "--max-chars", "9" * 5000, "x"], "expected a whole number above 0, got '999"),
        (["show", "--max-seconds", "soon", "x"], "expected seconds above 0, got 'soon'"),
        (["site", "show", "--most", "2.5", "x"], "expected a whole number above 0, got '2.5'"),
        (["run", "x", "-o", "y", "--part-size", "-1"], "expected a whole number above 0, got '-1'"),
        (["run", "x", "-o", "y", "--timeout", "inf"], "expected seconds above 0, got 'inf'"),
        (["evaluate", "x", "--sample", "²"], "expected a whole number above 0, got '²'"),
        (["clean", "--recall", "1", "--precision", "1", "x"], "not allowed with"),
        (["clean", "--json", "--spans", "x"], "not allowed with"),
        (["clean", "--kind", "pdf", "x"], "invalid choice: 'pdf'"),
        (["clean"], "the following arguments are required: FILE"),
        (["clean", "--encoding", "nonsense", os.devnull], "unknown encoding 'nonsense': expected"),
        (["clean", "--format", "pdf", "x"], "invalid choice: 'pdf'"),
        (["clean", "--format", "text", "--json", "x"], "not allowed with"),
        (["clean", "--format", "html", os.devnull], "html: expected an HTML page, but it was"),
        (["clean", "--json", "--metadata", os.devnull], "metadata: expected an HTML page, but it"),
        (["clean", "--metadata", "x"], "--metadata: expected with --format json, got text"),
        (["clean", "--why", "--spans", "x"], "--why: expected with --format json, got spans"),
        (["clean", "--force-keep", "(", "x"], "force_keep: '(' is not a pattern: "),
        (["clean", "--force-drop", "css:p[", "x"], "force_drop: 'css:p[' is not a selector: "),
        (["show", "--force-drop", "xpath://[", "x"], "'xpath://[' is not a selector: "),
        (["rules", "advert"], "'advert' is no rule: expected an id or a family: bio, by"),
        (["rules", "--what"], "unrecognized arguments: --what"),
        ([], "the following arguments are required: COMMAND"),
        (["wash"], "invalid choice: 'wash'"),
    ],
)
def test_a_mistake_is_said_in_one_line_with_exit_code_2(
    arguments: list[str], says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = main(arguments)
    except SystemExit as stop:
        code = stop.code
    written, said = capfd.readouterr()
    assert code == 2
    assert written == ""
    assert says in said
    assert said.startswith("cleaner")
    assert said.endswith("\n")
    assert said.count("\n") == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is readable")
def test_an_unreadable_file_is_said_in_one_line(
    page: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path(page).chmod(0)
    assert main(["clean", page]) == 2
    assert capfd.readouterr().err.startswith(f"cleaner: {page}: Permission denied: expected")


@pytest.mark.parametrize("command", [["clean"], ["clean", "--spans"], ["show"], ["rules"]])
def test_a_reader_that_goes_away_is_no_error(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("".join(f"Line {number} of a long enough page.\n" for number in range(5_000)))
    files = [] if command == ["rules"] else [str(path)]
    with subprocess.Popen(
        [sys.executable, "-m", "cleaner", *command, *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (1, 141)


# show


def test_show_has_the_whole_page_with_dropped_labels_in_the_margin(
    page: str, result: Result, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = output(capfd, "show", page)
    assert "\x1b" not in shown
    *lines, summary = shown.splitlines()
    assert max(map(len, lines)) <= 60
    words = " ".join(line.partition("│")[2].strip() for line in lines)
    assert words.split() == PAGE.split()
    margins = [line.partition("│")[0].strip(" +") for line in lines]
    assert [margin for margin in margins if margin] == [
        span.label for span in result.spans if not span.kept or span.label != "body"
    ]
    assert summary.startswith("kept ")
    assert "read as utf-8 (detected)" in summary


def test_show_tells_why(page: str, result: Result, capfd: pytest.CaptureFixture[str]) -> None:
    shown = "".join(output(capfd, "show", "--why", page).split())
    for span in result.spans:
        for reason in span.reasons:
            assert reason.name.split()[0] in shown


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_show_dims_on_a_terminal_and_honours_no_color(
    page: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    no_colour: str,
    coloured: bool,
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_colour:
        monkeypatch.setenv("NO_COLOR", no_colour)
    shown = output(capfd, "show", page)
    assert "\x1b[2" in shown
    assert ("\x1b[2;35m" in shown) == coloured


def test_a_page_can_not_steer_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page"
    path.write_bytes("A title \x1b[2J\x07 with [bold]controls[/] :smile: \x9b1m\n".encode())
    shown = output(capfd, "show", "--why", str(path))
    assert "␛[2J␇ with [bold]controls[/] :smile: \ufffd1m" in shown
    assert "\x1b" not in shown


def test_show_heads_each_of_several_files(
    page: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")  # no path is cut
    shown = output(capfd, "show", page, page)
    assert shown.count("page.txt") == 2


# rules


def test_rules_lists_each_rule_with_its_examples(capfd: pytest.CaptureFixture[str]) -> None:
    listed = output(capfd, "rules")
    lines = set(listed.splitlines())
    for rule in all_rules():
        assert any(line.startswith(f"{rule.id}  {rule.label}, {rule.where}") for line in lines)
        for example in rule.examples:
            assert f"    + {example}" in lines or "\n" in example
        for example in rule.counterexamples:
            assert f"    - {example}" in lines or "\n" in example


def test_rules_of_one_family_alone(capfd: pytest.CaptureFixture[str]) -> None:
    listed = output(capfd, "rules", "copyright")
    heads = [line for line in listed.splitlines() if not line.startswith(" ")]
    assert heads
    assert all(line.startswith("copyright.") for line in heads)


@pytest.mark.parametrize("beginning", ["caption.mark-start", "caption.mark"])
def test_rules_by_how_their_ids_begin(beginning: str, capfd: pytest.CaptureFixture[str]) -> None:
    rows = output(capfd, "rules", "--json", beginning).splitlines()
    assert "caption.mark-start" in [json.loads(row)["id"] for row in rows]
    assert all(json.loads(row)["id"].startswith(beginning) for row in rows)


def test_rules_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in output(capfd, "rules", "--json").splitlines()]
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    assert {rule.id for rule in all_rules()} <= set(ids)
    assert any("phrases" in row for row in rows)


# The command itself


def test_the_version_is_told() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"cleaner {cleaner.__version__}\n")


def test_help_names_the_commands(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    shown = capfd.readouterr().out
    for word in ("clean", "show", "rules", "caption"):
        assert word in shown


def test_the_command_starts_without_what_is_heavy() -> None:
    heavy = ("numpy", "rich", "turbohtml", "torch")
    check = f"import sys, cleaner.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_another_stdout_is_left_as_it_is(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", written)
    assert main(["clean", page]) == 0
    assert written.getvalue()


def test_one_bad_file_leaves_the_others_be(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("One river rose.")
    two.write_text("Two roads were closed.")
    picture = tmp_path / "three.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    names = [str(one), str(tmp_path / "nope"), str(picture), str(two)]
    assert main(["clean", *names]) == 2
    told = capfd.readouterr()
    assert "One river rose." in told.out and "Two roads were closed." in told.out
    assert "nope: No such file or directory: expected" in told.err
    assert "three.html: expected a page of HTML or text, got a PNG picture" in told.err
    assert told.err.endswith("cleaner: 2 of 4 files were left out, see above\n")


def test_of_a_text_there_is_no_html_and_the_next_page_is_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text, page = tmp_path / "one.txt", tmp_path / "two.html"
    text.write_text("One river rose.")
    page.write_text("<p>Two <b>roads</b> were closed.")
    assert main(["clean", "--format", "html", str(text), str(page)]) == 2
    assert "<p>Two <b>roads</b> were closed." in capfd.readouterr().out


def test_a_compressed_page_is_read_through(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html.gz"
    page.write_bytes(gzip.compress(b"<p>One river rose."))
    assert main(["clean", str(page)]) == 0
    assert capfd.readouterr().out == "One river rose.\n"


@pytest.mark.parametrize(
    "command", [["clean"], ["show"], ["report", "-o", "out.html"], ["site", "learn", "-o", "out"]]
)
@pytest.mark.parametrize("name", ["bomb.html.gz", "-"])
def test_a_bomb_is_refused_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: list[str],
    name: str,
) -> None:
    bomb = gzip.compress(b"<p>x " * 1_000_000)
    (tmp_path / "bomb.html.gz").write_bytes(bomb)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cleaner.batch.compression.LARGEST", 1 << 20)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(bomb))))
    assert main([*command, name]) == 2
    written, said = capfd.readouterr()
    assert (written, said.count("\n")) == ("", 1)
    assert f"{name}: expected a page of less than 1,048,576 bytes" in said


@pytest.mark.parametrize("command", ["run", "report"])
def test_a_file_that_can_not_be_written_is_no_folder(
    tmp_path: Path, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "one.txt"
    page.write_text("One river rose.")
    assert main([command, str(page), "-o", str(tmp_path / "out.csv")]) == 2
    assert "out.csv: expected a name that ends in ." in capfd.readouterr().err
    assert not (tmp_path / "out.csv").exists()
