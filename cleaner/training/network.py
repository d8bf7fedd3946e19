"""Fits the network that `cleaner.scoring.model` runs.

The same layers in torch, a loss that only asks for one of the allowed labels,
and a schedule that shows each page once an epoch in one of its views.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from cleaner.labels import LABELS
from cleaner.scoring.model import CLIP
from cleaner.scoring.words import Vocabulary
from cleaner.training.examples import ANY, Example
from cleaner.training.vocabulary import choose_terms, number_sites

Array = npt.NDArray[Any]

EXTRACTED_VIEWS: Final = frozenset({"trafilatura", "resiliparse"})
"""Views from which an extractor has already taken what is not the article."""

MIXED_VIEWS: Final = frozenset({"spliced", "gold"})
"""Views that are neither whole pages nor plain extracts: shown beside these."""

KIND_WEIGHT: Final = 0.05
"""Weight of telling extracts from other texts: small, the labels are what counts."""

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
    dropout: float = 0.15
    term_dropout: float = 0.2
    extract_share: float = 0.6
    """Chance that a page also shows its extracted, and its spliced, view in an epoch."""
    gold_repeats: int = 10
    """How often a text labelled by hand is shown in an epoch."""
    seed: int = 0


class Network(nn.Module):
    """The layers of `cleaner.scoring.model.Model`."""

    def __init__(self, features: int, terms: int, settings: Settings) -> None:
        super().__init__()
        width, labels = settings.width, len(LABELS)
        self.vectors = nn.EmbeddingBag(terms + 1, settings.vector, mode="sum", padding_idx=terms)
        nn.init.normal_(self.vectors.weight, std=0.05)
        with torch.no_grad():
            self.vectors.weight[terms] = 0
        self.first = nn.Linear(features + settings.vector, width)
        self.second = nn.Linear(width, width)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=step, dilation=step) for step in settings.dilations
        )
        self.summary = nn.Linear(2 * width, width)
        self.extracted = nn.Linear(2 * width, 1)
        self.output = nn.Linear(2 * width, labels)
        self.dropout = nn.Dropout(settings.dropout)

    def forward(
        self, shape: torch.Tensor, mask: torch.Tensor, terms: torch.Tensor,
        offsets: torch.Tensor, known: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:  # fmt: skip
        """Label logits of each block, and each text's logit of being an extract."""
        said = self.vectors(terms, offsets) / torch.sqrt(known + 1.0)[:, None]
        said = said.view(*shape.shape[:2], -1)
        hidden = functional.relu(self.first(torch.cat((shape, self.dropout(said)), -1)))
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


