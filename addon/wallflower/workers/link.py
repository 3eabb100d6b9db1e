"""The links between the server's processes: bounded, reconnecting, and nothing in them ever blocks a camera."""

from wallflower.workers.link_control import ControlClient, ControlServer, Handler
from wallflower.workers.link_events import EventReceiver, EventSender, SentEvent
from wallflower.workers.link_fragments import FragmentPublisher, FragmentSubscriber

__all__ = [
    "ControlClient",
    "ControlServer",
    "EventReceiver",
    "EventSender",
    "FragmentPublisher",
    "FragmentSubscriber",
    "Handler",
    "SentEvent",
]
