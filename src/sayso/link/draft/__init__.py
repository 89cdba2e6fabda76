"""A draft held against the pile: its quotations, attributions and own sentences, and what each is worth."""
