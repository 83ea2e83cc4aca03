#include "library/document.h"

#include <algorithm>

#include "attribution/attribution.h"
#include "corroborate/fold.h"
#include "corroborate/silence.h"
#include "facts/facts.h"
#include "library/furnish.h"
#include "reuse/winnow.h"

namespace secondsource::library {

namespace {

std::shared_ptr<const Profiles> profiles_of(const Document& document, const Data& data,
                                            const Scope& scope) {
  auto profiles = std::make_shared<Profiles>();
  if (!scope.statements) return profiles;
  const Stored& stored = document.stored;
  profiles->story = corroborate::story_profile(stored.article, document.text,
                                               facts::dates(stored.article, document.text), data);
  for (const Mention& mention : stored.mentions) {
    profiles->mentions.push_back(
        corroborate::mention_profile(stored.article, document.text, mention, data));
  }
  return profiles;
}

std::uint64_t hash_of_words(const text::Text& text) {
  std::vector<std::uint64_t> words;
  words.reserve(text.words.size());
  for (const text::Word& word : text.words) words.push_back(word.hash);
  if (words.empty()) return 0;
  return std::max<std::uint64_t>(
      1, hash_of({reinterpret_cast<const char*>(words.data()), words.size() * sizeof words[0]}));
}

}  // namespace

std::shared_ptr<const Profiles> derive(const Article& article, const FurnitureOf& furniture,
                                       const Data& data, const Scope& scope, Document& out) {
  Stored& stored = out.stored;
  stored = Stored{};
  stored.article = article;
  text::analyse(stored.article, data.languages(), out.text);
  stored.article.furniture = furniture(stored.article, out.text.body);
  if (scope.statements) {
    stored.mentions = attribution::attribute(stored.article, out.text, data);
  }
  stored.words = hash_of_words(out.text.body);
  stored.fold = fold_of(stored.article);
  auto profiles = profiles_of(out, data, scope);
  stored.loose = scope.statements && !profiles->story.joins();
  return profiles;
}

void restore(Stored stored, const Data& data, Document& out) {
  out.stored = std::move(stored);
  text::analyse(out.stored.article, data.languages(), out.text);
}

const std::vector<Fact>& Document::facts(const Data& data) const {
  std::call_once(facts_asked_, [&] { facts_ = facts::find(stored.article, text, data); });
  return facts_;
}

const std::vector<std::uint64_t>& Document::told(const Data& data) const {
  std::call_once(told_asked_,
                 [&] { told_ = corroborate::told_by(text.body, stored.article.language, data); });
  return told_;
}

reuse::WinnowOptions winnow_options(const Scope& scope) {
  return {.k = std::min(5u, scope.promise), .promise = scope.promise};
}

std::vector<std::uint64_t> fingerprints_of(const Document& document, const Scope& scope) {
  std::vector<reuse::Fingerprint> fingerprints;
  reuse::winnow(document.text.body.words, winnow_options(scope), fingerprints);
  std::vector<std::uint64_t> keys;
  keys.reserve(fingerprints.size());
  for (const reuse::Fingerprint& fingerprint : fingerprints) keys.push_back(fingerprint.hash);
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
  return keys;
}

Traits traits_of(const Document& document, const Scope& scope) {
  Traits traits;
  traits.prints = reuse::prints_of(side_of(document), winnow_options(scope));
  for (const extract::OutletParagraph& each :
       extract::outlet_paragraphs(document.stored.article, document.text.body)) {
    if (each.long_enough) traits.paragraphs.push_back(each.key);
  }
  traits.furnished = !document.stored.article.furniture.empty();
  return traits;
}

DocumentKeys keys_of(const Document& document, const Profiles& profiles, const Scope& scope) {
  DocumentKeys keys;
  keys.traits = traits_of(document, scope);
  if (scope.statements) keys.stories = corroborate::story_keys(profiles.story).kept;
  keys.traits.mentions = mention_keys_of(profiles);
  return keys;
}

std::vector<corroborate::Keys> mention_keys_of(const Profiles& profiles) {
  std::vector<corroborate::Keys> keys;
  std::unordered_map<std::uint64_t, std::size_t> holders;  // so far, of each key
  const auto mentions = corroborate::compared(profiles.mentions);
  for (const corroborate::MentionProfile& mention : mentions) {
    auto& [kept, sought] = keys.emplace_back(corroborate::mention_keys(mention, profiles.story));
    if (mentions.size() <= kMostHolders) continue;
    std::erase_if(sought, [&](std::uint64_t key) {
      return ++holders[key >> corroborate::kMarkBits] > kMostHolders;
    });
    // What is kept is part of what is sought.
    std::erase_if(kept, [&sought = sought](std::uint64_t key) {
      return !std::ranges::binary_search(sought, key);
    });
  }
  return keys;
}

std::string search_word(std::string_view folded) {
  if (std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return std::string(folded);
  }
  return corroborate::without_marks(folded);
}

std::string search_words(const Document& document) {
  std::string words;
  for (const text::Text* text : {&document.text.title, &document.text.body}) {
    for (std::size_t i = 0; i < text->words.size(); ++i) {
      words += search_word(text->word(i));
      words += ' ';
    }
  }
  return words;
}

std::shared_ptr<const Document> Documents::get(Number number) {
  {
    const std::scoped_lock held(kept_);
    if (auto kept = documents_.find(number)) return kept;
  }
  std::optional<Row> row;
  {
    const std::scoped_lock held(lock_);
    row = catalogue_.row(number);
  }
  if (!row) return nullptr;
  auto document = std::make_shared<Document>();
  restore(catalogue_.decode(*row), data_, *document);
  const std::scoped_lock held(kept_);
  documents_.put(number, document);
  return document;
}

std::vector<std::shared_ptr<const Profiles>> Documents::kept_profiles(
    std::span<const Number> numbers) {
  std::vector<std::shared_ptr<const Profiles>> all;
  all.reserve(numbers.size());
  const std::scoped_lock held(kept_);
  for (const Number number : numbers) all.push_back(profiles_.find(number));
  return all;
}

std::vector<corroborate::SpeakerProfile> Documents::speakers(Number number) {
  std::optional<Row> row;
  {
    const std::scoped_lock held(lock_);
    row = catalogue_.record(number);
  }
  if (!row) return {};
  const Stored stored = catalogue_.decode_record(*row);
  std::vector<corroborate::SpeakerProfile> speakers;
  for (const Mention& mention : stored.mentions) {
    speakers.push_back(corroborate::speaker_profile(mention, stored.article.language, data_));
  }
  return speakers;
}

std::shared_ptr<const Profiles> Documents::profiles(Number number) {
  {
    const std::scoped_lock held(kept_);
    if (auto kept = profiles_.find(number)) return kept;
  }
  const auto document = get(number);
  if (document == nullptr) return nullptr;
  auto profiles = profiles_of(*document, data_, scope_);
  const std::scoped_lock held(kept_);
  profiles_.put(number, profiles);
  return profiles;
}

void Documents::put(const std::shared_ptr<const Document>& document,
                    const std::shared_ptr<const Profiles>& profiles) {
  const std::scoped_lock held(kept_);
  const Number number = document->stored.number;
  documents_.put(number, document);
  profiles_.put(number, profiles);
}

}  // namespace secondsource::library
