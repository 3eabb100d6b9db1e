"""Whose turn it is: live before ordinary before later, fair between cameras, and nobody waits for ever."""

from dataclasses import dataclass, field

from wallflower.store.utterances import FIRST_TIME, Priority

# Of that many windows that went to more urgent speech, the next one is for a priority that was passed over.
PATIENCE_WINDOWS = {Priority.NORMAL: 8, Priority.BACKFILL: 16}


@dataclass(slots=True)
class Turns:
    """What was served last. `recent` lists cameras by when they were served, the latest last."""

    recent: tuple[str, ...] = ()
    _passed_over: dict[Priority, int] = field(default_factory=lambda: dict.fromkeys(Priority, 0))

    @property
    def order(self) -> tuple[Priority, ...]:
        """The priorities in the order in which the next window looks for speech that has no text yet.

        What is to be heard again waits for the model that was asked for.
        """
        due = [priority for priority, most in PATIENCE_WINDOWS.items() if self._passed_over[priority] >= most]
        return tuple(dict.fromkeys((*due, *FIRST_TIME)))

    def served(self, camera_id: str, priority: Priority) -> None:
        """Note a window; whoever waits at less urgent priorities was passed over."""
        self.recent = (*(name for name in self.recent if name != camera_id), camera_id)
        for other in Priority:
            if other > priority:
                self._passed_over[other] += 1
        self._passed_over[priority] = 0

    def keep_only(self, camera_ids: set[str]) -> None:
        """Forget cameras that are gone."""
        self.recent = tuple(name for name in self.recent if name in camera_ids)
