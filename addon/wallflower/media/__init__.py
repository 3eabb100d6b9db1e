"""Streams, timestamps, fragments and codecs: the only owner of libav."""
