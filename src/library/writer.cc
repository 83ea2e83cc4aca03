#include "library/writer.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "library/encoding.h"
#include "library/furnish.h"
#include "text/text.h"
#include "text/utf8.h"

namespace secondsource::library {

namespace {

constexpr std::size_t kChunk = 512;
constexpr std::size_t kPostings = 4'000'000;  // in memory while everything is made anew
constexpr std::uint32_t kLeastPromise = 6, kMostPromise = 64;  // words

bool same(const Article& x, const Article& y) { return x.text == y.text && x.title == y.title; }

// One page, read by two readers, or by one with other options: no revision of what was published.
bool read_again(const Article& old, const Article& article) {
  return !article.sha256.empty() && old.sha256 == article.sha256;
}

// When this version of an article was made, if it says so.
std::optional<Time> version_time(const Article& article) {
  return article.modified ? article.modified : article.published;
}

// What other stages may rely on, whoever made the article.
std::optional<std::string> fault(const Article& article) {
  const auto size = article.text.size();
  const auto outside = [size](ByteSpan span) { return span.begin > span.end || span.end > size; };
  if (article.id.empty()) return "the article has no id";
  if (size > Catalogue::kLargestText) return "the text is larger than 1 GiB";
  if (!text::valid_utf8(article.text) || !text::valid_utf8(article.title)) {
    return "the text is not valid UTF-8";
  }
  if (std::ranges::any_of(article.paragraphs, outside) ||
      (article.dateline && outside(article.dateline->span)) ||
      std::ranges::any_of(article.credits, [&](const Credit& credit) {
        return credit.span && outside(*credit.span);
      })) {
    return "a span lies outside of the text";
  }
  return std::nullopt;
}

}  // namespace

std::string analysis_of(const Data& data) { return "20 " + data.fingerprint(); }

namespace {

std::string written(const Scope& scope) {
  return std::to_string(scope.promise) + (scope.statements ? " statements" : "") +
         (scope.search ? " search" : "");
}

std::optional<Scope> read_scope(const std::string& words) {
  Scope scope;
  scope.statements = words.find(" statements") != std::string::npos;
  scope.search = words.find(" search") != std::string::npos;
  const auto [end, error] =
      std::from_chars(words.data(), words.data() + words.size(), scope.promise);
  if (error != std::errc() || written(scope) != words) return std::nullopt;
  return scope;
}

}  // namespace

std::expected<Scope, Error> scope_of(Catalogue& catalogue, Catalogue::Access access,
                                     const std::optional<Scope>& wanted) {
  const auto error = [&](const std::string& message) {
    return std::unexpected(Error{catalogue.folder(), message});
  };
  if (wanted && (wanted->promise < kLeastPromise || wanted->promise > kMostPromise)) {
    return error("a promise is of 6 to 64 words");
  }
  if (const auto words = catalogue.meta("scope")) {
    const auto scope = read_scope(*words);
    if (!scope) return error("what the library was made for cannot be read");
    if (wanted && *wanted != *scope) {
      return error("was made with a promise of " + std::to_string(scope->promise) + " words, " +
                   (scope->statements ? "with" : "without") + " statements and " +
                   (scope->search ? "with" : "without") +
                   " search; that cannot be changed: make a new one");
    }
    return *scope;
  }
  const Scope scope = wanted.value_or(Scope());
  if (access != Catalogue::Access::kRead) catalogue.set_meta("scope", written(scope));
  return scope;
}

std::expected<Opened, Error> open_all(const std::string& folder, Catalogue::Access access,
                                      const Data& data, const std::optional<Scope>& scope) {
  Opened opened;
  auto catalogue = Catalogue::open(folder, access);
  if (!catalogue) return std::unexpected(catalogue.error());
  opened.catalogue = std::move(*catalogue);
  try {
    auto found = scope_of(*opened.catalogue, access, scope);
    if (!found) return std::unexpected(found.error());
    opened.scope = *found;
    auto index = Index::open(folder, opened.catalogue->database());
    if (index) {
      opened.index = std::move(*index);
    } else {
      opened.index_error = index.error();
    }
  } catch (const Failure& failure) {
    return std::unexpected(Error{folder, failure.what()});
  }
  opened.documents =
      std::make_unique<Documents>(*opened.catalogue, data, opened.scope, *opened.lock);
  return opened;
}

Surface Writer::surface() const {
  return {*opened_.catalogue, *opened_.lock, *opened_.index, *opened_.documents, 0};
}

Writer::Derived Writer::derived(const Article& article, const FurnitureOf& furniture) const {
  Derived made;
  made.document = std::make_shared<Document>();
  made.profiles = derive(article, furniture, data_, opened_.scope, *made.document);
  made.keys = keys_of(*made.document, *made.profiles, opened_.scope);
  made.record = encode_record(made.document->stored);
  if (opened_.scope.search) made.search = search_words(*made.document);
  return made;
}

void Writer::post(Number number, Number text, bool fresh_text, const DocumentKeys& keys) {
  const auto put = [this](Kind kind, std::uint64_t key, Number holder, std::size_t position) {
    opened_.pending.postings[static_cast<std::size_t>(kind)].push_back(
        {key, static_cast<std::uint32_t>(holder), static_cast<std::uint32_t>(position)});
  };
  if (fresh_text) {
    const reuse::Prints& prints = keys.traits.prints;
    for (const std::uint64_t key : prints.all) put(Kind::kFingerprints, key, text, prints.size);
  }
  for (const std::uint64_t key : keys.stories) {
    put(Kind::kStories, key, number, Index::marked(0, key));
  }
  for (const std::uint64_t key : keys.traits.paragraphs) put(Kind::kParagraphs, key, number, 0);
  for (std::size_t i = 0; i < keys.traits.mentions.size(); ++i) {
    for (const std::uint64_t key : keys.traits.mentions[i].kept) {
      put(Kind::kMentions, key, number, Index::marked(i, key));
    }
  }
}

Number Writer::insert(Derived& derived, bool waiting) {
  Catalogue& catalogue = *opened_.catalogue;
  Stored& stored = derived.document->stored;
  const auto text = catalogue.text_of(stored.article.text);
  stored.text = text ? *text : catalogue.insert_text(stored);
  stored.number = catalogue.insert(stored, derived.record, waiting);
  if (stored.number > UINT32_MAX || stored.text > UINT32_MAX) {
    throw Failure(0, "the library has given out all of its numbers; make a new one");
  }
  if (opened_.scope.search) {
    database()
        .query("INSERT INTO search(rowid, words) VALUES(?, ?)")
        .bind(stored.number)
        .text(derived.search)
        .run();
  }
  // While everything is made anew, what waits is left to be recovered.
  if (!posted_ || !waiting) {
    post(stored.number, stored.text, posted_ ? posted_->insert(stored.text).second : !text,
         derived.keys);
  }
  opened_.documents->put(derived.document, derived.profiles);
  opened_.pending.traits[stored.number] = std::move(derived.keys.traits);
  return stored.number;
}

void Writer::erase(std::span<const Number> numbers) {
  for (const Number number : numbers) {
    if (const auto document = opened_.documents->get(number);
        document != nullptr && opened_.scope.search) {
      const std::string words = search_words(*document);
      database()
          .query("INSERT INTO search(search, rowid, words) VALUES('delete', ?, ?)")
          .bind(number)
          .text(words)
          .run();
    }
    opened_.catalogue->erase(number);
    opened_.pending.traits.erase(number);
  }
}

void Writer::recover(std::span<const Number> waiting) {
  std::vector<Number> unknown;
  for (const Number number : waiting) {
    if (!opened_.pending.traits.contains(number)) unknown.push_back(number);
  }
  for (std::size_t begin = 0; begin < unknown.size(); begin += kChunk) {
    const std::size_t size = std::min(kChunk, unknown.size() - begin);
    std::vector<DocumentKeys> keys(size);
    std::vector<Number> texts(size);
    in_parallel(size, threads_, [&](std::size_t i, unsigned) {
      const auto document = opened_.documents->get(unknown[begin + i]);
      const auto profiles = opened_.documents->profiles(unknown[begin + i]);
      if (document == nullptr || profiles == nullptr) return;
      keys[i] = keys_of(*document, *profiles, opened_.scope);
      texts[i] = document->stored.text;
    });
    for (std::size_t i = 0; i < size; ++i) {
      if (texts[i] == 0) continue;
      // A text that an article shows, too, has its postings; twice in one segment is once.
      const bool shown = database()
                             .query("SELECT 1 FROM articles WHERE text = ? AND waiting = 0")
                             .bind(texts[i])
                             .step();
      post(unknown[begin + i], texts[i], !shown, keys[i]);
      opened_.pending.traits[unknown[begin + i]] = std::move(keys[i].traits);
    }
  }
}

void Writer::write_postings(std::size_t at_least) {
  std::size_t all = 0;
  for (const Postings& postings : opened_.pending.postings) all += postings.size();
  if (all < at_least) return;
  // Which documents still are: read once, and only where segments are large enough to be worth it.
  struct Living {
    std::once_flag asked;
    std::vector<bool> is;
  };
  Living texts, numbers;
  const auto alive = [&](Kind kind, std::uint32_t document) {
    const bool text = kind == Kind::kFingerprints;
    Living& living = text ? texts : numbers;
    std::call_once(living.asked, [&] {
      const std::scoped_lock held(*opened_.lock);
      Query query =
          database().query(text ? "SELECT text FROM articles" : "SELECT number FROM articles");
      while (query.step()) {
        const auto number = static_cast<std::size_t>(query.integer(0));
        if (number >= living.is.size()) living.is.resize(number + number / 2 + 1);
        living.is[number] = true;
      }
    });
    return document < living.is.size() && living.is[document];
  };
  opened_.index->add(database(), *opened_.lock, std::exchange(opened_.pending.postings, {}), alive,
                     threads_);
}

std::vector<Library::Added> Writer::add(std::span<const Article> articles,
                                        std::span<const Reader::Document> originals) {
  Catalogue& catalogue = *opened_.catalogue;
  const auto current = [&](const Article& article) -> std::optional<std::pair<Row, bool>> {
    for (const bool waiting : {true, false}) {
      if (const auto number = catalogue.number_of(article.id, waiting)) {
        if (auto row = catalogue.row(*number)) return std::pair(std::move(*row), waiting);
      }
    }
    return std::nullopt;
  };
  const auto revised = [&](const Article& article) {
    Query query = database().query(
        "SELECT 1 FROM revisions r JOIN texts t ON t.number = r.text"
        " WHERE r.id = ? AND t.hash = ?");
    const std::string id = pack_id(article.id);
    return query.blob(id).bind(static_cast<std::int64_t>(hash_of(article.text))).step();
  };

  std::vector<Library::Added> added;
  std::vector<std::size_t> fresh;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (auto wrong = fault(articles[i])) {
      throw Failure(0, articles[i].input + ": " + *wrong);
    }
    added.push_back({articles[i].id, articles[i].input, AddStatus::kUnchanged});
    const bool repeated = !seen.insert(articles[i].id).second;
    const auto before = repeated ? std::nullopt : current(articles[i]);
    if (before) {
      const Article old = catalogue.decode(before->first, false).article;
      if (same(old, articles[i])) {
        if (!originals.empty() && old.sha256 == articles[i].sha256) {
          catalogue.keep_original(old.id, catalogue.pack(originals[i], old.id));
        }
        continue;
      }
    }
    fresh.push_back(i);
  }
  if (fresh.empty()) return added;
  std::vector<Derived> made(fresh.size());
  // Furniture that is known already; settling looks again.
  const auto furniture = [this](const Article& article, const text::Text& body) {
    std::vector<ByteSpan> spans;
    if (opened_.pending.furniture.empty()) return spans;
    for (const extract::OutletParagraph& each : extract::outlet_paragraphs(article, body)) {
      if (each.long_enough && opened_.pending.furniture.contains(each.key)) {
        spans.push_back(each.span);
      }
    }
    return spans;
  };
  in_order(
      fresh.size(), threads_,
      [&](std::size_t i, unsigned) {
        const Article& article = articles[fresh[i]];
        made[i] = derived(article, furniture);
        if (!originals.empty()) made[i].original = catalogue.pack(originals[fresh[i]], article.id);
      },
      [&](std::size_t i) {
        const Stored& stored = made[i].document->stored;
        const Article& article = stored.article;
        AddStatus& status = added[fresh[i]].status;
        if (const auto before = current(article)) {
          const Stored old = catalogue.decode(before->first);
          if (same(old.article, article)) return;
          const auto then = version_time(old.article), now = version_time(article);
          if (!read_again(old.article, article) && then && now &&
              *now < *then) {  // an older version than the one that is here
            if (revised(article)) return;
            made[i].document->stored.text = catalogue.insert_text(stored);
            catalogue.keep_revision(stored);
            status = AddStatus::kRevised;
            return;
          }
          if (before->second) {  // replaced before it was ever shown
            if (!read_again(old.article, article)) catalogue.keep_revision(old);
            const Number number = old.number;
            erase({&number, 1});
          }
          status = AddStatus::kRevised;
        } else {
          status = AddStatus::kAdded;
        }
        insert(made[i], /*waiting=*/true);
        if (made[i].original) {
          catalogue.keep_original(article.id, *made[i].original);
        } else if (status == AddStatus::kRevised) {
          catalogue.drop_original(article.id);  // it is that of another version
        }
        made[i] = {};
      });
  catalogue.train();
  return added;
}

