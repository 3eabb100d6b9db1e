"""TheWallflower's add-on: records, hears and recognises what the household's cameras see."""

__version__ = "0.1.0"
