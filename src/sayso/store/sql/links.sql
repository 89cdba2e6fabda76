-- name: make_meta
CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);

-- name: make_text
CREATE TABLE text (
    number INTEGER NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    component INTEGER NOT NULL,
    family INTEGER NOT NULL,
    kin INTEGER NOT NULL,
    origin INTEGER NOT NULL
);

-- name: make_text_by_component
CREATE INDEX text_by_component ON text (component);

-- name: make_member
CREATE TABLE member (
    item TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    text INTEGER NOT NULL,
    document TEXT NOT NULL,
    body BLOB NOT NULL,
    row TEXT NOT NULL,
    recipe TEXT NOT NULL
);

-- name: make_member_by_text
CREATE INDEX member_by_text ON member (text);

-- name: make_bucket
CREATE TABLE bucket (number INTEGER NOT NULL PRIMARY KEY, count INTEGER NOT NULL, postings BLOB NOT NULL);

-- name: make_pair
CREATE TABLE pair (
    a INTEGER NOT NULL, b INTEGER NOT NULL, links INTEGER NOT NULL, compared INTEGER NOT NULL, tie BLOB NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- name: make_pair_turned
CREATE INDEX pair_turned ON pair (b, a);

-- name: make_pair_open
CREATE INDEX pair_open ON pair (a, b) WHERE NOT compared;

-- name: make_run
CREATE TABLE run (
    a INTEGER NOT NULL, b INTEGER NOT NULL, n INTEGER NOT NULL, passage INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (a, b, n)
) WITHOUT ROWID;

-- name: make_run_turned
CREATE INDEX run_turned ON run (b, a);

-- name: make_run_by_passage
CREATE INDEX run_by_passage ON run (passage);

-- name: make_stretch
CREATE TABLE stretch (
    text INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, passage INTEGER NOT NULL,
    PRIMARY KEY (text, first, last)
) WITHOUT ROWID;

-- name: make_stretch_by_passage
CREATE INDEX stretch_by_passage ON stretch (passage);

-- name: make_passage
CREATE TABLE passage (number INTEGER NOT NULL PRIMARY KEY, row TEXT NOT NULL);

-- name: make_place
CREATE TABLE place (
    content TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    standing BLOB NOT NULL,
    PRIMARY KEY (content, first, last)
) WITHOUT ROWID;

-- name: make_text_by_origin
CREATE INDEX text_by_origin ON text (origin) WHERE origin >= 0;

-- name: make_noted
CREATE TABLE noted (
    number INTEGER NOT NULL PRIMARY KEY,
    item TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    spoken BLOB NOT NULL,
    asked BLOB NOT NULL,
    body BLOB NOT NULL
);

-- name: make_heading
CREATE TABLE heading (noted INTEGER NOT NULL PRIMARY KEY, body BLOB NOT NULL);

-- name: make_stated
CREATE TABLE stated (number INTEGER NOT NULL PRIMARY KEY, noted INTEGER NOT NULL);

-- name: make_question
CREATE TABLE question (number INTEGER NOT NULL PRIMARY KEY, words BLOB NOT NULL UNIQUE, answer BLOB NOT NULL);

-- name: make_asks
CREATE TABLE asks (
    question INTEGER NOT NULL, noted INTEGER NOT NULL, PRIMARY KEY (question, noted)
) WITHOUT ROWID;

-- name: make_line
CREATE TABLE line (
    number INTEGER NOT NULL PRIMARY KEY,
    noted INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    lone INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    body BLOB NOT NULL
);

-- name: make_line_by_noted
CREATE INDEX line_by_noted ON line (noted);

-- name: make_line_by_wording
CREATE INDEX line_by_wording ON line (wording, lone, noted);

-- name: make_line_by_speaker
CREATE INDEX line_by_speaker ON line (speaker);

-- name: make_speaks_for
CREATE TABLE speaks_for (
    line INTEGER NOT NULL, speaker TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (line, body)
) WITHOUT ROWID;

-- name: make_cited
CREATE TABLE cited (line INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (line, document)) WITHOUT ROWID;

-- name: make_cited_by_document
CREATE INDEX cited_by_document ON cited (document);

-- name: make_head
CREATE TABLE head (speaker TEXT NOT NULL PRIMARY KEY, bodies BLOB NOT NULL);

-- name: make_entity
CREATE TABLE entity (id TEXT NOT NULL PRIMARY KEY, digest BLOB NOT NULL);

-- name: make_record
CREATE TABLE record (
    entity TEXT NOT NULL PRIMARY KEY, borne_out INTEGER NOT NULL, taken_back INTEGER NOT NULL, forged INTEGER NOT NULL
);

-- name: make_kept
CREATE TABLE kept (name TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL);

-- name: make_said
CREATE TABLE said (
    number INTEGER NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL,
    worded BLOB NOT NULL,
    keys BLOB NOT NULL,
    bunch INTEGER NOT NULL
);

-- name: make_said_by_bunch
CREATE INDEX said_by_bunch ON said (bunch);

-- name: make_term
CREATE TABLE term (hash INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hash, number)) WITHOUT ROWID;

