// What the tests of the library share: folders that go, articles from a few words.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "secondsource/library.h"

namespace secondsource::library {

class Folder {
 public:
  Folder() {
    path_ = (std::filesystem::temp_directory_path() / "library-test-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) ADD_FAILURE() << "no folder";
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, error);
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path(const std::string& name = "library") const { return path_ + "/" + name; }

 private:
  std::string path_;
};

inline std::shared_ptr<const Data> data() {
  static const std::shared_ptr<const Data> loaded = Data::load().value();
  return loaded;
}

// `n` becomes the id, the hour of publication and a part of the input's name.
inline Article article(unsigned n, const std::string& outlet, const std::string& text) {
  Article made;
  made.id = fmt::format("{:032x}", n * 0x9e3779b97f4a7c15ULL);
  made.input = fmt::format("news/{}.html", n);
  made.url = fmt::format("https://{}/{}", outlet, n);
  made.outlet = {outlet, outlet, ""};
  made.title = fmt::format("Report {}", n);
  made.published = Time(std::chrono::seconds(1'790'000'000 + 3'600 * std::int64_t{n}));
  made.language = "en";
  made.text = text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    made.paragraphs.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end + 1;
  }
  return made;
}

inline Library opened(const std::string& folder, const LibraryOptions& options = {}) {
  auto library = Library::open(folder, data(), options);
  if (!library) ADD_FAILURE() << library.error().line();
  return std::move(*library);
}

// Adds and settles.
inline void put(Library& library, const std::vector<Article>& articles) {
  const auto added = library.add(articles);
  ASSERT_TRUE(added) << added.error().line();
  const auto settled = library.settle();
  ASSERT_TRUE(settled) << settled.error().line();
}

}  // namespace secondsource::library
