// attributions DIR PART [--data FOLDER] [--kinds] [--show KIND N]: what attribution finds on a part
// of PolNeAR, against its gold.
//
// DIR holds PART/text/*.txt and PART/attributions/*.ann (brat stand-off: Source, Cue, Content,
// joined by events).  Prints exact-span F1 of source, cue and content (a discontinuous one split at
// its gaps and at paragraphs, as the published figures have it); the same of those relations only,
// in the gold and found, whose cue holds a word of bench/speech_cues.txt; direct quotations apart;
// and words a second, on one core and on two.  --kinds counts errors by kind in place of the speed.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "attribution/attribution.h"
#include "attribution_kinds.h"
#include "gold.h"
#include "secondsource/article.h"
#include "secondsource/data.h"
#include "text/text.h"

namespace {

using namespace secondsource;
using bench::Gold;
using bench::GoldRelation;

struct Score {
  std::size_t found = 0, gold = 0, right = 0;
  void add(const std::set<ByteSpan>& ours, const std::set<ByteSpan>& theirs) {
    found += ours.size();
    gold += theirs.size();
    for (const ByteSpan& span : ours) right += theirs.contains(span);
  }
  std::string line() const {
    const double p = found ? 100.0 * static_cast<double>(right) / static_cast<double>(found) : 0,
                 r = gold ? 100.0 * static_cast<double>(right) / static_cast<double>(gold) : 0;
    return fmt::format("P {:5.1f}  R {:5.1f}  F1 {:5.1f}   ({} found, {} gold)", p, r,
                       p + r > 0 ? 2 * p * r / (p + r) : 0, found, gold);
  }
};

// Gold sources keep the comma or dash that ends an apposition: "Marta Quill, the harbour master,"
// said, "Paul Renard — a teacher —" said.
ByteSpan with_comma(const text::Text& text, ByteSpan span) {
  const std::string_view words = text.slice(span), rest = text.source.substr(span.end);
  for (const std::string_view end : {",", " —", " –", " --", " -"}) {
    if (words.find(end) != std::string_view::npos && rest.starts_with(end)) {
      span.end += static_cast<std::uint32_t>(end.size());
      break;
    }
  }
  return span;
}

// Gold cues keep the colon that ends them: "said:" (91 % of those in the train part).
ByteSpan with_colon(const text::Text& text, ByteSpan span) {
  if (span.end < text.source.size() && text.source[span.end] == ':') ++span.end;
  return span;
}

// The forms in bench/speech_cues.txt.
std::set<std::string, std::less<>> speech_words() {
  std::set<std::string, std::less<>> out;
  std::ifstream in(SOURCE_DIR "/bench/speech_cues.txt");
  std::string line;
  while (std::getline(in, line)) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) out.insert(word);
  }
  return out;
}