-- name: make_near
CREATE TABLE near (
    number INTEGER NOT NULL, other INTEGER NOT NULL, apart REAL NOT NULL, answers INTEGER NOT NULL,
    PRIMARY KEY (number, other)
) WITHOUT ROWID;

-- name: make_near_turned
CREATE INDEX near_turned ON near (other, number);

-- name: make_hold
CREATE TABLE hold (
    a INTEGER NOT NULL, b INTEGER NOT NULL, sort INTEGER NOT NULL, PRIMARY KEY (a, b, sort)
) WITHOUT ROWID;

-- name: make_hold_turned
CREATE INDEX hold_turned ON hold (b, a);

-- name: make_claim
CREATE TABLE claim (id TEXT NOT NULL PRIMARY KEY, bunch INTEGER NOT NULL, tally BLOB NOT NULL);

-- name: make_claim_by_bunch
CREATE INDEX claim_by_bunch ON claim (bunch);

-- name: meta
SELECT value FROM meta WHERE name = ?;

-- name: put_meta
INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: members
SELECT item, content FROM member;

-- name: member
SELECT text, content, row FROM member WHERE item = ?;

-- name: put_member
INSERT INTO member (item, content, text, document, body, row, recipe) VALUES (?, ?, ?, ?, ?, '', '');

-- name: drop_member
DELETE FROM member WHERE item = ?;

-- name: bodies_of
SELECT body FROM member WHERE text = ?;

-- name: contents_of
SELECT DISTINCT content FROM member WHERE text = ?;

-- name: rows_of
SELECT item, document, row, recipe FROM member WHERE text = ?;

-- name: set_row
UPDATE member SET row = ?, recipe = ? WHERE item = ?;

-- name: text_of
SELECT text FROM member WHERE item = ?;

-- name: items_of_text
SELECT item FROM member WHERE text = ?;

-- name: content_used
SELECT 1 FROM member WHERE content = ? LIMIT 1;

-- name: smallest_content
SELECT min(content) FROM member WHERE text = ?;

-- name: text
SELECT number FROM text WHERE digest = ?;

-- name: put_text
INSERT INTO text (number, digest, content, component, family, kin, origin) VALUES (?1, ?2, ?3, ?1, ?1, ?1, -1);

-- name: drop_text
DELETE FROM text WHERE number = ?;

-- name: digest
SELECT digest FROM text WHERE number = ?;

-- name: content
SELECT content FROM text WHERE number = ?;

-- name: set_content
UPDATE text SET content = ? WHERE number = ?;

-- name: last_text
SELECT coalesce(max(number), -1) FROM text;

-- name: texts
SELECT number, content FROM text ORDER BY number;

-- name: numbers
SELECT number FROM text;

-- name: family_of
SELECT family FROM text WHERE number = ?;

-- name: origin_of
SELECT origin FROM text WHERE number = ?;

-- name: derived_from
SELECT number FROM text WHERE origin = ?;

-- name: component_of
SELECT component FROM text WHERE number = ?;

-- name: family_row
SELECT component, family, kin, origin FROM text WHERE number = ?;

