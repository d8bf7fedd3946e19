"""Fits the network that `cleaner.scoring.model` runs.

The same layers in torch, a loss that only asks for one of the allowed labels,
and a schedule that shows each page once an epoch in one of its views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from cleaner.labels import LABELS
from cleaner.scoring.model import CLIP
from cleaner.scoring.terms import NAMES, OPENERS, flat_names
from cleaner.scoring.vocabulary import Vocabulary, from_steps, slot_of, to_steps
from cleaner.training.examples import ANY, Example
from cleaner.training.vocabulary import choose_terms, number_sites

Array = npt.NDArray[Any]

EXTRACTED_VIEWS: Final = frozenset({"trafilatura", "resiliparse"})
"""Views from which an extractor has already taken what is not the article."""

VOCABULARY_VIEWS: Final = frozenset({"lines", "glued", "gold", "page"})
"""Views whose terms make the vocabulary."""

MIXED_VIEWS: Final = frozenset({"spliced", "gold"})
"""Views that are neither whole pages nor plain extracts: shown beside these."""

Flat: TypeAlias = dict[int, tuple[tuple[Array, Array], ...]]
"""For each example, by its identity, block and hash of every word in the names around it, and
of those that open its section."""

Bag: TypeAlias = tuple[torch.Tensor, torch.Tensor, torch.Tensor]
"""Terms, where those of each block begin, and how many it has."""

KIND_WEIGHT: Final = 0.05
"""Weight of telling extracts from other texts: small, the labels are what counts."""

VECTOR_STEPS: Final = 15
"""Steps from 0 to a vector's largest number, which is what its numbers are rounded to: 127 take
a quarter of a megabyte more and do no better (word-F1 within .0001 on the five folds)."""

LONGEST: Final = 500
"""Blocks of a text that are looked at in one step of fitting."""

BLOCKS_PER_STEP: Final = 4000


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fit. The defaults were chosen on two of the five folds."""

    epochs: int = 9
    terms: int = 16000
    least_sites: int = 4
    """Sites that a term must stand on to be known."""
    vector: int = 24
    """Numbers per term."""
    width: int = 64
    """Numbers per block inside the network."""
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    rate: float = 3e-3
    decay: float = 0.02
    dropout: float = 0.15
    term_dropout: float = 0.2
    wordless_share: float = 0.2
    """Chance that a text goes without any of its words, as one in a language never seen: what the
    model then knows is its shape and what rules and phrases find in it. Chosen between .15 and .3,
    both tried on two of the five folds."""
    feature_dropout: float = 0.0
    """Chance that a text goes without a feature."""
    extract_share: float = 0.6
    """Chance that a page also shows its extracted, and its spliced, view in an epoch."""
    names: int = 8000
    """The most words of names in the markup that are known, in HTML."""
    gold_repeats: int = 8
    """How often a text of the gold set is shown in an epoch; pages of HTML are all others."""
    read_repeats: int = 2
    """How often any other text or page that a reader labelled is shown in an epoch."""
    seed: int = 0


