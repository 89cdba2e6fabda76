-- Judgements: a person's verdicts. Append-only; only an erasing forgets those about what it erased.

CREATE TABLE judgement (
    id TEXT NOT NULL PRIMARY KEY,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob')
);
