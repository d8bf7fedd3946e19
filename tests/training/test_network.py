"""The fitted network and the numpy model that ships give the same chances."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")

from cleaner.deciding.evidence import gather, score  # noqa: E402
from cleaner.scoring.model import read_model  # noqa: E402
from cleaner.training.examples import to_example  # noqa: E402
from cleaner.training.network import Settings, fit  # noqa: E402

SETTINGS = Settings(epochs=30, least_sites=1, width=24, vector=8, terms=200, gold_repeats=1)
BODY = "The council met on Monday and the mayor said that the bridge would be built."
NOISE = ("Share on Facebook", "Read more", "Sign up for our newsletter", "Home | News | Sport")


def records() -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for number in range(24):
        lines = [(NOISE[number % 4], "promo"), (f"{BODY} It costs {number} dollars.", "body")] * 3
        text, spans = "", []
        for line, label in lines:
            spans.append([len(text), len(text) + len(line), label])
            text += f"{line}\n"
        made.append({
            "id": str(number), "data": "made", "domain": f"site{number}.example", "view": "lines",
            "text": text, "spans": spans,
        })  # fmt: skip
    return made


def test_fitting_learns_and_the_numpy_model_agrees() -> None:
    examples = [example for record in records() if (example := to_example(record)) is not None]
    said: list[str] = []
    model = read_model(fit(examples, SETTINGS, said.append))
    assert len(said) == SETTINGS.epochs
    evidence = gather([str(records()[0]["text"])])
    chances = score(evidence, model).labels
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert chances[:, :3].sum(axis=1).round().tolist() == [0, 1, 1] * 3


def test_the_same_seed_gives_the_same_weights() -> None:
    examples = [example for record in records() if (example := to_example(record)) is not None]
    short = replace(SETTINGS, epochs=2)
    first, second = (fit(examples, short, lambda line: None) for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


@pytest.mark.parametrize(("share", "learnt"), [(0.0, True), (1.0, False)])
def test_a_text_without_its_words_teaches_none(share: float, learnt: bool) -> None:
    examples = [example for record in records() if (example := to_example(record)) is not None]
    early, late = (
        fit(examples, replace(SETTINGS, epochs=epochs, wordless_share=share), lambda line: None)
        for epochs in (1, 20)
    )
    before, after = (fitted["vectors"] * fitted["vector_scale"] for fitted in (early, late))
    # What decays keeps its direction, what is learnt does not.
    cosine = (before * after).sum() / np.linalg.norm(before) / np.linalg.norm(after)
    assert bool(cosine < 0.97) == learnt
