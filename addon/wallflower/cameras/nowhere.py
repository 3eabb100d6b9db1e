"""Where a stream goes that is only analysed: it is neither recorded nor shown."""

from typing import Any

from wallflower.media.fragment import Fragment
from wallflower.wire import GapReason


class Nowhere:
    """Recorder and mount of such a stream."""

    viewers = 0

    def put(self, _fragment: Fragment) -> bool:
        """Drop it, as is meant."""
        return True

    def missing(self, reason: GapReason, at_ms: int) -> None:
        """Nothing is missed."""

    def start(self, video_stream: Any, audio_stream: Any | None = None) -> None:
        """Nobody is shown anything."""

    def packet(self, packet: Any, is_video: bool) -> None:  # noqa: FBT001 - as the restream declares it
        """Nobody is shown anything."""

    def stop(self) -> None:
        """Nobody was shown anything."""
