// The fictional press of sample/ against its true answers: sample/README.md says what each check
// of truth.json holds.  Everything goes through the public headers, as another program would.

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "secondsource/library.h"
#include "secondsource/read.h"

namespace secondsource {
namespace {

using Json = simdjson::dom::element;
using Strings = std::vector<std::string>;
using Spans = std::vector<ByteSpan>;

const std::string kSample = SOURCE_DIR "/sample";

// What a case expected and what was there instead.
struct Unmet : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void require(bool holds, const std::function<std::string()>& otherwise) {
  if (!holds) throw Unmet(otherwise());
}

// ---- truth.json

bool has(Json object, const char* key) { return object[key].error() == simdjson::SUCCESS; }

std::string string(Json object, const char* key) {
  return has(object, key) ? std::string(object[key].get_string().value()) : "";
}

// The elements of an array, as a value that outlives the expression it came from.
simdjson::dom::array elements(Json array) { return array.get_array().value(); }

Strings strings(Json array) {
  Strings out;
  for (const Json each : elements(array)) out.emplace_back(each.get_string().value());
  return out;
}

Strings strings(Json object, const char* key) {
  return has(object, key) ? strings(object[key].value()) : Strings();
}

std::optional<bool> maybe(Json object, const char* key) {
  const Json value = object[key].value();
  return value.is_null() ? std::nullopt : std::optional(value.get_bool().value());
}

struct Truth {
  Truth() : root(parser.load(kSample + "/truth.json")) {}
  simdjson::dom::parser parser;
  Json root;
  simdjson::dom::array array(const char* key) const { return elements(root[key].value()); }
};

// ---- words in a text

std::string join(const auto& strings) {
  std::string out;
  for (const auto& each : strings) out += (out.empty() ? "" : ", ") + std::string(each);
  return "[" + out + "]";
}

// Bytes of the white space at `at`, 0 when there is none.
std::size_t space(std::string_view text, std::size_t at) {
  for (const std::string_view each : {" ", "\n", "\t", "\r", "\u00a0", "\u202f", "\u2009"}) {
    if (text.substr(at).starts_with(each)) return each.size();
  }
  return 0;
}

// `text` with each run of white space as one blank, apostrophes straight and ASCII in lower case.
std::string fold(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t blank = space(text, at)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      at += blank;
    } else if (text.substr(at).starts_with("’")) {
      out += '\'';
      at += std::string_view("’").size();
    } else {
      const char c = text[at++];
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

bool contains(const auto& all, const std::string& one) {
  return std::ranges::find(all, one) != std::ranges::end(all);
}

bool same(std::string_view a, std::string_view b) { return fold(a) == fold(b); }

// Where `words` stand in `text` for the first time, white space folded.
std::optional<ByteSpan> find(std::string_view text, std::string_view words) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    std::size_t at = begin;
    bool equal = true;
    for (const char c : words) {
      if (c == ' ') {
        const std::size_t before = at;
        while (const std::size_t blank = space(text, at)) at += blank;
        equal = at > before;
      } else {
        equal = at < text.size() && text[at] == c;
        ++at;
      }
      if (!equal) break;
    }
    if (equal) return ByteSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)};
  }
  return std::nullopt;
}

std::string_view cut(std::string_view text, ByteSpan span) {
  return text.substr(span.begin, span.size());
}

// ---- the library made of the sample

struct Found {
  const Mention* mention = nullptr;
  const Statement* statement = nullptr;  // that it is a mention of
};

