#include "library/sqlite.h"

#include <utility>

namespace secondsource::library {

namespace {

[[noreturn]] void fail(sqlite3* handle, int code) {
  std::string message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  switch (code & 0xff) {
    case SQLITE_FULL:
      message = "the disk is full; nothing of this batch was stored";
      break;
    case SQLITE_READONLY:
      message = "the library cannot be written to";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      message = "the catalogue is damaged (" + message + "); run `verify --repair`";
      break;
    case SQLITE_IOERR:
      message = "reading or writing the catalogue failed (" + message + ")";
      break;
    default:
      break;
  }
  throw Failure(code, message);
}

}  // namespace

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  database_->idle_[key_].push_back(statement_);
}

Query::Query(Query&& other) noexcept
    : database_(other.database_),
      statement_(std::exchange(other.statement_, nullptr)),
      key_(other.key_),
      next_(other.next_) {}

void Query::check(int code) const {
  if (code != SQLITE_OK) fail(database_->handle_, code);
}

Query& Query::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_, next_++, value));
  return *this;
}

Query& Query::bind(std::optional<std::int64_t> value) {
  if (value) return bind(*value);
  check(sqlite3_bind_null(statement_, next_++));
  return *this;
}

Query& Query::blob(std::string_view value) {
  // A null pointer would bind NULL instead of an empty blob.
  check(sqlite3_bind_blob64(statement_, next_++, value.empty() ? "" : value.data(), value.size(),
                            SQLITE_STATIC));
  return *this;
}

Query& Query::text(std::string_view value) {
  check(sqlite3_bind_text64(statement_, next_++, value.empty() ? "" : value.data(), value.size(),
                            SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(database_->handle_, sqlite3_extended_errcode(database_->handle_));
}

void Query::run() {
  while (step()) {
  }
  reset();
}

void Query::reset() {
  sqlite3_reset(statement_);
  next_ = 1;
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<std::int64_t> Query::maybe(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return sqlite3_column_int64(statement_, column);
}

std::optional<Time> Query::time(int column) const {
  const auto seconds = maybe(column);
  if (!seconds) return std::nullopt;
  return Time(std::chrono::seconds(*seconds));
}

std::string_view Query::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

Database::Database(const std::string& path, Mode mode) {
  std::string name = path;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (mode == Mode::kWrite) {
    flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  } else {
    flags |= SQLITE_OPEN_READONLY;
  }
  if (mode == Mode::kImmutable) {
    flags |= SQLITE_OPEN_URI;
    name = "file:";
    for (const char c : path) {  // percent-encode what a URI would take apart
      if (c == '%' || c == '?' || c == '#') {
        constexpr char kHex[] = "0123456789abcdef";
        name += '%';
        name += kHex[static_cast<unsigned char>(c) >> 4];
        name += kHex[static_cast<unsigned char>(c) & 15];
      } else {
        name += c;
      }
    }
    name += "?immutable=1";
  }
  const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const Failure failure(code, handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory");
    sqlite3_close(handle_);
    throw failure;
  }
  sqlite3_busy_timeout(handle_, 10'000);
}

Database::~Database() {
  for (const auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close(handle_);
}

Query Database::query(std::string_view sql) {
  const char* const key = sql.data();
  std::vector<sqlite3_stmt*>& idle = idle_[key];
  if (!idle.empty()) {
    sqlite3_stmt* prepared = idle.back();
    idle.pop_back();
    return Query(this, prepared, key);
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(handle_, code);
  return Query(this, statement, key);
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_, code);
}

std::int64_t Database::number(std::string_view sql) {
  Query one = query(sql);
  return one.step() ? one.integer(0) : 0;
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_); }
std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace secondsource::library
