#include "library/furnish.h"

#include <algorithm>
#include <cstdint>

namespace secondsource::library {

namespace {

using extract::Holders;
using extract::outlet_paragraphs;
using extract::OutletParagraph;

constexpr std::size_t kLookedUp = 65'536;  // keys at a time

}  // namespace

void Furnisher::look_up(std::span<const std::uint64_t> keys) {
  sought_.assign(keys.begin(), keys.end());
  found_ = surface_.index.lists(Kind::kParagraphs, keys, SIZE_MAX, 0);
}

std::vector<Number> Furnisher::posted(std::uint64_t key) const {
  std::vector<Number> numbers;
  if (const auto at = std::ranges::lower_bound(sought_, key); at != sought_.end() && *at == key) {
    const auto hits = found_.of(static_cast<std::size_t>(at - sought_.begin()));
    for (const Index::Hit& hit : hits) numbers.push_back(hit.document);
    return numbers;
  }
  Postings postings;
  surface_.index.find(Kind::kParagraphs, key, postings);
  for (const reuse::Posting& posting : postings) numbers.push_back(posting.document);
  std::ranges::sort(numbers);
  return numbers;
}

const Furnisher::Keys& Furnisher::keys_of(Number number) {
  const auto [found, fresh] = keys_.try_emplace(number);
  if (fresh) {
    if (const auto document = surface_.documents.get(number)) {
      found->second =
          extract::keys_of(outlet_paragraphs(document->stored.article, document->text.body));
    }
  }
  return found->second;
}

bool Furnisher::is_furniture(std::uint64_t key, const Keys* guest) {
  const auto [found, fresh] = known_.try_emplace(key, false);
  if (!fresh && (found->second || guest == nullptr)) return found->second;
  std::vector<Number> all = posted(key);
  if (all.size() + (guest != nullptr) < Holders::kNeeded) return false;
  keep_shown(surface_, all);
  if (all.size() + (guest != nullptr) < Holders::kNeeded) return false;
  Holders holders;
  if (guest != nullptr) holders.add(*guest);
  for (const Number number : all) {
    if (!holders.add(keys_of(number))) continue;
    if (guest == nullptr) found->second = true;
    return true;
  }
  return false;
}

std::vector<ByteSpan> Furnisher::furniture(const Article& article, const text::Text& body,
                                           bool guest) {
  const std::vector<OutletParagraph> paragraphs = outlet_paragraphs(article, body);
  const Keys own = extract::keys_of(paragraphs);
  std::vector<ByteSpan> spans;
  for (const OutletParagraph& each : paragraphs) {
    if (each.long_enough && is_furniture(each.key, guest ? &own : nullptr)) {
      spans.push_back(each.span);
    }
  }
  return spans;
}

std::vector<Number> Furnisher::changed(std::vector<std::uint64_t> all,
                                       const std::set<Number>& arrived,
                                       const std::set<Number>& furnished,
                                       std::set<std::uint64_t>& found) {
  std::ranges::sort(all);
  const auto repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  std::set<Number> numbers;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i % kLookedUp == 0) look_up(std::span(all).subspan(i, std::min(kLookedUp, all.size() - i)));
    const std::uint64_t key = all[i];
    const std::vector<Number> holders = posted(key);
    const bool furniture =
        found.contains(key) || (holders.size() >= Holders::kNeeded && is_furniture(key, nullptr));
    if (furniture) found.insert(key);
    const auto stale = [&](Number number) {
      const auto document = surface_.documents.get(number);
      if (document == nullptr) return false;
      const std::vector<ByteSpan>& spans = document->stored.article.furniture;
      const auto paragraphs = outlet_paragraphs(document->stored.article, document->text.body);
      return std::ranges::any_of(paragraphs, [&](const OutletParagraph& each) {
        return each.key == key && (std::ranges::find(spans, each.span) != spans.end()) != furniture;
      });
    };
    // What was here before agrees with itself: one of it speaks for all.
    std::optional<bool> before;
    for (const Number number : holders) {
      if (arrived.contains(number)) {
        if ((furniture || furnished.contains(number)) && stale(number)) numbers.insert(number);
        continue;
      }
      if (before == false || !standings(surface_, {&number, 1}).front().shown) continue;
      if (!before) before = stale(number);
      if (*before) numbers.insert(number);
    }
  }
  return {numbers.begin(), numbers.end()};
}

}  // namespace secondsource::library
