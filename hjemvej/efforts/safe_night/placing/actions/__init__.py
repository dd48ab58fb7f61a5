"""How does a person get a place? It is asked for, held and taken, and the sender can read it."""
