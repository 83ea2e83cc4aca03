#include "library/index.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <filesystem>
#include <set>

#include "corroborate/keys.h"
#include "library/parallel.h"
#include "library/parted.h"

namespace secondsource::library {

using corroborate::kAllMarks, corroborate::kMarkBits;

namespace {

constexpr std::size_t kFanIn = 4;
// Parts of a pass over the segments, and bytes of a merge, after which the pages read are given
// back.
constexpr std::size_t kForgetParts = 16, kForgetBytes = std::size_t{64} << 20;

constexpr unsigned kKeptBits = 32;
constexpr std::uint64_t kept(std::uint64_t key) { return key >> (64 - kKeptBits); }

std::string file_name(Kind kind, std::int64_t number) {
  return std::string(name_of(kind)) + "-" + std::to_string(number) + ".seg";
}

std::string segments_folder(const std::string& folder) { return folder + "/segments"; }

[[noreturn]] void fail(const std::string& segment, const Error& error) {
  throw Failure(
      0, "segments/" + segment + " is damaged (" + error.message + "); run `verify --repair`");
}

// Of places with the marks of the keys that led there: those under two keys or under all marks, in
// order, without marks.
void keep_worth_a_look(std::vector<Index::Hit>& hits) {
  std::ranges::sort(hits);
  std::size_t out = 0;
  for (std::size_t i = 0, end = 0; i < hits.size(); i = end) {
    const Index::Hit hit{hits[i].document, hits[i].position >> kMarkBits};
    while (end < hits.size() && hits[end].document == hit.document &&
           hits[end].position >> kMarkBits == hit.position) {
      ++end;
    }
    if (end - i > 1 || (hits[i].position & kAllMarks) == kAllMarks) hits[out++] = hit;
  }
  hits.resize(out);
  hits.shrink_to_fit();
}

// Segments of one tier are of like size: each tier is four times the one before.
std::uint64_t tier(std::uint64_t postings) { return (std::bit_width(postings / 256) + 1) / 2; }

}  // namespace

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, kKinds.size()> kNames = {"fingerprints", "stories",
                                                                  "mentions", "paragraphs"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::expected<Index, Error> Index::open(const std::string& folder, Database& database) {
  Index index(folder);
  index.last_ =
      database.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'segments'");
  Query query = database.query("SELECT number, kind, postings FROM segments ORDER BY number");
  while (query.step()) {
    const auto kind = std::ranges::find(kKinds, query.bytes(1), name_of);
    if (kind == kKinds.end()) {
      return std::unexpected(Error{folder,
                                   "the catalogue lists a segment of an unknown kind; run "
                                   "`verify --repair`"});
    }
    if (auto loaded = index.load(*kind, query.integer(0), query.integer(2)); !loaded) {
      return std::unexpected(loaded.error());
    }
  }
  return index;
}

std::expected<void, Error> Index::load(Kind kind, std::int64_t number, std::int64_t postings) {
  const std::string name = file_name(kind, number);
  auto mapping = Mapping::open(segments_folder(folder_) + "/" + name);
  if (!mapping) return std::unexpected(mapping.error());
  auto shared = std::make_shared<const Mapping>(std::move(*mapping));
  auto segment = reuse::Segment::open(shared->bytes());
  if (!segment) {
    return std::unexpected(Error{segments_folder(folder_) + "/" + name, segment.error().message});
  }
  live_[static_cast<std::size_t>(kind)].push_back(
      {number, name, static_cast<std::uint64_t>(postings), std::move(shared), *segment});
  return {};
}

void Index::find(Kind kind, std::uint64_t key, Postings& out) const {
  out.clear();
  for (const Live& live : live_[static_cast<std::size_t>(kind)]) {
    if (auto found = live.segment.find(kept(key), out); !found) fail(live.name, found.error());
  }
}

std::vector<std::vector<Index::Hit>> Index::find_all(
    Kind kind, std::span<const std::span<const std::uint64_t>> keys_of_askers,
    unsigned threads) const {
  // Keys side by side in parts, each with one pass over the segments.
  struct Asked {
    std::uint64_t key = 0;
    std::uint32_t asker = 0, marks = 0;
    auto operator<=>(const Asked&) const = default;
  };
  std::size_t all = 0;
  for (const auto& keys : keys_of_askers) all += keys.size();
  Parted<Asked> asked = in_parts<Asked>(all, kKeptBits, [&](const auto& use) {
    for (std::size_t asker = 0; asker < keys_of_askers.size(); ++asker) {
      for (const std::uint64_t key : keys_of_askers[asker]) {
        use({kept(key), static_cast<std::uint32_t>(asker),
             static_cast<std::uint32_t>(key & kAllMarks)});
      }
    }
  });
  // What is found for some of the askers, one after another: put in its place side by side.
  struct Found {
    std::uint32_t asker = 0;
    Hit hit;
  };
  constexpr std::size_t kSlices = 16;
  const std::size_t slice = keys_of_askers.size() / kSlices + 1;
  std::vector<std::array<std::vector<Found>, kSlices>> found(asked.parts());
  std::atomic<std::size_t> parts_read = 0;
  in_parallel(asked.parts(), threads, [&](std::size_t part, unsigned) {
    const std::span mine = asked.part(part);
    std::ranges::sort(mine);
    std::vector<Hit> of_key;
    for (const Live& live : live_[static_cast<std::size_t>(kind)]) {
      reuse::SegmentCursor at(live.segment);
      for (std::size_t i = 0; i < mine.size();) {
        const std::uint64_t key = mine[i].key;
        of_key.clear();
        for (at.seek(key); at.valid() && at.posting().key == key; at.next()) {
          of_key.push_back({at.posting().document, at.posting().position});
        }
        for (; i < mine.size() && mine[i].key == key; ++i) {
          for (const Hit& hit : of_key) {
            found[part][mine[i].asker / slice].push_back(
                {mine[i].asker, {hit.document, hit.position | mine[i].marks}});
          }
        }
      }
      if (at.error() != nullptr) fail(live.name, *at.error());
    }
    if (++parts_read % kForgetParts == 0) forget(kind);
  });
  asked = {};
  std::vector<std::vector<Hit>> hits(keys_of_askers.size());
  in_parallel(kSlices, threads, [&](std::size_t some, unsigned) {
    const std::size_t begin = std::min(some * slice, hits.size());
    const std::span mine(hits.begin() + begin, std::min(slice, hits.size() - begin));
    std::vector<std::size_t> counts(mine.size());
    for (const auto& part : found) {
      for (const Found& each : part[some]) ++counts[each.asker - begin];
    }
    for (std::size_t i = 0; i < mine.size(); ++i) mine[i].reserve(counts[i]);
    for (auto& part : found) {
      for (const Found& each : part[some]) mine[each.asker - begin].push_back(each.hit);
      part[some] = std::vector<Found>();  // {} would keep its memory
    }
    std::ranges::for_each(mine, keep_worth_a_look);
  });
  return hits;
}

std::size_t Index::marked(std::size_t position, std::uint64_t key) {
  return position << kMarkBits | static_cast<std::size_t>(key & kAllMarks);
}

Index::Lists Index::lists(Kind kind, std::span<const std::uint64_t> keys, std::size_t most,
                          unsigned threads) const {
  // Keys side by side in parts, each with one pass over the segments.
  constexpr std::size_t kPart = 16'384;
  struct Found {
    std::size_t key;
    Hit hit;
    auto operator<=>(const Found&) const = default;
  };
  std::vector<std::vector<Found>> parts((keys.size() + kPart - 1) / kPart);
  std::atomic<std::size_t> parts_read = 0;
  in_parallel(parts.size(), threads, [&](std::size_t part, unsigned) {
    std::vector<Found>& found = parts[part];
    const std::size_t begin = part * kPart, end = std::min(keys.size(), begin + kPart);
    for (const Live& live : live_[static_cast<std::size_t>(kind)]) {
      reuse::SegmentCursor at(live.segment);
      const auto before = static_cast<std::ptrdiff_t>(found.size());
      for (std::size_t i = begin; i < end; ++i) {
        const std::uint64_t key = kept(keys[i]);
        if (i > begin && key == kept(keys[i - 1])) {  // two hashes of which the same is kept
          const auto same =
              std::ranges::equal_range(found.begin() + before, found.end(), i - 1, {}, &Found::key);
          const std::vector<Found> again(same.begin(), same.end());
          for (const Found& each : again) found.push_back({i, each.hit});
          continue;
        }
        std::size_t read = 0;
        for (at.seek(key); at.valid() && at.posting().key == key && read < most; at.next()) {
          found.push_back({i, {at.posting().document, at.posting().position}});
          ++read;
        }
      }
      if (at.error() != nullptr) fail(live.name, *at.error());
    }
    std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
    if (++parts_read % kForgetParts == 0) forget(kind);
  });
  Lists lists;
  lists.begins.resize(keys.size() + 1);
  for (const auto& part : parts) {
    for (const Found& found : part) {
      ++lists.begins[found.key + 1];
      lists.hits.push_back(found.hit);
    }
  }
  for (std::size_t i = 0; i < keys.size(); ++i) lists.begins[i + 1] += lists.begins[i];
  return lists;
}

void Index::each(Kind kind, const std::function<void(const reuse::Posting&)>& use) const {
  for (const Live& live : live_[static_cast<std::size_t>(kind)]) {
    for (reuse::SegmentCursor at(live.segment); at.valid(); at.next()) use(at.posting());
  }
}

// Numbers do not depend on which kind is written first.
void Index::write(
    Database& database, std::mutex& lock, Kind kind,
    const std::function<std::expected<std::uint64_t, Error>(const reuse::SegmentSink&)>& fill) {
  const auto place = static_cast<std::size_t>(kind);
  const std::int64_t number =
      last_ + 1 + static_cast<std::int64_t>(place + kKinds.size() * std::size_t(written_[place]++));
  const std::string path = segments_folder(folder_) + "/" + file_name(kind, number);
  const auto made = [&]() -> std::expected<std::uint64_t, Error> {
    if (auto folder = make_folder(segments_folder(folder_)); !folder) {
      return std::unexpected(folder.error());
    }
    auto file = NewFile::create(path);
    if (!file) return std::unexpected(file.error());
    auto postings = fill([&file](std::span<const std::byte> bytes) { return file->write(bytes); });
    if (!postings) return postings;
    if (auto committed = file->commit(); !committed) return std::unexpected(committed.error());
    return postings;
  }();
  if (!made) throw Failure(0, made.error().line());
  const auto postings = static_cast<std::int64_t>(*made);
  {
    const std::scoped_lock held(lock);
    database.query("INSERT INTO segments VALUES(?, ?, ?)")
        .bind(number)
        .text(name_of(kind))
        .bind(postings)
        .run();
  }
  if (auto loaded = load(kind, number, postings); !loaded) throw Failure(0, loaded.error().line());
}

void Index::add(Database& database, std::mutex& lock, std::array<Postings, kKinds.size()> postings,
                const std::function<bool(Kind, std::uint32_t)>& alive, unsigned threads) {
  std::array<Parted<reuse::Posting>, kKinds.size()> parted;
  in_parallel(kKinds.size(), threads, [&](std::size_t i, unsigned) {
    parted[i] = in_parts<reuse::Posting>(postings[i].size(), kKeptBits, [&](const auto& use) {
      for (const reuse::Posting& posting : postings[i]) {
        use({kept(posting.key), posting.document, posting.position});
      }
    });
    postings[i] = Postings();  // {} would keep its memory
  });
  sort_parts<reuse::Posting>(parted, threads);
  in_parallel(kKinds.size(), threads, [&](std::size_t i, unsigned) {
    add(database, lock, kKinds[i], std::move(parted[i].values), alive);
  });
}

void Index::add(Database& database, std::mutex& lock, Kind kind, Postings postings,
                const std::function<bool(Kind, std::uint32_t)>& alive) {
  if (postings.empty()) return;
  write(database, lock, kind,
        [&](const reuse::SegmentSink& sink) -> std::expected<std::uint64_t, Error> {
          reuse::SegmentBuilder builder(sink);
          for (const reuse::Posting& posting : postings) {
            if (auto added = builder.add(posting); !added) return std::unexpected(added.error());
          }
          return builder.finish();
        });
  std::vector<Live>& all = live_[static_cast<std::size_t>(kind)];
  while (true) {
    const std::uint64_t newest = tier(all.back().postings);
    std::vector<Live> chosen;
    for (const Live& live : all) {
      if (tier(live.postings) <= newest) chosen.push_back(live);
    }
    if (chosen.size() < kFanIn) break;
    std::vector<reuse::Segment> segments;
    for (const Live& live : chosen) segments.push_back(live.segment);
    write(database, lock, kind, [&](const reuse::SegmentSink& sink) {
      std::size_t written = 0;
      return reuse::merge(
          segments, [&](std::uint32_t document) { return alive(kind, document); },
          [&](std::span<const std::byte> bytes) {
            if ((written += bytes.size()) >= kForgetBytes) {
              written = 0;
              for (const Live& live : chosen) live.mapping->forget();
            }
            return sink(bytes);
          });
    });
    const std::scoped_lock held(lock);
    for (const Live& live : chosen) {
      database.query("DELETE FROM segments WHERE number = ?").bind(live.number).run();
      std::erase_if(all, [&](const Live& other) { return other.number == live.number; });
    }
  }
}

std::vector<std::pair<std::string, std::string>> Index::damaged() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& kind : live_) {
    for (const Live& live : kind) {
      if (auto whole = live.segment.verify(); !whole) {
        all.emplace_back("segments/" + live.name, whole.error().message);
      } else if (live.segment.size() != live.postings) {
        all.emplace_back("segments/" + live.name, "holds another number of postings than listed");
      }
    }
  }
  return all;
}

void Index::sweep(const std::string& folder, Database& database) {
  std::set<std::string> listed;
  Query query = database.query("SELECT number, kind FROM segments");
  while (query.step()) {
    const auto kind = std::ranges::find(kKinds, query.bytes(1), name_of);
    if (kind != kKinds.end()) listed.insert(file_name(*kind, query.integer(0)));
  }
  std::error_code error;
  std::vector<std::filesystem::path> rest;
  for (const auto& entry : std::filesystem::directory_iterator(segments_folder(folder), error)) {
    if (!listed.contains(entry.path().filename().string())) rest.push_back(entry.path());
  }
  for (const std::filesystem::path& path : rest) std::filesystem::remove(path, error);
}

}  // namespace secondsource::library
