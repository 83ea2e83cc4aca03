#include "cli/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "fetch/fetch.h"

namespace secondsource::cli {
namespace {

// "PATH#N" → PATH and N, where there is no file of the whole name.
struct Record {
  std::string path;
  std::size_t number = 0;
};
std::optional<Record> record_of(const std::string& input) {
  const std::size_t mark = input.rfind('#');
  std::error_code ignored;
  if (mark == std::string::npos || std::filesystem::exists(input, ignored)) return {};
  Record record{.path = input.substr(0, mark)};
  const char* end = input.data() + input.size();
  const auto parsed = std::from_chars(input.data() + mark + 1, end, record.number);
  if (parsed.ec != std::errc() || parsed.ptr != end || record.number == 0) return {};
  return record;
}

// Opens paths and addresses.  Connections are kept from one to the next.
class Opener {
 public:
  Opener(const InputOptions& options, std::shared_ptr<const Data> data)
      : data_(std::move(data)), read_(options.read_options()), fetch_(options.fetch_options()) {}

  std::expected<Reader, Error> open(const std::string& input) {
    if (!fetch::is_url(input)) return Reader(input, data_, read_);
    if (!fetcher_) fetcher_.emplace(fetch_);
    auto page = fetcher_->get(input);
    if (!page) return std::unexpected(Error{input, page.error().message});
    Reader::Document document{input, std::move(page->bytes), page->retrieved, std::move(page->url),
                              std::move(page->charset)};
    return Reader(std::move(document), data_, read_);
  }

 private:
  std::shared_ptr<const Data> data_;
  ReadOptions read_;
  fetch::Options fetch_;
  std::optional<fetch::Fetcher> fetcher_;
};

Batch read_all(std::vector<OpenedDocument>&& documents, const Data& data,
               const ReadOptions& options, unsigned threads, bool keep_documents) {
  std::vector<ReadArticle> articles(documents.size(), std::unexpected(Error{}));
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < documents.size(); i = next++) {
      OpenedDocument& document = documents[i];
      articles[i] = document ? read_document(*document, data, options)
                             : std::unexpected(std::move(document.error()));
      if (!keep_documents) {
        document = std::unexpected(Error{});  // its bytes are needed no more
      } else if (document && document->url.empty()) {
        document->url = options.url;
      }
    }
  };
  const std::size_t helpers = std::min<std::size_t>(threads, documents.size());
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < helpers; ++i) others.emplace_back(work);
  work();
  others.clear();
  if (!keep_documents) documents.clear();
  return {std::move(articles), std::move(documents)};
}

}  // namespace

void read_batches(const NextDocument& next, const Data& data, const ReadOptions& options,
                  unsigned threads, const BatchLimits& limits, const TakeBatch& take) {
  std::vector<OpenedDocument> documents;
  std::size_t bytes = 0;
  const auto hand_on = [&] {
    bytes = 0;
    return take(
        read_all(std::exchange(documents, {}), data, options, threads, limits.keep_documents));
  };
  while (auto document = next()) {
    if (*document) bytes += (*document)->bytes.size();
    documents.push_back(std::move(*document));
    if ((documents.size() >= limits.documents || bytes >= limits.bytes) && !hand_on()) return;
  }
  if (!documents.empty()) hand_on();
}

void read_batches(const InputOptions& inputs, const std::shared_ptr<const Data>& data,
                  unsigned threads, const BatchLimits& limits, Console* console,
                  const TakeBatch& take) {
  Opener opener(inputs, data);
  std::optional<Reader> reader;
  std::size_t opened = 0;
  const auto next = [&]() -> std::optional<OpenedDocument> {
    for (;;) {
      if (reader) {
        if (auto document = reader->next_document()) return document;
        const std::vector<std::string> notes = reader->take_notes();
        for (const std::string& note : notes) {
          if (console != nullptr) console->note(note);
        }
      }
      reader.reset();
      if (opened == inputs.inputs.size()) return std::nullopt;
      auto input = opener.open(inputs.inputs[opened++]);
      if (!input) return std::unexpected(std::move(input.error()));
      reader.emplace(std::move(*input));
    }
  };
  read_batches(next, *data, inputs.read_options(), threads, limits, take);
}

std::expected<Article, Error> read_one(const std::string& input, const InputOptions& options,
                                       const std::shared_ptr<const Data>& data) {
  const std::optional<Record> record = record_of(input);
  const std::string& path = record ? record->path : input;
  Opener opener(options, data);
  auto opened = opener.open(path);
  if (!opened) return std::unexpected(opened.error());
  Reader& reader = *opened;
  auto found = reader.next_document();
  for (std::size_t n = 1; record && found && n < record->number; ++n) {
    found = reader.next_document();
  }
  if (!found) {
    return std::unexpected(record ? Error{input, fmt::format("{} holds fewer records", path)}
                                  : Error{input, "holds no article"});
  }
  if (!*found) return std::unexpected(found->error());
  if (!record && reader.next_document()) {
    return std::unexpected(Error{
        input,
        fmt::format("holds more than one article: name one of them, as {}", (*found)->input)});
  }
  return read_document(**found, *data, options.read_options());
}

}  // namespace secondsource::cli
