# What every script shares: the repository's root, the cache, uv, and the interpreters. Sourced from the root.
# shellcheck shell=bash
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/thewallflower"
UV=$(command -v uv || echo "$CACHE/uv/bin/uv")
export CACHE UV
