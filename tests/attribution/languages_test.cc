// Sentences of each language with who says what in them: languages/CODE.txt.
//
// A line is a text; "¶" begins a paragraph.  Marked in it, with a number where it has several
// mentions:
//   {q|…}        what is said; what is marked inside of it is not
//   {c|…}        the cue
//   {s|…}        the words beside the cue that say who; {s=NAME|…}: and who that is
//   {v=NAME|…}   the agency or outlet that has it
// A line without marks holds no statement.  Contents are compared by their letters and digits
// (which marks and stops belong to them is told elsewhere); mentions inside of another's content
// are not compared.  Lines under [known failures] must fail.
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "attribution/attributed.h"
#include "text/characters.h"

namespace secondsource::attribution {
namespace {

const std::filesystem::path kFolder = SOURCE_DIR "/tests/attribution/languages";

struct Expected {
  std::string content, cue, beside, name;
  bool speaker = false;
  std::set<std::string> via;
};

// The letters and digits of `text` at the bytes that `keep` has.
std::string letters(const std::string& text, const std::vector<bool>& keep) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded next = text::decode(text, at);
    if (keep[at] && u_isalnum(static_cast<UChar32>(next.c))) out.append(text, at, next.size);
    at += next.size;
  }
  return out;
}

std::string letters_in(const std::string& text, const std::vector<ByteSpan>& spans) {
  std::vector<bool> keep(text.size());
  for (const ByteSpan& span : spans)
    std::fill(keep.begin() + span.begin, keep.begin() + span.end, true);
  return letters(text, keep);
}

struct Marked {
  std::string text;
  std::map<char, Expected> mentions;  // by their number

  explicit Marked(const std::string& line) {
    struct Mark {
      char kind = 0, number = '1';
      std::string name;
      std::size_t begin = 0, end = 0;
    };
    std::vector<Mark> marks, open;
    for (std::size_t i = 0; i < line.size();) {
      const std::string rest = line.substr(i, 8);
      if (line[i] == '{') {
        const std::size_t bar = line.find('|', i);
        Mark mark;
        mark.kind = line[i + 1];
        std::size_t at = i + 2;
        if (line[at] >= '0' && line[at] <= '9') mark.number = line[at++];
        if (line[at] == '=') mark.name = line.substr(at + 1, bar - at - 1);
        mark.begin = text.size();
        open.push_back(mark);
        i = bar + 1;
      } else if (line[i] == '}') {
        open.back().end = text.size();
        marks.push_back(open.back());
        open.pop_back();
        ++i;
      } else if (rest.starts_with(" ¶ ")) {
        text += '\n';
        i += std::string_view(" ¶ ").size();
      } else {
        text += line[i++];
      }
    }
    if (!open.empty()) ADD_FAILURE() << "a mark is not closed: " << line;
    std::map<char, std::vector<bool>> content;
    for (const Mark& mark : marks) {
      Expected& mention = mentions[mark.number];
      const std::string words = letters_in(
          text, {{static_cast<std::uint32_t>(mark.begin), static_cast<std::uint32_t>(mark.end)}});
      if (mark.kind == 'c') mention.cue = words;
      if (mark.kind == 'v') mention.via.insert(mark.name);
      if (mark.kind == 's') {
        mention.speaker = true;
        mention.beside = words;
        mention.name = mark.name;
      }
      if (mark.kind == 'q') {
        auto& keep = content.try_emplace(mark.number, text.size()).first->second;
        for (std::size_t i = mark.begin; i < mark.end; ++i) keep[i] = true;
      }
    }
    for (const Mark& mark : marks) {
      if (mark.kind == 'q') continue;
      for (auto& [number, keep] : content) {
        if (number == mark.number)
          for (std::size_t i = mark.begin; i < mark.end; ++i) keep[i] = false;
      }
    }
    for (const auto& [number, keep] : content) mentions[number].content = letters(text, keep);
  }
};

std::string shown(const Expected& e) {
  std::string out = "  content " + e.content + "\n  cue " + e.cue + "\n  speaker " +
                    (e.speaker ? e.beside + " = " + e.name : "any") + "\n";
  for (const std::string& via : e.via) out += "  via " + via + "\n";
  return out;
}

// "" when the program finds in `line` what is marked in it.
std::string difference(const std::string& line, const std::string& language) {
  const Marked marked(line);
  const Attributed found(marked.text, language);
  std::vector<Expected> expected;
  for (const auto& [number, mention] : marked.mentions) expected.push_back(mention);
  std::vector<Expected> got;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Mention& mention = found.mentions[i];
    if (mention.outer) continue;
    Expected out;
    out.content = letters_in(marked.text, mention.content);
    if (mention.cue) out.cue = letters_in(marked.text, {*mention.cue});
    if (mention.speaker) {
      out.speaker = true;
      out.beside = letters_in(marked.text, {mention.speaker->span});
      out.name = mention.speaker->name;
    }
    for (const Via& via : mention.via) {
      if (via.certain) out.via.insert(via.name);
    }
    got.push_back(std::move(out));
  }
  bool same = expected.size() == got.size();
  for (std::size_t i = 0; same && i < expected.size(); ++i) {
    const Expected &e = expected[i], &g = got[i];
    same =
        e.content == g.content && e.cue == g.cue && e.via == g.via &&
        (!e.speaker || (g.speaker && e.beside == g.beside && (e.name.empty() || e.name == g.name)));
  }
  if (same) return "";
  std::string out = line + "\n expected\n";
  for (const Expected& e : expected) out += shown(e);
  out += " found\n";
  for (const Expected& g : got) out += shown(g);
  return out;
}

class LanguageSentences : public testing::TestWithParam<std::string> {};

TEST_P(LanguageSentences, SayWhatIsMarkedInThem) {
  std::ifstream file(kFolder / (GetParam() + ".txt"));
  std::string section, line;
  std::map<std::string, std::vector<std::string>> lines;
  while (std::getline(file, line)) {
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[') && line.ends_with(']'))
      section = line;
    else
      lines[section].push_back(line);
  }
  for (const char* name : {"[sentences]", "[traps]"}) {
    for (const std::string& text : lines[name]) {
      const std::string why = difference(text, GetParam());
      EXPECT_TRUE(why.empty()) << GetParam() << ": " << why;
    }
  }
  for (const std::string& text : lines["[known failures]"]) {
    EXPECT_FALSE(difference(text, GetParam()).empty())
        << GetParam() << ": no longer a failure: " << text;
  }
  EXPECT_GE(lines["[sentences]"].size() + lines["[traps]"].size(), 25u);
  EXPECT_GE(lines["[traps]"].size(), 12u);
  EXPECT_LE(lines["[known failures]"].size(), 3u);
}

INSTANTIATE_TEST_SUITE_P(, LanguageSentences,
                         testing::Values("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt",
                                         "ru", "tr", "uk", "zh"),
                         [](const auto& language) { return language.param; });

}  // namespace
}  // namespace secondsource::attribution
