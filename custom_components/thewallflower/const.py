"""Names and numbers that several modules share; imports no Home Assistant."""

import logging
from typing import Final

DOMAIN: Final = "thewallflower"
MANUFACTURER: Final = "TheWallflower"
DEFAULT_PORT: Final = 8099

HLS_PATH: Final = "/api/thewallflower/hls"
"""Where the playlists are served; what follows is the token and the server's own relative name."""

LOGGER: Final = logging.getLogger(__package__)
