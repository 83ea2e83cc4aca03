// Reader: inputs, files and records, one document after another.
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "extract/document.h"
#include "extract/source.h"
#include "secondsource/read.h"

namespace secondsource {
namespace {

using Result = std::expected<Reader::Document, Error>;

constexpr std::size_t kChunk = 1u << 16;

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == std::string_view::npos;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

bool valid_object(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  return parser.parse(simdjson::padded_string(json)).get(root) == simdjson::SUCCESS &&
         root.is_object();
}

// The lines of a file of records, as they are read.
class Lines {
 public:
  Lines(extract::ByteSource source, std::string begun, bool ended)
      : source_(std::move(source)), buffer_(std::move(begun)), ended_(ended) {}

  struct Line {
    std::string text;
    bool too_long = false;
  };

  // Nothing at the end.  A line longer than `limit` is passed over.
  std::expected<std::optional<Line>, std::string> next(std::size_t limit) {
    Line line;
    while (true) {
      const std::size_t newline = buffer_.find('\n', searched_);
      if (newline != std::string::npos) {
        if (!line.too_long) line.text = buffer_.substr(at_, newline - at_);
        at_ = searched_ = newline + 1;
        line.too_long = line.too_long || line.text.size() > limit;
        return line;
      }
      searched_ = buffer_.size();
      if (searched_ - at_ > limit) {
        line.too_long = true;
        at_ = searched_;
      }
      if (ended_) {
        if (at_ == buffer_.size() && !line.too_long) return std::nullopt;
        line.text = buffer_.substr(at_);
        at_ = buffer_.size();
        return line;
      }
      buffer_.erase(0, at_);
      searched_ -= at_;
      at_ = 0;
      auto more = source_.read(kChunk, buffer_);
      if (!more) return std::unexpected(more.error());
      ended_ = !*more;
    }
  }

  // Whether nothing but white space follows.  Reads on only as far as that.
  std::expected<bool, std::string> nothing_follows() {
    while (blank(std::string_view(buffer_).substr(at_))) {
      if (ended_) return true;
      at_ = searched_ = 0;
      buffer_.clear();
      auto more = source_.read(kChunk, buffer_);
      if (!more) return std::unexpected(more.error());
      ended_ = !*more;
    }
    return false;
  }

 private:
  extract::ByteSource source_;
  std::string buffer_;
  bool ended_;
  std::size_t at_ = 0, searched_ = 0;
};

}  // namespace

struct Reader::State {
  std::string input;
  std::shared_ptr<const Data> data;
  ReadOptions options;

  bool started = false;
  std::deque<extract::Listed> files;  // still to be read
  std::string path;                   // of the file at hand
  std::optional<Lines> lines;
  std::deque<std::string> records;  // of an array, still to be given
  std::size_t number = 0;           // of the record given last

  std::optional<Result> next() {
    if (!started) start();
    while (true) {
      if (!records.empty()) {
        std::string record = std::move(records.front());
        records.pop_front();
        return of_record(numbered(), std::move(record));
      }
      if (lines) {
        if (auto result = next_line()) return result;
        lines.reset();
      }
      if (files.empty()) return std::nullopt;
      const extract::Listed file = std::move(files.front());
      files.pop_front();
      path = file.path;
      number = 0;
      if (!file.error.empty()) return fail(file.error);
      if (auto result = open_file()) return result;
    }
  }