class World {
 public:
  World() {
    std::string pattern = std::filesystem::temp_directory_path() / "sample_test.XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    const std::vector<std::string> press = {kSample + "/data"};
    const auto data = value(Data::load(press));
    library_ = std::make_unique<Library>(value(Library::open(folder_, data)));
    add(data);
    snapshot_ = std::make_unique<Snapshot>(value(library_->snapshot()));
    gather();
  }
  ~World() {
    snapshot_.reset();
    library_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  std::map<std::string, Article> articles;  // by id
  std::vector<Mention> mentions;
  std::vector<Family> families;
  std::vector<Passage> passages;
  std::vector<Statement> statements;
  std::vector<Story> stories;
  Strings unread;  // inputs that gave no article

  const Article& article(const std::string& file) const {
    const auto id = id_of_.find(file);
    require(id != id_of_.end(), [&] { return file + " gave no article"; });
    const auto article = articles.find(id->second);
    require(article != articles.end(), [&] { return file + " is not in the library"; });
    require(file_of(article->first) == file,
            [&] { return file + " was taken for a revision of " + file_of(article->first); });
    return article->second;
  }
  const std::string& id(const std::string& file) const { return article(file).id; }

  // "OUTLET/page.html" of an article's id.
  std::string file_of(const std::string& id) const {
    const auto found = articles.find(id);
    return found == articles.end() ? id : file_of_input(found->second.input);
  }
  Strings files_of(const auto& ids) const {
    Strings out;
    for (const auto& each : ids) out.push_back(file_of(each));
    return out;
  }

  const Family* family(const std::string& id) const {
    for (const Family& each : families) {
      if (contains(each.members, id)) return &each;
    }
    return nullptr;
  }

  const Mention* mention(const std::string& mention_id) const {
    const auto found = mention_of_.find(mention_id);
    return found == mention_of_.end() ? nullptr : &mentions[found->second];
  }

  // Where the words of a "mention" argument stand.
  ByteSpan words(Json argument) const {
    const Article& where = article(string(argument, "file"));
    const std::string quote = string(argument, "quote");
    const auto span = find(string(argument, "field") == "title" ? where.title : where.text, quote);
    require(span.has_value(),
            [&] { return fmt::format("“{}” is not in {}", quote, string(argument, "file")); });
    return *span;
  }

  // The mention whose content holds these words: one that is of a statement before one that is not,
  // then the shortest.
  Found find_mention(Json argument) const {
    const ByteSpan span = words(argument);
    const std::string& where = id(string(argument, "file"));
    const Field field = string(argument, "field") == "title" ? Field::kTitle : Field::kText;
    Found best;
    for (const Mention& each : mentions) {
      if (each.article != where || each.field != field || !holds(each, span)) continue;
      const auto statement = statement_of_.find(each.id);
      const Statement* of =
          statement == statement_of_.end() ? nullptr : &statements[statement->second];
      const bool better =
          best.mention == nullptr || (of != nullptr) > (best.statement != nullptr) ||
          ((of != nullptr) == (best.statement != nullptr) && length(each) < length(*best.mention));
      if (better) best = {&each, of};
    }
    require(best.mention != nullptr, [&] {
      return fmt::format("no mention in {} holds “{}”", string(argument, "file"),
                         string(argument, "quote"));
    });
    return best;
  }

  const Statement& find_statement(Json argument) const {
    const Found found = find_mention(argument);
    require(found.statement != nullptr, [&] {
      return "the mention of “" + string(argument, "quote") + "” is of no statement";
    });
    return *found.statement;
  }

  std::string_view text_at(const Place& place) const {
    const auto found = articles.find(place.article);
    if (found == articles.end()) return {};
    const Article& where = found->second;
    return cut(place.field == Field::kTitle ? where.title : where.text, place.span);
  }

  // Those of statements and stories, and those of the reports on `files`.
  std::vector<Discrepancy> discrepancies(const Strings& files) const {
    std::vector<Discrepancy> out;
    const auto take = [&](const std::vector<Discrepancy>& more) {
      out.insert(out.end(), more.begin(), more.end());
    };
    for (const Statement& each : statements) take(each.discrepancies);
    for (const Story& each : stories) take(each.discrepancies);
    for (const std::string& each : files) take(check(*snapshot_, article(each)).discrepancies);
    return out;
  }

 private:
  template <class T>
  static T value(std::expected<T, Error> result) {
    if (!result) throw std::runtime_error(result.error().line());
    return std::move(*result);
  }

  static std::string file_of_input(const std::string& input) {
    const std::size_t at = input.rfind("/pages/");
    return at == std::string::npos ? input : input.substr(at + std::string_view("/pages/").size());
  }

  static bool holds(const Mention& mention, ByteSpan span) {
    return std::ranges::any_of(mention.content, [&](ByteSpan each) { return each.contains(span); });
  }
  static std::size_t length(const Mention& mention) {
    std::size_t out = 0;
    for (const ByteSpan each : mention.content) out += each.size();
    return out;
  }

  void add(const std::shared_ptr<const Data>& data) {
    std::vector<Article> read;
    Reader reader(kSample + "/pages", data);
    while (auto next = reader.next()) {
      if (*next) {
        read.push_back(std::move(**next));
      } else {
        unread.push_back(next->error().line());
      }
    }
    for (const Library::Added& each : value(library_->add(read))) {
      id_of_[file_of_input(each.input)] = each.id;
    }
    if (const auto settled = library_->settle(); !settled) {
      throw std::runtime_error(settled.error().line());
    }
  }

  void gather() {
    snapshot_->articles({}, [&](const Article& each) { return articles[each.id] = each, true; });
    snapshot_->mentions({}, [&](const Article&, const Mention& each) {
      mention_of_[each.id] = mentions.size();
      mentions.push_back(each);
      return true;
    });
    snapshot_->families({}, [&](const Family& each) { return families.push_back(each), true; });
    snapshot_->passages({}, [&](const Passage& each) { return passages.push_back(each), true; });
    snapshot_->stories({}, [&](const Story& each) { return stories.push_back(each), true; });
    snapshot_->statements({}, [&](const Statement& each) {
      for (const Variant& variant : each.variants) {
        for (const Mention& mention : variant.mentions) {
          statement_of_[mention.id] = statements.size();
        }
      }
      return statements.push_back(each), true;
    });
  }

  std::string folder_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<Snapshot> snapshot_;
  std::map<std::string, std::string> id_of_;  // by file
  std::map<std::string, std::size_t> mention_of_, statement_of_;
};

// ---- the checks: each throws Unmet when its case does not hold

void check_body(const World& world, Json of, const char* in, const char* out) {
  const std::string& text = world.article(string(of, "file")).text;
  for (const std::string& each : strings(of, in)) {
    require(find(text, each).has_value(), [&] { return "the text lacks “" + each + "”"; });
  }
  for (const std::string& each : strings(of, out)) {
    require(!find(text, each), [&] { return "the text contains “" + each + "”"; });
  }
}

void check_credit(const World& world, Json of) {
  Strings seen;
  for (const Credit& each : world.article(string(of, "file")).credits) seen.push_back(each.name);
  const std::string who = string(of, "who");
  require(std::ranges::any_of(seen, [&](const std::string& each) { return same(each, who); }),
          [&] { return fmt::format("expected a credit to {}, seen {}", who, join(seen)); });
}

void check_dateline(const World& world, Json of) {
  const auto& dateline = world.article(string(of, "file")).dateline;
  const std::string agency = of["agency"].is_null() ? "" : string(of, "agency");
  require(dateline.has_value(), [] { return "no dateline"; });
  require(same(dateline->place, string(of, "place")) && same(dateline->agency, agency), [&] {
    return fmt::format("expected {} ({}), seen {} ({})", string(of, "place"), agency,
                       dateline->place, dateline->agency);
  });
}

const Family& check_same_family(const World& world, Json of) {
  const Strings files = strings(of, "files");
  const Family* family = world.family(world.id(files.front()));
  require(family != nullptr, [&] { return files.front() + " is in no family"; });
  for (const std::string& each : files) {
    require(contains(family->members, world.id(each)), [&] {
      return fmt::format("{} is not in the family {}", each, join(world.files_of(family->members)));
    });
  }
  return *family;
}

void check_not_same_family(const World& world, Json of) {
  std::map<const Family*, std::string> seen;
  for (const std::string& each : strings(of, "files")) {
    const Family* family = world.family(world.id(each));
    if (family == nullptr) continue;
    const auto [at, fresh] = seen.emplace(family, each);
    require(fresh, [&] { return fmt::format("{} and {} are in one family", at->second, each); });
  }
}

void check_identical(const World& world, Json of) {
  const Strings files = strings(of, "files");
  std::set<std::string> reached = {world.id(files.front())};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const Passage& each : world.passages) {
      if (each.kind != Passage::Kind::kIdentical) continue;
      if (reached.contains(each.a) || reached.contains(each.b)) reached.insert({each.a, each.b});
    }
  }
  for (const std::string& each : files) {
    require(reached.contains(world.id(each)),
            [&] { return fmt::format("{} is not identical to {}", each, files.front()); });
  }
}

