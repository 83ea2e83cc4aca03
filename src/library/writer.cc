#include "library/writer.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "library/encoding.h"
#include "library/furnish.h"
#include "text/text.h"
#include "text/utf8.h"

namespace secondsource::library {

namespace {

constexpr std::size_t kChunk = 512;

bool same(const Article& x, const Article& y) { return x.text == y.text && x.title == y.title; }

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

std::string analysis_of(const Data& data) { return "2 " + data.fingerprint(); }

std::expected<Opened, Error> open_all(const std::string& folder, Catalogue::Access access,
                                      const Data& data) {
  Opened opened;
  auto catalogue = Catalogue::open(folder, access);
  if (!catalogue) return std::unexpected(catalogue.error());
  opened.catalogue = std::move(*catalogue);
  try {
    auto index = Index::open(folder, opened.catalogue->database());
    if (index) {
      opened.index = std::move(*index);
    } else {
      opened.index_error = index.error();
    }
  } catch (const Failure& failure) {
    return std::unexpected(Error{folder, failure.what()});
  }
  opened.documents = std::make_unique<Documents>(*opened.catalogue, data, *opened.lock);
  return opened;
}

Surface Writer::surface() const {
  return {*opened_.catalogue, *opened_.lock, *opened_.index, *opened_.documents, 0};
}

Writer::Derived Writer::derived(const Article& article, const FurnitureOf& furniture) const {
  Derived made;
  made.document = std::make_shared<Document>();
  made.profiles = derive(article, furniture, data_, *made.document);
  return made;
}

void Writer::post(const Derived& derived, bool fresh_text) {
  const Document& document = *derived.document;
  const DocumentKeys keys = keys_of(document, *derived.profiles);
  const auto number = static_cast<std::uint32_t>(document.stored.number);
  const auto put = [this](Kind kind, std::uint64_t key, std::uint32_t holder,
                          std::size_t position) {
    postings_[static_cast<std::size_t>(kind)].push_back(
        {key, holder, static_cast<std::uint32_t>(position)});
  };
  if (fresh_text) {
    const auto text = static_cast<std::uint32_t>(document.stored.text);
    for (const std::uint64_t key : keys.fingerprints) put(Kind::kFingerprints, key, text, 0);
  }
  for (const std::uint64_t key : keys.stories) put(Kind::kStories, key, number, 0);
  for (const std::uint64_t key : keys.paragraphs) put(Kind::kParagraphs, key, number, 0);
  for (std::size_t i = 0; i < keys.mentions.size(); ++i) {
    for (const std::uint64_t key : keys.mentions[i]) put(Kind::kMentions, key, number, i);
  }
}

Number Writer::insert(const Derived& derived, bool waiting) {
  Catalogue& catalogue = *opened_.catalogue;
  Stored& stored = derived.document->stored;
  const auto text = catalogue.text_of(stored.article.text);
  stored.text = text ? *text : catalogue.insert_text(stored.article.text, stored.words);
  stored.number = catalogue.insert(stored, waiting);
  if (stored.number > UINT32_MAX || stored.text > UINT32_MAX) {
    throw Failure(0, "the library has given out all of its numbers; make a new one");
  }
  const std::string words = search_words(*derived.document);
  database()
      .query("INSERT INTO search(rowid, words) VALUES(?, ?)")
      .bind(stored.number)
      .text(words)
      .run();
  post(derived, !text || (posted_ && posted_->insert(*text).second));
  opened_.documents->put(derived.document, derived.profiles);
  return stored.number;
}

void Writer::erase(std::span<const Number> numbers) {
  for (const Number number : numbers) {
    if (const auto document = opened_.documents->get(number)) {
      const std::string words = search_words(*document);
      database()
          .query("INSERT INTO search(search, rowid, words) VALUES('delete', ?, ?)")
          .bind(number)
          .text(words)
          .run();
    }
    opened_.catalogue->erase(number);
  }
}

void Writer::write_postings() {
  // Which documents still are: read once, and only where segments are large enough to be worth it.
  std::map<Kind, std::vector<bool>> living;
  const auto alive = [&](Kind kind, std::uint32_t document) {
    const auto [found, fresh] = living.try_emplace(kind);
    if (fresh) {
      Query query = database().query(kind == Kind::kFingerprints ? "SELECT text FROM articles"
                                                                 : "SELECT number FROM articles");
      while (query.step()) {
        const auto number = static_cast<std::size_t>(query.integer(0));
        if (number >= found->second.size()) found->second.resize(number + number / 2 + 1);
        found->second[number] = true;
      }
    }
    return document < found->second.size() && found->second[document];
  };
  for (const Kind kind : kKinds) {
    Postings& postings = postings_[static_cast<std::size_t>(kind)];
    opened_.index->add(database(), kind, std::move(postings), alive);
    postings = {};
  }
}

std::vector<Library::Added> Writer::add(std::span<const Article> articles) {
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
        "SELECT t.packed FROM revisions r JOIN texts t ON t.number = r.text"
        " WHERE r.id = ? AND t.hash = ?");
    const std::string id = pack_id(article.id);
    return query.blob(id).bind(static_cast<std::int64_t>(hash_of(article.text))).step();
  };

