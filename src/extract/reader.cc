// Reader: inputs, files and records, one document after another.
#include <fmt/format.h>
#include <simdjson.h>
#include <sys/stat.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "extract/dates.h"
#include "extract/document.h"
#include "extract/encoding.h"
#include "extract/feed.h"
#include "extract/inflate.h"
#include "extract/lines.h"
#include "extract/newsml.h"
#include "extract/passed.h"
#include "extract/source.h"
#include "extract/type.h"
#include "extract/warc.h"
#include "secondsource/read.h"

namespace secondsource {
namespace {

using extract::Type;
using Result = std::expected<Reader::Document, Error>;

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

// A line that begins a record and does not end it can still be one of JSON Lines, broken; one that
// only opens an object ("{") begins a record printed over several lines.
bool starts_record(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  return line.size() > 2 && last != std::string_view::npos && line[last] == '}';
}

}  // namespace

struct Reader::State {
  std::string input;
  std::shared_ptr<const Data> data;
  ReadOptions options;
  std::optional<Document> given;  // in place of a file

  bool started = false;
  std::deque<extract::Listed> files;  // still to be read
  std::string path;                   // of the file at hand
  std::optional<extract::Lines> lines;
  std::optional<extract::Warc> warc;
  std::deque<Result> ready;  // of a document of many, still to be given
  std::size_t number = 0;    // of the record given last
  std::vector<std::string> notes;

  std::optional<Result> next() {
    if (!started) start();
    while (true) {
      if (!ready.empty()) {
        Result result = std::move(ready.front());
        ready.pop_front();
        return result;
      }
      if (lines) {
        next_line();
      } else if (warc) {
        next_warc();
      } else if (given) {
        Document document = *std::exchange(given, std::nullopt);
        path = document.input;
        auto bytes = extract::stream_of(std::exchange(document.bytes, {}));
        open(std::move(bytes), std::move(document));
      } else if (!files.empty()) {
        const extract::Listed file = std::move(files.front());
        files.pop_front();
        path = file.path;
        number = 0;
        if (!file.error.empty()) return std::unexpected(Error{path, file.error});
        auto stream = extract::open_file(path);
        if (!stream) return std::unexpected(Error{path, stream.error()});
        open(std::move(*stream), {});
      } else {
        return std::nullopt;
      }
    }
  }

 private:
  void start() {
    started = true;
    if (given) return;
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

  void fail(std::string message) {
    lines.reset();
    ready.emplace_back(std::unexpected(Error{path, std::move(message)}));
  }

  // A record is a JSON object; anything else would be taken for a text later.
  void add_record(std::string name, std::string record, std::optional<Time> retrieved = {}) {
    const std::size_t first = record.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || record[first] != '{') {
      ready.emplace_back(std::unexpected(Error{std::move(name), "JSON that is not an object"}));
    } else if (extract::type_of(record) != Type::kJson) {
      ready.emplace_back(std::unexpected(Error{std::move(name), "not valid JSON"}));
    } else {
      ready.emplace_back(Document{std::move(name), std::move(record), retrieved, {}, {}});
    }
  }

  std::string too_large() const {
    return fmt::format("larger than {} bytes (ReadLimits::document_bytes)",
                       options.limits.document_bytes);
  }

  void next_line() {
    while (true) {
      auto line = lines->next(options.limits.document_bytes);
      if (!line) return fail(line.error());
      if (!*line) return lines.reset();
      if ((*line)->too_long) {
        ready.emplace_back(std::unexpected(Error{numbered(), too_large()}));
        return;
      }
      if (!blank((*line)->text)) return add_record(numbered(), std::move((*line)->text));
    }
  }

  void next_warc() {
    auto page = warc->next();
    if (!page) {
      if (const std::string passed = warc->passed_over(); !passed.empty()) {
        notes.push_back(path + ": " + passed);
      }
      warc.reset();
      return;
    }
    if (!*page) {
      const bool of_record = page->error().of_record;
      ready.emplace_back(
          std::unexpected(Error{of_record ? numbered() : path, std::move(page->error().message)}));
      return;
    }
    Document document{path, std::move((*page)->bytes), {}, std::move((*page)->url), {}};
    document.charset = std::move((*page)->charset);
    const auto date = extract::parse_date((*page)->date, data->derived<extract::Months>(), {});
    if (date && extract::acceptable(date->time)) document.retrieved = date->time;
    if ((*page)->type == Type::kHtml) {
      document.input = numbered();
      ready.emplace_back(std::move(document));
    } else {
      take_document(std::move(document));
    }
  }

  // `about`: what is known of the bytes; they themselves are in the stream.
  void open(std::unique_ptr<extract::Stream> stream, Document about) {
    constexpr std::size_t kHead = 4096;
    constexpr int kLayers = 3;
    extract::Input bytes(std::move(stream));
    Type type = Type::kText;
    for (int layer = 0;; ++layer) {
      const auto head = bytes.peek(kHead);
      if (!head) return fail(head.error());
      type = extract::type_of(*head);
      if (type != Type::kGzip && type != Type::kZstd) break;
      if (layer == kLayers) return fail("compressed more than three times over");
      bytes = extract::Input(
          extract::inflated(extract::stream_of(std::move(bytes)),
                            type == Type::kGzip ? extract::Coding::kGzip : extract::Coding::kZstd,
                            options.limits.expansion));
    }
    if (type == Type::kWarc) {
      warc.emplace(std::move(bytes), options.limits);
      return;
    }
    about.input = path;
    if (auto begun = begin_lines(bytes); !begun) {
      return fail(begun.error());
    } else if (*begun) {
      return open_lines(std::move(bytes), std::move(about));
    }
    const auto whole = bytes.peek(options.limits.document_bytes + 1);
    if (!whole) return fail(whole.error());
    if (!bytes.failed().empty()) return fail(bytes.failed());
    if (whole->size() > options.limits.document_bytes) return fail(too_large());
    about.bytes = *whole;
    take_document(std::move(about));
  }