-- name: kin_of
SELECT kin FROM text WHERE number = ?;

-- name: component
SELECT number FROM text WHERE component = ?;

-- name: set_family
UPDATE text SET component = ?, family = ?, kin = ?, origin = ? WHERE number = ?;

-- name: bucket
SELECT count, postings FROM bucket WHERE number = ?;

-- name: put_bucket
INSERT INTO bucket (number, count, postings) VALUES (?, ?, ?)
ON CONFLICT (number) DO UPDATE SET count = excluded.count, postings = excluded.postings;

-- name: put_pair
INSERT INTO pair (a, b, links, compared, tie) VALUES (?, ?, ?, 0, x'');

-- name: link_pair
INSERT INTO pair (a, b, links, compared, tie) VALUES (?, ?, ?, 0, x'')
ON CONFLICT (a, b) DO UPDATE SET links = links + excluded.links;

-- name: unlinked
SELECT length(tie) > 0 FROM pair WHERE a = ? AND b = ? AND links <= 0;

-- name: drop_pair
DELETE FROM pair WHERE a = ? AND b = ?;

-- name: pairs_of
SELECT a, b, length(tie) > 0 FROM pair WHERE a = ?1 UNION ALL SELECT a, b, length(tie) > 0 FROM pair WHERE b = ?1;

-- name: open_pair
UPDATE pair SET compared = 0, tie = x'' WHERE a = ? AND b = ?;

-- name: open_pairs
SELECT p.a, p.b, x.content, y.content FROM pair p JOIN text x ON x.number = p.a JOIN text y ON y.number = p.b
WHERE NOT p.compared AND (p.a, p.b) > (?, ?) ORDER BY p.a, p.b LIMIT ?;

-- name: open_count
SELECT count(*) FROM pair WHERE NOT compared;

-- name: set_tie
UPDATE pair SET compared = 1, tie = ? WHERE a = ? AND b = ?;

-- name: ties_of
SELECT a, b, tie FROM pair WHERE a = ?1 AND length(tie) > 0
UNION ALL SELECT a, b, tie FROM pair WHERE b = ?1 AND length(tie) > 0;

-- name: ties
SELECT a, b, tie FROM pair WHERE length(tie) > 0;

-- name: put_run
INSERT INTO run (a, b, n, passage, body) VALUES (?, ?, ?, -1, ?);

-- name: drop_runs
DELETE FROM run WHERE a = ? AND b = ?;

-- name: runs
SELECT a, b, n, passage, body FROM run;

-- name: runs_of
SELECT a, b, n, passage, body FROM run WHERE a = ?1 UNION ALL SELECT a, b, n, passage, body FROM run WHERE b = ?1;

-- name: runs_between
SELECT a, b, n, passage, body FROM run WHERE a = ? AND b = ?;

-- name: runs_in
SELECT a, b, n, passage, body FROM run WHERE passage = ?;

-- name: set_passage
UPDATE run SET passage = ? WHERE a = ? AND b = ? AND n = ?;

-- name: put_stretch
INSERT INTO stretch (text, first, last, passage) VALUES (?, ?, ?, ?);

-- name: drop_stretch
DELETE FROM stretch WHERE text = ? AND first = ? AND last = ?;

-- name: stretches_of
SELECT first, last, passage FROM stretch WHERE text = ? ORDER BY first, last;

-- name: stretches_in
SELECT text, first, last FROM stretch WHERE passage = ?;

-- name: passages_over
SELECT DISTINCT passage FROM stretch WHERE text = ?;

-- name: last_passage
SELECT coalesce(max(number), -1) FROM passage;

-- name: put_passage
INSERT INTO passage (number, row) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET row = excluded.row;

-- name: passage
SELECT row FROM passage WHERE number = ?;

-- name: drop_passage
DELETE FROM passage WHERE number = ?;

-- name: place
SELECT standing FROM place WHERE content = ? AND first = ? AND last = ?;

-- name: put_place
INSERT INTO place (content, first, last, standing) VALUES (?, ?, ?, ?);

-- name: drop_places
DELETE FROM place WHERE content = ?;

-- name: noted
SELECT number, item, key FROM noted;

