// Articles from inputs, read in parallel and given in order.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "secondsource/article.h"
#include "secondsource/data.h"
#include "secondsource/error.h"
#include "secondsource/read.h"

namespace secondsource::cli {

using ReadArticle = std::expected<Article, Error>;

// How much is read before it is handed on, and so how much memory reading takes.
struct BatchLimits {
  std::size_t documents = 512;
  std::size_t bytes = 32u << 20;
};

// Reads `inputs` one after another; hands their articles and errors on in batches, in the order in
// which they stand in the inputs, whatever the number of threads.  Stops early when `take` returns
// false.
void read_batches(std::span<const std::string> inputs, const std::shared_ptr<const Data>& data,
                  const ReadOptions& options, unsigned threads, const BatchLimits& limits,
                  const std::function<bool(std::vector<ReadArticle>&&)>& take);

// The one article of an input.  "PATH#N" is the N-th of a file that holds many.
std::expected<Article, Error> read_one(const std::string& input,
                                       const std::shared_ptr<const Data>& data,
                                       const ReadOptions& options);

}  // namespace secondsource::cli
