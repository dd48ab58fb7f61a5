"""How does a person get a place? The team requests, holds and fills it, and the sender can read each step."""
