"""`wallflower demo`: a test camera, the real server watching it, and what it records, hears and sees, live."""

import asyncio
import contextlib
import json
import shlex
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from wallflower.clock import monotonic_s, now_ms
from wallflower.demo import figures, scene
from wallflower.demo.api_client import ApiClient
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.findings import Findings, Recorded, Summary, summarise
from wallflower.demo.model import unpack_model
from wallflower.demo.playback_check import plays
from wallflower.demo.server_process import ServerProcess
from wallflower.errors import ConfigError, UnavailableError, WallflowerError

START_S = 90.0
GRACE_S = 20.0
LEAST_SECONDS = 35
_FIRST_LOOK_S = 12
_LOGIN = "demo"  # of the test camera on loopback, to show that it is not repeated anywhere
_NOTE = """\
This is a demo vocabulary: the speech model is a miniature of our own that knows some door sentences and nothing else.
For real speech put a Whisper model in CTranslate2 format (for example Systran/faster-whisper-base: model.bin,
config.json, tokenizer.json, preprocessor_config.json, vocabulary.txt) into DATA/models/: it is found within seconds.
With --data DIR --media DIR everything stays for `wallflower serve --data DIR --media DIR`."""

type Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What `wallflower demo` was asked for; directories are temporary ones unless given."""

    seconds: int = 60
    as_json: bool = False
    data: Path | None = None
    media: Path | None = None
    keep: bool = False


def run(
    *, seconds: int = 60, as_json: bool = False, data: Path | None = None, media: Path | None = None, keep: bool = False
) -> int:
    """Run the demo; return 0 when everything expected happened, 1 when not, 130 after Ctrl-C or SIGTERM.

    `as_json` prints one object on standard output and the progress on standard error; `keep` goes on after the summary.
    """
    if seconds < LEAST_SECONDS:
        raise ConfigError(
            f"the demo needs at least {LEAST_SECONDS} seconds: its scene takes that long", field="seconds"
        )
    options = Options(seconds=seconds, as_json=as_json, data=data, media=media, keep=keep)
    say: Say = _to_stderr if as_json else _to_stdout
    try:
        summary = asyncio.run(_main(options, say))
    except asyncio.CancelledError:
        say("stopped")
        return 130
    return 0 if summary.ok else 1


async def _main(options: Options, say: Say) -> Summary:
    """Take SIGTERM like Ctrl-C, so that no process stays behind."""
    task = asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with tempfile.TemporaryDirectory(prefix="wallflower-demo-") as temporary:
        data = _directory(options.data, Path(temporary) / "data")
        media = _directory(options.media, Path(temporary) / "media")
        return await _demonstrate(options, data, media, say)


async def _demonstrate(options: Options, data: Path, media: Path, say: Say) -> Summary:
    say("building the scene …")
    clip = await asyncio.to_thread(scene.build)
    model = await asyncio.to_thread(unpack_model, _directory(None, data / "models"))
    async with _server(data, media, model, say) as client:
        person_id = await _enrol(client, say)
        with CameraProcess({"door": clip}, user=_LOGIN, password=_LOGIN) as camera:
            watch = _Watch(client, Findings(scene.sentences(), person_id), say, data / "token")
            await watch.begin(camera.url("door"))
            summary = await watch.follow(options.seconds)
            _tell(summary, say, as_json=options.as_json)
            if options.keep:
                say("going on until Ctrl-C …")
                await asyncio.Event().wait()
    return summary


@contextlib.asynccontextmanager
async def _server(data: Path, media: Path, model: Path, say: Say) -> AsyncIterator[ApiClient]:
    """Start the server, wait until it is ready, and end it however the block ends."""
    began_s = monotonic_s()
    server = ServerProcess(data, media, model)
    try:
        async with aiohttp.ClientSession() as session:
            client = ApiClient(session, server.url, await server.token(START_S))
            await _until_ready(server, client)
            say(f"the server is ready at {server.url} after {monotonic_s() - began_s:.1f} s")
            yield client
    finally:
        server.stop()


async def _until_ready(server: ServerProcess, client: ApiClient) -> None:
    """Wait until faces can be enrolled and a speech model is found (what is heard before it is loaded waits for it).

    Raise `UnavailableError` that names the reason when that does not happen.
    """
    reason = "it does not answer"
    end_s = monotonic_s() + START_S
    while monotonic_s() < end_s:
        server.check()
        with contextlib.suppress(aiohttp.ClientError, WallflowerError, TimeoutError):
            info = await client.get("/api/info")
            speech, faces = info.get("speech") or {}, info.get("faces") or {}
            if faces.get("usable") and (speech.get("usable") or speech.get("model")):
                return
            reason = "; ".join(str(engine.get("reason")) for engine in (speech, faces) if not engine.get("usable"))
        await asyncio.sleep(0.2)
    raise UnavailableError(f"the server is not ready after {START_S:g} s: {reason}; its log is {server.log_path}")


async def _enrol(client: ApiClient, say: Say) -> str:
    """Make the person known by another picture of her than the one in the scene; return her id."""
    people = (await client.get("/api/people"))["people"]
    person = next((person for person in people if person["name"] == figures.ALICE), None)
    if person is None:
        person = await client.post("/api/people", {"name": figures.ALICE})
        face = await client.post(f"/api/people/{person['id']}/faces", figures.enrolment_jpeg())
        say(f"{figures.ALICE} is enrolled (picture quality {face['quality']:.2f})")
    return str(person["id"])


class _Watch:
    """Follows one camera from its creation to the summary."""

    def __init__(self, client: ApiClient, findings: Findings, say: Say, token_file: Path) -> None:
        self._client = client
        self._token_file = token_file
        self._findings = findings
        self._say = say
        self._camera_id = ""
        self._start_ms = now_ms()

    async def begin(self, url: str) -> None:
        """Add the camera to the server."""
        settings = {"name": "Front door", "url": url, "language": "en"}
        self._start_ms = now_ms()
        camera = await self._client.post("/api/cameras", settings)
        self._camera_id = camera["id"]
        self._say(f"the camera {camera['name']!r} is added: {camera['url']}")
        live = await self._client.get(f"/api/cameras/{self._camera_id}/stream")
        self._say(
            f"watch it live: ffplay rtsp://{live['username']}:{live['password']}@127.0.0.1:{live['port']}{_path(live)}"
        )

    async def follow(self, seconds: float) -> Summary:
        """Tell what happens for some seconds, then a little longer for what is still being worked on."""
        teller = asyncio.create_task(self._tell_events())
        try:
            await asyncio.sleep(_FIRST_LOOK_S)
            self._say(f"play what is recorded: {self._player_command(self._playlist(now_ms()))}")
            await asyncio.sleep(seconds - _FIRST_LOOK_S)
            end_s = monotonic_s() + GRACE_S
            summary = await self._summary(seconds)
            while not summary.ok and monotonic_s() < end_s and not teller.done():
                await asyncio.sleep(1.0)
                summary = await self._summary(seconds)
        finally:
            teller.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await teller
        return summary

    async def _tell_events(self) -> None:
        async for event in self._client.events():
            text = self._findings.take(event)
            if text is not None:
                self._say(text)

    async def _summary(self, seconds: float) -> Summary:
        window = {"start": self._start_ms, "end": now_ms()}
        base = f"/api/cameras/{self._camera_id}"
        playlist = self._playlist(window["end"])
        recordings = (await self._client.get(f"{base}/recordings", **window))["recordings"]
        gaps = (await self._client.get(f"{base}/gaps", **window))["gaps"]
        recorded = Recorded(
            recorded_s=sum(item["end_ms"] - item["start_ms"] for item in recordings) / 1000,
            gaps=gaps,
            playlist_url=self._client.url(playlist),
            plays=bool(recordings) and await plays(self._client, playlist),
        )
        return summarise(self._findings, recorded, seconds)

    def _playlist(self, end_ms: int) -> str:
        return f"/api/cameras/{self._camera_id}/hls/{self._start_ms}/{end_ms}/index.m3u8"

    def _player_command(self, playlist: str) -> str:
        """Return a shell command that shows the recording; it reads the token from its file."""
        header = f"Authorization: Bearer $(cat {shlex.quote(str(self._token_file))})"
        return f'ffplay -headers "{header}" {self._client.url(playlist)}'


def _tell(summary: Summary, say: Say, *, as_json: bool) -> None:
    correct = sum(bool(line["correct"]) for line in summary.lines)
    say(f"\nrecorded  {summary.recorded_s:.1f} s, {_count(len(summary.gaps), 'gap')}")
    say(f"heard     {_count(len(summary.lines), 'line')}, {correct} of them word by word as they were said")
    for visit in summary.visits:
        who = visit["name"] or "nobody we know"
        say(f"seen      {visit['verdict']}: {who} ({_count(visit['sightings'], 'sighting')})")
    say(f"play it   {summary.playlist_url} (as long as a server runs on this data, with its token)")
    for text in summary.missing:
        say(f"MISSING   {text}")
    say(f"\n{_NOTE}")
    if as_json:
        print(json.dumps(summary.to_json()), flush=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _path(live: dict[str, Any]) -> str:
    return "/" + str(live["path"]).lstrip("/")


def _directory(wanted: Path | None, otherwise: Path) -> Path:
    path = wanted or otherwise
    path.mkdir(parents=True, exist_ok=True)
    return path.resolve()


def _to_stdout(text: str) -> None:
    print(text, flush=True)


def _to_stderr(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
