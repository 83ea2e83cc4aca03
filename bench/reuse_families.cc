// Families and lineage against a known truth: a newsroom made of real prose.
//
//   reuse_families [--seed N] [--families N] [--absent] [--errors] PATH…
//
// PATH: JSON Lines or folders of plain text.  Each family begins with one of these articles;
// outlets reprint it and each other's reprints, with and without credit, cut, with paragraphs
// inserted, merged and exchanged, respelt, with up to a tenth of its words changed, some dated
// before what they were made from.  Beside them stand own reports that share only its quotations,
// articles that share a paragraph of background, proverbs, and what each outlet prints under its
// articles.  --absent: half of the families credit an agency of which no version is at hand.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <unordered_map>

#include "bench/real_articles.h"
#include "press/press.h"
#include "reuse/align.h"
#include "reuse/comparison.h"
#include "reuse/family.h"
#include "text/language.h"
#include "text/text.h"

namespace secondsource {
namespace {

using Paragraphs = std::vector<std::string>;

struct Made {
  Article article;
  text::Text text;
  Paragraphs paragraphs;  // without furniture
  std::size_t family = 0;
  std::size_t parent = SIZE_MAX;
  Paragraphs made_from;  // the parent's
  int depth = 0;
  bool exact = false, backdated = false, many = false;
  bool lost = false, from_lost = false;  // itself or the parent is in no library
};

class Newsroom {
 public:
  Newsroom(std::vector<std::string> sources, std::uint64_t seed, bool absent)
      : random_(seed), absent_(absent) {
    for (const std::string& source : sources) {
      Paragraphs paragraphs;
      // A wire breaks its lines, and indents those that begin a paragraph.
      const std::string_view between = source.find("\n    ") == std::string::npos ? "\n" : "\n    ";
      for (std::size_t at = 0; at < source.size();) {
        const std::size_t end = std::min(source.find(between, at), source.size());
        if (end - at > 40) {
          std::string paragraph = source.substr(at, end - at);
          std::ranges::replace(paragraph, '\n', ' ');
          paragraphs.push_back(std::move(paragraph));
        }
        at = end + between.size();
      }
      if (paragraphs.size() < 6) continue;
      if (paragraphs.size() > 25) paragraphs.resize(25);
      for (const std::string& paragraph : paragraphs) {
        for (std::string& word : words_of(paragraph)) vocabulary_.push_back(std::move(word));
      }
      prose_.push_back(std::move(paragraphs));
    }
    std::ranges::shuffle(prose_, random_);
    for (int i = 0; i < 60; ++i) {
      furniture_.push_back(i % 2 == 0 ? "" : random_words(25 + below(50)));
    }
    background_ = {random_words(45), random_words(55), random_words(40)};
  }

