"""Opens a network: one session on one thread that tells nobody of its use."""

from __future__ import annotations

import onnxruntime


def session(graph: bytes) -> onnxruntime.InferenceSession:
    """A session on the ONNX ``graph``; about 0.1 s."""
    # Some releases report their use over the network unless told not to; nothing leaves this machine.
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