-- name: any_noted
SELECT 1 FROM noted LIMIT 1;

-- name: noted_body
SELECT body FROM noted WHERE number = ?;

-- name: noted_item
SELECT item FROM noted WHERE number = ?;

-- name: noted_by_item
SELECT number FROM noted WHERE item = ?;

-- name: noted_by_document
SELECT number FROM noted WHERE document = ?;

-- name: last_noted
SELECT coalesce(max(number), -1) FROM noted;

-- name: put_noted
INSERT INTO noted (number, item, document, key, spoken, asked, body) VALUES (?, ?, ?, ?, x'', x'', ?);

-- name: drop_noted
DELETE FROM noted WHERE number = ?;

-- name: spoken
SELECT spoken FROM noted WHERE number = ?;

-- name: set_spoken
UPDATE noted SET spoken = ? WHERE number = ?;

-- name: asked
SELECT asked FROM noted WHERE number = ?;

-- name: set_asked
UPDATE noted SET asked = ? WHERE number = ?;

-- name: headings
SELECT n.item, h.body FROM heading h JOIN noted n ON n.number = h.noted;

-- name: put_heading
INSERT INTO heading (noted, body) VALUES (?, ?);

-- name: drop_heading
DELETE FROM heading WHERE noted = ?;

-- name: put_stated
INSERT INTO stated (number, noted) VALUES (?, ?);

-- name: drop_stated
DELETE FROM stated WHERE number = ?;

-- name: stated_in
SELECT noted FROM stated WHERE number = ?;

-- name: questions
SELECT number, words, answer FROM question;

-- name: question
SELECT number FROM question WHERE words = ?;

-- name: last_question
SELECT coalesce(max(number), -1) FROM question;

-- name: put_question
INSERT INTO question (number, words, answer) VALUES (?, ?, ?);

-- name: set_answer
UPDATE question SET answer = ? WHERE number = ?;

-- name: drop_question
DELETE FROM question WHERE number = ?;

-- name: put_asks
INSERT INTO asks (question, noted) VALUES (?, ?);

-- name: drop_asks
DELETE FROM asks WHERE question = ? AND noted = ?;

-- name: who_asks
SELECT noted FROM asks WHERE question = ?;

-- name: any_asks
SELECT 1 FROM asks WHERE question = ? LIMIT 1;

-- name: put_line
INSERT INTO line (number, noted, wording, lone, speaker, body) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (number) DO UPDATE SET noted = excluded.noted, wording = excluded.wording, lone = excluded.lone,
    speaker = excluded.speaker, body = excluded.body;

-- name: drop_line
DELETE FROM line WHERE number = ?;

-- name: line
SELECT body FROM line WHERE number = ?;

-- name: lines_of
SELECT number FROM line WHERE noted = ? ORDER BY number;

-- name: wordings_of
SELECT wording FROM line WHERE noted = ?;

-- name: line_noted
SELECT noted FROM line WHERE number = ?;

-- name: lines_by_speaker
SELECT number FROM line WHERE speaker = ?;

-- name: noted_worded
SELECT DISTINCT noted FROM line WHERE wording = ? AND lone = ?;

-- name: put_speaks_for
INSERT INTO speaks_for (line, speaker, body) VALUES (?, ?, ?);

-- name: drop_speaks_for
DELETE FROM speaks_for WHERE line = ?;

-- name: speaks_for
SELECT DISTINCT speaker, body FROM speaks_for;

-- name: put_cited
INSERT INTO cited (line, document) VALUES (?, ?);

-- name: drop_cited
DELETE FROM cited WHERE line = ?;

-- name: citing
SELECT line FROM cited WHERE document = ?;

-- name: heads
SELECT speaker, bodies FROM head;

-- name: put_head
INSERT INTO head (speaker, bodies) VALUES (?, ?) ON CONFLICT (speaker) DO UPDATE SET bodies = excluded.bodies;

-- name: drop_head
DELETE FROM head WHERE speaker = ?;

-- name: entities
SELECT id, digest FROM entity;

-- name: put_entity
INSERT INTO entity (id, digest) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest;

-- name: drop_entity
DELETE FROM entity WHERE id = ?;

