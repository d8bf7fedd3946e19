"""spaCy: pieces as ``doc.spans``, and entities that point back into the page."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import cleaner
from tests.integrations.readme import HTML, ROOT, SAMPLES, run_example

spacy = pytest.importorskip("spacy", reason='no "cleaner[spacy]"')

from spacy.tokens import DocBin  # noqa: E402

from cleaner.integrations.spacy import KEY, clean_docs  # noqa: E402

TEXT = (ROOT / "corpus_samples/text/newswire-more-list.txt").read_text("utf-8")


def pipeline(words: str) -> Any:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": words}])
    return nlp


def test_the_readme_example_points_into_the_page() -> None:
    name = cleaner.clean(HTML).kept[-1].text.split()[-3]
    told = run_example("spaCy", nlp=pipeline(name))
    assert told["labels"] == [span.label.value for span in cleaner.clean(HTML).kept]
    assert told["found"] == name == told["doc"].ents[0].text


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_tokens_and_pieces_have_their_places(name: str) -> None:
    result = cleaner.clean(SAMPLES[name], kind="html")
    [doc] = clean_docs(spacy.blank("xx"), [SAMPLES[name]])
    assert doc.text == result.text
    for token in doc:
        start, end = doc[token.i : token.i + 1]._.page
        assert start == result.to_source(token.idx)
        assert end > start or token.is_space
    group = doc.spans[KEY]
    assert [doc.text[slice(*place)] for place in group.attrs["ranges"]] == [
        span.text for span in result.kept
    ]
    assert all(span.text in found.text for span, found in zip(result.kept, group, strict=True))


def test_places_survive_being_stored() -> None:
    nlp = pipeline("Monday")
    page = "<nav>Home</nav><p>Rain &amp; hail fell on <b>Monday</b> night, the office said.</p>"
    stored = DocBin(store_user_data=True, docs=nlp.pipe(clean_docs(nlp, [page]))).to_bytes()
    [doc] = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    start, end = doc.ents[0]._.page
    assert page[start:end] == "Monday"
    assert doc.spans[KEY].attrs["kept"] == [True]


def test_the_component_labels_and_leaves_the_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("cleaner", config={"settings": {"keep": ["body", "copyright"]}})
    expected = cleaner.clean(TEXT, kind="text", keep={"body", "copyright"})
    single = nlp(TEXT)
    several = list(nlp.pipe([TEXT, "", "Rain fell."], batch_size=2))
    assert single.text == TEXT
    assert [len(doc.spans[KEY]) for doc in several] == [len(expected.spans), 0, 1]
    for doc in (single, several[0]):
        group = doc.spans[KEY]
        assert [TEXT[slice(*place)] for place in group.attrs["ranges"]] == [
            span.text for span in expected.spans
        ]
        assert [span.label_ for span in group] == [span.label.value for span in expected.spans]
        assert group.attrs["kept"] == [span.kept for span in expected.spans]
    assert doc[1:3]._.page == (doc[1].idx, doc[2].idx + len(doc[2]))


def test_the_component_survives_with_its_pipeline(tmp_path: Any) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("cleaner", config={"settings": {"recall": 0.9}})
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).get_pipe("cleaner").cleaner.recall == 0.9


def test_spacy_finds_the_component_unimported() -> None:
    code = "import spacy; print(spacy.blank('de').add_pipe('cleaner').cleaner.recall)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "0.5\n"
