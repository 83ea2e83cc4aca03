// Reading articles from pages, files and folders.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/error.h"

namespace secondsource {

// Bounds on what one input may cost.  An input beyond one of them is an Error that names the bound.
struct ReadLimits {
  std::size_t document_bytes = 64u << 20;  // of one file, record or page; archives may be larger
  std::size_t expansion = 200;             // times its size that something compressed unpacks to
  std::size_t nesting = 100'000;           // of elements or JSON values
  std::chrono::milliseconds document_time{10'000};
};

struct ReadOptions {
  ReadLimits limits;
  std::string url;  // of the page, where the input is one page that names none
};

// Reads one input, article after article.  The type of each is told from its bytes: HTML; WARC;
// RSS, Atom and JSON Feed; NewsML-G2 and ninjs; JSON Lines (or one JSON object, or an array of
// them); else plain text, which becomes the text of an article unchanged.  Any of these may be
// compressed with gzip or zstd.  A folder is read whole, files in order of their paths, hidden ones
// skipped.  WARC files and JSON Lines of any size take the memory of one record.
//
// Not thread safe; several readers may be used at once.
class Reader {
 public:
  // Bytes in memory, not yet turned into an article.
  struct Document {
    std::string input;  // "PATH" or "PATH#N"
    std::string bytes;
    std::optional<Time> retrieved = {};
    std::string url = {};  // where the bytes were found; outranks ReadOptions::url; "" when unknown
    std::string charset = {};  // as HTTP's Content-Type names it; "" when it does not
  };

  // `input`: the path of a file or folder, or "-" for standard input.
  Reader(std::string input, std::shared_ptr<const Data> data, ReadOptions options = {});
  // Bytes at hand, of any type that a file may have.
  Reader(Document document, std::shared_ptr<const Data> data, ReadOptions options = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  // The next article; an Error for an input or a record that gives none, after which the next one
  // still comes; nothing at the end.
  std::optional<std::expected<Article, Error>> next();

  // As next(), without the costly part: for callers that read many documents in parallel with
  // read_document().  Each document gives one article.
  std::optional<std::expected<Document, Error>> next_document();

  // What was passed over because it is no article ("a.warc.gz: passed over 12 records: 7 request,
  // 5 binary"), a line a file, of the files ended since the last call.
  std::vector<std::string> take_notes();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One document that holds a single article: a page, a record or a text.  Thread safe.
std::expected<Article, Error> read_document(const Reader::Document& document, const Data& data,
                                            const ReadOptions& options = {});

}  // namespace secondsource