class Network(nn.Module):
    """The layers of `cleaner.scoring.model.Model`."""

    def __init__(self, features: int, terms: int, bags: int, settings: Settings) -> None:
        super().__init__()
        width, labels = settings.width, len(LABELS)
        self.vectors = nn.EmbeddingBag(terms + 1, settings.vector, mode="sum", padding_idx=terms)
        nn.init.normal_(self.vectors.weight, std=0.05)
        with torch.no_grad():
            self.vectors.weight[terms] = 0
        self.first = nn.Linear(features + bags * settings.vector, width)
        self.second = nn.Linear(width, width)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=step, dilation=step) for step in settings.dilations
        )
        self.summary = nn.Linear(2 * width, width)
        self.extracted = nn.Linear(2 * width, 1)
        self.output = nn.Linear(2 * width, labels)
        self.dropout = nn.Dropout(settings.dropout)

    def forward(
        self, shape: torch.Tensor, mask: torch.Tensor, bags: Sequence[Bag]
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Label logits of each block, and each text's logit of being an extract."""
        known = [shape]
        for terms, offsets, count in bags:
            said = self.vectors(terms, offsets) / torch.sqrt(count + 1.0)[:, None]
            known.append(self.dropout(said.view(*shape.shape[:2], -1)))
        hidden = functional.relu(self.first(torch.cat(known, -1)))
        hidden = functional.relu(self.second(self.dropout(hidden))) * mask[..., None]
        early, extracted = hidden, torch.zeros(0)
        for step, convolution in enumerate(self.convolutions):
            context = convolution(self.dropout(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + functional.relu(context)) * mask[..., None]
            if step == 1:
                size = mask.sum(1).clamp(min=1)[:, None]
                pooled = torch.cat((hidden.sum(1) / size, hidden.max(1).values), -1)
                extracted = self.extracted(pooled)[:, 0]
                whole = functional.relu(self.summary(pooled))[:, None]
                hidden = (hidden + whole) * mask[..., None]
        return self.output(self.dropout(torch.cat((hidden, early), -1))), extracted


def fit(
    examples: Sequence[Example],
    settings: Settings,
    report: Any = print,
    start: Mapping[str, Array] | None = None,
) -> dict[str, Array]:
    """Fit a network and return its weights as the arrays of `read_model`.

    ``start``: weights of the same kind to begin with. Their standardisation, sizes and terms
    stay; terms that they don't know are added behind them.
    """
    names = {
        id(example): tuple(flat_names(example.names, columns) for columns in (NAMES, OPENERS))
        for example in examples
    }
    if start is None:
        vocabulary = Vocabulary(_choose_vocabulary(examples, names, settings))
        sample = np.concatenate([example.features for example in examples[::5]]).astype(np.float32)
        mean, deviation = sample.mean(0), sample.std(0) + 1e-2
    else:
        settings = replace(settings, **_sizes(start))
        vocabulary = _extended(start, _choose_vocabulary(examples, names, settings))
        mean, deviation = start["mean"], start["deviation"]
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    bags = 3 if any(example.names is not None for example in examples) else 1
    network = Network(mean.size, len(vocabulary), bags, settings)
    if start is not None:
        _load(network, vocabulary, start)
    terms = [p for name, p in network.named_parameters() if name.startswith("vectors")]
    others = [p for name, p in network.named_parameters() if not name.startswith("vectors")]
    optimiser = torch.optim.AdamW(
        [
            {"params": terms, "weight_decay": 0.0},
            {"params": others, "weight_decay": settings.decay},
        ],
        lr=settings.rate,
    )
    steps = [list(_epoch(examples, settings, random)) for _ in range(settings.epochs)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, settings.rate, total_steps=sum(map(len, steps)), pct_start=0.15
    )
    network.train()
    for number, epoch in enumerate(steps):
        losses = []
        for batch in epoch:
            seen = _collate(batch, names, mean, deviation, vocabulary, settings, random, bags)
            loss = _loss(network, seen)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        report(f"epoch {number + 1} of {settings.epochs}: loss {np.mean(losses):.4f}")
    return _arrays(network, vocabulary, mean, deviation, settings)


def _choose_vocabulary(examples: Sequence[Example], names: Flat, settings: Settings) -> Array:
    chosen = [example for example in examples if example.view in VOCABULARY_VIEWS]
    sites = number_sites([example.site for example in chosen])
    bags = (
        (settings.terms, [(example.term_block, example.term_hash) for example in chosen]),
        (settings.names, [names[id(example)][0] for example in chosen]),
        (settings.names, [names[id(example)][1] for example in chosen]),
    )
    classes = [_classes(example.allowed) for example in chosen]
    terms = [
        choose_terms(
            np.concatenate([hashes for _, hashes in bag]),
            np.repeat(sites, [hashes.size for _, hashes in bag]),
            np.concatenate([names[block] for names, (block, _) in zip(classes, bag, strict=True)]),
            size=size,
            least_sites=settings.least_sites,
        )
        for size, bag in bags
    ]
    return np.unique(np.concatenate(terms))


def _classes(allowed: Array) -> Array:
    """A class per set of labels: the label, "article", "not the article", or -1 for unknown."""
    article = 0b111
    single = (allowed & (allowed - 1)) == 0
    names = np.log2(np.maximum(allowed, 1)).astype(np.int8)
    inside, outside = (allowed & ~article) == 0, (allowed & article) == 0
    rest = np.where(inside, 2, np.where(outside, len(LABELS), -1))
    return np.where(single, names, rest).astype(np.int8)


def _epoch(
    examples: Sequence[Example], settings: Settings, random: np.random.Generator
) -> Iterator[list[Example]]:
    """One view of each page, extracts and splices now and then, in batches of like length."""
    pages: dict[tuple[str, str], dict[str, list[Example]]] = defaultdict(lambda: defaultdict(list))
    for example in examples:
        kind = (
            example.view if example.view in MIXED_VIEWS
            else "extract" if example.view in EXTRACTED_VIEWS else "page"
        )  # fmt: skip
        pages[example.data, example.id][kind].append(example)
    chosen = []
    for views in pages.values():
        for kind, among in views.items():
            if kind == "gold":
                of_gold = among[0].data == "gold"
                chosen += among * (settings.gold_repeats if of_gold else settings.read_repeats)
            elif kind == "page" or random.random() < settings.extract_share:
                chosen.append(among[random.integers(len(among))])
    length = np.array([min(example.words.size, LONGEST) for example in chosen])
    order = np.argsort(length * np.exp(random.normal(0, 0.15, len(chosen))))
    batches, batch, longest = [], list[Example](), 0
    for place in order.tolist():
        longest = max(longest, int(length[place]))
        if batch and (longest * (len(batch) + 1) > BLOCKS_PER_STEP or len(batch) == 16):
            batches.append(batch)
            batch, longest = [], int(length[place])
        batch.append(chosen[place])
    batches.append(batch)
    for place in random.permutation(len(batches)).tolist():
        yield batches[place]


class Batch(NamedTuple):
    """What the network sees of some examples in one step."""

    shape: torch.Tensor
    mask: torch.Tensor
    bags: tuple[Bag, ...]
    allowed: torch.Tensor
    weight: torch.Tensor
    extracted: torch.Tensor


def _collate(
    batch: Sequence[Example], names: Flat, mean: Array, deviation: Array,
    vocabulary: Vocabulary, settings: Settings, random: np.random.Generator, bags: int,
) -> Batch:  # fmt: skip
    sizes = [min(example.words.size, LONGEST) for example in batch]
    rows, longest = len(batch), max(sizes)
    shape = np.zeros((rows, longest, mean.size), np.float32)
    mask, weight = np.zeros((2, rows, longest), np.float32)
    allowed = np.full((rows, longest), ANY, np.int64)
    known = np.zeros((bags, rows * longest), np.int64)
    terms: list[list[Array]] = [[] for _ in range(bags)]
    for row, (example, size) in enumerate(zip(batch, sizes, strict=True)):
        low = int(random.integers(example.words.size - size + 1))
        part = slice(low, low + size)
        known_features = random.random(mean.size) >= settings.feature_dropout
        shape[row, :size] = known_features * np.clip(
            (example.features[part].astype(np.float32) - mean) / deviation, -CLIP, CLIP
        )
        mask[row, :size] = 1
        allowed[row, :size] = example.allowed[part]
        mass = np.sqrt(example.words + 0.5)
        weight[row, :size] = mass[part] / mass.sum() * example.trust
        said = ((example.term_block, example.term_hash), *names[id(example)])
        for bag, (block, hashes) in enumerate(said[:bags]):
            place = vocabulary.places(hashes)
            among = (place < len(vocabulary)) & (random.random(place.size) > settings.term_dropout)
            among &= (block >= low) & (block < low + size)
            among &= random.random() >= settings.wordless_share
            terms[bag].append(place[among])
            known[bag, row * longest : row * longest + size] = np.bincount(
                block[among] - low, minlength=size
            )
    extracted = np.array([float(e.view in EXTRACTED_VIEWS) for e in batch], np.float32)
    return Batch(
        torch.from_numpy(shape),
        torch.from_numpy(mask),
        tuple(
            (
                torch.from_numpy(np.concatenate(places).astype(np.int64)),
                torch.from_numpy(np.concatenate(([0], np.cumsum(count)[:-1]))),
                torch.from_numpy(count.astype(np.float32)),
            )
            for places, count in zip(terms, known, strict=True)
        ),
        torch.from_numpy(allowed),
        torch.from_numpy(weight),
        torch.from_numpy(extracted),
    )


def _loss(network: Network, batch: Batch) -> torch.Tensor:
    """How unlikely the network holds the allowed labels, and the kind of text."""
    logits, kind = network(batch.shape, batch.mask, batch.bags)
    bits = torch.tensor([1 << code for code in range(len(LABELS))])
    chances = functional.log_softmax(logits, -1)
    chance = torch.logsumexp(chances.masked_fill((batch.allowed[..., None] & bits) == 0, -1e4), -1)
    # A bound on what one block can cost: wrong gold should not pull for ever.
    cost = (-chance).clamp(max=8.0)
    kinds = functional.binary_cross_entropy_with_logits(kind, batch.extracted)
    return (cost * batch.weight).sum() / batch.weight.sum() + KIND_WEIGHT * kinds


def _sizes(start: Mapping[str, Array]) -> dict[str, Any]:
    """The settings that weights have fixed."""
    return {
        "vector": start["vectors"].shape[1],
        "width": start["bias_0"].size,
        "dilations": tuple(start["dilations"].tolist()),
    }


def _extended(start: Mapping[str, Array], terms: Array) -> Vocabulary:
    """The vocabulary of some weights, and of further terms those whose slots are free."""
    known = from_steps(start["term_steps"])
    free = ~np.isin(slot_of(terms), slot_of(known))
    return Vocabulary(np.sort(np.concatenate((known, terms[free]))))


def _load(network: Network, vocabulary: Vocabulary, start: Mapping[str, Array]) -> None:
    """Set a network's weights; terms that are new begin with zeros."""
    vectors = np.zeros((len(vocabulary) + 1, start["vectors"].shape[1]), np.float32)
    known = vocabulary.places(from_steps(start["term_steps"]))
    vectors[known] = start["vectors"].astype(np.float32) * start["vector_scale"]
    with torch.no_grad():
        network.vectors.weight.copy_(torch.from_numpy(vectors))
        for place, layer in enumerate(_layers(network)):
            weights = start[f"weights_{place}"].astype(np.float32).T
            if layer.weight.ndim == 3:
                weights = np.stack(np.split(weights, 3, axis=1), axis=-1)
            layer.weight.copy_(torch.from_numpy(np.ascontiguousarray(weights)))
            layer.bias.copy_(torch.from_numpy(start[f"bias_{place}"].astype(np.float32)))


def _layers(network: Network) -> list[Any]:
    """The layers in the order of their arrays."""
    layers = [network.first, network.second, *network.convolutions]
    return [*layers, network.summary, network.extracted, network.output]


def _arrays(
    network: Network, vocabulary: Vocabulary, mean: Array, deviation: Array, settings: Settings
) -> dict[str, Array]:
    """The weights as `read_model` reads them: vectors in steps, layers in 16 bits."""
    vectors = network.vectors.weight.detach().numpy()[:-1]
    scale = np.abs(vectors).max(axis=0) / VECTOR_STEPS + 1e-12
    arrays: dict[str, Array] = {
        "term_steps": to_steps(vocabulary.hashes[:-1]),
        "vectors": np.round(vectors / scale).astype(np.int8),
        "vector_scale": scale.astype(np.float32),
        "mean": mean.astype(np.float32),
        "deviation": deviation.astype(np.float32),
        "dilations": np.array(settings.dilations),
    }
    for place, layer in enumerate(_layers(network)):
        weights = layer.weight.detach().numpy()
        if weights.ndim == 3:
            weights = np.concatenate([weights[:, :, tap] for tap in range(3)], axis=1)
        arrays[f"weights_{place}"] = np.ascontiguousarray(weights.T).astype(np.float16)
        arrays[f"bias_{place}"] = layer.bias.detach().numpy().astype(np.float32)
    return arrays