void check_parent(const World& world, Json of) {
  const std::string& child = world.id(string(of, "child"));
  const std::string& parent = world.id(string(of, "parent"));
  for (const Family& family : world.families) {
    for (const LineageEdge& edge : family.edges) {
      if (edge.to != child) continue;
      require(edge.from == parent, [&] {
        return fmt::format("expected the parent {}, seen {}", string(of, "parent"),
                           edge.from ? world.file_of(*edge.from) : "none in the library");
      });
      return;
    }
  }
  throw Unmet(string(of, "child") + " has no edge in any family");
}

void check_root(const World& world, Json of) {
  const Family& family = check_same_family(world, of);
  if (has(of, "agency")) {
    require(same(family.agency, string(of, "agency")), [&] {
      return fmt::format("expected {}, seen “{}”", string(of, "agency"), family.agency);
    });
  } else {
    require(family.root == world.id(string(of, "root")), [&] {
      return fmt::format("expected the root {}, seen {}", string(of, "root"),
                         family.root ? world.file_of(*family.root) : "none in the library");
    });
  }
}

// The spans, in article `a`, of the passages of a kind that it shares with `b`, furniture left out.
Spans shared(const World& world, Json of) {
  const std::string& a = world.id(string(of, "a"));
  const std::string& b = world.id(string(of, "b"));
  const Passage::Kind kind =
      string(of, "kind") == "quotation" ? Passage::Kind::kQuotation : Passage::Kind::kNarrative;
  Spans out;
  for (const Passage& each : world.passages) {
    if (each.kind != kind || each.boilerplate) continue;
    if (each.a == a && each.b == b) out.push_back(each.a_span);
    if (each.a == b && each.b == a) out.push_back(each.b_span);
  }
  return out;
}

