-- name: items
SELECT body FROM item ORDER BY file, id;

-- name: item
SELECT body FROM item WHERE id = ?;

-- name: drops
SELECT body FROM "drop" ORDER BY label;

-- name: judgements
SELECT body FROM judgement ORDER BY id;

-- name: fact
SELECT body, chunks FROM fact WHERE stage = ? AND key = ?;

-- name: fact_keys
SELECT key FROM fact WHERE stage = ? ORDER BY key;

-- name: has_fact
SELECT 1 FROM fact WHERE stage = ? AND key = ?;

-- name: words
SELECT body, chunks FROM words WHERE reading = ? AND page = ?;

-- name: generation
SELECT number, stamp, items FROM generation;

-- name: finding
SELECT body, chunks FROM finding WHERE name = ? AND id = ?;

-- name: findings
SELECT id, body, chunks FROM finding WHERE name = ? ORDER BY id;

-- name: meta
SELECT value FROM meta WHERE name = ?;

-- name: chunks
SELECT body FROM chunk WHERE owner = ? ORDER BY number;