  // Whether the first line is a JSON object, which makes a file of records, whatever its size.
  std::expected<bool, std::string> begin_lines(extract::Input& bytes) const {
    std::size_t begin = 0;  // of what is not blank
    std::size_t searched = 0;
    while (true) {
      const auto there = bytes.peek(searched + 1);
      if (!there) return std::unexpected(there.error());
      if (there->size() == searched || searched > options.limits.document_bytes) return false;
      if (begin == 0 && there->starts_with("\xEF\xBB\xBF")) begin = searched = 3;
      if (begin == searched)
        begin = std::min(there->find_first_not_of(" \t\r\n", searched), there->size());
      if (begin < there->size()) {
        if ((*there)[begin] != '{') return false;
        const std::size_t newline = there->find('\n', std::max(searched, begin));
        if (newline != std::string_view::npos) {
          const std::string_view line = there->substr(begin, newline - begin);
          return valid_object(line) || starts_record(line);
        }
      }
      searched = there->size();
    }
  }

  void open_lines(extract::Input bytes, Document about) {
    lines.emplace(std::move(bytes));
    // One record and nothing else is no file of many.
    while (true) {
      auto line = lines->next(options.limits.document_bytes);
      if (!line) return fail(line.error());
      if (!*line) return lines.reset();
      if (blank((*line)->text)) continue;
      auto alone = lines->nothing_follows();
      if (!alone) return fail(alone.error());
      std::string record(without_mark((*line)->text));
      if (!*alone) return add_record(numbered(), std::move(record), about.retrieved);
      lines.reset();
      about.bytes = std::move(record);
      return take_document(std::move(about));
    }
  }

  // A document that is one article, or many.
  void take_document(Document document) {
    const auto take = [&](std::string record) {
      add_record(numbered(), std::move(record), document.retrieved);
    };
    const std::size_t nesting = options.limits.nesting;
    std::expected<void, std::string> read;
    switch (extract::type_of(document.bytes)) {
      case Type::kFeed: {
        const extract::Decoded text = extract::decode_xml(document.bytes, document.charset);
        read = extract::read_feed(text.text, address_of(document), nesting, take);
        break;
      }
      case Type::kNewsml: {
        const extract::Decoded text = extract::decode_xml(document.bytes, document.charset);
        take_newsml(document, text.text);
        return;
      }
      case Type::kJsonFeed: {
        const extract::Decoded text = extract::decode_utf8(document.bytes);
        read = extract::read_json_feed(text.text, address_of(document), nesting, take);
        break;
      }
      case Type::kJson: {
        const std::string_view text = without_mark(document.bytes);
        if (text[text.find_first_not_of(" \t\r\n")] != '[') {
          ready.emplace_back(std::move(document));
          return;
        }
        const auto elements = extract::elements_of(text);
        for (const std::string_view element : elements) take(std::string(element));
        if (elements.empty()) fail("a JSON array without records");
        return;
      }
      default:
        ready.emplace_back(std::move(document));
        return;
    }
    if (!read) {
      ready.emplace_back(std::unexpected(Error{document.input, read.error()}));
    } else if (ready.empty()) {
      ready.emplace_back(std::unexpected(Error{document.input, "a feed without entries"}));
    }
  }

  // One item is an article as a page is; the items of a message are numbered.
  void take_newsml(const Document& document, const std::string& text) {
    std::vector<std::string> records;
    extract::PassedOver passed;
    const auto read = extract::read_newsml(
        text, options.limits.nesting,
        [&](std::string record) { records.push_back(std::move(record)); }, passed);
    const bool alone = records.size() == 1 && passed.empty() && read.has_value();
    for (std::string& record : records) {
      add_record(alone ? document.input : numbered(), std::move(record), document.retrieved);
    }
    if (const std::string line = extract::passed_over(passed, "item"); !line.empty()) {
      notes.push_back(document.input + ": " + line);
    }
    if (!read) {
      ready.emplace_back(std::unexpected(Error{document.input, read.error()}));
    } else if (records.empty()) {
      ready.emplace_back(std::unexpected(Error{document.input, "NewsML without a text"}));
    }
  }

  const std::string& address_of(const Document& document) const {
    return document.url.empty() ? options.url : document.url;
  }
};

Reader::Reader(std::string input, std::shared_ptr<const Data> data, ReadOptions options)
    : state_(std::make_unique<State>()) {
  state_->input = std::move(input);
  state_->data = std::move(data);
  state_->options = std::move(options);
}

Reader::Reader(Document document, std::shared_ptr<const Data> data, ReadOptions options)
    : state_(std::make_unique<State>()) {
  state_->given = std::move(document);
  state_->data = std::move(data);
  state_->options = std::move(options);
}

Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

std::optional<std::expected<Reader::Document, Error>> Reader::next_document() {
  return state_->next();
}

std::vector<std::string> Reader::take_notes() { return std::exchange(state_->notes, {}); }

std::optional<std::expected<Article, Error>> Reader::next() {
  auto document = next_document();
  if (!document) return std::nullopt;
  if (!*document) return std::unexpected(document->error());
  return read_document(**document, *state_->data, state_->options);
}

}  // namespace secondsource
