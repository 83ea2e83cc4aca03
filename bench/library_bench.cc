// What a library costs: adding and settling a generated body of news, looking at one article, disk.
//
//   library_bench [--all] [--no-search] [--copies N [--stories-of K]] ARTICLES...
//
// Makes a library of each size, one after another: articles, search, fingerprints, families and
// lineage; with --all, mentions, facts, stories and statements too.  --copies: N of the articles,
// in even distances, are edited copies of one story, or of one after another that has K of them;
// check() is then asked for twenty that are not in the library, too.  Articles are generated in
// batches, whose cost is shown apart; the library's is the wall time and the processor time of both
// threads inside add() and settle().  Then check() is asked for articles of the library and for
// others, warm, in turn.

#include <fmt/core.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <unordered_set>
#include <vector>

#include "newsroom.h"
#include "secondsource/library.h"

namespace secondsource::bench {
namespace {

constexpr std::size_t kBatch = 4'096;
constexpr std::size_t kAsked = 400;  // of each kind
constexpr std::size_t kCopiesAsked = 20;

struct Options {
  Scope scope{.statements = false};
  std::size_t copies = 0, stories_of = std::numeric_limits<std::size_t>::max();
};

// Wall and processor seconds so far.
struct Clock {
  double wall = 0, processor = 0;
  static Clock now() {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now().time_since_epoch();
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return {wall.count(), seconds(used.ru_utime) + seconds(used.ru_stime)};
  }
  Clock operator-(const Clock& other) const {
    return {wall - other.wall, processor - other.processor};
  }
  Clock& operator+=(const Clock& other) {
    wall += other.wall;
    processor += other.processor;
    return *this;
  }
};

template <typename Work>
Clock timed(const Work& work) {
  const Clock before = Clock::now();
  work();
  return Clock::now() - before;
}

double bytes_below(const std::string& folder, const std::string& ending = "") {
  double bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) {
      bytes += static_cast<double>(entry.file_size());
    }
  }
  return bytes;
}

double resident_gib() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / (1 << 20);
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

