"""The nouns: frozen, slotted, typed records with no input or output of their own."""