Writer::Paragraphs Writer::paragraphs_of(std::span<const Number> numbers) {
  std::vector<const Traits*> found(numbers.size(), nullptr);
  std::vector<Traits> read(numbers.size());
  in_parallel(numbers.size(), threads_, [&](std::size_t i, unsigned) {
    const auto known = opened_.pending.traits.find(numbers[i]);
    if (known != opened_.pending.traits.end()) {
      found[i] = &known->second;
    } else if (const auto document = opened_.documents->get(numbers[i])) {
      read[i] = traits_of(*document, opened_.scope);
      found[i] = &read[i];
    }
  });
  Paragraphs all;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (found[i] == nullptr) continue;
    if (found[i]->furnished) all.furnished.insert(numbers[i]);
    all.keys.insert(all.keys.end(), found[i]->paragraphs.begin(), found[i]->paragraphs.end());
  }
  return all;
}

void Writer::furnish(const Paragraphs& paragraphs, const std::set<Number>& arrived,
                     Unsettled& unsettled) {
  std::set<std::uint64_t>& known = opened_.pending.furniture;
  const std::vector<Number> changed =
      Furnisher(surface(), known).changed(paragraphs.keys, arrived, paragraphs.furnished, known);
  for (std::size_t begin = 0; begin < changed.size(); begin += kChunk) {
    const std::size_t size = std::min(kChunk, changed.size() - begin);
    const std::span numbers(changed.data() + begin, size);
    std::vector<Furnisher> furnishers(workers(threads_), Furnisher(surface(), known));
    std::vector<Derived> anew(size);
    in_parallel(size, threads_, [&](std::size_t i, unsigned worker) {
      const auto old = opened_.documents->get(numbers[i]);
      if (old == nullptr) return;
      anew[i] = derived(old->stored.article, [&](const Article& article, const text::Text& body) {
        return furnishers[worker].furniture(article, body, /*guest=*/false);
      });
    });
    dissolve(*opened_.catalogue, numbers, unsettled);
    // The new row comes before the old one goes, so that the text they share stays.
    for (std::size_t i = 0; i < size; ++i) {
      if (anew[i].document == nullptr) continue;
      const Number number = insert(anew[i], /*waiting=*/true);
      erase({&numbers[i], 1});
      database().query("UPDATE articles SET waiting = 0 WHERE number = ?").bind(number).run();
      unsettled.add(number);
    }
  }
}

