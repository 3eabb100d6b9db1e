"""Watches all cameras for faces: fragments in, visits out, without ever holding up who brings the fragments.

Two stages, each fair between cameras and with room for one item per camera, so that what is old is dropped and counted
when the machine cannot keep up: key fragments are decoded and compared in a thread; pictures with motion are analysed
by the engine in its executor child, and judged and stored in a thread.
"""

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Awaitable, Callable

from wallflower import clock
from wallflower.errors import SourceError, UnavailableError, WallflowerError
from wallflower.faces.analysis import AnalysedFace, AnalysedImage
from wallflower.faces.blur import blurred
from wallflower.faces.engine import Box, MatchProfile, Rgb
from wallflower.faces.gallery import Gallery
from wallflower.faces.stillness import GroupSizes
from wallflower.faces.turns import Turns
from wallflower.faces.watch import CameraWatch, WatchOptions
from wallflower.media.decode import Picture
from wallflower.media.fragment import Fragment
from wallflower.media.picture import decode_image, decode_reduced, encode_jpeg
from wallflower.store.people import People
from wallflower.store.visits import Visits
from wallflower.wire import Phase, VisitChange
from wallflower.wire_options import FaceOptions

type Analyse = Callable[[Rgb], Awaitable[AnalysedImage]]
type Emit = Callable[[VisitChange], None]
type OnMotion = Callable[[str, int], None]

# A camera that has sent nothing for this long is no longer watched: its visits end.
SILENT_S = 15.0
CHECK_EVERY_S = 2.0
PAUSES_S = (1.0, 5.0, 15.0, 60.0)
# Larger uploads are scaled down before they travel to the executor.
LONGEST_UPLOAD_SIDE = 2560

_LOGGER = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WatcherCounts:
    """What the watcher has done since it started.

    Of the key fragments some were dropped for newer ones and the others `looked` at; pictures `picked` from these for
    the engine were dropped likewise, `analysed`, or `failed`.
    """

    looked: int = 0
    dropped_fragments: int = 0
    picked: int = 0
    dropped_pictures: int = 0
    analysed: int = 0
    failed: int = 0


