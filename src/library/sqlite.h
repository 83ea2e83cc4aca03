// SQLite as values: connections, prepared queries and transactions that clean up after themselves.
//
// A failure of SQLite (a full disk, a damaged page) can strike at any call, and nobody between the
// call and the library's public functions could do anything about it: it is thrown as a Failure and
// becomes an Error there.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "secondsource/time.h"

namespace secondsource::library {

class Failure : public std::runtime_error {
 public:
  Failure(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
  int code() const { return code_; }  // SQLite's extended result code, 0 for another cause

 private:
  int code_;
};

class Database;

// One run of a prepared query; gives the query back to its connection when it goes.
class Query {
 public:
  ~Query();
  Query(Query&& other) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;

  // Parameters, in order of their "?".  Blobs and texts must outlive the step.
  Query& bind(std::int64_t value);
  Query& bind(std::optional<std::int64_t> value);
  Query& blob(std::string_view value);
  Query& text(std::string_view value);

  bool step();   // whether there is a row
  void run();    // steps to the end
  void reset();  // ready for other parameters

  std::int64_t integer(int column) const;
  std::optional<std::int64_t> maybe(int column) const;
  std::optional<Time> time(int column) const;  // of seconds since 1970, or NULL
  std::string_view bytes(int column) const;    // of a blob or text; valid until the next step

 private:
  friend class Database;
  Query(Database* database, sqlite3_stmt* statement, const char* key)
      : database_(database), statement_(statement), key_(key) {}
  void check(int code) const;
  Database* database_;
  sqlite3_stmt* statement_;
  const char* key_;  // the query's address
  int next_ = 1;
};

// A connection.  Not thread safe.
class Database {
 public:
  enum class Mode { kRead, kWrite, kImmutable };
  Database(const std::string& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // `sql` must be a literal, or stay where it is: prepared queries are kept under its address.
  Query query(std::string_view sql);
  void execute(const std::string& sql);       // any number of commands
  std::int64_t number(std::string_view sql);  // the first column of the first row; 0 without one
  std::int64_t last_row() const;
  std::int64_t changes() const;
  sqlite3* handle() const { return handle_; }

 private:
  friend class Query;
  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, std::vector<sqlite3_stmt*>> idle_;
};

// Undone when it goes before commit() was called.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace secondsource::library
