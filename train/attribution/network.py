"""The attribution network: one MiniLM encoding, a cue head, and a pair head for each cue's source and content."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

CUE_LABELS = 3
PAIR_LABELS = 5
NEAR, FAR = 16, 8
"""Distances up to NEAR pieces have a bucket each; farther ones share FAR logarithmic buckets a side."""
BUCKETS = 2 * (NEAR + FAR) + 2


def bucket(distance: Tensor) -> Tensor:
    """Index of the distance bucket of each signed ``distance`` in pieces; 0 stands for the cue itself."""
    size = distance.abs()
    far = NEAR + 1 + torch.clamp((torch.log2(size.clamp(min=1).float() / NEAR) * 2).long(), 0, FAR - 1)
    index = torch.where(size <= NEAR, size, far)
    return torch.where(distance > 0, index + NEAR + FAR + 1, index)


class PairHead(nn.Module):
    """Tags source and content for one cue from token states [N, T, H], cue state and relative position."""

    def __init__(self, hidden: int, width: int = 192) -> None:
        super().__init__()
        self.token = nn.Linear(hidden, width)
        self.cue = nn.Linear(2 * hidden, width)
        self.place = nn.Embedding(BUCKETS, width)
        self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in range(3)])
        self.mix = nn.ModuleList([nn.Conv1d(width, width, 3, padding=1) for _ in range(2)])
        self.out = nn.Linear(width, PAIR_LABELS)

    def forward(self, states: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """``states`` [T, H] of one window; ``starts``, ``ends`` [N] of its cues (end exclusive). Returns [N, T, 5]."""
        cue = torch.cat([states[starts], states[ends - 1]], dim=-1)
        at = torch.arange(states.shape[0], device=states.device)[None]
        before = torch.clamp(at - starts[:, None], max=0)
        after = torch.clamp(at - (ends[:, None] - 1), min=0)
        x = self.token(states)[None] + self.cue(cue)[:, None] + self.place(bucket(before + after))
        x = self.norms[0](x)
        for mix, norm in zip(self.mix, self.norms[1:], strict=True):
            x = norm(x + nn.functional.gelu(_mixed(mix, x)))
        return self.out(x)


def _mixed(mix: nn.Conv1d, x: Tensor) -> Tensor:
    """What ``mix`` makes of ``x`` [N, T, W], as one product: int8 products are ten times faster than convolutions."""
    padded = nn.functional.pad(x, (0, 0, 1, 1))
    near = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], dim=-1)
    weight = mix.weight.permute(0, 2, 1).reshape(mix.weight.shape[0], -1)
    return nn.functional.linear(near, weight, mix.bias)


class AttributionNet(nn.Module):
    """The encoder with both heads."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.cues = nn.Linear(config.hidden_size, CUE_LABELS)
        self.pairs = PairHead(config.hidden_size)

    def encode(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """``ids``, ``mask`` [B, T]. Returns states [B, T, H] and cue scores [B, T, 3]."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states, self.cues(states)
