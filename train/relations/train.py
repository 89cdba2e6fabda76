"""Trains the relations network; runs on processors and on a GPU, keeps checkpoints, goes on where it stopped.

    python train/relations/train.py --data DIR --out DIR [--rounds 1] [--scale 1.0] [--start network.pt]

DIR is the folder of data sets; it holds ``claims/nli``, ``claims/perspectrum`` and ``attribution/polnear``. A round is
about 80,000 pairs of the first two, every pair of the invented affairs (``affairs.py``) and pairs of real news that say
two things (``news.py``). ``--start`` goes on from a trained network.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
from affairs import affairs
from affairs import pairs as affair_pairs
from data import Pair, lessons
from network import RelationsNet
from news import news

from course import Course, base_config, with_carried_weights
from sayso.model.span import Span
from sayso.nets.tokens import CLS, SEP, pieces

SEED = 11
BATCH = 32
ENCODER_RATE, HEAD_RATE = 1.2e-4, 8e-4
AVERAGED = 0.98
SIDE_PIECES = 64
"""Pieces of one content that are read; see ``sayso.nets.relations``."""
WEIGHTS = (1.0, 1.0, 1.5, 0.5)
"""Weight of each answer in the loss."""


class Read(NamedTuple):
    """One pair as the network reads it."""

    ids: list[int]
    sides: list[int]
    answers: tuple[float, ...]


def base_network() -> RelationsNet:
    """MiniLM-L6 with the carried weights; the head is fresh."""
    net: RelationsNet = with_carried_weights(RelationsNet(base_config()))
    return net


def read(pair: Pair) -> Read:
    """The pieces of a pair."""
    a, b = (pieces(text, Span(0, len(text))).ids[:SIDE_PIECES] for text in (pair.a, pair.b))
    return Read([CLS, *a, SEP, *b, SEP], [0] * (len(a) + 2) + [1] * (len(b) + 1), pair.answers)


def batches(data: list[Read], seed: int) -> list[list[Read]]:
    """Batches of pairs of like length, in an order fixed by ``seed``."""
    order = list(range(len(data)))
    random.Random(seed).shuffle(order)
    out = []
    for at in range(0, len(order), BATCH * 64):
        pool = sorted(order[at : at + BATCH * 64], key=lambda k: len(data[k].ids))
        out += [[data[k] for k in pool[i : i + BATCH]] for i in range(0, len(pool), BATCH)]
    random.Random(seed + 1).shuffle(out)
    return out


def tensors(batch: list[Read], device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Padded ids, sides and mask of a batch."""
    width = max(len(x.ids) for x in batch)
    ids, sides, mask = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    for k, x in enumerate(batch):
        ids[k, : len(x.ids)] = torch.tensor(x.ids)
        sides[k, : len(x.ids)] = torch.tensor(x.sides)
        mask[k, : len(x.ids)] = 1
    return ids.to(device), sides.to(device), mask.to(device)


def loss_of(net: RelationsNet, batch: list[Read], device: torch.device) -> Tensor:
    """Mean loss over the answers that are known."""
    scores = net(*tensors(batch, device)).float()
    gold = torch.tensor([x.answers for x in batch], device=device)
    known = (gold >= 0).float() * torch.tensor(WEIGHTS, device=device)
    each = nn.functional.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none")
    return (each * known).sum() / known.sum()


def round_of(folder: Path, seed: int, scale: float, times: int, share: float) -> list[Pair]:
    """One round: pairs of the sets, of the affairs and a share of those of the news; the batches shuffle them."""
    told, chance = affairs(held=False), random.Random(seed)
    shown = [pair for k in range(times) for pair in affair_pairs(told, seed + k)]
    apart = [pair for pair in news(folder, seed) if chance.random() < share] if share else []
    return lessons(folder / "claims", seed, scale) + shown + apart


def course_of(net: RelationsNet, steps: int, checkpoint: Path, device: torch.device, slow: float) -> Course:
    """The course of this network."""
    heads = [*net.mix.parameters(), *net.out.parameters()]
    net.encoder.embeddings.requires_grad_(False)  # rare words stay where the carried weights put them
    layers = list(net.encoder.encoder.parameters())
    groups = [{"params": layers, "lr": ENCODER_RATE * slow}, {"params": heads, "lr": HEAD_RATE * slow}]
    narrow = device.type == "cuda"
    return Course(net, groups, steps, checkpoint, device, loss=loss_of, averaged=AVERAGED, narrow=narrow)


def main() -> None:
    """Reads the options, trains, leaves ``network.pt`` and ``checkpoint.pt`` in the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the pairs of a round")
    parser.add_argument("--affairs", type=int, default=1, help="how often a round shows the pairs of the affairs")
    parser.add_argument("--news", type=float, default=0.5, help="share of the pairs of news that a round shows")
    parser.add_argument("--start", type=Path, help="a trained network to go on from")
    parser.add_argument("--slow", type=float, default=1.0, help="the rates are multiplied by it")
    parser.add_argument("--steps", type=int, help="stop after so many batches, the rate falling to its end")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    plan: list[list[Read]] = []
    for r in range(options.rounds):
        shown = round_of(options.data, options.seed + 10 * r, options.scale, options.affairs, options.news)
        plan += batches([read(p) for p in shown], options.seed + r)
    plan = plan[: options.steps]
    print(f"{len(plan)} batches, {sum(len(x.ids) for b in plan for x in b)} pieces", flush=True)
    net = base_network()
    if options.start:
        net.load_state_dict(torch.load(options.start, map_location="cpu", weights_only=True))
    net.to(device).train()
    course = course_of(net, len(plan), options.out / "checkpoint.pt", device, options.slow)
    course.resume()
    course.run(plan)
    torch.save(course.mean.module.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
