// Articles from inputs, read in parallel and given in order.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/read_options.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/error.h"
#include "secondsource/read.h"

namespace secondsource::cli {

using ReadArticle = std::expected<Article, Error>;
using OpenedDocument = std::expected<Reader::Document, Error>;

struct Batch {
  std::vector<ReadArticle> articles;
  std::vector<OpenedDocument> documents;  // what each was read from; none unless they are kept
};

// How much is read before it is handed on, and so how much memory reading takes.
struct BatchLimits {
  std::size_t documents = 4'096;
  std::size_t bytes = 32u << 20;
  bool keep_documents = false;
};

// Stops the reading when it returns false.
using TakeBatch = std::function<bool(Batch&&)>;

// The next document; nothing at the end.
using NextDocument = std::function<std::optional<OpenedDocument>()>;

// Reads documents in parallel; hands their articles and errors on in batches, in their order,
// whatever the number of threads.
void read_batches(const NextDocument& next, const Data& data, const ReadOptions& options,
                  unsigned threads, const BatchLimits& limits, const TakeBatch& take);

// The same of the inputs, one after another, in the order in which they stand there.  What was
// passed over is noted on the console, if there is one.
void read_batches(const InputOptions& inputs, const std::shared_ptr<const Data>& data,
                  unsigned threads, const BatchLimits& limits, Console* console,
                  const TakeBatch& take);

// The one article of an input.  "PATH#N" is the N-th of a file that holds many.
std::expected<Article, Error> read_one(const std::string& input, const InputOptions& options,
                                       const std::shared_ptr<const Data>& data);

}  // namespace secondsource::cli
