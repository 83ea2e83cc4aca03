#include "extract/furniture.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>

namespace secondsource::extract {
namespace {

constexpr std::size_t kWords = 8;  // that are no figures

// Whether two articles share no more than half of the paragraphs of the shorter one.
bool strangers(const ParagraphKeys& x, const ParagraphKeys& y) {
  ParagraphKeys shared;
  std::ranges::set_intersection(x, y, std::back_inserter(shared));
  return 2 * shared.size() <= std::min(x.size(), y.size());
}

}  // namespace

std::vector<OutletParagraph> outlet_paragraphs(const Article& article, const text::Text& body) {
  std::vector<OutletParagraph> all;
  if (article.outlet.key().empty()) return all;
  const std::uint64_t outlet = text::hash_of(article.outlet.key());
  std::vector<std::uint64_t> words;
  for (const ByteSpan& span : body.paragraphs) {
    words.clear();
    std::size_t figures = 0;
    const std::size_t end = body.word_at(span.end);
    for (std::size_t i = body.word_at(span.begin); i < end; ++i) {
      words.push_back(body.words[i].hash);
      figures += body.words[i].number;
    }
    if (words.empty()) continue;
    const std::uint64_t key =
        XXH3_64bits_withSeed(words.data(), words.size() * sizeof words[0], outlet);
    all.push_back({key, span, words.size() - figures >= kWords});
  }
  return all;
}

ParagraphKeys keys_of(const std::vector<OutletParagraph>& paragraphs) {
  ParagraphKeys keys;
  keys.reserve(paragraphs.size());
  for (const OutletParagraph& each : paragraphs) keys.push_back(each.key);
  std::ranges::sort(keys);
  return keys;
}

bool Holders::add(const ParagraphKeys& keys) {
  if (std::ranges::find(different_, keys) != different_.end()) return false;
  std::vector<const ParagraphKeys*> others;  // strangers to this one
  for (const ParagraphKeys& each : different_) {
    if (!strangers(keys, each)) continue;
    for (const ParagraphKeys* other : others) {
      if (strangers(each, *other)) return true;
    }
    others.push_back(&each);
  }
  different_.push_back(keys);
  return false;
}

void OutletFurniture::learn(const Article& article, const text::Text& body) {
  const std::vector<OutletParagraph> paragraphs = outlet_paragraphs(article, body);
  if (paragraphs.empty()) return;
  const auto number = static_cast<std::uint32_t>(articles_.size());
  articles_.push_back(keys_of(paragraphs));
  for (const OutletParagraph& each : paragraphs) {
    if (each.long_enough) holders_.emplace_back(each.key, number);
  }
}

bool OutletFurniture::is_furniture(std::uint64_t key) {
  if (sorted_ != holders_.size()) {
    std::ranges::sort(holders_);
    sorted_ = holders_.size();
  }
  const auto found =
      std::ranges::equal_range(holders_, key, {}, [](const auto& holder) { return holder.first; });
  if (found.size() < Holders::kNeeded) return false;
  Holders holders;
  return std::ranges::any_of(
      found, [&](const auto& holder) { return holders.add(articles_[holder.second]); });
}

std::vector<ByteSpan> OutletFurniture::furniture(const Article& article, const text::Text& body) {
  std::vector<ByteSpan> spans;
  for (const OutletParagraph& each : outlet_paragraphs(article, body)) {
    if (each.long_enough && is_furniture(each.key)) spans.push_back(each.span);
  }
  return spans;
}

}  // namespace secondsource::extract