  std::vector<std::unique_ptr<Made>> make(std::size_t families) {
    for (std::size_t i = 0; i < families && next_ + 8 < prose_.size(); ++i)
      make_family(i == 0 ? 200 : 0);
    for (std::size_t i = 0; i < families; ++i) {
      auto unrelated = started(next_prose());
      if (chance(0.3)) insert(unrelated->paragraphs, background_[below(3)]);
      publish(std::move(unrelated), below(60), minutes_ + std::int64_t(below(10000)));
    }
    std::vector<std::size_t> place(made_.size());
    std::vector<std::unique_ptr<Made>> kept;
    for (std::size_t i = 0; i < made_.size(); ++i) {
      place[i] = kept.size();
      if (!made_[i]->lost) kept.push_back(std::move(made_[i]));
    }
    for (const auto& each : kept) {
      if (each->parent != SIZE_MAX) each->parent = place[each->parent];
    }
    return kept;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  bool chance(double p) { return double(random_() >> 11) * 0x1p-53 < p; }

  static std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      if (end > at) out.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return out;
  }
  static std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) (out += out.empty() ? "" : " ") += word;
    return out;
  }
  std::string random_word() {
    const std::string& word = vocabulary_[below(vocabulary_.size())];
    return std::ranges::all_of(word,
                               [](char c) { return std::isalpha(static_cast<unsigned char>(c)); })
               ? word
               : "again";
  }
  std::string random_words(std::size_t count) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < count; ++i) words.push_back(random_word());
    return joined(words);
  }
  Paragraphs next_prose() { return prose_[next_++ % prose_.size()]; }
  void insert(Paragraphs& into, std::string paragraph) {
    into.insert(into.begin() + std::ptrdiff_t(1 + below(into.size())), std::move(paragraph));
  }

  std::unique_ptr<Made> started(Paragraphs paragraphs) {
    auto out = std::make_unique<Made>();
    out->paragraphs = std::move(paragraphs);
    out->family = families_++;
    return out;
  }

  void change_words(Paragraphs& paragraphs, double share, std::size_t at_least) {
    std::size_t count = at_least;
    for (const std::string& p : paragraphs)
      count += std::size_t(share * double(words_of(p).size()));
    while (count-- > 0) {
      std::string& paragraph = paragraphs[below(paragraphs.size())];
      std::vector<std::string> words = words_of(paragraph);
      if (words.empty()) continue;
      std::string& word = words[below(words.size())];
      if (word.find('"') != std::string::npos || word.find("\xE2\x80") != std::string::npos)
        continue;
      word = random_word();
      paragraph = joined(words);
    }
  }

  void respell(Paragraphs& paragraphs) {
    for (std::string& paragraph : paragraphs) {
      for (const auto& [from, to] : {std::pair("ize", "ise"), std::pair("ization", "isation"),
                                     std::pair("olor", "olour"), std::pair("percent", "per cent"),
                                     std::pair("avor", "avour"), std::pair("enter ", "entre ")}) {
        for (std::size_t at = 0; (at = paragraph.find(from, at)) != std::string::npos;
             at += std::strlen(to)) {
          paragraph.replace(at, std::strlen(from), to);
        }
      }
    }
  }

  void edit(Paragraphs& paragraphs) {
    if (chance(0.5)) {
      const std::size_t kept = std::max<std::size_t>(
          3, std::size_t((0.45 + 0.5 * double(below(100)) / 100) * double(paragraphs.size())));
      paragraphs.resize(std::min(kept, paragraphs.size()));
    }
    if (chance(0.2)) respell(paragraphs);
    change_words(paragraphs, chance(0.3) ? 0.1 : 0, 1 + below(6));
    if (chance(0.3)) {
      for (std::size_t i = 1 + below(2); i > 0; --i)
        insert(paragraphs, prose_[below(prose_.size())][3]);
    }
    if (chance(0.3) && paragraphs.size() > 2) {
      const std::size_t at = below(paragraphs.size() - 1);
      paragraphs[at] += " " + paragraphs[at + 1];
      paragraphs.erase(paragraphs.begin() + std::ptrdiff_t(at) + 1);
    }
    if (chance(0.2) && paragraphs.size() > 3) {
      const std::size_t at = 1 + below(paragraphs.size() - 2);
      std::swap(paragraphs[at], paragraphs[at + 1]);
    }
    if (chance(0.1)) insert(paragraphs, kProverbs[below(3)]);
  }

  std::size_t publish(std::unique_ptr<Made> made, std::size_t outlet, std::int64_t minute) {
    Article& article = made->article;
    article.id = fmt::format("{:016x}", random_());
    if (article.outlet.name.empty()) {
      article.outlet.name = fmt::format("Outlet {}", outlet);
      article.outlet.domain = fmt::format("outlet{}.example", outlet);
    }
    article.published = Time(std::chrono::days(20000)) + std::chrono::minutes(minute);
    for (const std::string& paragraph : made->paragraphs) article.text += paragraph + "\n";
    if (article.outlet.name.starts_with("Outlet")) article.text += furniture_[outlet];
    made_.push_back(std::move(made));
    return made_.size() - 1;
  }

  void make_family(std::size_t exact) {
    minutes_ += 600;
    auto first = started(next_prose());
    const std::size_t family = first->family;
    const bool wire = exact > 0 || chance(0.7);
    const Paragraphs original = first->paragraphs;
    if (wire) {
      first->article.outlet.name = "Meridian";
      first->article.outlet.domain = "meridian.example";
    }
    // The agency that all credit has its version here, or it has none: then it was lost, or what is
    // the first here ran it too.
    const double fate = absent_ && exact == 0 ? double(below(100)) / 100 : 1;
    const bool lost = wire && fate < 0.5, carried = !wire && fate < 0.5;
    first->lost = lost;
    const auto credit = [&](Made& made) {
      made.article.credits.push_back(
          {Credit::Kind::kAgency, lost ? "Meridian" : "Northern", Credit::Evidence::kDateline, {}});
    };
    if (carried) credit(*first);
    if (chance(0.15)) insert(first->paragraphs, background_[below(3)]);
    std::vector<std::size_t> outlets(60);
    std::iota(outlets.begin(), outlets.end(), 0U);
    std::ranges::shuffle(outlets, random_);
    const std::int64_t begin = minutes_;
    const std::size_t root = publish(std::move(first), outlets.back(), begin);
    std::vector<std::size_t> versions = {root};
    for (std::size_t i = 0; i < exact; ++i) {
      auto copy = std::make_unique<Made>();
      copy->paragraphs = made_[root]->paragraphs;
      copy->family = family;
      copy->parent = root;
      copy->made_from = copy->paragraphs;
      copy->exact = copy->many = true;
      copy->article.outlet.name = fmt::format("Gazette {}", i);
      copy->article.outlet.domain = fmt::format("gazette{}.example", i);
      publish(std::move(copy), 0, begin + 5 + std::int64_t(below(500)));
    }
    for (std::size_t i = 1 + below(9); i > 0; --i) {
      std::size_t parent = chance(0.6) ? root : versions[below(versions.size())];
      if (made_[parent]->depth >= 4) parent = root;
      auto copy = std::make_unique<Made>();
      copy->family = family;
      copy->parent = parent;
      copy->from_lost = made_[parent]->lost;
      copy->depth = made_[parent]->depth + 1;
      copy->paragraphs = copy->made_from = made_[parent]->paragraphs;
      copy->exact = chance(0.15);
      if (!copy->exact) edit(copy->paragraphs);
      if (lost || carried) {
        if (chance(0.9)) credit(*copy);
      } else if (wire && chance(0.5)) {
        copy->article.credits.push_back(
            {Credit::Kind::kAgency, "Meridian", Credit::Evidence::kByline, {}});
      } else if (parent != root && chance(0.1)) {
        copy->article.credits.push_back({Credit::Kind::kOutlet,
                                         made_[parent]->article.outlet.name,
                                         Credit::Evidence::kFirstPublished,
                                         {}});
      }
      const auto source_minute =
          std::chrono::duration_cast<std::chrono::minutes>(
              made_[parent]->article.published->time_since_epoch() - std::chrono::days(20000))
              .count();
      copy->backdated = chance(0.06);
      const std::int64_t minute =
          copy->backdated ? begin - 30 - std::int64_t(below(900))
                          : std::max(source_minute, begin) + 5 + std::int64_t(below(300));
      versions.push_back(publish(std::move(copy), outlets[i], minute));
    }
    // Own reports of the event share its quotations, in another telling.
    for (std::size_t i = chance(0.5) ? 1 + below(2) : 0; i > 0; --i) {
      auto own = started(next_prose());
      own->paragraphs.resize(std::max<std::size_t>(5, own->paragraphs.size() / 2));
      for (const std::string& paragraph : original) {
        const std::size_t open = paragraph.find('"');
        const std::size_t close = open == std::string::npos ? open : paragraph.find('"', open + 1);
        if (close != std::string::npos && close - open > 30) {
          insert(own->paragraphs,
                 paragraph.substr(open, close + 1 - open) + " " + random_words(4 + below(8)) + ".");
        }
      }
      publish(std::move(own), outlets[20 + i], begin + std::int64_t(below(600)));
    }
  }

  static constexpr const char* kProverbs[3] = {
      "You can lead a horse to water but you cannot make it drink, as they say.",
      "The road to hell is paved with good intentions and always has been, people say.",
      "Those who cannot remember the past are condemned to repeat it, it is often said."};

  std::mt19937_64 random_;
  bool absent_;
  std::vector<Paragraphs> prose_;
  std::vector<std::string> vocabulary_, furniture_;
  Paragraphs background_;
  std::size_t next_ = 0, families_ = 0;
  std::int64_t minutes_ = 0;
  std::vector<std::unique_ptr<Made>> made_;
};

