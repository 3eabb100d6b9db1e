"""What `script/bench` measures, a module each."""