Strings shared_words(const World& world, Json of) {
  Strings out;
  for (const ByteSpan each : shared(world, of)) {
    out.push_back(fmt::format("“{}”", cut(world.article(string(of, "a")).text, each)));
  }
  return out;
}

void check_passage(const World& world, Json of) {
  const auto words = find(world.article(string(of, "a")).text, string(of, "quote"));
  require(words.has_value(), [] { return "the words are not in the text"; });
  require(
      std::ranges::any_of(shared(world, of), [&](ByteSpan each) { return each.contains(*words); }),
      [&] { return "no such passage; seen " + join(shared_words(world, of)); });
}

void check_no_passage(const World& world, Json of) {
  require(shared(world, of).empty(), [&] { return "seen " + join(shared_words(world, of)); });
}

void check_boilerplate(const World& world, Json of) {
  for (const std::string& file : strings(of, "files")) {
    const Article& article = world.article(file);
    const auto words = find(article.text, string(of, "quote"));
    // A reader that leaves the block out of the text altogether has seen it for what it is.
    if (!words) continue;
    require(std::ranges::any_of(article.furniture,
                                [&](ByteSpan each) { return each.contains(*words); }),
            [&] { return "not furniture in " + file; });
  }
}

void check_mention(const World& world, Json of) {
  const Mention& mention = *world.find_mention(of["mention"].value()).mention;
  const Article& article = world.articles.at(mention.article);
  const std::string& text = mention.field == Field::kTitle ? article.title : article.text;
  const std::string name = mention.speaker ? mention.speaker->name : "";
  require(same(name, string(of, "speaker")), [&] {
    return fmt::format("expected the speaker “{}”, seen “{}”", string(of, "speaker"), name);
  });
  constexpr std::string_view kKinds[] = {"direct", "indirect", "mixed"};
  const std::string_view kind = kKinds[static_cast<std::size_t>(mention.kind)];
  require(kind == string(of, "kind"),
          [&] { return fmt::format("expected {}, seen {}", string(of, "kind"), kind); });
  if (has(of, "role")) {
    const std::string role = mention.speaker ? mention.speaker->role : "";
    require(fold(role).contains(fold(string(of, "role"))), [&] {
      return fmt::format("expected the role “{}”, seen “{}”", string(of, "role"), role);
    });
  }
  Strings content;
  for (const ByteSpan each : mention.content)
    content.push_back(fmt::format("“{}”", cut(text, each)));
  std::set<std::size_t> taken;
  for (const std::string& piece : strings(of, "pieces")) {
    const auto at = std::ranges::find_if(
        content, [&](const std::string& each) { return find(each, piece).has_value(); });
    require(
        at != content.end() && taken.insert(static_cast<std::size_t>(at - content.begin())).second,
        [&] { return fmt::format("“{}” is no piece of {}", piece, join(content)); });
  }
}

