#include "library/document.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "attribution/attribution.h"
#include "corroborate/fold.h"
#include "facts/facts.h"
#include "reuse/winnow.h"

namespace secondsource::library {

namespace {

void profile(const Data& data, Document& out) {
  const Stored& stored = out.stored;
  out.profile = corroborate::story_profile(stored.article, out.text, stored.facts, data);
  out.mentions.clear();
  for (const Mention& mention : stored.mentions) {
    out.mentions.push_back(corroborate::mention_profile(stored.article, out.text, mention, data));
  }
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

void derive(const Article& article, const Data& data, Document& out) {
  Stored& stored = out.stored;
  stored = Stored{};
  stored.article = article;
  text::analyse(stored.article, data.languages(), out.text);
  stored.mentions = attribution::attribute(stored.article, out.text, data);
  stored.facts = facts::find(stored.article, out.text, data);
  stored.words = hash_of_words(out.text.body);
  stored.fold = fold_of(stored.article);
  profile(data, out);
  stored.loose = !out.profile.joins();
}

void restore(Stored stored, const Data& data, Document& out) {
  out.stored = std::move(stored);
  text::analyse(out.stored.article, data.languages(), out.text);
  profile(data, out);
}

std::vector<std::uint64_t> fingerprints_of(const Document& document) {
  std::vector<reuse::Fingerprint> fingerprints;
  reuse::winnow(document.text.body.words, {}, fingerprints);
  std::vector<std::uint64_t> keys;
  keys.reserve(fingerprints.size());
  for (const reuse::Fingerprint& fingerprint : fingerprints) keys.push_back(fingerprint.hash);
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
  return keys;
}

DocumentKeys keys_of(const Document& document) {
  DocumentKeys keys;
  keys.fingerprints = fingerprints_of(document);
  keys.stories = corroborate::story_keys(document.profile).kept;
  for (const corroborate::MentionProfile& mention : document.mentions) {
    keys.mentions.push_back(corroborate::mention_keys(mention, document.profile).kept);
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
  std::optional<Row> row;
  {
    const std::scoped_lock held(lock_);
    if (const auto found = at_.find(number); found != at_.end()) {
      recent_.splice(recent_.begin(), recent_, found->second);
      return found->second->document;
    }
    row = catalogue_.row(number);
  }
  if (!row) return nullptr;
  auto document = std::make_shared<Document>();
  restore(catalogue_.decode(*row), data_, *document);
  const std::scoped_lock held(lock_);
  if (!at_.contains(number)) {
    recent_.push_front({number, document});
    at_[number] = recent_.begin();
    if (recent_.size() > keep_) {
      at_.erase(recent_.back().number);
      recent_.pop_back();
    }
  }
  return document;
}

unsigned workers(unsigned threads) {
  return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void in_parallel(std::size_t n, unsigned threads,
                 const std::function<void(std::size_t i, unsigned worker)>& work) {
  const auto count = static_cast<unsigned>(std::min<std::size_t>(workers(threads), n));
  if (count <= 1) {
    for (std::size_t i = 0; i < n; ++i) work(i, 0);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failures(count);
  {
    std::vector<std::jthread> pool;
    for (unsigned worker = 0; worker < count; ++worker) {
      pool.emplace_back([&, worker] {
        try {
          for (std::size_t i = next++; i < n; i = next++) work(i, worker);
        } catch (...) {
          failures[worker] = std::current_exception();
          next = n;
        }
      });
    }
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace secondsource::library
