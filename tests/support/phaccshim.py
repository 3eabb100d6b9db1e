"""Lets the test harness made for Home Assistant 2026.10 run on 2026.11: `-p tests.support.phaccshim`.

It looks for one function where 2026.10 still had it. Needed until there is a harness for 2026.11.
"""

from homeassistant.components import logger
from homeassistant.components.logger import helpers

logger._clear_logger_overwrites = helpers._clear_logger_overwrites