void check_no_mention(const World& world, Json of) {
  const ByteSpan words = world.words(of);
  for (const Mention& each : world.mentions) {
    if (each.article != world.id(string(of, "file")) || each.field != Field::kText ||
        !each.speech) {
      continue;
    }
    require(
        std::ranges::none_of(each.content, [&](ByteSpan span) { return span.overlaps(words); }),
        [&] { return "the words are a mention, of " + (each.speaker ? each.speaker->name : ""); });
  }
}

void check_insertion(const World& world, Json of) {
  const Mention& mention = *world.find_mention(of["mention"].value()).mention;
  const std::string& text = world.articles.at(mention.article).text;
  Strings seen;
  for (const ByteSpan each : mention.insertions)
    seen.push_back(fmt::format("“{}”", cut(text, each)));
  // The brackets may or may not be counted in.
  std::string inner = string(of, "text");
  inner = inner.substr(1, inner.size() - 2);
  require(std::ranges::any_of(
              seen, [&](const std::string& each) { return find(each, inner).has_value(); }),
          [&] { return fmt::format("“{}” is not marked; seen {}", inner, join(seen)); });
}

void check_via(const World& world, Json of) {
  Strings seen;
  for (const Via& each : world.find_mention(of["mention"].value()).mention->via)
    seen.push_back(each.name);
  require(
      std::ranges::any_of(seen, [&](const auto& each) { return same(each, string(of, "who")); }),
      [&] { return fmt::format("expected {}, seen {}", string(of, "who"), join(seen)); });
}

void check_statements(const World& world, Json of, bool one) {
  std::map<const Statement*, std::string> seen;
  for (const Json each : elements(of["mentions"].value())) {
    const std::string where =
        fmt::format("“{}” in {}", string(each, "quote"), string(each, "file"));
    const Statement& statement = world.find_statement(each);
    const auto [at, fresh] = seen.emplace(&statement, where);
    require(one || fresh,
            [&] { return fmt::format("{} and {} are one statement", at->second, where); });
    require(!one || seen.size() == 1,
            [&] { return fmt::format("another statement begins with {}", where); });
  }
}

std::string show(std::optional<bool> own) { return own ? (*own ? "true" : "false") : "null"; }

std::set<std::string> files_of(const World& world, const Origin& origin) {
  std::set<std::string> out;
  for (const std::string& each : origin.mentions) {
    const Mention* mention = world.mention(each);
    require(mention != nullptr, [&] { return "an origin names the unknown mention " + each; });
    out.insert(world.file_of(mention->article));
  }
  return out;
}

