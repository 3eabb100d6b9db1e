"""One camera's wiring, and the processes that run all of them."""