 private:
  void start() {
    started = true;
    struct stat status{};
    if (input != "-" && ::stat(input.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
      std::vector<extract::Listed> found = extract::files_of(input);
      if (found.empty()) found.push_back({input, "a folder without files"});
      files.assign(std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    } else {
      files.push_back({input, ""});
    }
  }

  std::string numbered() { return fmt::format("{}#{}", path, ++number); }

  Result fail(std::string message) const {
    return std::unexpected(Error{path, std::move(message)});
  }

  Result fail_lines(std::string message) {
    lines.reset();
    return fail(std::move(message));
  }

  // A record is a JSON object; anything else would be taken for a text later.
  static Result of_record(std::string name, std::string record) {
    const std::size_t first = record.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || record[first] != '{') {
      return std::unexpected(Error{std::move(name), "JSON that is not an object"});
    }
    if (extract::type_of(record) != extract::Type::kJson) {
      return std::unexpected(Error{std::move(name), "not valid JSON"});
    }
    return Document{std::move(name), std::move(record), std::nullopt};
  }

  std::string too_large() const {
    return fmt::format("larger than {} bytes (ReadLimits::document_bytes)",
                       options.limits.document_bytes);
  }

  std::optional<Result> next_line() {
    while (true) {
      auto line = lines->next(options.limits.document_bytes);
      if (!line) return fail_lines(line.error());
      if (!*line) return std::nullopt;
      if ((*line)->too_long) return std::unexpected(Error{numbered(), too_large()});
      if (blank((*line)->text)) continue;
      return of_record(numbered(), std::move((*line)->text));
    }
  }

  // The document a file is, or nothing when `lines` or `records` now hold what it has.
  std::optional<Result> open_file() {
    auto source = extract::ByteSource::open(path);
    if (!source) return fail(source.error());
    std::string bytes;
    bool ended = false;
    const auto read_some = [&]() -> std::expected<void, std::string> {
      auto more = source->read(kChunk, bytes);
      if (!more) return std::unexpected(more.error());
      ended = !*more;
      return {};
    };
    // A first line that is a JSON object makes a file of records, whatever its size.
    const std::size_t limit = options.limits.document_bytes;
    std::size_t newline = std::string::npos, searched = 0;
    while (!ended && bytes.size() <= limit) {
      if (auto read = read_some(); !read) return fail(read.error());
      const std::string_view text = without_mark(bytes);
      const std::size_t first = text.find_first_not_of(" \t\r\n");
      if (first == std::string_view::npos) continue;
      if (text[first] != '{') break;
      const std::size_t begin = static_cast<std::size_t>(text.data() - bytes.data()) + first;
      newline = bytes.find('\n', std::max(searched, begin));
      searched = bytes.size();
      if (newline != std::string::npos) {
        const std::string_view line = std::string_view(bytes).substr(begin, newline - begin);
        if (valid_object(line) || starts_record(line))
          return read_lines(*source, std::move(bytes), ended);
        break;
      }
    }
    while (!ended && bytes.size() <= limit) {
      if (auto read = read_some(); !read) return fail(read.error());
    }
    if (bytes.size() > limit) return fail(too_large());
    return whole(std::move(bytes));
  }

  // A line that begins a record and does not end it can still be one of JSON Lines, broken; one
  // that only opens an object ("{") begins a record printed over several lines.
  static bool starts_record(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t\r");
    return line.size() > 2 && last != std::string_view::npos && line[last] == '}';
  }

  std::optional<Result> read_lines(extract::ByteSource& source, std::string bytes, bool ended) {
    lines.emplace(std::move(source), std::move(bytes), ended);
    // One record and nothing else is no file of many.
    while (true) {
      auto line = lines->next(options.limits.document_bytes);
      if (!line) return fail_lines(line.error());
      if (!*line) return std::nullopt;
      if (blank((*line)->text)) continue;
      auto alone = lines->nothing_follows();
      if (!alone) return fail_lines(alone.error());
      return of_record(*alone ? path : numbered(), std::string(without_mark((*line)->text)));
    }
  }

  std::optional<Result> whole(std::string bytes) {
    const std::string_view text = without_mark(bytes);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (extract::type_of(bytes) == extract::Type::kJson && text[first] == '[') {
      for (const std::string_view element : extract::elements_of(text)) {
        records.emplace_back(element);
      }
      if (records.empty()) return fail("a JSON array without records");
      return std::nullopt;
    }
    return Document{path, std::move(bytes), std::nullopt};
  }
};

Reader::Reader(std::string input, std::shared_ptr<const Data> data, ReadOptions options)
    : state_(std::make_unique<State>()) {
  state_->input = std::move(input);
  state_->data = std::move(data);
  state_->options = std::move(options);
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

std::optional<std::expected<Reader::Document, Error>> Reader::next_document() {
  return state_->next();
}

std::optional<std::expected<Article, Error>> Reader::next() {
  auto document = next_document();
  if (!document) return std::nullopt;
  if (!*document) return std::unexpected(document->error());
  return read_document(**document, *state_->data, state_->options);
}

}  // namespace secondsource
