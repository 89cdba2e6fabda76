"""Records to what people see: the brief, the tables of an export, and text that is safe to show."""
