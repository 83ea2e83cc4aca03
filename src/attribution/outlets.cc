#include "attribution/outlets.h"

#include <algorithm>
#include <string>

#include "text/characters.h"

namespace secondsource::attribution {
namespace {

constexpr std::uint32_t kLongestName = 7;

// A newspaper's last word, or a compound that ends in one ("Hafenkurier").
bool outlet_word(const Scan& scan, std::uint32_t i) {
  if (scan.is(i, kOutletWord)) return true;
  const std::string_view word = scan.word(i);
  for (std::size_t size = 4; size + 2 < word.size(); ++size) {
    const std::size_t at = word.size() - size;
    if ((static_cast<unsigned char>(word[at]) & 0xC0) == 0x80) continue;
    if (scan.lexicon->flags(word.substr(at)) & kOutletWord) return true;
  }
  return false;
}

}  // namespace

std::optional<Via> outlet_at(const Scan& scan, std::uint32_t i, std::uint32_t end,
                             const press::Press& press) {
  const std::uint32_t begin = i;
  while (i < end && i < begin + 4 && (scan.is(i, kDeterminer) || scan.is(i, kOutletNoun)) &&
         !scan.capital(i))
    ++i;
  const auto noun = [&](std::uint32_t k) { return scan.is(k, kOutletNoun); };
  while (i < end && i < begin + 4 && noun(i) && i + 1 < end && scan.capital(i + 1))
    ++i;  // German nouns
  if (i >= end) return std::nullopt;
  const std::uint32_t limit = std::min(end, i + kLongestName);
  const ByteSpan bytes = scan.bytes({i, limit});
  for (const press::Named& named : press.find(scan.source(bytes))) {
    if (named.begin != 0) break;
    // "Reuters Plaza" is no agency.
    const std::uint32_t next =
        static_cast<std::uint32_t>(scan.text->word_at(bytes.begin + named.end));
    if (next < limit && scan.gaps[next] == 0 && scan.capital(next) && !scan.is(next, kDay) &&
        !outlet_word(scan, next)) {
      break;
    }
    return Via{named.kind == press::Named::Kind::kAgency ? Via::Kind::kAgency : Via::Kind::kOutlet,
               Via::Manner::kCited,
               std::string(named.name),
               {bytes.begin + named.begin, bytes.begin + named.end}};
  }
  if (!scan.capital(i)) return std::nullopt;
  std::uint32_t k = i;
  std::uint32_t last = i;
  bool ends = false;
  while (k < limit && (k == i || scan.gaps[k] == 0 || scan.gap(k, kJoint))) {
    const bool small =
        scan.is(k, kPreposition | kDeterminer) && k > i && k + 1 < limit && scan.capital(k + 1);
    if (!scan.capital(k) && !small) break;
    if (scan.is(k, kDay) && k > i) break;
    if (outlet_word(scan, k) && (k > i || !scan.is(k, kOutletWord))) {
      ends = true;
      last = k;
    }
    ++k;
  }
  const bool determined = begin < i;
  // "Le Monde", "Radio Vessen": one word of the trade and another capital.
  if (!ends && k > i + 1 && scan.is(i, kOutletWord) && !scan.is(i, kRole)) {
    ends = true;
    last = k - 1;
  }
  // "the Vessener Bote, a newspaper in his home town"
  if (!ends && k + 1 < end && scan.gap(k, kComma) && scan.is(k, kIndefinite)) {
    for (std::uint32_t n = k + 1; n < std::min(end, k + 4) && !scan.gap(n, kBreak) && !ends; ++n) {
      ends = scan.is(n, kOutletNoun);
    }
    const ByteSpan span = scan.bytes({i, k});
    if (ends)
      return Via{Via::Kind::kOutlet, Via::Manner::kCited, std::string(scan.source(span)), span};
  }
  // "laut Hafenkurier": a compound of one word is a name where nouns are put together.
  if (!ends || (last == i && !determined && !scan.order().participle_last)) return std::nullopt;
  // "Le Phare de Vessen"
  if (scan.order().names_last && last + 2 < end && scan.is(last + 1, kLinkingPreposition) &&
      scan.capital(last + 2) && !scan.gap(last + 1, kBreak | kMark)) {
    last += 2;
  }
  const ByteSpan span = scan.bytes({i, last + 1});
  return Via{Via::Kind::kOutlet, Via::Manner::kCited, std::string(scan.source(span)), span};
}

std::optional<Via> outlet_or_letters(const Scan& scan, std::uint32_t i, std::uint32_t end,
                                     const press::Press& press) {
  if (std::optional<Via> via = outlet_at(scan, i, end, press)) return via;
  if (i < end && scan.is(i, kDeterminer)) ++i;
  if (i >= end || !acronym(scan, i)) return std::nullopt;
  const ByteSpan span = scan.bytes({i, i + 1});
  const press::Agency* agency = press.agency(scan.source(span));
  if (agency == nullptr) return std::nullopt;
  return Via{Via::Kind::kAgency, Via::Manner::kCited, agency->name, span};
}

std::optional<Via> listed_outlet(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  constexpr std::uint32_t kLongestListed = 3;
  std::uint32_t k = i;
  while (k < end && k - i < kLongestListed && scan.capital(k) && (k == i || scan.gaps[k] == 0) &&
         !scan.is(k, kDay | kDeterminer | kTitle | kRole | kGivenName)) {
    ++k;
  }
  const bool closed =
      k == end || scan.gap(k, kBreak | kMark) || scan.is(k, kSubordinator | kComplementiser);
  if (k == i || !closed) return std::nullopt;
  const ByteSpan span = scan.bytes({i, k});
  return Via{Via::Kind::kOutlet, Via::Manner::kCited, std::string(scan.source(span)), span};
}

bool refers_back(const Scan& scan, std::uint32_t i, std::uint32_t end) {
  if (i + 1 >= end || !scan.is(i, kDeterminer) || scan.is(i, kIndefinite)) return false;
  if (!scan.is(i + 1, kOutletNoun) || scan.gap(i + 1, kBreak | kMark)) return false;
  return i + 2 >= end || !scan.capital(i + 2) || scan.gap(i + 2, kBreak | kMark);
}

bool short_for(std::string_view name, std::string_view outlet) {
  constexpr std::size_t kLongestEnding = 2;
  if (name.size() < 4 || name.find(' ') != std::string_view::npos) return false;
  while (!outlet.empty()) {
    const std::size_t space = std::min(outlet.find(' '), outlet.size());
    const std::string_view word = outlet.substr(0, space);
    if (word.size() >= 4 && name.starts_with(word) && name.size() - word.size() <= kLongestEnding) {
      return true;
    }
    outlet.remove_prefix(std::min(outlet.size(), space + 1));
  }
  return false;
}

bool acronym(const Scan& scan, std::uint32_t i) {
  const auto capitals = [&](std::uint32_t k) {
    const std::string_view word = scan.source(scan.bytes({k, k + 1}));
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size(); ++letters) {
      const text::Decoded decoded = text::decode(word, at);
      if (!(text::Characters::get()[decoded.c] & text::Characters::kUpper)) return false;
      at += decoded.size;
    }
    return letters >= 2;
  };
  return capitals(i) && (i == 0 || !capitals(i - 1));
}

}  // namespace secondsource::attribution