void Writer::link(Unsettled& unsettled, bool whole) {
  write_postings();
  library::settle(surface(), data_, threads_, unsettled, opened_.pending.traits, whole);
  opened_.pending.traits.clear();
}

void Writer::settle(bool whole) {
  Catalogue& catalogue = *opened_.catalogue;
  Unsettled unsettled;
  std::vector<Number> waiting, replaced;
  {
    Query query = database().query(
        "SELECT w.number, s.number FROM articles w"
        " LEFT JOIN articles s ON s.id = w.id AND s.waiting = 0 WHERE w.waiting = 1");
    while (query.step()) {
      waiting.push_back(query.integer(0));
      if (const auto old = query.maybe(1)) replaced.push_back(*old);
    }
  }
  if (waiting.empty()) {
    link(unsettled, whole);
    return;
  }
  recover(waiting);
  write_postings();
  Paragraphs paragraphs = paragraphs_of(waiting);
  if (!replaced.empty()) {
    const Paragraphs old = paragraphs_of(replaced);
    paragraphs.keys.insert(paragraphs.keys.end(), old.keys.begin(), old.keys.end());
    opened_.pending.furniture.clear();  // what an article goes from may be none any more
  }
  for (const Number number : replaced) {
    const auto old = catalogue.read(number);
    const auto arrived =
        old ? catalogue.number_of(old->article.id, /*waiting=*/true) : std::nullopt;
    const auto row = arrived ? catalogue.row(*arrived) : std::nullopt;
    if (!row) continue;
    if (!read_again(old->article, catalogue.decode(*row, /*derived=*/false).article)) {
      catalogue.keep_revision(*old);
    }
  }
  dissolve(catalogue, replaced, unsettled);
  erase(replaced);
  database().execute("UPDATE articles SET waiting = 0 WHERE waiting = 1");
  for (const Number number : waiting) unsettled.add(number);
  furnish(paragraphs, {waiting.begin(), waiting.end()}, unsettled);
  link(unsettled, whole);
}

