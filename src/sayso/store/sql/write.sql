-- name: put_item
INSERT INTO item (id, file, sha256, body, seal) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE
SET file = excluded.file, sha256 = excluded.sha256, body = excluded.body, seal = excluded.seal;

-- name: drop_item
DELETE FROM item WHERE id = ?;

-- name: put_drop
INSERT INTO "drop" (label, body, seal) VALUES (?, ?, ?)
ON CONFLICT (label) DO UPDATE SET body = excluded.body, seal = excluded.seal;

-- name: forget_drop
DELETE FROM "drop" WHERE label = ?;

-- name: put_judgement
INSERT INTO judgement (id, body, seal) VALUES (?, ?, ?)
ON CONFLICT DO NOTHING;

-- name: forget_judgement
DELETE FROM judgement WHERE id = ?;

-- name: put_fact
INSERT INTO fact (stage, key, body, chunks, seal) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- name: put_words
INSERT INTO words (reading, page, body, chunks, seal) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- name: put_chunk
INSERT INTO chunk (owner, number, body) VALUES (?, ?, ?);

-- name: forget_chunks
DELETE FROM chunk WHERE owner = ?;

-- name: fact_sizes
SELECT key, chunks FROM fact WHERE stage = ?;

-- name: forget_fact
DELETE FROM fact WHERE stage = ? AND key = ?;

-- name: words_sizes
SELECT page, chunks FROM words WHERE reading = ?;

-- name: words_readings
SELECT DISTINCT reading FROM words;

-- name: forget_words
DELETE FROM words WHERE reading = ?;

-- name: finding_names
SELECT DISTINCT name FROM finding;

-- name: finding_seal
SELECT seal, chunks FROM finding WHERE name = ? AND id = ?;

-- name: put_finding
INSERT INTO finding (name, id, body, chunks, seal) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name, id) DO UPDATE SET body = excluded.body, chunks = excluded.chunks, seal = excluded.seal;

-- name: seen_table
CREATE TEMP TABLE IF NOT EXISTS seen (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- name: empty_seen
DELETE FROM temp.seen;

-- name: put_seen
INSERT INTO temp.seen (id) VALUES (?);

-- name: has_seen
SELECT 1 FROM temp.seen WHERE id = ?;

-- name: unseen_findings
SELECT id, seal, chunks FROM finding WHERE name = ? AND id NOT IN (SELECT id FROM temp.seen);

-- name: forget_finding
DELETE FROM finding WHERE name = ? AND id = ?;

-- name: finding_seals
SELECT CAST(seal AS BLOB) FROM finding;

-- name: generation_seal
SELECT CAST(seal AS BLOB) FROM generation;

-- name: put_generation
INSERT INTO generation (one, number, stamp, items, seal) VALUES (1, ?, ?, ?, ?)
ON CONFLICT (one) DO UPDATE
SET number = excluded.number, stamp = excluded.stamp, items = excluded.items, seal = excluded.seal;

-- name: put_meta
INSERT INTO meta (name, value, seal) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, seal = excluded.seal;
