"""Models of the engines: which there are, fetching them, bringing them by hand, keeping them whole."""
