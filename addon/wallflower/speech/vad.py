"""Silero v6 voice activity: the network that faster-whisper ships, run directly so that each camera has its own state.

faster-whisper's own helper starts every call with a fresh state, which is right for files and wrong for endless sound.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wallflower.errors import ModelMissingError
from wallflower.speech.sound import Samples, Windows

CONTEXT = 64  # samples of the window before that it sees again
STATE = (1, 1, 128)
LOG_ONLY_FATAL = 4

type Probabilities = NDArray[np.float32]  # n


class VoiceModel:
    """The network's weights; stateless, so all cameras of a process share one. `judge` may be called by any thread."""

    def __init__(self, path: Path) -> None:
        """Load the network."""
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = LOG_ONLY_FATAL
        self._session: Any = onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"], sess_options=options
        )

    @classmethod
    def bundled(cls) -> VoiceModel:
        """Load the one inside faster-whisper, without importing that (it would load the whole engine)."""
        package = find_spec("faster_whisper")
        places = list(package.submodule_search_locations or ()) if package else []
        path = Path(places[0], "assets", "silero_vad_v6.onnx") if places else None
        if path is None or not path.is_file():
            raise ModelMissingError("the voice activity model is missing: reinstall the faster-whisper package")
        return cls(path)

    def judge(
        self, windows: NDArray[np.float32], hidden: NDArray[np.float32], cell: NDArray[np.float32]
    ) -> tuple[Any, Any, Any]:
        """Return (probabilities, hidden, cell) for n × (CONTEXT + WINDOW) samples in the order they were heard."""
        probabilities, hidden, cell = self._session.run(None, {"input": windows, "h": hidden, "c": cell})
        return probabilities, hidden, cell


class VoiceDetector:
    """How likely each window of one camera's sound is speech; remembers what it heard before."""

    def __init__(self, model: VoiceModel) -> None:
        """Start as after silence."""
        self._model = model
        self.reset()

    def reset(self) -> None:
        """Forget everything heard."""
        self._hidden: NDArray[np.float32] = np.zeros(STATE, np.float32)
        self._cell: NDArray[np.float32] = np.zeros(STATE, np.float32)
        self._context: Samples = np.zeros(CONTEXT, np.float32)

    def probabilities(self, windows: Windows) -> Probabilities:
        """Return each window's probability of speech, 0 to 1, for n × WINDOW samples that follow the last call's."""
        if not len(windows):
            return np.zeros(0, np.float32)
        contexts = np.vstack([self._context, windows[:-1, -CONTEXT:]])
        joined = np.hstack([contexts, windows])
        result, self._hidden, self._cell = self._model.judge(joined, self._hidden, self._cell)
        self._context = windows[-1, -CONTEXT:].copy()
        return np.asarray(result, np.float32).reshape(-1)
