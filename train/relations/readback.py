"""Reads the weights of a shipped relations network back from its graph, to go on training from it.

    python train/relations/readback.py --graph src/sayso/nets/data/relations.onnx --out OUT/network.pt

The weights come back as coarse as the graph has them: seven bits a number, with a scale for each channel.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
from network import RelationsNet

from course import base_config

Weights = npt.NDArray[np.float32]


def read_back(graph: onnx.ModelProto) -> dict[str, torch.Tensor]:
    """The weights of the network by name. Raises KeyError where the graph is of another shape."""
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.graph.initializer}
    products = {
        node.name: node.input[1].removesuffix("_quantized")
        for node in graph.graph.node
        if node.op_type == "MatMulInteger"
    }
    shapes = RelationsNet(base_config()).state_dict()
    out = {}
    for name, shape in shapes.items():
        found = _named(name, held, products)
        out[name] = torch.tensor(found.T if found.shape != tuple(shape.shape) else found)
    return out


def _named(name: str, held: dict[str, Weights], products: dict[str, str]) -> Weights:
    """The weights called ``name``: as they are, quantised under their name, or as one factor of a product."""
    full = f"net.{name}"
    if full in held:
        return held[full]
    if f"{full}_quantized" in held:
        return _unquantised(full, held)
    layer = name.removesuffix(".weight").replace("layer.", "layer@").replace(".", "/").replace("@", ".")
    (node,) = [node for node in products if node.startswith(f"/net/{layer}/MatMul")]
    return _unquantised(products[node], held).T


def _unquantised(name: str, held: dict[str, Weights]) -> Weights:
    whole = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(whole * held[f"{name}_scale"], np.float32)


def main() -> None:
    """Reads the options and the graph, leaves the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    net = RelationsNet(base_config())
    net.load_state_dict(read_back(onnx.load(options.graph)))
    torch.save(net.state_dict(), options.out)


if __name__ == "__main__":
    main()