def fit(examples: Sequence[Example], settings: Settings, report: Any = print) -> dict[str, Array]:
    """Fit a network and return its weights as the arrays of `read_model`."""
    vocabulary = Vocabulary(_choose_vocabulary(examples, settings))
    sample = np.concatenate([example.features for example in examples[::5]]).astype(np.float32)
    mean, deviation = sample.mean(0), sample.std(0) + 1e-2
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    network = Network(sample.shape[1], len(vocabulary), settings)
    terms = [p for name, p in network.named_parameters() if name.startswith("vectors")]
    others = [p for name, p in network.named_parameters() if not name.startswith("vectors")]
    optimiser = torch.optim.AdamW(
        [{"params": terms, "weight_decay": 0.0}, {"params": others, "weight_decay": 0.02}],
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
            loss = _loss(network, *_collate(batch, mean, deviation, vocabulary, settings, random))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        report(f"epoch {number + 1} of {settings.epochs}: loss {np.mean(losses):.4f}")
    return _arrays(network, vocabulary, mean, deviation, settings)


def _choose_vocabulary(examples: Sequence[Example], settings: Settings) -> Array:
    chosen = [example for example in examples if example.view in ("lines", "glued", "gold")]
    sites = number_sites([example.site for example in chosen])
    return choose_terms(
        np.concatenate([example.term_hash for example in chosen]),
        np.repeat(sites, [example.term_hash.size for example in chosen]),
        np.concatenate([_classes(example.allowed)[example.term_block] for example in chosen]),
        size=settings.terms,
        least_sites=settings.least_sites,
    )


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
                chosen += among * settings.gold_repeats
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


def _collate(
    batch: Sequence[Example], mean: Array, deviation: Array, vocabulary: Vocabulary,
    settings: Settings, random: np.random.Generator,
) -> tuple[torch.Tensor, ...]:  # fmt: skip
    sizes = [min(example.words.size, LONGEST) for example in batch]
    rows, longest = len(batch), max(sizes)
    shape = np.zeros((rows, longest, mean.size), np.float32)
    mask, weight = np.zeros((2, rows, longest), np.float32)
    allowed = np.full((rows, longest), ANY, np.int64)
    known = np.zeros(rows * longest, np.int64)
    terms = []
    for row, (example, size) in enumerate(zip(batch, sizes, strict=True)):
        low = int(random.integers(example.words.size - size + 1))
        part = slice(low, low + size)
        shape[row, :size] = np.clip(
            (example.features[part].astype(np.float32) - mean) / deviation, -CLIP, CLIP
        )
        mask[row, :size] = 1
        allowed[row, :size] = example.allowed[part]
        mass = np.sqrt(example.words + 0.5)
        weight[row, :size] = mass[part] / mass.sum() * example.trust
        place = vocabulary.places(example.term_hash)
        among = (place < len(vocabulary)) & (random.random(place.size) > settings.term_dropout)
        among &= (example.term_block >= low) & (example.term_block < low + size)
        terms.append(place[among])
        known[row * longest : row * longest + size] = np.bincount(
            example.term_block[among] - low, minlength=size
        )
    offsets = np.concatenate(([0], np.cumsum(known)[:-1]))
    views = [example.view for example in batch]
    extracted = np.array([float(view in EXTRACTED_VIEWS) for view in views], np.float32)
    return tuple(
        torch.from_numpy(array)
        for array in (
            shape, mask, np.concatenate(terms).astype(np.int64), offsets,
            known.astype(np.float32), allowed, weight, extracted,
        )
    )  # fmt: skip


def _loss(
    network: Network, shape: torch.Tensor, mask: torch.Tensor, terms: torch.Tensor,
    offsets: torch.Tensor, known: torch.Tensor, allowed: torch.Tensor, weight: torch.Tensor,
    extracted: torch.Tensor,
) -> torch.Tensor:  # fmt: skip
    """How unlikely the network holds the allowed labels, and the kind of text."""
    logits, kind = network(shape, mask, terms, offsets, known)
    bits = torch.tensor([1 << code for code in range(len(LABELS))])
    chances = functional.log_softmax(logits, -1)
    chance = torch.logsumexp(chances.masked_fill((allowed[..., None] & bits) == 0, -1e4), -1)
    # A bound on what one block can cost: wrong gold should not pull for ever.
    cost = (-chance).clamp(max=8.0)
    kinds = functional.binary_cross_entropy_with_logits(kind, extracted)
    return (cost * weight).sum() / weight.sum() + KIND_WEIGHT * kinds


def _arrays(
    network: Network, vocabulary: Vocabulary, mean: Array, deviation: Array, settings: Settings
) -> dict[str, Array]:
    """The weights as `read_model` reads them: vectors in 8 bits, layers in 16."""
    vectors = network.vectors.weight.detach().numpy()[:-1]
    scale = np.abs(vectors).max(axis=0) / 127 + 1e-12
    arrays: dict[str, Array] = {
        "terms": vocabulary.hashes[:-1],
        "vectors": np.round(vectors / scale).astype(np.int8),
        "vector_scale": scale.astype(np.float32),
        "mean": mean.astype(np.float32),
        "deviation": deviation.astype(np.float32),
        "dilations": np.array(settings.dilations),
    }
    layers = [network.first, network.second, *network.convolutions]
    layers += [network.summary, network.extracted, network.output]
    for place, layer in enumerate(layers):
        weights = layer.weight.detach().numpy()
        if weights.ndim == 3:
            weights = np.concatenate([weights[:, :, tap] for tap in range(3)], axis=1)
        arrays[f"weights_{place}"] = np.ascontiguousarray(weights.T).astype(np.float16)
        arrays[f"bias_{place}"] = layer.bias.detach().numpy().astype(np.float32)
    return arrays
