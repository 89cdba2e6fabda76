"""Sentence vectors of the plain MiniLM, before any training of ours: what the bench compares with."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from train import base_network

from sayso.model.span import Span
from sayso.nets.tokens import CLS, SEP, pieces


@lru_cache(maxsize=1)
def _network() -> torch.nn.Module:
    torch.set_num_threads(1)
    return base_network().encoder.eval()


def vector(text: str) -> NDArray[np.float32]:
    """The mean of the last states of ``text``, of length one."""
    ids = torch.tensor([[CLS, *pieces(text, Span(0, len(text))).ids[:126], SEP]])
    with torch.no_grad():
        mean = _network()(input_ids=ids).last_hidden_state[0].mean(0).numpy()
    return mean / np.linalg.norm(mean)
