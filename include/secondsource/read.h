// Reading articles from pages, files and folders.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/error.h"

namespace secondsource {

// Bounds on what one input may cost.  An input beyond one of them is an Error that names the bound.
struct ReadLimits {
  std::size_t document_bytes = 64u << 20;  // of one file, record or page
  std::size_t nesting = 100'000;           // of elements or JSON values
  std::chrono::milliseconds document_time{10'000};
};

struct ReadOptions {
  ReadLimits limits;
  std::string url;  // of the page, where the input is one page that names none
};

// Reads one input, article after article.  The type of each document is told from its bytes: HTML,
// JSON Lines (or one JSON object, or an array of them), else plain text, which becomes the text of
// an article unchanged.  A folder is read whole, files in order of their paths, hidden ones
// skipped.
//
// Not thread safe; several readers may be used at once.
class Reader {
 public:
  // `input`: the path of a file or folder, or "-" for standard input.
  Reader(std::string input, std::shared_ptr<const Data> data, ReadOptions options = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // The next article; an Error for an input or a record that gives none, after which the next one
  // still comes; nothing at the end.
  std::optional<std::expected<Article, Error>> next();

  // An input that was opened but not yet turned into an article: bytes in memory.
  struct Document {
    std::string input;  // "PATH" or "PATH#N"
    std::string bytes;
    std::optional<Time> retrieved;
  };
  // As next(), without the costly part: for callers that read many documents in parallel with
  // read_document().  Each document gives one article.
  std::optional<std::expected<Document, Error>> next_document();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One document of any of the types above that holds a single article.  Thread safe.
std::expected<Article, Error> read_document(const Reader::Document& document, const Data& data,
                                            const ReadOptions& options = {});

}  // namespace secondsource