std::string show(const World& world, const Statement& statement) {
  std::string out;
  for (const Origin& each : statement.origins) {
    out += fmt::format("\n      {} (own access {}) {}", each.name.empty() ? "unknown" : each.name,
                       show(each.own_access), join(files_of(world, each)));
  }
  return out.empty() ? " none" : out;
}

const Origin* find_origin(const Statement& statement, const std::string& name) {
  for (const Origin& each : statement.origins) {
    if (same(each.name, name)) return &each;
  }
  return nullptr;
}

void check_origins(const World& world, Json of) {
  const Statement& statement = world.find_statement(of["mention"].value());
  const auto otherwise = [&](std::string what) {
    return [&, what] { return what + "; origins seen:" + show(world, statement); };
  };
  std::set<const Origin*> expected;
  for (const Json each : elements(of["origins"].value())) {
    const std::string name = string(each, "name");
    const Origin* origin = find_origin(statement, name);
    if (origin == nullptr && has(each, "optional")) continue;
    require(origin != nullptr, otherwise("no origin " + name));
    require(expected.insert(origin).second, otherwise(name + " is expected twice"));
    constexpr std::string_view kKinds[] = {"agency", "outlet", "unknown"};
    require(kKinds[static_cast<std::size_t>(origin->kind)] == string(each, "kind"),
            otherwise(name + " should be an " + string(each, "kind")));
    if (has(each, "own_access")) {
      const std::optional<bool> own = maybe(each, "own_access");
      require(origin->own_access == own, otherwise(name + " should have own access " + show(own)));
    }
    std::set<std::string> seen = files_of(world, *origin);
    for (const std::string& file : strings(each, "files")) {
      require(seen.erase(file) == 1, otherwise(name + " lacks " + file));
    }
    for (const std::string& file : strings(each, "may")) seen.erase(file);
    require(seen.empty(), otherwise(name + " should be without " + join(seen)));
  }
  require(expected.size() == statement.origins.size(), otherwise("an origin too many"));
}

void check_rule(const World& world, Json of) {
  const std::map<std::string, Rule> rules = {{"same-outlet", Rule::kSameOutlet},
                                             {"copied", Rule::kCopied},
                                             {"credited", Rule::kCredited},
                                             {"cited", Rule::kCited},
                                             {"reprinted", Rule::kReprinted}};
  const Rule rule = rules.at(string(of, "rule"));
  const Strings files = strings(of, "files");
  Strings seen;
  for (const Origin& origin : world.find_statement(of["mention"].value()).origins) {
    for (const Evidence& each : origin.evidence) {
      const bool here = std::ranges::any_of(each.at, [&](const Place& place) {
        return contains(files, world.file_of(place.article));
      });
      if (here && each.rule == rule) return;
      if (here) seen.push_back(each.text);
    }
  }
  throw Unmet(fmt::format("the rule {} is not listed; seen {}", string(of, "rule"), join(seen)));
}

void check_own_access(const World& world, Json of) {
  const Statement& statement = world.find_statement(of["mention"].value());
  const Origin* origin = find_origin(statement, string(of, "origin"));
  require(origin != nullptr && origin->own_access == maybe(of, "value"), [&] {
    return fmt::format("expected {} of {}; origins seen:{}", show(maybe(of, "value")),
                       string(of, "origin"), show(world, statement));
  });
}

void check_listed(const World& world, Json of, const std::vector<std::string> Statement::* list) {
  const Statement& statement = world.find_statement(of["mention"].value());
  for (const std::string& each : strings(of, "files")) {
    require(contains(statement.*list, world.id(each)), [&] {
      return fmt::format("{} is not listed; silent {}, cannot tell {}", each,
                         join(world.files_of(statement.silent)),
                         join(world.files_of(statement.cannot_tell)));
    });
  }
}

