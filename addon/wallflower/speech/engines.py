"""All speech engines of this server: which one serves which camera, and who takes over when one cannot."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wallflower import clock
from wallflower.speech.host import EngineHost, PoolFactory
from wallflower.speech.sources import Source
from wallflower.speech.treatment import Treatments
from wallflower.wire import Engine
from wallflower.wire_options import SpeechOptions
from wallflower.wire_speech import EngineState

# A model that nobody needs any more makes room.
IDLE_S = 300.0


@dataclass(frozen=True, slots=True)
class EngineKey:
    """An engine with a model; None is its default one."""

    engine: str
    model: str | None = None


type Sourcing = Callable[[str, str | None], Source]


class Engines:
    """Hosts, made when they are first needed. `order` is the server's: its first engine, and who takes over."""

    def __init__(self, order: Iterable[str], sourcing: Sourcing, make_pool: PoolFactory) -> None:
        """Create engines from these sources, in processes of this kind."""
        self._order = tuple(order)
        self._sourcing = sourcing
        self._make_pool = make_pool
        self._hosts: dict[EngineKey, EngineHost] = {}
        self._needed_s: dict[EngineKey, float] = {}

    @property
    def default(self) -> EngineHost:
        """The server's first engine."""
        return self.host(EngineKey(self._order[0]))

    @property
    def best(self) -> EngineHost:
        """The server's first engine that can work now, else its first."""
        hosts = [host for key in self._server_keys() if (host := self._hosts.get(key)) is not None]
        return next((host for host in hosts if host.is_usable), self.default)

    @property
    def status(self) -> Engine:
        """Whether speech can become text now: the first engine that can, else why the first one cannot."""
        return self.best.status

    @property
    def states(self) -> tuple[EngineState, ...]:
        """Everything there is to tell about every engine in use."""
        return tuple(host.state for host in self._hosts.values())

    def host(self, key: EngineKey) -> EngineHost:
        """Return the host of an engine; it is needed now."""
        self._needed_s[key] = clock.monotonic_s()
        if key not in self._hosts:
            self._hosts[key] = EngineHost(key.engine, self._sourcing(key.engine, key.model), self._make_pool)
        return self._hosts[key]

    def assign(self, treatments: Treatments) -> dict[EngineHost, frozenset[str]]:
        """Return which cameras each engine serves now; whoever is in use is there, even if nobody can be served.

        A camera gets the first engine of its order that can work. While one is only starting its cameras wait for it.
        """
        found: dict[EngineHost, set[str]] = {host: set() for host in (self.default, *self._hosts.values())}
        for camera_id, treatment in treatments.items():
            for key in self._keys(treatment.options):
                host = self.host(key)
                found.setdefault(host, set())
                if host.is_usable:
                    found[host].add(camera_id)
                if host.is_usable or host.is_starting:
                    break
        return {host: frozenset(cameras) for host, cameras in found.items()}

    async def close_idle(self) -> None:
        """End engines that have not been needed for a while."""
        now_s = clock.monotonic_s()
        idle = [key for key, needed_s in self._needed_s.items() if now_s - needed_s > IDLE_S]
        for key in idle:
            del self._needed_s[key]
            await self._hosts.pop(key).close()

    async def close(self) -> None:
        """End all."""
        await asyncio.gather(*(host.close() for host in self._hosts.values()))

    def _keys(self, options: SpeechOptions) -> tuple[EngineKey, ...]:
        server = self._server_keys()
        if options.engine is None and options.model is None:
            return server
        own = EngineKey(options.engine or self._order[0], options.model)
        return tuple(dict.fromkeys((own, *server)))

    def _server_keys(self) -> tuple[EngineKey, ...]:
        return tuple(EngineKey(name) for name in self._order)
