"""The demonstration: a test camera, a scene, and the product watching it."""
