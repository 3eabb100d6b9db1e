"""Files become pictures again: playlists, segments, snapshots, restream."""
