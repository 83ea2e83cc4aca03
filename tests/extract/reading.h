// Reads bytes as if they were a file.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "secondsource/read.h"

namespace secondsource {

inline const std::shared_ptr<const Data>& data() {
  static const std::shared_ptr<const Data> loaded = *Data::load();
  return loaded;
}

// What a reader gave: articles, errors as they are printed, notes.
struct ReadAll {
  std::vector<Article> articles;
  std::vector<std::string> errors, notes;
};

inline ReadAll read_all(Reader::Document document, const ReadOptions& options = {}) {
  ReadAll out;
  Reader reader(std::move(document), data(), options);
  while (auto next = reader.next()) {
    if (*next) {
      out.articles.push_back(std::move(**next));
    } else {
      out.errors.push_back(next->error().line());
    }
  }
  out.notes = reader.take_notes();
  return out;
}

inline ReadAll read_all(const std::string& bytes, const ReadOptions& options = {}) {
  return read_all(Reader::Document{.input = "in", .bytes = bytes}, options);
}

// The one article of the bytes.
inline Article read_one(const std::string& bytes) {
  ReadAll all = read_all(bytes);
  EXPECT_EQ(all.errors, std::vector<std::string>{});
  EXPECT_EQ(all.articles.size(), 1u);
  return all.articles.empty() ? Article{} : std::move(all.articles[0]);
}

}  // namespace secondsource
