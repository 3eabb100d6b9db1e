"""The server's figures in the format of Prometheus. Labels are ids of cameras, never names or texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import override

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from wallflower.api.requests import RequestCounts
from wallflower.wire import Camera, ConnectionState, Gap, Health
from wallflower.wire_speech import SpeechStatus
from wallflower.wire_tuning import MicrophoneReport

PREFIX = "thewallflower_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is known at one moment; None is what could not be asked for. `faces` counts pictures by what became of them.

    `recorded_ms` is how much of each camera is on disk, `gaps` are those that last.
    """

    health: Health
    cameras: Sequence[Camera]
    requests: RequestCounts
    recorded_ms: Mapping[str, int] = field(default_factory=dict)
    gaps: Sequence[Gap] = ()
    speech: SpeechStatus | None = None
    microphones: Sequence[MicrophoneReport] = ()
    faces: Mapping[str, int] | None = None


def exposition(figures: Figures) -> bytes:
    """Return the text that Prometheus reads."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Once(_all(figures)))
    return generate_latest(registry)


class _Once(Collector):
    """Hands out figures that are there already."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = tuple(families)

    @override
    def collect(self) -> Iterable[Metric]:
        return self._families


def _all(figures: Figures) -> Iterator[Metric]:
    yield from _server(figures)
    yield from _cameras(figures)
    yield from _requests(figures.requests)
    yield _gauge("analysis_up", "Whether the process for speech and faces answers.", figures.speech is not None)
    if figures.speech is not None:
        yield from _backlog(figures.speech)
        yield from _work(figures.speech)
        yield from _engines(figures.speech)
    yield from _microphones(figures.microphones)
    if figures.faces is not None:
        yield _counts("faces_pictures", "Pictures looked at for faces, by what became of them.", "step", figures.faces)


def _server(figures: Figures) -> Iterator[Metric]:
    health = figures.health
    yield _gauge("healthy", "1 when all is well.", health.healthy)
    yield _gauge("media_free_bytes", "Free space on the disk of the recordings.", health.media_free_bytes)
    yield _gauge("media_used_bytes", "Space that recordings take.", health.media_used_bytes)


def _cameras(figures: Figures) -> Iterator[Metric]:
    connected = _labelled("camera_connected", "Whether a camera's media arrives.", "camera")
    recording = _labelled("camera_recording", "Whether a camera is being recorded.", "camera")
    moves = _labelled("camera_moves", "Whether something moves in front of a camera that is looked at.", "camera")
    recorded = _labelled("camera_recorded_seconds", "Recordings of a camera that are on disk.", "camera")
    for camera in figures.cameras:
        status = camera.status
        is_there = status is not None and status.connection is ConnectionState.CONNECTED
        connected.add_metric([camera.id], float(is_there))
        recording.add_metric([camera.id], float(status is not None and status.recording))
        if camera.moves is not None:
            moves.add_metric([camera.id], float(camera.moves))
        recorded.add_metric([camera.id], figures.recorded_ms.get(camera.id, 0) / 1000)
    gaps = GaugeMetricFamily(
        f"{PREFIX}camera_gap", "1 while a camera is not recorded, by reason.", labels=["camera", "reason"]
    )
    for gap in figures.gaps:
        gaps.add_metric([gap.camera_id, gap.reason.value], 1.0)
    yield from (connected, recording, moves, recorded, gaps)


def _backlog(speech: SpeechStatus) -> Iterator[Metric]:
    waiting = _labelled("speech_backlog_seconds", "Speech that waits for its text, by priority.", "priority")
    for name, seconds in (("live", speech.live_s), ("normal", speech.normal_s), ("backfill", speech.later_s)):
        waiting.add_metric([name], seconds)
    yield waiting
    yield _gauge("speech_backlog_work_seconds", "How long the backlog will take.", speech.work_s)
    if speech.rtf is not None:
        yield _gauge("speech_real_time_factor", "Seconds of work per second of speech lately.", speech.rtf)
    effort = _labelled("speech_effort", "1 for what is done about the backlog now.", "effort")
    effort.add_metric([speech.effort], 1.0)
    yield effort
    states = _labelled("speech_utterances_waiting", "Utterances that wait or are worked on.", "state")
    states.add_metric(["queued"], speech.queued)
    states.add_metric(["running"], speech.running)
    yield states


def _work(speech: SpeechStatus) -> Iterator[Metric]:
    yield _counts("speech_utterances", "Utterances by what became of them.", "state", speech.counts)
    yield _counts("speech_dropped", "Speech and text that gave no line, by reason.", "reason", speech.drops)
    yield _counts("speech_decisions", "What was decided about speech.", "decision", speech.decisions)
    yield CounterMetricFamily(f"{PREFIX}speech_heard_seconds", "Speech that was transcribed.", value=speech.heard_s)
    yield CounterMetricFamily(f"{PREFIX}speech_busy_seconds", "Time that transcribing took.", value=speech.busy_s)


def _engines(speech: SpeechStatus) -> Iterator[Metric]:
    labels = ["engine", "model"]
    usable = GaugeMetricFamily(f"{PREFIX}speech_engine_up", "Whether a speech engine can be used.", labels=labels)
    speed = GaugeMetricFamily(
        f"{PREFIX}speech_engine_real_time_factor", "Seconds of work per second of speech at its trial.", labels=labels
    )
    for engine in speech.engines:
        usable.add_metric([engine.engine, engine.model or ""], float(engine.usable))
        if engine.rtf is not None:
            speed.add_metric([engine.engine, engine.model or ""], engine.rtf)
    yield from (usable, speed)


def _microphones(reports: Sequence[MicrophoneReport]) -> Iterator[Metric]:
    levels = GaugeMetricFamily(
        f"{PREFIX}microphone_decibels", "Sound of a camera in the last hour.", labels=["camera", "of"]
    )
    shares = GaugeMetricFamily(
        f"{PREFIX}microphone_share", "Share of loud sound that clips, and of speech.", labels=["camera", "of"]
    )
    for report in reports:
        known = (("level", report.level_db), ("floor", report.floor_db), ("speech", report.speech_db))
        for name, level_db in known:
            if level_db is not None:
                levels.add_metric([report.camera_id, name], level_db)
        for name, share in (("clipping", report.clipping), ("speech", report.speech)):
            if share is not None:
                shares.add_metric([report.camera_id, name], share)
    yield from (levels, shares)


def _requests(requests: RequestCounts) -> Iterator[Metric]:
    answers = CounterMetricFamily(f"{PREFIX}http_requests", "Requests answered.", labels=["method", "route", "status"])
    for (method, route, status), count in sorted(requests.answers.items()):
        answers.add_metric([method, route, str(status)], count)
    seconds = CounterMetricFamily(
        f"{PREFIX}http_request_seconds", "Time that answering took.", labels=["method", "route"]
    )
    for (method, route), took_s in sorted(requests.seconds.items()):
        seconds.add_metric([method, route], took_s)
    yield from (answers, seconds)


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(PREFIX + name, text, value=float(value))


def _labelled(name: str, text: str, label: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(PREFIX + name, text, labels=[label])


def _counts(name: str, text: str, label: str, counts: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(PREFIX + name, text, labels=[label])
    for key, count in sorted(counts.items()):
        family.add_metric([key], count)
    return family
