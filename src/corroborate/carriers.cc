#include "corroborate/carriers.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "corroborate/order.h"

namespace secondsource::corroborate {
namespace {

Origin::Kind kind_of(Via::Kind kind) {
  return kind == Via::Kind::kAgency ? Origin::Kind::kAgency : Origin::Kind::kOutlet;
}

Origin::Kind kind_of(Credit::Kind kind) {
  return kind == Credit::Kind::kAgency ? Origin::Kind::kAgency : Origin::Kind::kOutlet;
}

// Whether two names stand side by side ("Reuters and AFP", "dpa/AFP") rather than one having the
// words from the other.
bool listed(const text::Text& text, ByteSpan a, ByteSpan b) {
  constexpr std::uint32_t kLongestJoint = 5;  // " and ", " und "
  return b.begin >= a.end && b.begin - a.end <= kLongestJoint &&
         text.word_at(b.begin) - text.word_at(a.end) <= 1;
}

struct Named {
  const Via* via = nullptr;
  Sources::Number source = 0;
};

// Of names in a sentence: those the speaker spoke to; else the end of the chain of those who have
// it from each other, which is the last one named, with what it is listed with.
std::vector<Named> ends_of(const std::vector<Named>& named, const text::Text& text) {
  std::vector<Named> ends;
  std::ranges::copy_if(named, std::back_inserter(ends),
                       [](const Named& each) { return each.via->manner == Via::Manner::kTold; });
  if (!ends.empty() || named.empty()) return ends;
  ends.push_back(named.back());
  for (std::size_t i = named.size() - 1; i > 0; --i) {
    if (!listed(text, named[i - 1].via->span, named[i].via->span)) break;
    ends.push_back(named[i - 1]);
  }
  return ends;
}

// Whom a name that a sentence has its words from is, none where it is no outlet's.
std::optional<Sources::Number> source_of(const Via& via, Sources& sources) {
  if (!via.certain) return via.name.empty() ? std::nullopt : sources.known(via.name);
  return sources.named(kind_of(via.kind), via.name);
}

void claim_by_words(Carrier& carrier, Sources& sources) {
  const Mention& mention = *carrier.mention;
  std::vector<Named> named;
  for (const Via& via : mention.via) {
    if (via.manner == Via::Manner::kOwn) {
      carrier.own_words = Place{carrier.article().id, mention.field, via.span};
    } else if (const auto source = source_of(via, sources); !source) {
      carrier.told_another |= via.manner == Via::Manner::kTold;
    } else if (*source != carrier.publisher) {
      named.push_back({&via, *source});
    } else if (via.manner == Via::Manner::kTold) {
      carrier.own_words = Place{carrier.article().id, mention.field, via.span};
    }
  }
  std::ranges::sort(named, {}, [](const Named& each) { return each.via->span; });
  for (const Named& each : ends_of(named, carrier.text())) {
    carrier.claims.push_back({each.source, Rule::kCited, each.via->manner == Via::Manner::kTold,
                              std::nullopt,
                              Place{carrier.article().id, mention.field, each.via->span}});
  }
}

bool marks_reprint(Credit::Evidence evidence) {
  return evidence == Credit::Evidence::kCanonical ||
         evidence == Credit::Evidence::kFirstPublished ||
         evidence == Credit::Evidence::kSyndication;
}

// Of names in the place of an agency that data/ does not know those that something else shows to be
// one: a sentence that has words from it, or a credit of another publisher, one of them more than a
// byline.
std::set<std::string_view> shown_names(std::span<const Carrier> carriers, const Sources& sources) {
  struct Marks {
    std::set<Sources::Number> publishers;
    bool beyond_bylines = false;
  };
  std::map<std::string_view, Marks> marks;
  std::set<std::string_view> cited, shown;
  for (const Carrier& carrier : carriers) {
    for (const Via& via : carrier.mention->via) cited.insert(via.name);
    for (const Credit& credit : carrier.article().credits) {
      if (credit.certain) continue;
      Marks& of = marks[credit.name];
      of.publishers.insert(carrier.publisher);
      of.beyond_bylines |= credit.evidence != Credit::Evidence::kByline;
    }
  }
  for (const auto& [name, of] : marks) {
    if ((of.publishers.size() > 1 && of.beyond_bylines) || cited.contains(name) ||
        sources.known(name)) {
      shown.insert(name);
    }
  }
  return shown;
}

void claim_by_credits(Carrier& carrier, const std::set<std::string_view>& shown, Sources& sources) {
  const Article& article = carrier.article();
  std::vector<Claim> agencies, others;
  for (const Credit& credit : article.credits) {
    if (!credit.certain && !shown.contains(credit.name)) continue;
    const Sources::Number source = sources.named(kind_of(credit.kind), credit.name);
    if (source == carrier.publisher) continue;
    const Claim claim{source, marks_reprint(credit.evidence) ? Rule::kReprinted : Rule::kCredited,
                      false, credit.evidence,
                      Place{article.id, Field::kText, credit.span.value_or(ByteSpan{})}};
    if (credit.evidence == Credit::Evidence::kContribution) {
      carrier.material.push_back(claim);
      continue;
    }
    carrier.credited.push_back(source);
    if (claim.rule == Rule::kReprinted && !carrier.reprint) carrier.reprint = claim;
    (sources[source].kind == Origin::Kind::kAgency ? agencies : others).push_back(claim);
  }
  // What another outlet reprints from an agency is the agency's.
  if (carrier.claims.empty() && !carrier.own_words) {
    carrier.claims = agencies.empty() ? others : agencies;
  }
}

// One claim a source, the first.
void drop_repeated(std::vector<Claim>& claims) {
  std::vector<Claim> kept;
  for (const Claim& claim : claims) {
    if (std::none_of(kept.begin(), kept.end(),
                     [&](const Claim& other) { return other.source == claim.source; })) {
      kept.push_back(claim);
    }
  }
  claims = std::move(kept);
}

// In one paragraph a piece of the words goes with those beside it that say where they are from: the
// rest of an interrupted quotation, what is said inside of it.
void share_claims(std::vector<Carrier>& carriers) {
  const auto paragraph = [](const Carrier& carrier) {
    const text::Text& text = carrier.text();
    return text.sentences[text.sentence_of(carrier.content.words.front())].paragraph;
  };
  const auto worded = [](const Carrier& carrier) {
    return carrier.own_words ||
           std::any_of(carrier.claims.begin(), carrier.claims.end(),
                       [](const Claim& claim) { return claim.rule == Rule::kCited; });
  };
  std::map<std::tuple<std::string_view, Field, std::size_t>, const Carrier*> told;
  for (const Carrier& carrier : carriers) {
    if (worded(carrier) && !carrier.content.words.empty()) {
      told.try_emplace({carrier.mention->article, carrier.mention->field, paragraph(carrier)},
                       &carrier);
    }
  }
  for (Carrier& carrier : carriers) {
    if (worded(carrier) || carrier.content.words.empty()) continue;
    const auto found =
        told.find({carrier.mention->article, carrier.mention->field, paragraph(carrier)});
    if (found == told.end()) continue;
    carrier.claims = found->second->claims;
    carrier.own_words = found->second->own_words;
  }
}

constexpr std::size_t kMostInside = 32;  // mentions of one statement in one article

// Who reports what a sentence says has it from where the sentence says: "“…,” Quist told the
// Ledger, the Courier reported".
void take_inner_claims(std::vector<Carrier>& carriers) {
  // Those of one article stand together.
  for (std::size_t begin = 0, end = 0; begin < carriers.size(); begin = end) {
    while (end < carriers.size() &&
           carriers[end].mention->article == carriers[begin].mention->article) {
      ++end;
    }
    const auto of_article = std::span(carriers).subspan(begin, std::min(end - begin, kMostInside));
    for (Carrier& outer : of_article) {
      const ByteSpan whole = whole_content(*outer.mention);
      for (const Carrier& inner : of_article) {
        const ByteSpan part = whole_content(*inner.mention);
        const bool within = inner.mention->field == outer.mention->field && whole.contains(part) &&
                            part.size() < whole.size();
        if (within && !inner.claims.empty() && inner.claims.front().told) {
          outer.claims = inner.claims;
        }
      }
    }
  }
}

// A text "with material from" an agency whose copy has the words has them from there: nobody can
// tell that it does not.
void claim_by_material(std::vector<Carrier>& carriers, const Sources& sources) {
  std::set<Sources::Number> copied;
  for (const Carrier& carrier : carriers) {
    for (const Claim& claim : carrier.claims) {
      if (claim.credit) copied.insert(claim.source);
    }
    if (sources[carrier.publisher].kind == Origin::Kind::kAgency) copied.insert(carrier.publisher);
  }
  for (Carrier& carrier : carriers) {
    if (!carrier.claims.empty() || carrier.own_words || carrier.told_another) continue;
    std::ranges::copy_if(carrier.material, std::back_inserter(carrier.claims),
                         [&](const Claim& claim) { return copied.contains(claim.source); });
  }
}

std::uint64_t number_of(const Mention& mention) {
  std::uint64_t number = 0;
  const std::size_t colon = mention.id.rfind(':');
  if (colon != std::string::npos) {
    std::from_chars(mention.id.data() + colon + 1, mention.id.data() + mention.id.size(), number);
  }
  return number;
}

}  // namespace

ByteSpan whole_content(const Mention& mention) {
  if (mention.content.empty()) return {};
  return {mention.content.front().begin, mention.content.back().end};
}

Place Carrier::place() const { return {article().id, mention->field, whole_content(*mention)}; }

bool comes_before(const Mention& a, const Article& article_of_a, const Mention& b,
                  const Article& article_of_b) {
  if (a.article != b.article) return comes_before(article_of_a, article_of_b);
  const std::uint64_t x = number_of(a), y = number_of(b);
  return x != y ? x < y : a.id < b.id;
}

std::vector<Carrier> carriers_of(std::span<const Mention> mentions,
                                 const Surroundings& surroundings, Sources& sources) {
  std::vector<Carrier> carriers;
  for (const Mention& mention : mentions) {
    const auto around = surroundings.articles.find(mention.article);
    if (around == surroundings.articles.end()) continue;
    Carrier& carrier = carriers.emplace_back();
    carrier.mention = &mention;
    carrier.around = &around->second;
    carrier.publisher = sources.publisher(carrier.article());
  }
  std::sort(carriers.begin(), carriers.end(), [](const Carrier& a, const Carrier& b) {
    return comes_before(*a.mention, a.article(), *b.mention, b.article());
  });
  carriers.erase(std::unique(carriers.begin(), carriers.end(),
                             [](const Carrier& a, const Carrier& b) {
                               return a.mention->id == b.mention->id;
                             }),
                 carriers.end());
  // Whoever is cited as an outlet once is one wherever the name stands.
  for (const Carrier& carrier : carriers) {
    for (const Via& via : carrier.mention->via) {
      if (via.certain && !via.name.empty()) sources.named(kind_of(via.kind), via.name);
    }
    for (const Credit& credit : carrier.article().credits) {
      if (credit.certain) sources.named(kind_of(credit.kind), credit.name);
    }
  }
  const std::set<std::string_view> shown = shown_names(carriers, sources);
  for (const std::string_view name : shown) sources.named(Origin::Kind::kAgency, name);
  for (Carrier& carrier : carriers) {
    carrier.content = content_of(carrier.text(), *carrier.mention);
    for (const std::uint32_t word : carrier.content.words) {
      carrier.words.push_back(carrier.text().words[word].hash);
    }
    claim_by_words(carrier, sources);
    claim_by_credits(carrier, shown, sources);
    drop_repeated(carrier.claims);
  }
  share_claims(carriers);
  take_inner_claims(carriers);
  claim_by_material(carriers, sources);
  return carriers;
}

}  // namespace secondsource::corroborate
