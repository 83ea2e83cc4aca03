#include "fetch/robots.h"

#include <algorithm>
#include <optional>

namespace secondsource::fetch {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// Whether `path` begins with what `pattern` stands for; wholly, where it ends in "$".
bool matches(std::string_view pattern, std::string_view path) {
  const bool whole = pattern.ends_with('$');
  if (whole) pattern.remove_suffix(1);
  std::size_t at = 0;
  std::size_t star = std::string_view::npos, resume = 0;  // the last "*", and where it ends
  std::size_t i = 0;
  while (true) {
    if (i == pattern.size()) {
      if (!whole || at == path.size()) return true;
    } else if (pattern[i] == '*') {
      star = i++;
      resume = at;
      continue;
    } else if (at < path.size() && pattern[i] == path[at]) {
      ++i;
      ++at;
      continue;
    }
    if (star == std::string_view::npos || resume >= path.size()) return false;
    i = star + 1;
    at = ++resume;
  }
}

}  // namespace

Robots Robots::parse(std::string_view text, std::string_view agent) {
  constexpr std::size_t kMost = 500u << 10;
  text = text.substr(0, kMost);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Robots named, others;
  bool any_named = false, ours = false, for_all = false, in_rules = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view key = trimmed(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (same(key, "user-agent")) {
      if (in_rules) ours = for_all = in_rules = false;
      // "secondsource/1.0" names secondsource.
      const std::string_view token = value.substr(0, value.find_first_of("/ "));
      ours = ours || same(token, agent);
      for_all = for_all || value == "*";
      any_named = any_named || ours;
      continue;
    }
    const bool allow = same(key, "allow");
    if (!allow && !same(key, "disallow")) continue;
    in_rules = true;
    if (value.empty()) continue;
    if (ours) named.rules_.push_back({std::string(value), allow});
    if (for_all) others.rules_.push_back({std::string(value), allow});
  }
  return any_named ? named : others;
}

bool Robots::allows(std::string_view path) const {
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    if (rule.pattern.size() < longest || !matches(rule.pattern, path)) continue;
    allowed = rule.allow || (allowed && rule.pattern.size() == longest && longest > 0);
    longest = rule.pattern.size();
  }
  return allowed;
}

}  // namespace secondsource::fetch