-- name: record
SELECT borne_out, taken_back, forged FROM record WHERE entity = ?;

-- name: records_forged
SELECT entity FROM record WHERE forged > 0;

-- name: put_record
INSERT INTO record (entity, borne_out, taken_back, forged) VALUES (?, ?, ?, ?)
ON CONFLICT (entity) DO UPDATE SET borne_out = excluded.borne_out, taken_back = excluded.taken_back,
    forged = excluded.forged;

-- name: kept
SELECT body FROM kept WHERE name = ?;

-- name: put_kept
INSERT INTO kept (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body;

-- name: any_said
SELECT 1 FROM said LIMIT 1;

-- name: said
SELECT digest, worded FROM said WHERE number = ?;

-- name: put_said
INSERT INTO said (number, digest, worded, keys, bunch) VALUES (?, ?, ?, ?, -1)
ON CONFLICT (number) DO UPDATE SET digest = excluded.digest, worded = excluded.worded, keys = excluded.keys;

-- name: drop_said
DELETE FROM said WHERE number = ?;

-- name: keys_of
SELECT keys FROM said WHERE number = ?;

-- name: bunch_of
SELECT bunch FROM said WHERE number = ?;

-- name: in_bunch
SELECT number FROM said WHERE bunch = ?;

-- name: set_bunch
UPDATE said SET bunch = ? WHERE number = ?;

-- name: put_term
INSERT INTO term (hash, number) VALUES (?, ?);

-- name: drop_term
DELETE FROM term WHERE hash = ? AND number = ?;

-- name: with_term
SELECT number FROM term WHERE hash = ? ORDER BY number LIMIT ?;

-- name: before_with_term
SELECT number FROM term WHERE hash = ? AND number < ? ORDER BY number DESC LIMIT ?;

-- name: behind_with_term
SELECT number FROM term WHERE hash = ? AND number > ? ORDER BY number LIMIT ?;

-- name: near
SELECT other, apart, answers FROM near WHERE number = ?;

-- name: all_near
SELECT number, other, apart, answers FROM near;

-- name: near_turned
SELECT number FROM near WHERE other = ?;

-- name: put_near
INSERT INTO near (number, other, apart, answers) VALUES (?, ?, ?, ?);

-- name: drop_near
DELETE FROM near WHERE number = ?;

-- name: put_hold
INSERT INTO hold (a, b, sort) VALUES (?, ?, ?);

-- name: drop_hold
DELETE FROM hold WHERE a = ? AND b = ? AND sort = ?;

-- name: holds
SELECT a, b, sort FROM hold;

-- name: holds_of
SELECT a, b, sort FROM hold WHERE a = ?1 UNION ALL SELECT a, b, sort FROM hold WHERE b = ?1 AND a <> ?1;

-- name: holds_of_sort
SELECT a, b FROM hold WHERE sort = ?;

-- name: has_hold
SELECT 1 FROM hold WHERE a = ? AND b = ? AND sort = ?;

-- name: put_claim
INSERT INTO claim (id, bunch, tally) VALUES (?, ?, ?);

-- name: claims_of
SELECT id, tally FROM claim WHERE bunch = ?;

-- name: drop_claims
DELETE FROM claim WHERE bunch = ?;

-- name: empty_said
DELETE FROM said;

-- name: empty_term
DELETE FROM term;

-- name: empty_near
DELETE FROM near;

-- name: empty_hold
DELETE FROM hold;

-- name: empty_claim
DELETE FROM claim;

-- name: empty_noted
DELETE FROM noted;

-- name: empty_heading
DELETE FROM heading;

-- name: empty_stated
DELETE FROM stated;

-- name: empty_question
DELETE FROM question;

-- name: empty_asks
DELETE FROM asks;

-- name: empty_line
DELETE FROM line;

-- name: empty_speaks_for
DELETE FROM speaks_for;

-- name: empty_cited
DELETE FROM cited;

-- name: empty_head
DELETE FROM head;

-- name: empty_entity
DELETE FROM entity;

-- name: empty_record
DELETE FROM record;

-- name: empty_kept
DELETE FROM kept;
