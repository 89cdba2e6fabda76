-- The first shape of a case.
--
-- seal: the first 16 bytes of SHA-256 over a row's place and body, so that a row changed by another hand is noticed.
-- chunks, body: a body too long for one cell goes on in `chunk`, under the row's owner. It stands last in its table, so
-- that reading what is before it never walks through its pages.
-- CHECK does the part of STRICT tables that matters here; those need SQLite 3.37, which long-lived systems lack.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    value TEXT NOT NULL
);

CREATE TABLE item (
    id TEXT NOT NULL PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob')
);

CREATE INDEX item_in_order ON item (file, id);

CREATE TABLE "drop" (
    label TEXT NOT NULL PRIMARY KEY,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob')
);

CREATE TABLE fact (
    stage TEXT NOT NULL,
    key TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (stage, key)
);

CREATE TABLE words (
    reading TEXT NOT NULL,
    page INTEGER NOT NULL,
    chunks INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (reading, page)
);

CREATE TABLE finding (
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    chunks INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob'),
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (name, id)
);

CREATE TABLE chunk (
    owner TEXT NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL CHECK (typeof(body) = 'blob'),
    PRIMARY KEY (owner, number)
);

CREATE TABLE generation (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    items INTEGER NOT NULL,
    seal BLOB NOT NULL CHECK (typeof(seal) = 'blob')
);