// Gold contents have their quotation marks; ours stand inside of them.
ByteSpan with_marks(const text::Text& text, ByteSpan span) {
  for (const text::Quotation& q : text.quotations) {
    if (q.outer.begin > span.begin) break;
    if (q.inner.begin <= span.begin && span.begin <= q.inner.begin + 2 && span.end <= q.inner.end &&
        span.end + 3 >= q.inner.end && span.begin >= q.outer.begin) {
      return q.outer;
    }
  }
  return span;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: attributions DIR PART [--data FOLDER] [--show KIND N]\n");
    return 2;
  }
  const std::vector<Gold> gold = bench::load_gold(argv[1], argv[2]);
  std::string show;
  int left = 0;
  bool by_kind = false;
  bench::Kinds kinds;
  std::vector<std::string> folders;
  for (int i = 3; i < argc; ++i) {
    if (argv[i] == std::string("--data") && i + 1 < argc) folders.push_back(argv[++i]);
    if (argv[i] == std::string("--show") && i + 2 < argc) {
      show = argv[++i];
      left = std::atoi(argv[++i]);
    }
    by_kind |= argv[i] == std::string("--kinds");
  }
  const auto data = Data::load(folders);
  if (!data) {
    fmt::print(stderr, "{}\n", data.error().line());
    return 1;
  }
  const auto speech = speech_words();
  Score source, cue, content, speech_source, speech_cue, speech_content;
  std::size_t gold_direct = 0, found_direct = 0, our_direct = 0, our_right = 0, whole = 0,
              speaker = 0, both = 0;
  std::size_t words = 0;
  std::vector<Article> articles;
  std::vector<text::ArticleText> texts(gold.size());
  for (const Gold& g : gold) {
    Article article;
    article.id = g.name;
    article.language = "en";
    article.text = g.text;
    // The first line is the headline: spans of both fields are then the same.
    const std::size_t line = g.text.find('\n');
    if (line != std::string::npos && line > 0) {
      article.title = g.text.substr(0, line);
      article.furniture.push_back({0, static_cast<std::uint32_t>(line)});
    }
    articles.push_back(std::move(article));
  }
  for (std::size_t i = 0; i < gold.size(); ++i) {
    text::analyse(articles[i], (*data)->languages(), texts[i]);
    words += texts[i].body.words.size();
  }
  attribution::attribute(articles[0], texts[0], **data);
  std::vector<std::vector<Mention>> all(gold.size());
  for (std::size_t i = 0; i < gold.size(); ++i)
    all[i] = attribution::attribute(articles[i], texts[i], **data);

  for (std::size_t i = 0; i < gold.size(); ++i) {
    const text::Text& body = texts[i].body;
    std::set<ByteSpan> s[2], c[2], q[2], ss[2], sc[2], sq[2];
    const auto of_speech = [&](ByteSpan span) {
      for (std::size_t w = body.word_at(span.begin);
           w < body.words.size() && body.words[w].span.begin < span.end; ++w) {
        if (speech.contains(body.word(w))) return true;
      }
      return false;
    };
    for (const GoldRelation& r : gold[i].relations) {
      s[1].insert(r.source.begin(), r.source.end());
      c[1].insert(r.cue.begin(), r.cue.end());
      q[1].insert(r.content.begin(), r.content.end());
      if (std::none_of(r.cue.begin(), r.cue.end(), of_speech)) continue;
      ss[1].insert(r.source.begin(), r.source.end());
      sc[1].insert(r.cue.begin(), r.cue.end());
      sq[1].insert(r.content.begin(), r.content.end());
    }
    for (const Mention& m : all[i]) {
      const bool speaks = m.cue && of_speech(*m.cue);
      if (m.speaker && !m.speaker->span.empty()) {
        s[0].insert(with_comma(body, m.speaker->span));
        if (speaks) ss[0].insert(with_comma(body, m.speaker->span));
      }
      if (m.cue) c[0].insert(with_colon(body, *m.cue));
      if (speaks) sc[0].insert(with_colon(body, *m.cue));
      for (ByteSpan span : m.content) {
        q[0].insert(with_marks(body, span));
        if (speaks) sq[0].insert(with_marks(body, span));
      }
    }
    if (by_kind) {
      std::vector<bench::FoundRelation> found;
      for (const Mention& m : all[i]) {
        bench::FoundRelation f;
        if (m.speaker && !m.speaker->span.empty()) f.source = with_comma(body, m.speaker->span);
        if (m.cue) f.cue = with_colon(body, *m.cue);
        for (const ByteSpan span : m.content) f.content.push_back(with_marks(body, span));
        found.push_back(std::move(f));
      }
      const auto seen = [&](const std::string& kind, ByteSpan span) {
        if (show != kind || left <= 0) return;
        --left;
        const std::uint32_t from = span.begin > 160 ? span.begin - 160 : 0;
        fmt::print("--- {} [{}]\n{}\n", gold[i].name, body.slice(span),
                   body.source.substr(from, span.end - from + 160));
      };
      bench::count_kinds(gold[i].text, found, gold[i].relations, of_speech, seen, kinds);
    }
    source.add(s[0], s[1]);
    cue.add(c[0], c[1]);
    content.add(q[0], q[1]);
    speech_source.add(ss[0], ss[1]);
    speech_cue.add(sc[0], sc[1]);
    speech_content.add(sq[0], sq[1]);
    // Direct quotations: outermost stretches of four words or more that a gold content is made of.
    std::map<ByteSpan, const GoldRelation*> direct;
    for (const text::Quotation& stretch : body.quotations) {
      if (stretch.depth != 0 || stretch.end_word - stretch.first_word < 4) continue;
      for (const GoldRelation& r : gold[i].relations) {
        for (const ByteSpan& span : r.content) {
          if (span.begin >= stretch.outer.begin && span.begin <= stretch.inner.begin &&
              span.end >= stretch.inner.end && span.end <= stretch.outer.end) {
            direct.emplace(stretch.outer, &r);
          }
        }
      }
    }
    gold_direct += direct.size();
    const auto complain = [&](const char* kind, ByteSpan span, const std::string& what) {
      if (show != kind || left <= 0) return;
      --left;
      const std::uint32_t from = span.begin > 160 ? span.begin - 160 : 0;
      fmt::print("--- {} {} [{}] {}\n{}\n", kind, gold[i].name, what,
                 body.source.substr(span.begin, span.size()),
                 body.source.substr(from, span.end - from + 160));
    };
    for (const auto& [outer, r] : direct) {
      bool found = false, is_whole = false, is_speaker = false;
      for (const Mention& m : all[i]) {
        for (ByteSpan span : m.content) {
          if (!outer.contains(span) && !span.contains(outer)) continue;
          if (m.kind == Mention::Kind::kIndirect) continue;
          found = true;
          if (with_marks(body, span) == outer) is_whole = true;
          if (r->source.empty() ? !m.speaker.has_value() : (m.speaker && [&] {
                const ByteSpan ours = m.speaker->span;
                return std::any_of(r->source.begin(), r->source.end(),
                                   [&](const ByteSpan& g) { return g.overlaps(ours); });
              }())) {
            is_speaker = true;
          }
        }
      }
      found_direct += found;
      whole += is_whole;
      speaker += is_speaker;
      both += is_whole && is_speaker;
      if (!found) complain("missed", outer, "");
      if (found && !is_whole) complain("partial", outer, "");
      if (found && !is_speaker)
        complain("speaker", outer,
                 r->source.empty()
                     ? "none"
                     : std::string(body.source.substr(r->source[0].begin, r->source[0].size())));
    }
    for (const Mention& m : all[i]) {
      if (m.kind != Mention::Kind::kDirect) continue;
      for (ByteSpan span : m.content) {
        const ByteSpan outer = with_marks(body, span);
        bool four = false;
        for (const text::Quotation& stretch : body.quotations) {
          if (stretch.outer == outer && stretch.depth == 0)
            four = stretch.end_word - stretch.first_word >= 4;
        }
        if (!four) continue;
        ++our_direct;
        bool in = false;
        for (const GoldRelation& r : gold[i].relations) {
          for (const ByteSpan& g : r.content) in |= g.overlaps(outer);
        }
        our_right += in;
        if (!in) complain("invented", outer, m.cue ? std::string(body.slice(*m.cue)) : "");
      }
    }
    if (!show.empty()) {
      for (const Mention& m : all[i]) {
        if (!m.cue) continue;
        if (!c[1].contains(with_colon(body, *m.cue))) {
          complain("cue", *m.cue, "");
        } else {
          for (ByteSpan span : m.content) {
            if (!q[1].contains(with_marks(body, span)))
              complain("content", span, std::string(body.slice(*m.cue)));
          }
          const auto of_cue = [&](const GoldRelation& r) {
            return std::find(r.cue.begin(), r.cue.end(), with_colon(body, *m.cue)) != r.cue.end();
          };
          const auto r = std::find_if(gold[i].relations.begin(), gold[i].relations.end(), of_cue);
          const ByteSpan ours =
              m.speaker ? with_comma(body, m.speaker->span) : ByteSpan{m.cue->begin, m.cue->begin};
          if (r != gold[i].relations.end() &&
              std::find(r->source.begin(), r->source.end(), ours) == r->source.end() &&
              !(r->source.empty() && ours.empty())) {
            complain("source", ours,
                     std::string(body.slice(*m.cue)) + "] gold [" +
                         (r->source.empty() ? "" : std::string(body.slice(r->source.front()))));
          }
        }
      }
      for (const ByteSpan& span : c[1]) {
        if (!c[0].contains(span)) complain("missedcue", span, "");
      }
    }
    if (show == "all" && left > 0) {
      --left;
      fmt::print("##### {}\n", gold[i].name);
      for (const Mention& m : all[i]) {
        std::string pieces;
        for (ByteSpan span : m.content)
          pieces += (pieces.empty() ? "" : " | ") + std::string(body.slice(span));
        fmt::print("{}{} [{}] <{}> = {} ({}) : {}\n",
                   m.kind == Mention::Kind::kDirect  ? "D"
                   : m.kind == Mention::Kind::kMixed ? "M"
                                                     : "I",
                   m.speech ? "" : "-", m.cue ? std::string(body.slice(*m.cue)) : "",
                   m.speaker ? std::string(body.slice(m.speaker->span)) : "",
                   m.speaker ? m.speaker->name : "", m.speaker ? m.speaker->role : "", pieces);
      }
    }
  }
  fmt::print("source   {}\ncue      {}\ncontent  {}\n", source.line(), cue.line(), content.line());
  fmt::print("cues of speech and writing only:\nsource   {}\ncue      {}\ncontent  {}\n",
             speech_source.line(), speech_cue.line(), speech_content.line());
  const auto share = [](std::size_t part, std::size_t of) {
    return of ? 100.0 * static_cast<double>(part) / static_cast<double>(of) : 0.0;
  };
  fmt::print(
      "direct quotations of 4 words or more: {} gold; found P {:.1f} R {:.1f}; whole {:.1f}, "
      "speaker's words {:.1f}, both {:.1f} %\n",
      gold_direct, share(our_right, our_direct), share(found_direct, gold_direct),
      share(whole, gold_direct), share(speaker, gold_direct), share(both, gold_direct));
  if (by_kind) {
    std::vector<std::pair<std::string, std::size_t>> sorted(kinds.begin(), kinds.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [kind, count] : sorted) fmt::print("{:5}  {}\n", count, kind);
  }
  if (!show.empty() || by_kind) return 0;
  // Every article a number of times, shared out over the threads.
  constexpr int kRounds = 20;
  for (const std::size_t threads : {1, 2}) {
    const auto started = std::chrono::steady_clock::now();
    const std::clock_t clock = std::clock();
    std::vector<std::thread> running;
    for (std::size_t t = 0; t < threads; ++t) {
      running.emplace_back([&, t] {
        for (std::size_t k = t; k < kRounds * gold.size(); k += threads) {
          const std::size_t i = k % gold.size();
          attribution::attribute(articles[i], texts[i], **data);
        }
      });
    }
    for (std::thread& thread : running) thread.join();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    const double used = static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC;
    fmt::print("{:.0f} words/s on {}, {:.0f} a second of processor time\n",
               static_cast<double>(kRounds * words) / seconds,
               threads == 1 ? "one core" : "two cores",
               static_cast<double>(kRounds * words) / used);
  }
  // Published in its accuracy.json.
  fmt::print("(textacy and Citron begin with spaCy: 8276 words/s, en_core_web_lg 3.7.1)\n");
  return 0;
}
