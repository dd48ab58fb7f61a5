"""How fast is Hjemvej at twenty times the size of the town? One file a question; `python -m benchmarks` asks all."""
