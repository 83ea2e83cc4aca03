// Whose words: a choice of one speaker, whose statements then stand alone.
//
// No script: radio buttons, and rules of the style sheet that ask which is checked.  A browser
// without :has() shows everybody's.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/html.h"
#include "report/plain.h"
#include "report/wording.h"

namespace secondsource::report {

namespace {

// Without the role, which need not be the same in every article.
std::string name_of(const StatementView& view) {
  return view.speaker.empty() ? speaker_of(view) : view.speaker;
}

}  // namespace

SpeakerChoice speakers_of(const View& view) {
  struct Said {
    std::size_t statements = 0, first = 0;
  };
  std::map<std::string, Said> all;
  for (std::size_t i = 0; i < view.statements().size(); ++i) {
    Said& said = all.try_emplace(name_of(view.statements()[i]), Said{0, i}).first->second;
    ++said.statements;
  }
  std::vector<std::pair<std::string, Said>> order(all.begin(), all.end());
  std::ranges::sort(order, [](const auto& a, const auto& b) {
    if (a.second.statements != b.second.statements)
      return a.second.statements > b.second.statements;
    return a.second.first < b.second.first;
  });
  if (order.size() > kSpeakers) order.resize(kSpeakers);
  SpeakerChoice out;
  for (const auto& [name, said] : order) out.speakers.emplace_back(name, said.statements);
  for (const StatementView& statement : view.statements()) {
    const auto found = std::ranges::find(out.speakers, name_of(statement),
                                         &std::pair<std::string, std::size_t>::first);
    out.of_statement.push_back(found == out.speakers.end()
                                   ? 0
                                   : static_cast<std::size_t>(found - out.speakers.begin()) + 1);
  }
  return out;
}

std::string speaker_class(std::size_t speaker) {
  return speaker == 0 ? " by" : fmt::format(" by by{}", speaker);
}

void write_speakers(const SpeakerChoice& choice, std::string& out) {
  if (choice.speakers.size() < 2) return;
  out +=
      "<fieldset class=\"speakers\"><legend>Whose words</legend>"
      "<label><input type=\"radio\" name=\"by\" id=\"by0\" checked> everyone</label>\n";
  for (std::size_t i = 0; i < choice.speakers.size(); ++i) {
    out += fmt::format(
        "<label><input type=\"radio\" name=\"by\" id=\"by{}\"> <bdi>{}</bdi> <span "
        "class=\"quiet\">{}</span></label>\n",
        i + 1, escaped(shortened(choice.speakers[i].first, 60)), choice.speakers[i].second);
  }
  out += "</fieldset>\n";
}

}  // namespace secondsource::report
