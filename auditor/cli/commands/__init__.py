"""One module a command: each has ``register(app)``, and that is all a new one needs."""
