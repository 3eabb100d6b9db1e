"""Sound becomes words: voice activity, utterance queue, transcriber engines."""
