"""The relations network: one MiniLM encoding of two contents, and four answers about them."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

ANSWERS = ("forward", "backward", "against", "topic")
"""The first says all of the second; the second all of the first; both cannot be so; both are of one matter."""


class RelationsNet(nn.Module):
    """The encoder and a head over the first state and the mean states of both contents."""

    def __init__(self, config: BertConfig, width: int = 256) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.mix = nn.Linear(5 * config.hidden_size, width)
        self.out = nn.Linear(width, len(ANSWERS))

    def forward(self, ids: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """``ids``, ``sides`` (0 or 1), ``mask`` [B, T]. Returns scores [B, 4], one logit an answer."""
        states = self.encoder(input_ids=ids, token_type_ids=sides, attention_mask=mask).last_hidden_state
        first = _mean(states, mask * (1 - sides))
        second = _mean(states, mask * sides)
        parts = [states[:, 0], first, second, (first - second).abs(), first * second]
        return self.out(nn.functional.gelu(self.mix(torch.cat(parts, dim=-1))))


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    weight = mask.unsqueeze(-1).float()
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)