  std::vector<Library::Added> added;
  std::vector<Derived> made(articles.size());
  std::vector<std::size_t> fresh;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    if (auto wrong = fault(articles[i])) {
      throw Failure(0, articles[i].input + ": " + *wrong);
    }
    added.push_back({articles[i].id, articles[i].input, AddStatus::kUnchanged});
    const bool repeated = !seen.insert(articles[i].id).second;
    const auto before = repeated ? std::nullopt : current(articles[i]);
    if (before && same(catalogue.decode(before->first, false).article, articles[i])) continue;
    fresh.push_back(i);
  }
  if (fresh.empty()) return added;
  std::vector<Furnisher> furnishers(workers(threads_), Furnisher(surface()));
  in_parallel(fresh.size(), threads_, [&](std::size_t i, unsigned worker) {
    made[fresh[i]] =
        derived(articles[fresh[i]], [&](const Article& article, const text::Text& body) {
          return furnishers[worker].furniture(article, body, /*guest=*/true);
        });
  });

  std::map<std::string, AddStatus> first;
  for (const std::size_t i : fresh) {
    Stored& stored = made[i].document->stored;
    const Article& article = stored.article;
    if (const auto before = current(article)) {
      const Stored old = catalogue.decode(before->first);
      if (same(old.article, article)) continue;
      const auto then = version_time(old.article), now = version_time(article);
      if (then && now && *now < *then) {  // an older version than the one that is here
        if (revised(article)) continue;
        stored.text = catalogue.insert_text(article.text, stored.words);
        catalogue.keep_revision(stored);
        added[i].status = AddStatus::kRevised;
        continue;
      }
      if (before->second) {  // replaced before it was ever shown
        catalogue.keep_revision(old);
        const Number number = old.number;
        erase({&number, 1});
      }
      added[i].status = AddStatus::kRevised;
    } else {
      added[i].status = AddStatus::kAdded;
    }
    insert(made[i], /*waiting=*/true);
  }
  write_postings();
  catalogue.train();
  return added;
}

Writer::Paragraphs Writer::paragraphs_of(std::span<const Number> numbers) {
  struct Found {
    std::vector<OutletParagraph> paragraphs;
    bool furnished = false;
  };
  std::vector<Found> found(numbers.size());
  in_parallel(numbers.size(), threads_, [&](std::size_t i, unsigned) {
    const auto document = opened_.documents->get(numbers[i]);
    if (document == nullptr) return;
    found[i] = {outlet_paragraphs(document->stored.article, document->text.body),
                !document->stored.article.furniture.empty()};
  });
  Paragraphs all;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (found[i].furnished) all.furnished.insert(numbers[i]);
    for (const OutletParagraph& each : found[i].paragraphs) {
      if (each.long_enough) all.keys.insert(each.key);
    }
  }
  return all;
}

void Writer::furnish(const Paragraphs& paragraphs, const std::set<Number>& arrived,
                     Unsettled& unsettled) {
  const std::vector<Number> changed =
      Furnisher(surface()).changed(paragraphs.keys, arrived, paragraphs.furnished);
  for (std::size_t begin = 0; begin < changed.size(); begin += kChunk) {
    const std::size_t size = std::min(kChunk, changed.size() - begin);
    const std::span numbers(changed.data() + begin, size);
    std::vector<Furnisher> furnishers(workers(threads_), Furnisher(surface()));
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
    write_postings();
  }
}

void Writer::link(Unsettled& unsettled) {
  write_postings();
  library::settle(surface(), data_, threads_, unsettled);
}

void Writer::settle() {
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
  if (waiting.empty()) return;
  Paragraphs paragraphs = paragraphs_of(waiting);
  paragraphs.keys.merge(paragraphs_of(replaced).keys);
  for (const Number number : replaced) {
    if (const auto old = catalogue.read(number)) catalogue.keep_revision(*old);
  }
  dissolve(catalogue, replaced, unsettled);
  erase(replaced);
  database().execute("UPDATE articles SET waiting = 0 WHERE waiting = 1");
  for (const Number number : waiting) unsettled.add(number);
  furnish(paragraphs, {waiting.begin(), waiting.end()}, unsettled);
  link(unsettled);
}

std::size_t Writer::remove(std::span<const std::string> ids) {
  Catalogue& catalogue = *opened_.catalogue;
  Unsettled unsettled;
  std::vector<Number> numbers;
  std::size_t removed = 0;
  for (const std::string& id : std::set<std::string>(ids.begin(), ids.end())) {
    bool found = false;
    for (const bool waiting : {false, true}) {
      if (const auto number = catalogue.number_of(id, waiting)) {
        numbers.push_back(*number);
        found = true;
      }
    }
    removed += found;
    const std::string packed = pack_id(id);
    database().query("DELETE FROM revisions WHERE id = ?").blob(packed).run();
  }
  const Paragraphs paragraphs = paragraphs_of(numbers);
  dissolve(catalogue, numbers, unsettled);
  erase(numbers);
  database().execute(
      "DELETE FROM texts WHERE number NOT IN (SELECT text FROM articles)"
      " AND number NOT IN (SELECT text FROM revisions)");
  furnish(paragraphs, {}, unsettled);
  link(unsettled);
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
  opened_.documents = std::make_unique<Documents>(catalogue, data_, *opened_.lock);
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
    write_postings();
  }
  posted_.reset();

  Unsettled unsettled;
  std::vector<Number> all;
  {
    Query query = database().query("SELECT number FROM articles WHERE waiting = 0");
    while (query.step()) all.push_back(query.integer(0));
  }
  for (const Number number : all) unsettled.add(number);
  furnish(paragraphs_of(all), {all.begin(), all.end()}, unsettled);
  link(unsettled);
  catalogue.set_meta("analysis", analysis_of(data_));
  return lost;
}

}  // namespace secondsource::library