double at(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

int fail(const Error& error) {
  fmt::print(stderr, "{}\n", error.line());
  return 1;
}

int measure(std::size_t size, const Options& options, std::shared_ptr<const Data> data) {
  std::string temporary =
      (std::filesystem::temp_directory_path() / "library-bench-XXXXXX").string();
  if (::mkdtemp(temporary.data()) == nullptr) return 1;
  const std::string folder = temporary + "/library";
  Newsroom newsroom;
  std::vector<Article> batch, asked;
  std::unordered_set<std::size_t> texts;
  double text = 0;
  Clock generating, adding, tenth, last;
  {
    auto library = Library::open(folder, data, {.scope = options.scope});
    if (!library) return fail(library.error());
    std::size_t tenths = 0;
    for (std::size_t made = 0; made < size;) {
      generating += timed([&] {
        batch.clear();
        for (; made < size && batch.size() < kBatch; ++made) {
          const bool copy = options.copies > 0 &&
                            made * options.copies / size != (made + 1) * options.copies / size;
          batch.push_back(copy ? newsroom.next_copy(options.stories_of) : newsroom.next());
          const std::string& words = batch.back().text;
          if (texts.insert(std::hash<std::string>()(words)).second) {
            text += static_cast<double>(words.size());
          }
          if (made % (size / kAsked + 1) == 0) asked.push_back(batch.back());
        }
      });
      std::optional<Error> error;
      adding += timed([&] {
        if (auto added = library->add(batch); !added) error = added.error();
      });
      if (error) return fail(*error);
      if (made * 10 / size > tenths) {
        tenths = made * 10 / size;
        if (tenths > 1) {
          fmt::print(
              "  after {:>9}: {:6.1f} s, {:6.1f} s of processors; this tenth {:.3f} ms an "
              "article\n",
              made, adding.wall, adding.processor,
              1000 * (adding - tenth).wall / (static_cast<double>(size) / 10));
        }
        tenth = adding;
        std::fflush(stdout);
      }
    }
    std::optional<Error> error;
    last = timed([&] {
      if (auto settled = library->settle(); !settled) error = settled.error();
    });
    if (error) return fail(*error);
    adding += last;
  }
  const auto n = static_cast<double>(size);
  fmt::print(
      "{} articles, {:.2f} GB of text: {:.1f} s, {:.1f} s of processors, {:.0f} articles/s\n", size,
      text / 1e9, adding.wall, adding.processor, n / adding.wall);
  fmt::print("  generating them, not counted: {:.1f} s; last settling, counted: {:.1f} s\n",
             generating.wall, last.wall);
  fmt::print("  {:.3f} ms an article, {:.3f} ms of processors; most memory {:.2f} GiB\n",
             1000 * adding.wall / n, 1000 * adding.processor / n, resident_gib());
  fmt::print("  disk: {:.3f} of the text; segments {:.3f}\n", bytes_below(folder) / text,
             bytes_below(folder, ".seg") / text);
  auto library = Library::open(folder, data, {.create = false, .read_only = true, .threads = 0});
  if (!library) return fail(library.error());
  const auto snapshot = library->snapshot();
  if (!snapshot) return fail(snapshot.error());
  std::vector<double> inside, outside;
  for (const bool warm : {false, true}) {
    for (const Article& article : asked) {
      Article other = article;  // as if another outlet had it
      other.id = std::string(32, 'f');
      const double in = timed([&] { check(*snapshot, article); }).wall;
      const double out = timed([&] { check(*snapshot, other); }).wall;
      if (!warm) continue;
      inside.push_back(1000 * in);
      outside.push_back(1000 * out);
    }
  }
  std::vector<double> both = inside;
  both.insert(both.end(), outside.begin(), outside.end());
  fmt::print(
      "  check: of the library {:.1f} ms, p99 {:.1f}; others {:.1f} ms, p99 {:.1f}; all p99 "
      "{:.1f}\n",
      at(inside, 0.5), at(inside, 0.99), at(outside, 0.5), at(outside, 0.99), at(both, 0.99));
  if (options.copies > 0) {
    std::vector<double> copies;
    std::size_t members = 0;
    for (std::size_t i = 0; i < kCopiesAsked; ++i) {
      const Article copy = newsroom.next_copy(std::numeric_limits<std::size_t>::max());
      std::optional<Report> report;
      copies.push_back(1000 * timed([&] { report = check(*snapshot, copy); }).wall);
      if (report->family) members = std::max(members, report->family->members.size());
    }
    fmt::print("  check: further copies {:.1f} ms, at most {:.1f}; of {} articles at most\n",
               at(copies, 0.5), at(copies, 1), members);
  }
  std::fflush(stdout);
  std::filesystem::remove_all(temporary);
  return 0;
}

int run(int argc, char** argv) {
  Options options;
  std::vector<std::size_t> sizes;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--all") {
      options.scope.statements = true;
    } else if (word == "--no-search") {
      options.scope.search = false;
    } else if (word == "--copies" && i + 1 < argc) {
      options.copies = std::strtoull(argv[++i], nullptr, 10);
    } else if (word == "--stories-of" && i + 1 < argc) {
      options.stories_of = std::max(1ull, std::strtoull(argv[++i], nullptr, 10));
    } else {
      sizes.push_back(std::strtoull(argv[i], nullptr, 10));
    }
  }
  if (sizes.empty() || std::ranges::find(sizes, 0u) != sizes.end()) {
    fmt::print(stderr,
               "usage: library_bench [--all] [--no-search] "
               "[--copies N [--stories-of K]] ARTICLES...\n");
    return 2;
  }
  const auto data = Data::load();
  if (!data) return fail(data.error());
  for (const std::size_t size : sizes) {
    forget_peak();
    if (const int status = measure(size, options, *data); status != 0) return status;
  }
  return 0;
}

}  // namespace
}  // namespace secondsource::bench

int main(int argc, char** argv) { return secondsource::bench::run(argc, argv); }
