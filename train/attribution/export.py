"""Writes a trained attribution network as two int8 ONNX graphs, the form the package ships.

    python train/attribution/export.py --network DIR/network.pt --out src/sayso/nets/data

Weights are quantised per channel to seven bits (``reduce_range``), for processors without VNNI to give the same labels;
activations are scaled window by window at run time.
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
from network import AttributionNet

from course import base_config


class Encoder(nn.Module):
    """One unpadded window [1, T] to states [T, H] and cue scores [T, 3]."""

    def __init__(self, net: AttributionNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """``ids`` [1, T]."""
        states, cues = self.net.encode(ids, torch.ones_like(ids))
        return states[0], cues[0]


def export(net: AttributionNet, out: Path) -> None:
    """Writes ``attribution-encoder.onnx`` and ``attribution-pairs.onnx`` into ``out``."""
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        ids = torch.randint(1000, 2000, (1, 40))
        states, _ = Encoder(net)(ids)
        encoder, pairs = Path(folder) / "encoder.onnx", Path(folder) / "pairs.onnx"
        torch.onnx.export(
            Encoder(net),
            (ids,),
            str(encoder),
            input_names=["ids"],
            output_names=["states", "cues"],
            dynamic_axes={"ids": {1: "pieces"}, "states": {0: "pieces"}, "cues": {0: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        torch.onnx.export(
            net.pairs,
            (states.detach(), torch.tensor([3, 9]), torch.tensor([4, 11])),
            str(pairs),
            input_names=["states", "starts", "ends"],
            output_names=["scores"],
            dynamic_axes={
                "states": {0: "pieces"},
                "starts": {0: "cues"},
                "ends": {0: "cues"},
                "scores": {0: "cues", 1: "pieces"},
            },
            opset_version=17,
            dynamo=False,
        )
        for graph, name in ((encoder, "attribution-encoder.onnx"), (pairs, "attribution-pairs.onnx")):
            quantize_dynamic(graph, out / name, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    """Reads the options and exports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    state = torch.load(options.network, map_location="cpu", weights_only=True)
    weights = state.get("net", state)
    layers = 1 + max(int(name.split(".")[3]) for name in weights if name.startswith("encoder.encoder.layer."))
    net = AttributionNet(base_config(num_hidden_layers=layers))
    net.load_state_dict(weights)
    options.out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        export(net, options.out)


if __name__ == "__main__":
    main()