// B-cubed F1 of a clustering (Bagga and Baldwin 1998), and F1 of the pairs it joins.
struct Scores {
  double b_cubed = 0, pairs = 0;
};
Scores score(const std::vector<std::size_t>& truth, const std::vector<std::size_t>& found) {
  std::map<std::pair<std::size_t, std::size_t>, double> both;
  std::map<std::size_t, double> of_truth, of_found;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++both[{truth[i], found[i]}];
    ++of_truth[truth[i]];
    ++of_found[found[i]];
  }
  double precision = 0, recall = 0, joint = 0, true_pairs = 0, found_pairs = 0;
  for (const auto& [key, n] : both) {
    precision += n * n / of_found[key.second];
    recall += n * n / of_truth[key.first];
    joint += n * (n - 1);
  }
  for (const auto& [key, n] : of_truth) true_pairs += n * (n - 1);
  for (const auto& [key, n] : of_found) found_pairs += n * (n - 1);
  precision /= double(truth.size());
  recall /= double(truth.size());
  return {2 * precision * recall / (precision + recall), 2 * joint / (true_pairs + found_pairs)};
}

int run(std::uint64_t seed, std::size_t families, bool errors, bool absent,
        std::span<char*> paths) {
  std::vector<std::string> sources;
  for (const char* path : paths) {
    for (std::string& text : bench::real_articles(path)) sources.push_back(std::move(text));
  }
  const auto made = Newsroom(std::move(sources), seed, absent).make(families);
  const text::Languages languages({});
  for (const auto& each : made)
    text::analyse(each->article.text, {}, languages.of("en"), each->text);
  const press::Press press({press::Agency{"Meridian", {"MER"}, {}, {"meridian.example"}, "en", ""}},
                           {});

  const auto begin = std::chrono::steady_clock::now();
  std::map<reuse::Digest, std::size_t> first;
  std::vector<std::size_t> same(made.size());
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders;
  std::vector<reuse::Fingerprint> fingerprints;
  for (std::size_t i = 0; i < made.size(); ++i) {
    same[i] = first.try_emplace(reuse::digest(made[i]->text.words), i).first->second;
    if (same[i] != i) continue;
    reuse::winnow(made[i]->text.words, {}, fingerprints);
    std::set<std::uint64_t> keys;
    for (const auto& f : fingerprints) keys.insert(f.hash);
    for (const std::uint64_t key : keys) holders[key].push_back(i);
  }
  std::set<std::pair<std::size_t, std::size_t>> candidates;
  for (const auto& [key, all] : holders) {
    for (std::size_t x = 0; x < all.size(); ++x) {
      for (std::size_t y = x + 1; y < all.size(); ++y) candidates.emplace(all[x], all[y]);
    }
  }
  std::vector<std::size_t> found(made.size());
  std::iota(found.begin(), found.end(), 0U);
  const auto root_of = [&](std::size_t i) {
    while (found[i] != i) i = found[i] = found[found[i]];
    return i;
  };
  for (std::size_t i = 0; i < made.size(); ++i) found[root_of(i)] = root_of(same[i]);
  reuse::Aligner aligner;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Passage>> passages;
  const auto side = [&](std::size_t i) { return reuse::Side{&made[i]->article, &made[i]->text}; };
  std::vector<std::string> wrong_links;
  for (const auto& [x, y] : candidates) {
    auto shared = aligner.align(side(x), side(y));
    const auto link = reuse::link(side(x), side(y), shared);
    if (link) {
      found[root_of(x)] = root_of(y);
      if (made[x]->family != made[y]->family) {
        wrong_links.push_back(fmt::format("{} {} of {:.2f} {:.2f} words {}", x, y, link->of_a,
                                          link->of_b, link->words));
      }
      passages.emplace(std::pair(x, y), std::move(shared));
    } else if (errors && made[x]->family == made[y]->family) {
      std::vector<reuse::WordKind> x_kinds, y_kinds;
      reuse::word_kinds(side(x), x_kinds);
      reuse::word_kinds(side(y), y_kinds);
      const auto pair = reuse::compare(side(x), x_kinds, side(y), y_kinds, shared);
      fmt::print("not linked: {} (depth {}), {} (depth {});", x, made[x]->depth, y, made[y]->depth);
      for (const reuse::Portion* of : {&pair.a, &pair.b}) {
        fmt::print(" {:.0f} of {} words, opening {:.2f}, {} of {} paragraphs;", of->reused,
                   of->narrative, of->opening, of->reused_paragraphs, of->paragraphs);
      }
      fmt::print("\n");
    }
  }
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < made.size(); ++i) members[root_of(i)].push_back(i);
  std::map<std::string, std::string> parent;
  std::map<std::string, std::vector<std::string>> evidence;
  std::size_t roots_right = 0, roots = 0;
  for (const auto& [root, of_family] : members) {
    if (of_family.size() < 2) continue;
    std::vector<reuse::Side> sides;
    std::vector<Passage> between;
    for (const std::size_t i : of_family) sides.push_back(side(i));
    for (std::size_t x : of_family) {
      for (auto at = passages.lower_bound({x, 0}); at != passages.end() && at->first.first == x;
           ++at) {
        between.insert(between.end(), at->second.begin(), at->second.end());
      }
    }
    const Family family = reuse::lineage(sides, between, press);
    ++roots;
    for (const std::size_t i : of_family) {
      roots_right += made[i]->parent == SIZE_MAX && family.root == made[i]->article.id;
    }
    for (const LineageEdge& edge : family.edges) {
      parent[edge.to] = edge.from.value_or("");
      evidence[edge.to] = edge.evidence;
    }
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

  std::vector<std::size_t> truth, all, truth_few, few;
  for (std::size_t i = 0; i < made.size(); ++i) {
    truth.push_back(made[i]->family);
    all.push_back(root_of(i));
    if (made[i]->many) continue;
    truth_few.push_back(made[i]->family);
    few.push_back(root_of(i));
  }
  std::size_t edited = 0, right = 0, backdated = 0, backdated_right = 0;
  std::size_t of_lost = 0, of_lost_right = 0;
  for (const auto& each : made) {
    if (each->parent == SIZE_MAX || each->exact) continue;
    // A parent with exact copies is as right as they are; one that was lost is none.
    const std::string& chosen = parent[each->article.id];
    bool is = chosen.empty() && each->from_lost;
    for (const auto& other : made) {
      is |= other->article.id == chosen && other->paragraphs == each->made_from;
    }
    ++edited;
    right += is;
    of_lost += each->from_lost;
    of_lost_right += each->from_lost && is;
    backdated += each->backdated;
    backdated_right += each->backdated && is;
    if (errors && !is) {
      std::size_t chosen_at = 0;
      while (chosen_at < made.size() && made[chosen_at]->article.id != chosen) ++chosen_at;
      fmt::print("wrong parent of {} (family {}, depth {}{}): {} instead of {}; {}\n",
                 &each - made.data(), each->family, each->depth,
                 each->backdated ? ", backdated" : "", chosen_at, each->parent,
                 fmt::join(evidence[each->article.id], "; "));
    }
  }
  if (errors) {
    for (const std::string& line : wrong_links) fmt::print("wrongly linked: {}\n", line);
  }
  fmt::print("{} articles, {} pairs aligned, {:.2f} s\n", made.size(), candidates.size(), seconds);
  fmt::print("families: B-cubed F1 {:.4f}; pairs F1 without the 200 copies {:.4f}\n",
             score(truth, all).b_cubed, score(truth_few, few).pairs);
  fmt::print(
      "parent of edited copies: {:.1f} % of {} right; of backdated ones {:.1f} % of {}, of what is "
      "not in the library {:.1f} % of {}; roots {:.1f} % of {}\n",
      100.0 * double(right) / double(edited), edited,
      100.0 * double(backdated_right) / double(std::max<std::size_t>(1, backdated)), backdated,
      100.0 * double(of_lost_right) / double(std::max<std::size_t>(1, of_lost)), of_lost,
      100.0 * double(roots_right) / double(roots), roots);
  return 0;
}

}  // namespace
}  // namespace secondsource

int main(int argc, char** argv) {
  std::uint64_t seed = 1;
  std::size_t families = 120;
  bool errors = false, absent = false;
  int at = 1;
  for (; at < argc && argv[at][0] == '-'; ++at) {
    const std::string option = argv[at];
    if (option == "--errors") {
      errors = true;
    } else if (option == "--absent") {
      absent = true;
    } else if (at + 1 < argc && option == "--seed") {
      seed = std::stoull(argv[++at]);
    } else if (at + 1 < argc && option == "--families") {
      families = std::stoull(argv[++at]);
    }
  }
  if (at >= argc) {
    fmt::print(stderr,
               "usage: reuse_families [--seed N] [--families N] [--absent] [--errors] PATH...\n");
    return 2;
  }
  return secondsource::run(seed, families, errors, absent, std::span(argv + at, argv + argc));
}
