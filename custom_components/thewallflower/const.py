"""Names and numbers that several modules share; imports no Home Assistant."""

import logging
from typing import Final

DOMAIN: Final = "thewallflower"
MANUFACTURER: Final = "TheWallflower"
DEFAULT_PORT: Final = 8099
CONF_RECORDED: Final = "recorded_entities"
"""Key of an entry's data: which camera of the server records which camera entity."""
CONF_CONFIG_ENTRY: Final = "config_entry_id"

EVENT_HAPPENED: Final = "thewallflower_event"
"""On Home Assistant's bus, for the logbook: carries ids only, since the recorder keeps whatever is in it."""

HLS_PATH: Final = "/api/thewallflower/hls"
"""Where the playlists are served; what follows is the token and the server's own relative name."""
PICTURE_PATH: Final = "/api/thewallflower/picture"
CLIP_PATH: Final = "/api/thewallflower/clip"
CARD_PATH: Final = "/thewallflower/card"
"""Where the dashboard card's files are served; what follows tells which build they are of."""

LOGGER: Final = logging.getLogger(__package__)