std::size_t Writer::remove(std::span<const std::string> ids) {
  settle(/*whole=*/false);
  Catalogue& catalogue = *opened_.catalogue;
  Unsettled unsettled;
  std::vector<Number> numbers;
  std::size_t removed = 0;
  for (const std::string& id : std::set<std::string>(ids.begin(), ids.end())) {
    if (const auto number = catalogue.number_of(id, /*waiting=*/false)) {
      numbers.push_back(*number);
      ++removed;
    }
    const std::string packed = pack_id(id);
    database().query("DELETE FROM revisions WHERE id = ?").blob(packed).run();
    catalogue.drop_original(id);
  }
  const Paragraphs paragraphs = paragraphs_of(numbers);
  dissolve(catalogue, numbers, unsettled);
  erase(numbers);
  catalogue.erase_unused_texts();
  opened_.pending.furniture.clear();
  furnish(paragraphs, {}, unsettled);
  link(unsettled, /*whole=*/true);
  return removed;
}

std::vector<std::string> Writer::articles_of_outlet(const std::string& outlet) {
  const std::string wanted = text::fold(outlet);
  std::vector<std::string> ids;
  Query query = database().query(
      "SELECT a.id, o.domain, o.name FROM articles a JOIN outlets o ON o.number = a.outlet");
  while (query.step()) {
    if (text::fold(query.bytes(1)) == wanted || text::fold(query.bytes(2)) == wanted) {
      ids.push_back(unpack_id(query.bytes(0)));
    }
  }
  return ids;
}

