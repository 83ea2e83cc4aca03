// Languages as data: data/languages/CODE.txt.
//
// A file of sections; a journalist can read and extend it:
//
//   # a comment
//   [cue verbs]
//   say says said saying
//   announce announces announced announcing
//   [quotation marks]
//   “ ”
//
// A line of a section is an entry; what its words mean is said by the stage that reads the section
// and by a comment in the file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace secondsource::text {

class Language {
 public:
  using Entry = std::vector<std::string>;  // the words of a line

  const std::string& code() const { return code_; }

  // The entries of a section, in order; empty when the file has no such section.
  const std::vector<Entry>& section(std::string_view name) const;

  Language(std::string code, std::string_view file);

 private:
  std::string code_;
  std::unordered_map<std::string, std::vector<Entry>> sections_;
};

class Languages {
 public:
  // Of a BCP 47 tag ("de-AT").  A language without a file gets one without entries, code "".
  const Language& of(std::string_view tag) const;

  explicit Languages(std::vector<Language> languages);

 private:
  std::vector<Language> languages_;
  std::unique_ptr<Language> none_;
};

}  // namespace secondsource::text