class Watcher:
    """The faces of all cameras; lives in the analysis process."""

    def __init__(
        self,
        analyse: Analyse,
        people: People,
        visits: Visits,
        emit: Emit,
        options: WatchOptions | None = None,
        on_motion: OnMotion | None = None,
    ) -> None:
        """Use `analyse` (the engine in its executor), the repositories, and `emit` for every change of a visit.

        `on_motion` is told the camera and the instant of each moving picture, in no thread in particular.
        """
        self._on_motion = on_motion
        self._areas: dict[str, FaceOptions] = {}
        self._analyse = analyse
        self._people = people
        self._visits = visits
        self._emit = emit
        self._options = options or WatchOptions()
        self._cameras: dict[str, CameraWatch] = {}
        self._heard_s: dict[str, float] = {}
        self._fragments: Turns[tuple[Fragment, float | None]] = Turns()
        self._sizes: dict[str, GroupSizes] = {}
        self._pictures: Turns[Picture] = Turns()
        self._judging = asyncio.Lock()
        self._decoding = asyncio.Lock()
        self._gallery: Gallery | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._started = False
        self._counts = WatcherCounts()
        self._failures = 0

    @property
    def counts(self) -> WatcherCounts:
        """What was done and dropped so far."""
        return dataclasses.replace(
            self._counts, dropped_fragments=self._fragments.dropped, dropped_pictures=self._pictures.dropped
        )

    async def start(self) -> None:
        """Close the visits that a crash left open, then begin; called by the first fragment if not before."""
        if self._started:
            return
        self._started = True
        left_open = await asyncio.to_thread(self._visits.close_open)
        if left_open:
            _LOGGER.info("%d visits were left open by the last run and are closed", len(left_open))
        # Whoever follows the events would take them for there for ever.
        self._tell([VisitChange(phase=Phase.ENDED, visit=visit) for visit in left_open])
        loops = (self._look_for_motion, self._look_for_faces, self._look_for_silence)
        self._tasks = [asyncio.create_task(self._keep_doing(loop), name=loop.__name__) for loop in loops]

    async def on_fragment(self, fragment: Fragment) -> None:
        """Take notice of a fragment; returns at once."""
        await self.start()
        self._heard_s[fragment.camera_id] = clock.monotonic_s()
        rate = self._sizes.setdefault(fragment.camera_id, GroupSizes()).take(fragment)
        if fragment.is_key:
            self._fragments.put(fragment.camera_id, (fragment, rate))

    def follow(self, camera_id: str, options: FaceOptions) -> None:
        """Heed a camera's masks, zones and least size of a face."""
        if self._areas.get(camera_id) != options:
            self._areas[camera_id] = options
            if (watch := self._cameras.get(camera_id)) is not None:
                watch.follow(options)

    async def forget(self, camera_id: str) -> None:
        """Stop watching a camera, for example because its faces are no longer wanted, and end its visits."""
        self._heard_s.pop(camera_id, None)
        self._sizes.pop(camera_id, None)
        self._fragments.discard(camera_id)
        self._pictures.discard(camera_id)
        async with self._judging:
            watch = self._cameras.pop(camera_id, None)
            if watch is not None and self._gallery is not None:
                self._tell(await asyncio.to_thread(watch.end, self._gallery))

    async def reload_people(self) -> None:
        """Read the gallery anew, after somebody was enrolled, renamed or removed, and judge open visits by it."""
        async with self._judging:
            if self._gallery is not None:
                self._gallery = await asyncio.to_thread(self._load_gallery, self._gallery.profile)
                for watch in tuple(self._cameras.values()):  # another may come meanwhile
                    self._tell(await asyncio.to_thread(watch.reconsider, self._gallery))

    async def analyse_image(self, data: bytes) -> AnalysedImage:
        """Return the faces of an uploaded image; boxes are in its own pixels.

        Raise `ImageError` for what is no acceptable image, `ModelMissingError` and `UnavailableError` of the engine.
        """
        async with self._decoding:  # the largest image takes some hundred megabytes: one at a time
            picture = await asyncio.to_thread(decode_reduced, data, LONGEST_UPLOAD_SIDE)
        try:
            image = await self._analyse(picture.rgb)
        except TimeoutError as error:
            raise UnavailableError("the face engine took too long: try again") from error
        faces = tuple(_unscaled(face, picture.scale) for face in image.faces)
        return dataclasses.replace(image, faces=faces, width=picture.width, height=picture.height)

    async def blur(self, jpeg: bytes, *, keep_known: bool) -> bytes:
        """Return a picture with its faces made unrecognisable, those of known people excepted if `keep_known`.

        Raise what `analyse_image` raises: a picture whose faces nobody could look for is not handed out.
        """
        image = await self.analyse_image(jpeg)
        async with self._judging:
            gallery = await self._gallery_for(image.profile)
        hidden = [face.box for face in image.faces if not (keep_known and gallery.knows(face.embedding))]
        return await asyncio.to_thread(lambda: encode_jpeg(blurred(decode_image(jpeg), hidden)))

    async def close(self) -> None:
        """Stop, and end every open visit."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        for camera_id in list(self._cameras):
            await self.forget(camera_id)

    async def _keep_doing(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await step()
            except Exception:  # a stage must outlive whatever one picture does to it
                _LOGGER.exception("looking for faces failed in %s", step.__name__)
                await asyncio.sleep(PAUSES_S[0])

    async def _look_for_motion(self) -> None:
        camera_id, (fragment, rate) = await self._fragments.get()
        watch = self._cameras.get(camera_id)
        if watch is None:
            watch = self._cameras[camera_id] = CameraWatch(camera_id, self._visits, self._options)
            watch.follow(self._areas.get(camera_id, FaceOptions()))
        picture = None
        try:
            if not watch.skips(fragment, rate):  # most of a quiet camera's are not worth the way to a thread
                picture = await asyncio.to_thread(watch.look, fragment, rate)
        except SourceError as error:
            _LOGGER.debug("camera %s: %s", camera_id, error)
        if watch.moves and self._on_motion is not None:
            self._on_motion(camera_id, fragment.start_ms)
        if picture is not None and camera_id in self._cameras:
            self._pictures.put(camera_id, picture)
            self._count(picked=1)
        self._count(looked=1)

    async def _look_for_faces(self) -> None:
        camera_id, picture = await self._pictures.get()
        try:
            image = await self._analyse(picture.rgb)
        except (WallflowerError, TimeoutError) as error:
            self._count(failed=1)
            if (watch := self._cameras.get(camera_id)) is not None:
                watch.miss()
            await self._pause(error)
            return
        self._failures = 0
        async with self._judging:
            gallery = await self._gallery_for(image.profile)
            if (watch := self._cameras.get(camera_id)) is not None:
                self._tell(await asyncio.to_thread(watch.judge, image, picture.at_ms, gallery))
        self._count(analysed=1)

    async def _pause(self, error: Exception) -> None:
        pause_s = PAUSES_S[min(self._failures, len(PAUSES_S) - 1)]
        self._failures += 1
        reason = error.message if isinstance(error, WallflowerError) else "the face engine took too long"
        _LOGGER.warning("faces are not looked for during %g s: %s", pause_s, reason)
        await asyncio.sleep(pause_s)

    async def _look_for_silence(self) -> None:
        await asyncio.sleep(CHECK_EVERY_S)
        now_s = clock.monotonic_s()
        for camera_id, heard_s in list(self._heard_s.items()):
            if now_s - heard_s > SILENT_S:
                await self.forget(camera_id)

    def _count(self, *, looked: int = 0, picked: int = 0, analysed: int = 0, failed: int = 0) -> None:
        counts = self._counts
        self._counts = WatcherCounts(
            looked=counts.looked + looked,
            picked=counts.picked + picked,
            analysed=counts.analysed + analysed,
            failed=counts.failed + failed,
        )

    async def _gallery_for(self, profile: MatchProfile) -> Gallery:
        if self._gallery is None or self._gallery.profile != profile:
            self._gallery = await asyncio.to_thread(self._load_gallery, profile)
        return self._gallery

    def _load_gallery(self, profile: MatchProfile) -> Gallery:
        own = (profile.engine, profile.model)
        return Gallery(profile, self._people.gallery(*own), self._people.rejected(*own))

    def _tell(self, changes: list[VisitChange]) -> None:
        for change in changes:
            with contextlib.suppress(WallflowerError):  # an event that cannot be sent is in the database all the same
                self._emit(change)


def _unscaled(face: AnalysedFace, scale: float) -> AnalysedFace:
    box = face.box
    grown = Box(*(round(value / scale) for value in (box.x, box.y, box.width, box.height)))
    return dataclasses.replace(face, box=grown)
