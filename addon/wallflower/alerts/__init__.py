"""Rules that turn what happened into alerts."""
