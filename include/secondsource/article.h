// An article: one published text and what its page says about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "secondsource/span.h"
#include "secondsource/time.h"

namespace secondsource {

// Who published an article.
struct Outlet {
  // Registrable, or a host below it where data/outlets has one; "" when the article has no URL.
  std::string domain;
  std::string name;   // as the page or data/outlets has it; the domain when neither names it
  std::string owner;  // from data/outlets, "" when unknown

  // What tells two outlets apart: the domain, or the name where there is none.
  const std::string& key() const { return domain.empty() ? name : domain; }
};

// The opening "PLACE, date (AGENCY) —" of a text.
struct Dateline {
  std::string place;
  std::string date;    // as printed, "" when absent
  std::string agency;  // canonical name from data/agencies, else as printed; "" when absent
  ByteSpan span;       // in Article::text
};

// Who else's work an article, or a part of it, is said to be.
struct Credit {
  enum class Kind : std::uint8_t { kAgency, kOutlet };
  // How the page says so.  kContribution ("with reporting by") covers a part of the text;
  // kCanonical, kFirstPublished and kSyndication mark a reprint; the others cover the whole.
  enum class Evidence : std::uint8_t {
    kDateline,
    kByline,
    kSource,  // "Source: AGENCY", "(AGENCY)" at the end of the text
    kContribution,
    kCopyright,
    kCanonical,
    kFirstPublished,
    kSyndication,
  };
  Kind kind = Kind::kAgency;
  std::string name;  // canonical name from data/, else as printed
  Evidence evidence = Evidence::kByline;
  std::optional<ByteSpan> span;  // in Article::text; none when the evidence is outside of it
  // A name where an agency's stands that data/ does not know: "© Castellan" may be a photographer.
  // Counts where something else in the library shows it to be one.
  bool certain = true;
};

// A value; copying copies the text.  Produced by secondsource/read.h.
struct Article {
  // A page that follows an event as it goes ("live blog") or gathers several ("roundup") belongs to
  // several stories; a summary is a teaser that was given in place of an article.
  enum class Form : std::uint8_t { kArticle, kLive, kRoundup, kSummary };

  std::string id;                 // 32 hexadecimal digits: see article_id()
  std::string input;              // path or URL as given, "#N" appended for the N-th record of many
  std::string sha256;             // of the input's (or record's) bytes, 64 hexadecimal digits
  std::string extractor;          // name and version of the reader that made this value
  std::optional<Time> retrieved;  // when the bytes were fetched, if known
  std::string url;                // canonical URL, "" when unknown
  Outlet outlet;
  std::string title;
  std::vector<std::string> authors;
  std::optional<Time> published;
  Precision published_precision = Precision::kSecond;  // meaningless without `published`
  std::string published_evidence;     // "json-ld", "meta", "time", "url", "text", …
  std::optional<int> published_zone;  // minutes east of UTC where it was published, if known
  std::optional<Time> modified;
  std::string section;   // as the page names it ("Business"), "" when it does not
  std::string language;  // BCP 47 primary subtag, "" when unknown
  std::optional<Dateline> dateline;
  std::vector<Credit> credits;
  std::string text;                  // UTF-8; paragraphs are separated by newlines
  std::vector<ByteSpan> paragraphs;  // of `text`, in order, not overlapping
  std::vector<ByteSpan> furniture;   // of `text`, in order; learnt from the outlet, else empty
  Form form = Form::kArticle;
  bool complete = true;               // false when the page says or shows that text is missing
  std::vector<std::string> warnings;  // what was repaired or doubtful, one line each
};

// The id of an article: a hash of its canonical URL; without one of `given_id` with the input it
// stood in; without that of its text.  The same id with another text is a revision.
std::string article_id(const std::string& url, const std::string& given_id,
                       const std::string& input, const std::string& text);

}  // namespace secondsource
