"""What the rules may look at: one content, its names, its parts and what sort of paper each part is."""

from __future__ import annotations

from sayso.extract.names import Names
from sayso.extract.parts import Stretch
from sayso.extract.people import people
from sayso.extract.runs import name_runs
from sayso.extract.things import things
from sayso.model.document import Content


def names_of(content: Content, cut: list[Stretch]) -> Names:
    """The names of ``content``, given its stretches; the heads of its parts name authors and publishers too."""
    text = content.text
    runs = [r for s in cut for paragraph in s.paragraphs for sentence in paragraph for r in name_runs(text, sentence)]
    authors = [content.author, *(p.author for p in content.parts)]
    persons = people(text, runs, [a for a in dict.fromkeys(authors) if a])
    taken = {span for entry in persons for span in entry.spans}
    publishers = dict.fromkeys([content.publisher, *(p.publisher for p in content.parts)])
    return Names([*persons, *things(text, [r for r in runs if r.span not in taken], [p for p in publishers if p])])
