"""Trains the attribution network; runs on processors and on a GPU, keeps checkpoints, goes on where it stopped.

    python train/attribution/train.py --data DIR --out DIR [--rounds 3]

DIR is the folder of data sets (see ``data.SETS``). Takes about 45 minutes for three rounds on two cores.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
from data import SETS, Example, examples, plainly_quoted, taught
from network import AttributionNet

from course import Course, base_config, with_carried_weights
from sayso.nets.attribution import ENCODER, PAIRS, NetworkTagger

SEED = 7
BATCH = 8
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
CUE_WEIGHT = 2.0
AVERAGED = 0.998


def earlier(folder: Path) -> NetworkTagger:
    """The tagger of an exported network."""
    return NetworkTagger((folder / ENCODER).read_bytes(), (folder / PAIRS).read_bytes())


def base_network(layers: int = 6) -> AttributionNet:
    """MiniLM-L6, or its lower ``layers``, with the carried weights; the heads are fresh."""
    net: AttributionNet = with_carried_weights(AttributionNet(base_config(num_hidden_layers=layers)))
    return net


def batches(data: list[Example], seed: int, straightened: float) -> list[list[Example]]:
    """Batches of windows of like length, in an order fixed by ``seed``; some with quotation marks straightened."""
    order = list(range(len(data)))
    random.Random(seed).shuffle(order)
    chance, out = random.Random(seed + 2), []
    for at in range(0, len(order), BATCH * 32):
        pool = sorted(order[at : at + BATCH * 32], key=lambda k: len(data[k].ids))
        out += [
            [_varied(data[k], chance, straightened) for k in pool[i : i + BATCH]] for i in range(0, len(pool), BATCH)
        ]
    random.Random(seed + 1).shuffle(out)
    return out


def _varied(example: Example, chance: random.Random, share: float) -> Example:
    return example._replace(ids=plainly_quoted(example.ids)) if chance.random() < share else example


def loss_of(net: AttributionNet, batch: list[Example], device: torch.device) -> Tensor:
    """Mean label loss of one batch: cues over all pieces, pairs over the pieces of every cue's window."""
    width = max(len(x.ids) for x in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long, device=device)
    gold = torch.full((len(batch), width), -100, device=device)
    for k, x in enumerate(batch):
        ids[k, : len(x.ids)] = torch.tensor(x.ids)
        gold[k, : len(x.cues)] = torch.tensor(x.cues)
    states, cue_scores = net.encode(ids, (ids != 0).long())
    loss = CUE_WEIGHT * nn.functional.cross_entropy(cue_scores.float().flatten(0, 1), gold.flatten())
    scores, labels = [], []
    for k, x in enumerate(batch):
        if x.pairs:
            starts = torch.tensor([p[0] for p in x.pairs], device=device)
            ends = torch.tensor([p[1] for p in x.pairs], device=device)
            scores.append(net.pairs(states[k, : len(x.ids)], starts, ends).float().flatten(0, 1))
            labels.append(torch.tensor([p[2] for p in x.pairs], device=device).flatten())
    if scores:
        loss = loss + nn.functional.cross_entropy(torch.cat(scores), torch.cat(labels))
    return loss


def course_of(net: AttributionNet, steps: int, checkpoint: Path, device: torch.device) -> Course:
    """The course of this network."""
    heads = [*net.cues.parameters(), *net.pairs.parameters()]
    groups = [{"params": list(net.encoder.parameters()), "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
    return Course(net, groups, steps, checkpoint, device, loss=loss_of, averaged=AVERAGED)


def main() -> None:
    """Reads the options, trains, leaves ``network.pt`` and ``checkpoint.pt`` in the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sets", nargs="+", choices=sorted(SETS), default=["polnear"])
    parser.add_argument("--straightened", type=float, default=0.0, help="share of windows shown with straight quotes")
    parser.add_argument("--taught-by", type=Path, help="folder of an earlier network's graphs; see data.taught")
    parser.add_argument("--layers", type=int, default=6, help="layers of the encoder kept, from the bottom")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    data = examples(options.data, options.sets)
    pieces = sum(len(x.ids) for x in data)
    print(f"{len(data)} windows, {pieces} pieces, {sum(len(x.pairs) for x in data)} cues", flush=True)
    lessons = taught(options.data, options.sets, earlier(options.taught_by)) if options.taught_by else []
    print(f"{len(lessons)} windows taught by an earlier network, every other one a round", flush=True)
    net = base_network(options.layers).to(device)
    net.train()
    plan = [
        b for r in range(options.rounds) for b in batches([*data, *lessons[r % 2 :: 2]], SEED + r, options.straightened)
    ]
    course = course_of(net, len(plan), options.out / "checkpoint.pt", device)
    course.resume()
    course.run(plan)
    torch.save(course.mean.module.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