std::vector<Damage> Writer::rebuild() {
  Catalogue& catalogue = *opened_.catalogue;
  std::vector<Damage> lost;
  database().execute(
      "DELETE FROM segments; DELETE FROM families; DELETE FROM stories; DELETE FROM guests;"
      "DELETE FROM statements; DELETE FROM statement_mentions;"
      "UPDATE articles SET family = NULL, story = NULL;"
      "INSERT INTO search(search) VALUES('delete-all');");
  auto index = Index::open(catalogue.folder(), database());
  if (!index) throw Failure(0, index.error().line());
  opened_.index = std::move(*index);
  opened_.documents = std::make_unique<Documents>(catalogue, data_, opened_.scope, *opened_.lock);
  opened_.pending = {};
  // Every article is stored anew under a new number; the old rows step aside until then.
  database().execute("UPDATE articles SET waiting = waiting + 2");
  posted_.emplace();
  std::vector<std::pair<Number, bool>> rows;
  {
    Query query = database().query("SELECT number, waiting FROM articles ORDER BY number");
    while (query.step()) rows.emplace_back(query.integer(0), query.integer(1) == 3);
  }
  for (std::size_t begin = 0; begin < rows.size(); begin += kChunk) {
    const std::size_t size = std::min(kChunk, rows.size() - begin);
    std::vector<Derived> anew(size);
    std::vector<std::optional<Row>> old(size);
    std::vector<std::string> reasons(size);
    for (std::size_t i = 0; i < size; ++i) old[i] = catalogue.row(rows[begin + i].first);
    in_parallel(size, threads_, [&](std::size_t i, unsigned) {
      if (!old[i]) {
        reasons[i] = "its text or its record is missing";
        return;
      }
      try {
        const Stored stored = catalogue.decode(*old[i], /*derived=*/false);
        // Without furniture: that is known once all paragraphs are.
        anew[i] = derived(stored.article,
                          [](const auto&, const auto&) { return std::vector<ByteSpan>(); });
      } catch (const Failure& failure) {
        reasons[i] = failure.what();
      }
    });
    for (std::size_t i = 0; i < size; ++i) {
      const auto [number, waiting] = rows[begin + i];
      if (anew[i].document != nullptr) {
        insert(anew[i], waiting);
        database()
            .query("UPDATE texts SET words = ? WHERE number = ?")
            .bind(static_cast<std::int64_t>(anew[i].document->stored.words))
            .bind(anew[i].document->stored.text)
            .run();
      } else {
        lost.push_back({"articles", "article number " + std::to_string(number) + ": " + reasons[i],
                        /*repairable=*/false});
      }
      catalogue.erase(number);
    }
    write_postings(kPostings);
    opened_.pending.traits.clear();
  }
  write_postings();
  posted_.reset();
  for (const auto& [id, message] : catalogue.damaged_originals()) {
    lost.push_back({"originals", message, /*repairable=*/false});
    catalogue.drop_original(id);
  }

  Unsettled unsettled;
  std::vector<Number> all;
  {
    Query query = database().query("SELECT number FROM articles WHERE waiting = 0");
    while (query.step()) all.push_back(query.integer(0));
  }
  for (const Number number : all) unsettled.add(number);
  furnish(paragraphs_of(all), {all.begin(), all.end()}, unsettled);
  link(unsettled, /*whole=*/true);
  catalogue.set_meta("analysis", analysis_of(data_));
  return lost;
}

}  // namespace secondsource::library