// All of `words` occur in the side's text or in the places it names.
bool matches(const World& world, const Discrepancy::Side& side, const Strings& words) {
  std::string all = side.text;
  for (const Place& each : side.at) all.append(" | ").append(world.text_at(each));
  const std::string folded = fold(all);
  return std::ranges::all_of(words, [&](const auto& each) { return folded.contains(fold(each)); });
}

// The expected sides are sides of `seen`, each of another, which stand in all of the files.
bool matches(const World& world, const Discrepancy& seen, const std::vector<Strings>& sides,
             const Strings& files) {
  std::vector<std::size_t> order(seen.sides.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (order.size() < sides.size() || order.size() > 6) return false;
  do {
    bool all = true;
    std::set<std::string> named;
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const Discrepancy::Side& side = seen.sides[order[i]];
      all = all && matches(world, side, sides[i]);
      for (const Place& each : side.at) named.insert(world.file_of(each.article));
    }
    if (all && std::ranges::all_of(files, [&](const auto& each) { return named.contains(each); })) {
      return true;
    }
  } while (std::ranges::next_permutation(order).found);
  return false;
}

void check_discrepancy(const World& world, Json of) {
  constexpr std::string_view kKinds[] = {"words", "speaker", "number", "date", "place", "name"};
  const Strings files = strings(of, "files");
  std::vector<Strings> sides;
  for (const Json each : elements(of["sides"].value())) sides.push_back(strings(each));
  std::string seen;
  for (const Discrepancy& each : world.discrepancies(files)) {
    if (kKinds[static_cast<std::size_t>(each.kind)] != string(of, "kind")) continue;
    if (matches(world, each, sides, files)) return;
    Strings texts;
    for (const Discrepancy::Side& side : each.sides) texts.push_back(side.text);
    seen += "\n      " + join(texts);
  }
  throw Unmet(
      fmt::format("none such of {}; seen:{}", string(of, "kind"), seen.empty() ? " none" : seen));
}

void check_same_story(const World& world, Json of) {
  const Strings files = strings(of, "files");
  Strings best = files;
  for (const Story& each : world.stories) {
    Strings outside;
    for (const std::string& file : files) {
      if (!contains(each.articles, world.id(file))) outside.push_back(file);
    }
    if (outside.size() < best.size()) best = outside;
    if (best.empty()) return;
  }
  throw Unmet("no story holds all; the nearest is without " + join(best));
}

void check_not_same_story(const World& world, Json of) {
  for (const std::string& file : strings(of, "files")) world.article(file);
  for (const Story& each : world.stories) {
    Strings inside;
    for (const std::string& file : strings(of, "files")) {
      if (contains(each.articles, world.id(file))) inside.push_back(file);
    }
    require(inside.size() < 2, [&] { return "one story holds " + join(inside); });
  }
}

using Check = std::function<void(const World&, Json)>;

const std::map<std::string, Check>& checks() {
  static const std::map<std::string, Check> all = {
      {"body", [](const World& w, Json of) { check_body(w, of, "contains", "excludes"); }},
      {"credit", check_credit},
      {"dateline", check_dateline},
      {"same_family", check_same_family},
      {"not_same_family", check_not_same_family},
      {"identical", check_identical},
      {"parent", check_parent},
      {"root", check_root},
      {"passage", check_passage},
      {"no_passage", check_no_passage},
      {"boilerplate", check_boilerplate},
      {"mention", check_mention},
      {"no_mention", check_no_mention},
      {"insertion", check_insertion},
      {"via", check_via},
      {"same_statement", [](const World& w, Json of) { check_statements(w, of, true); }},
      {"not_same_statement", [](const World& w, Json of) { check_statements(w, of, false); }},
      {"origins", check_origins},
      {"rule", check_rule},
      {"own_access", check_own_access},
      {"silent", [](const World& w, Json of) { check_listed(w, of, &Statement::silent); }},
      {"cannot_tell",
       [](const World& w, Json of) { check_listed(w, of, &Statement::cannot_tell); }},
      {"discrepancy", check_discrepancy},
      {"same_story", check_same_story},
      {"not_same_story", check_not_same_story},
  };
  return all;
}

