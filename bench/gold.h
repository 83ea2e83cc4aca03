// PolNeAR's gold: texts with their attribution relations, spans in bytes.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "secondsource/span.h"

namespace secondsource::bench {

struct GoldRelation {
  std::vector<ByteSpan> source, cue, content;  // split at gaps and at paragraphs
};

struct Gold {
  std::string name;
  std::string text;
  std::vector<GoldRelation> relations;
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// "Source 110 112;115 120" → spans, from code points to bytes.
inline std::vector<ByteSpan> spans_of(std::string_view fields,
                                      const std::vector<std::uint32_t>& bytes,
                                      const std::string& text) {
  std::vector<ByteSpan> out;
  while (!fields.empty()) {
    const std::size_t end = std::min(fields.find(';'), fields.size());
    const std::string part(fields.substr(0, end));
    fields.remove_prefix(std::min(end + 1, fields.size()));
    const std::size_t space = part.find(' ');
    if (space == std::string::npos) continue;
    const auto first = static_cast<std::size_t>(std::atoll(part.c_str()));
    const auto last = static_cast<std::size_t>(std::atoll(part.c_str() + space));
    if (last >= bytes.size() || first >= last) continue;
    ByteSpan span{bytes[first], bytes[last]};
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      if (text[i] != '\n') continue;
      if (i > span.begin) out.push_back({span.begin, i});
      span.begin = i + 1;
    }
    if (!span.empty()) out.push_back(span);
  }
  return out;
}

inline Gold load_gold_file(const std::filesystem::path& text_path,
                           const std::filesystem::path& ann_path) {
  Gold gold;
  gold.name = text_path.stem().string();
  gold.text = read_file(text_path);
  std::vector<std::uint32_t> bytes;  // of each code point, and the end
  for (std::uint32_t i = 0; i < gold.text.size(); ++i) {
    if ((static_cast<unsigned char>(gold.text[i]) & 0xC0) != 0x80) bytes.push_back(i);
  }
  bytes.push_back(static_cast<std::uint32_t>(gold.text.size()));
  std::map<std::string, std::pair<std::string, std::vector<ByteSpan>>> parts;
  std::istringstream lines(read_file(ann_path));
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string id = line.substr(0, tab);
    std::string rest = line.substr(tab + 1);
    if (id[0] == 'T') {
      rest = rest.substr(0, rest.find('\t'));
      const std::size_t space = rest.find(' ');
      if (space == std::string::npos) continue;
      parts[id] = {rest.substr(0, space),
                   spans_of(std::string_view(rest).substr(space + 1), bytes, gold.text)};
    } else if (id[0] == 'E') {
      GoldRelation relation;
      std::istringstream roles(rest);
      std::string role;
      while (roles >> role) {
        const std::size_t colon = role.find(':');
        const auto& part = parts[role.substr(colon + 1)];
        auto* where = part.first == "Source"    ? &relation.source
                      : part.first == "Cue"     ? &relation.cue
                      : part.first == "Content" ? &relation.content
                                                : nullptr;
        if (where) where->insert(where->end(), part.second.begin(), part.second.end());
      }
      gold.relations.push_back(std::move(relation));
    }
  }
  return gold;
}

// All articles of a part, by name; of an article annotated twice, the first annotation.
inline std::vector<Gold> load_gold(const std::filesystem::path& folder, const std::string& part) {
  std::map<std::string, std::filesystem::path> annotations;
  for (const auto& entry : std::filesystem::directory_iterator(folder / part / "attributions")) {
    const std::string stem = entry.path().stem().string();
    const std::string name = stem.substr(0, stem.rfind('_'));
    auto& path = annotations[name];
    if (path.empty() || entry.path() < path) path = entry.path();
  }
  std::vector<Gold> out;
  for (const auto& [name, path] : annotations) {
    out.push_back(load_gold_file(folder / part / "text" / (name + ".txt"), path));
  }
  return out;
}

}  // namespace secondsource::bench
