// Reading pages, one core.  The folder of pages is taken from the environment,
// SECONDSOURCE_PAGES, else it is sample/pages.  Prints bytes of HTML a second.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "extract/blocks.h"
#include "extract/encoding.h"
#include "extract/tree.h"
#include "secondsource/read.h"

namespace {

using namespace secondsource;

std::vector<Reader::Document> pages() {
  const char* folder = std::getenv("SECONDSOURCE_PAGES");
  std::vector<Reader::Document> out;
  const auto data = *Data::load();
  Reader reader(folder != nullptr ? folder : SOURCE_DIR "/sample/pages", data);
  while (auto next = reader.next_document()) {
    // Pages only: beside those of a set lies what is known of them.
    if (*next && (*next)->input.ends_with(".html")) out.push_back(std::move(**next));
  }
  return out;
}

std::int64_t bytes_of(const std::vector<Reader::Document>& documents) {
  std::int64_t bytes = 0;
  for (const auto& document : documents) bytes += static_cast<std::int64_t>(document.bytes.size());
  return bytes;
}

void BM_Read(benchmark::State& state) {
  const auto data = *Data::load();
  const auto documents = pages();
  for (auto _ : state) {
    for (const auto& document : documents) {
      benchmark::DoNotOptimize(read_document(document, *data));
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes_of(documents));
}
BENCHMARK(BM_Read)->Unit(benchmark::kMillisecond);

// The tree alone: what reading cannot be faster than.
void BM_Parse(benchmark::State& state) {
  auto documents = pages();
  extract::Tree tree;
  for (auto _ : state) {
    for (const auto& document : documents) {
      benchmark::DoNotOptimize(extract::parse_html(document.bytes, 100'000, tree));
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * bytes_of(documents));
}
BENCHMARK(BM_Parse)->Unit(benchmark::kMillisecond);

}  // namespace
