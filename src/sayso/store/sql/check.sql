-- name: integrity
PRAGMA integrity_check(10);

-- name: foreign_keys
PRAGMA foreign_key_check;

-- name: items
SELECT id, file, sha256, body, seal FROM item ORDER BY id;

-- name: drops
SELECT label, body, seal FROM "drop" ORDER BY label;

-- name: judgements
SELECT id, body, seal FROM judgement ORDER BY id;

-- name: meta
SELECT name, value, seal FROM meta ORDER BY name;

-- name: facts
SELECT stage, key, body, chunks, seal FROM fact ORDER BY stage, key;

-- name: words
SELECT reading, page, body, chunks, seal FROM words ORDER BY reading, page;

-- name: findings
SELECT name, id, body, chunks, seal FROM finding ORDER BY name, id;

-- name: chunks
SELECT body FROM chunk WHERE owner = ? ORDER BY number;

-- name: chunk_count
SELECT count(*) FROM chunk;

-- name: generation
SELECT number, stamp, items, CAST(seal AS BLOB) FROM generation;

-- name: finding_seals
SELECT CAST(name AS TEXT), CAST(id AS TEXT), CAST(seal AS BLOB) FROM finding ORDER BY name, id;
