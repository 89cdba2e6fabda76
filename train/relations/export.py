"""Writes a trained relations network as one int8 ONNX graph, the form the package ships.

    python train/relations/export.py --network DIR/network.pt --out src/sayso/nets/data

Weights are quantised per channel to seven bits (``reduce_range``), so that processors without VNNI answer the same;
activations are scaled pair by pair at run time, so that an answer depends on its own pair alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
from network import RelationsNet

from course import base_config

NAME = "relations.onnx"


class One(nn.Module):
    """One unpadded pair [1, T] to scores [4]."""

    def __init__(self, net: RelationsNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, sides: Tensor) -> Tensor:
        """``ids``, ``sides`` [1, T]."""
        return self.net(ids, sides, torch.ones_like(ids))[0]


def export(net: RelationsNet, out: Path) -> None:
    """Writes ``relations.onnx`` into ``out``."""
    net.eval()
    ids = torch.randint(1000, 2000, (1, 40))
    sides = (torch.arange(40) > 20).long()[None]
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            One(net),
            (ids, sides),
            str(whole),
            input_names=["ids", "sides"],
            output_names=["scores"],
            dynamic_axes={"ids": {1: "pieces"}, "sides": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, out / NAME, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def load(path: Path) -> RelationsNet:
    """A trained network, or the running mean of a checkpoint."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    if "mean" in state:
        state = {k.removeprefix("module."): v for k, v in state["mean"].items() if k.startswith("module.")}
    net = RelationsNet(base_config())
    net.load_state_dict(state)
    return net


def main() -> None:
    """Reads the options and exports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    export(load(options.network), options.out)


if __name__ == "__main__":
    main()
