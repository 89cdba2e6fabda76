"""Document to statements: segments, attribution, speakers, dates, markings and names."""