// The reason why a case does not hold, if it does not.
std::optional<std::string> unmet(const World& world, Json of) {
  try {
    checks().at(string(of, "check"))(world, of);
    return std::nullopt;
  } catch (const Unmet& reason) {
    return reason.what();
  }
}

// ---- the tests

class Sample : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    truth_ = new Truth;
    world_ = new World;
  }
  static void TearDownTestSuite() {
    delete world_;
    delete truth_;
  }
  static const World& world() { return *world_; }
  static const Truth& truth() { return *truth_; }

 private:
  static inline const World* world_ = nullptr;
  static inline const Truth* truth_ = nullptr;
};

std::string day(Time time) {
  return fmt::format("{:%F}", std::chrono::floor<std::chrono::days>(time));
}

TEST_F(Sample, EveryPageGivesItsArticle) {
  for (const std::string& each : world().unread) ADD_FAILURE() << each;
  for (const Json of : truth().array("articles")) {
    const std::string file = string(of, "file");
    SCOPED_TRACE(file);
    try {
      const Article& article = world().article(file);
      EXPECT_EQ(fold(article.title), fold(string(of, "title")));
      EXPECT_EQ(fold(article.outlet.name), fold(string(of, "outlet")));
      EXPECT_EQ(article.outlet.domain, string(of, "domain"));
      EXPECT_EQ(article.language, string(of, "language"));
      if (article.published) {
        EXPECT_EQ(day(*article.published), string(of, "published").substr(0, 10));
      } else {
        ADD_FAILURE() << "no time of publication";
      }
      check_body(world(), of, "body_contains", "body_excludes");
    } catch (const Unmet& reason) {
      ADD_FAILURE() << reason.what();
    }
  }
}

TEST_F(Sample, EveryCaseHoldsUnlessItIsAKnownGap) {
  std::map<std::string, std::string> gaps;
  for (const Json each : truth().array("known_gaps"))
    gaps[string(each, "case")] = string(each, "reason");
  std::size_t held = 0, all = 0;
  for (const Json of : truth().array("cases")) {
    const std::string name = string(of, "name");
    const auto reason = unmet(world(), of);
    ++all;
    if (!reason) ++held;
    if (gaps.contains(name)) {
      EXPECT_TRUE(reason) << name << ": is listed as a known gap, and holds";
    } else if (reason) {
      ADD_FAILURE() << name << " (" << string(of, "check") << "): " << *reason;
    }
  }
  std::cout << held << " of " << all << " cases of sample/truth.json hold\n";
}

TEST(SampleTruth, CasesHaveNamesOfTheirOwnAndChecksThatExist) {
  const Truth truth;
  std::set<std::string> names;
  for (const Json of : truth.array("cases")) {
    EXPECT_TRUE(names.insert(string(of, "name")).second) << string(of, "name") << " is there twice";
    EXPECT_TRUE(checks().contains(string(of, "check"))) << string(of, "name");
  }
}

TEST(SampleTruth, AtMostThreeGapsAreKnownEachWithItsReason) {
  // What the program is for may not be missing: copies, own access, quotations.
  const std::set<std::string> never = {"identical",  "same_family", "parent",  "root",
                                       "own_access", "origins",     "mention", "passage"};
  const Truth truth;
  std::map<std::string, std::string> check_of;
  for (const Json of : truth.array("cases")) check_of[string(of, "name")] = string(of, "check");
  std::size_t count = 0;
  for (const Json each : truth.array("known_gaps")) {
    const std::string name = string(each, "case");
    ++count;
    EXPECT_FALSE(string(each, "reason").empty()) << name << " has no reason";
    ASSERT_TRUE(check_of.contains(name)) << name << " is no case";
    EXPECT_FALSE(never.contains(check_of[name])) << name << " may not be a gap";
  }
  EXPECT_LE(count, 3u);
}

}  // namespace
}  // namespace secondsource
