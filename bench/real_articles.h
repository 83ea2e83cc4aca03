// Real articles for benchmarks: JSON Lines with a `body` or `text`, and plain text files.
#pragma once

#include <simdjson.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace secondsource::bench {

// The texts of a .jsonl or .txt file, or of all such files below a folder, in order of their paths.
inline std::vector<std::string> real_articles(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  if (fs::is_directory(path)) {
    for (const auto& entry : fs::recursive_directory_iterator(path)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(path);
  }
  std::vector<std::string> out;
  simdjson::dom::parser parser;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (file.extension() == ".txt") {
      std::ostringstream text;
      text << in.rdbuf();
      out.push_back(text.str());
    } else if (file.extension() == ".jsonl") {
      for (std::string line; std::getline(in, line);) {
        std::string_view text;
        simdjson::dom::element record = parser.parse(line);
        if (record["body"].get(text) != simdjson::SUCCESS &&
            record["text"].get(text) != simdjson::SUCCESS) {
          continue;
        }
        out.emplace_back(text);
      }
    }
  }
  for (std::string& text : out) text::repair_utf8(text);
  return out;
}

}  // namespace secondsource::bench
