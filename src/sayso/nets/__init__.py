"""The small networks Sayso ships: cards, sessions, tokens, windows and decoding."""
