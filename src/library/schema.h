// The tables of a catalogue, format 5.  Format 4 had texts, heads and what is derived in a blob
// each, in their rows; format 3 had no `originals`; in format 2, what is derived held facts too and
// keys in segments had 40 bits.
#pragma once

#include <array>
#include <string_view>

namespace secondsource::library {

inline constexpr int kApplication = 0x53536f31;  // "SSo1"
inline constexpr int kFormat = 5;
inline constexpr std::size_t kPage = 8'192;  // bytes

// What stands in changes.kind for each FamilyChange::Kind.
inline constexpr std::array<std::string_view, 4> kChangeKinds = {"merged", "split", "renamed",
                                                                 "gone"};

inline constexpr char kSchema[] = R"sql(
CREATE TABLE meta(
  name TEXT PRIMARY KEY,
  value BLOB) WITHOUT ROWID;

CREATE TABLE dictionaries(
  number INTEGER PRIMARY KEY,
  use TEXT,                 -- 'text' or 'record'
  bytes BLOB);              -- packed

CREATE TABLE outlets(
  number INTEGER PRIMARY KEY,
  domain TEXT, name TEXT, owner TEXT,
  UNIQUE(domain, name, owner));

CREATE TABLE articles(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB,
  waiting INTEGER,          -- 1 until it is settled
  text INTEGER,
  fold INTEGER,             -- hash of all that reuse sees
  outlet INTEGER,
  published INTEGER,        -- seconds since 1970
  input INTEGER,            -- 31 bits of the hash of the input's name
  loose INTEGER,            -- 1: belongs to several stories and joins none
  family INTEGER,
  story INTEGER);
-- What is random in its order is put in when a large batch is settled.
CREATE UNIQUE INDEX articles_id ON articles(id) WHERE waiting = 0;
CREATE UNIQUE INDEX articles_id_waiting ON articles(id) WHERE waiting = 1;
CREATE INDEX articles_text ON articles(text);
CREATE INDEX articles_outlet ON articles(outlet);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_input ON articles(input) WHERE waiting = 0;
CREATE INDEX articles_waiting ON articles(number) WHERE waiting = 1;
CREATE INDEX articles_family ON articles(family) WHERE family IS NOT NULL;
CREATE INDEX articles_story ON articles(story) WHERE story IS NOT NULL;

CREATE TABLE revisions(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id BLOB, outlet INTEGER, text INTEGER, head BLOB, head_sum INTEGER);
CREATE INDEX revisions_id ON revisions(id);
CREATE INDEX revisions_text ON revisions(text);

CREATE TABLE families(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  lineage BLOB,             -- empty until it is settled, or computed when asked for
  name BLOB);               -- the id of its earliest member
CREATE INDEX families_unsettled ON families(number) WHERE lineage = x'';

CREATE TABLE stories(
  number INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE guests(        -- articles that belong to a story and do not join it
  story INTEGER, article INTEGER,
  PRIMARY KEY(story, article)) WITHOUT ROWID;
CREATE INDEX guests_article ON guests(article);

CREATE TABLE statements(
  number INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE statement_mentions(
  article INTEGER, mention INTEGER, statement INTEGER,
  PRIMARY KEY(article, mention)) WITHOUT ROWID;
CREATE INDEX statement_mentions_statement ON statement_mentions(statement);

CREATE TABLE segments(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT,                -- 'fingerprints', 'stories', 'mentions' or 'paragraphs'
  postings INTEGER);

CREATE TABLE changes(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT, subject TEXT, detail TEXT);

CREATE VIRTUAL TABLE search USING fts5(
  words, content='', detail=none, columnsize=0, tokenize=ascii);
)sql";

// What formats before 5 had otherwise: what lies on a tape (tape.h), and the tapes.
inline constexpr char kTapes[] = R"sql(
CREATE TABLE texts(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  hash INTEGER,             -- of the text
  words INTEGER,            -- hash of its words, 0 when it has none
  place INTEGER, size INTEGER);
CREATE INDEX texts_hash ON texts(hash & 2147483647);
CREATE TABLE text_blocks(place INTEGER PRIMARY KEY, packed BLOB);

CREATE TABLE contents(      -- the record (record.h) of an article
  number INTEGER PRIMARY KEY,
  place INTEGER, size INTEGER,
  head_sum INTEGER, derived_sum INTEGER);
CREATE TABLE record_blocks(place INTEGER PRIMARY KEY, packed BLOB);
)sql";

// The same from format 4: before the tapes are made, and when they hold what the tables held.
inline constexpr char kBeforeTapes[] = R"sql(
DROP INDEX texts_hash;
ALTER TABLE texts RENAME TO old_texts;
ALTER TABLE contents RENAME TO old_contents;
DROP INDEX articles_text;
CREATE INDEX articles_text ON articles(text);
UPDATE articles SET input = input & 2147483647;
)sql";
inline constexpr char kAfterTapes[] = R"sql(
DELETE FROM sqlite_sequence WHERE name = 'texts';
INSERT INTO sqlite_sequence(name, seq)
  SELECT 'texts', seq FROM sqlite_sequence WHERE name = 'old_texts';
DROP TABLE old_texts;
DROP TABLE old_contents;
DELETE FROM dictionaries WHERE use = 'derived';
UPDATE dictionaries SET use = 'record' WHERE use = 'head';
)sql";

// What formats before 4 lack.
inline constexpr char kOriginals[] = R"sql(
CREATE TABLE originals(     -- what articles were read from, where that is kept
  id BLOB PRIMARY KEY,      -- of the article
  packed BLOB, sum INTEGER);
)sql";

// The same from format 1; what is derived is made anew from any older format, as the version of the
// analysis was another.
inline constexpr char kFromFormat1[] = R"sql(
DROP INDEX texts_words;
DROP INDEX articles_id;
DROP INDEX articles_input;
CREATE UNIQUE INDEX articles_id ON articles(id) WHERE waiting = 0;
CREATE UNIQUE INDEX articles_id_waiting ON articles(id) WHERE waiting = 1;
CREATE INDEX articles_input ON articles(input) WHERE waiting = 0;
ALTER TABLE families ADD COLUMN name BLOB;
CREATE INDEX families_unsettled ON families(number) WHERE lineage = x'';
)sql";

}  // namespace secondsource::library
