#include "library/encoding.h"

#include <bit>
#include <cstring>

namespace secondsource::library {

void put_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

std::optional<std::uint64_t> take_number(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

void put_part(std::string& out, std::string_view part) {
  put_number(out, part.size());
  out += part;
}

std::optional<std::string_view> take_part(std::string_view& bytes) {
  const auto size = take_number(bytes);
  if (!size || *size > bytes.size()) return std::nullopt;
  const std::string_view part = bytes.substr(0, *size);
  bytes.remove_prefix(*size);
  return part;
}

namespace {

class Writer {
 public:
  void number(std::uint64_t value) { put_number(out_, value); }
  void folded(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) { put_part(out_, value); }
  void spans(std::span<const ByteSpan> values) {
    number(values.size());
    for (const ByteSpan& value : values) span(value);
  }
  void span(ByteSpan value) {
    folded(std::int64_t{value.begin} - std::int64_t{last_});
    folded(std::int64_t{value.end} - std::int64_t{value.begin});
    last_ = value.end;
  }
  void maybe_span(const std::optional<ByteSpan>& value) {
    number(value.has_value());
    if (value) span(*value);
  }
  void maybe_time(const std::optional<Time>& value) {
    number(value.has_value());
    if (value) folded(value->time_since_epoch().count());
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  std::uint32_t last_ = 0;
};

// Reads what Writer wrote.  After the first thing that cannot be, `good()` is false and everything
// read is empty.
class Scanner {
 public:
  explicit Scanner(std::string_view bytes) : bytes_(bytes) {}
  bool good() const { return good_; }
  bool done() const { return good_ && bytes_.empty(); }

  std::uint64_t number() {
    const auto value = take_number(bytes_);
    return value ? *value : fail();
  }
  std::int64_t folded() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  std::string text() {
    const auto part = take_part(bytes_);
    if (part) return std::string(*part);
    fail();
    return {};
  }
  // The size of a list: each of its values takes at least a byte.
  std::size_t size() {
    const std::uint64_t value = number();
    return value > bytes_.size() ? fail() : value;
  }
  bool flag() {
    const std::uint64_t value = number();
    return value > 1 ? fail() != 0 : value != 0;
  }
  // One of an enumeration's values, the largest of which is `last`.
  template <typename Enum>
  Enum one_of(Enum last) {
    const std::uint64_t value = number();
    return static_cast<Enum>(value > static_cast<std::uint64_t>(last) ? fail() : value);
  }
  ByteSpan span() {
    const auto behind = [&](std::int64_t before) -> std::int64_t {
      constexpr std::int64_t kMost = UINT32_MAX;
      const std::int64_t distance = folded();
      if (distance >= -before && distance <= kMost - before) return before + distance;
      fail();
      return 0;
    };
    const std::int64_t begin = behind(last_);
    const std::int64_t end = behind(begin);
    if (!good_) return {};
    last_ = end;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void spans(std::vector<ByteSpan>& out) {
    out.clear();
    for (std::size_t left = size(); left > 0 && good_; --left) out.push_back(span());
  }
  std::optional<ByteSpan> maybe_span() { return flag() ? std::optional(span()) : std::nullopt; }
  std::optional<Time> maybe_time() {
    if (!flag()) return std::nullopt;
    return Time(std::chrono::seconds(folded()));
  }

 private:
  std::uint64_t fail() {
    good_ = false;
    bytes_ = {};
    return 0;
  }
  std::string_view bytes_;
  std::int64_t last_ = 0;
  bool good_ = true;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

constexpr std::size_t kIdBytes = 16;
constexpr int kDay = 24 * 60;            // minutes
constexpr std::uint64_t kUncertain = 2;  // beside the kind of a credit

}  // namespace

std::string encode_head(const Article& article) {
  Writer out;
  out.text(article.input);
  out.text(pack_id(article.sha256));
  out.text(article.extractor);
  out.maybe_time(article.retrieved);
  out.text(article.url);
  out.text(article.outlet.domain);
  out.text(article.outlet.name);
  out.text(article.outlet.owner);
  out.text(article.title);
  out.number(article.authors.size());
  for (const std::string& author : article.authors) out.text(author);
  out.maybe_time(article.published);
  out.number(static_cast<std::uint64_t>(article.published_precision));
  out.text(article.published_evidence);
  out.maybe_time(article.modified);
  out.text(article.language);
  out.number(article.dateline.has_value());
  if (article.dateline) {
    out.text(article.dateline->place);
    out.text(article.dateline->date);
    out.text(article.dateline->agency);
    out.span(article.dateline->span);
  }
  out.number(article.credits.size());
  for (const Credit& credit : article.credits) {
    out.number(static_cast<std::uint64_t>(credit.kind) + (credit.certain ? 0 : kUncertain));
    out.text(credit.name);
    out.number(static_cast<std::uint64_t>(credit.evidence));
    out.maybe_span(credit.span);
  }
  out.spans(article.paragraphs);
  out.number(static_cast<std::uint64_t>(article.form));
  out.number(article.complete);
  out.number(article.warnings.size());
  for (const std::string& warning : article.warnings) out.text(warning);
  // Newer than the rest: a head may end before.
  out.number(article.published_zone ? static_cast<std::uint64_t>(*article.published_zone + kDay)
                                    : 0);
  out.text(article.section);
  return out.take();
}

bool decode_head(std::string_view bytes, Article& out) {
  Scanner in(bytes);
  out.input = in.text();
  out.sha256 = unpack_id(in.text());
  out.extractor = in.text();
  out.retrieved = in.maybe_time();
  out.url = in.text();
  out.outlet.domain = in.text();
  out.outlet.name = in.text();
  out.outlet.owner = in.text();
  out.title = in.text();
  out.authors.resize(in.size());
  for (std::string& author : out.authors) author = in.text();
  out.published = in.maybe_time();
  out.published_precision = in.one_of(Precision::kSecond);
  out.published_evidence = in.text();
  out.modified = in.maybe_time();
  out.language = in.text();
  out.dateline.reset();
  if (in.flag()) {
    Dateline& dateline = out.dateline.emplace();
    dateline.place = in.text();
    dateline.date = in.text();
    dateline.agency = in.text();
    dateline.span = in.span();
  }
  out.credits.resize(in.size());
  for (Credit& credit : out.credits) {
    const std::uint64_t kind = in.number();
    if (kind >= 2 * kUncertain) return false;
    credit.kind = static_cast<Credit::Kind>(kind % kUncertain);
    credit.certain = kind < kUncertain;
    credit.name = in.text();
    credit.evidence = in.one_of(Credit::Evidence::kSyndication);
    credit.span = in.maybe_span();
  }
  in.spans(out.paragraphs);
  out.form = in.one_of(Article::Form::kSummary);
  out.complete = in.flag();
  out.warnings.resize(in.size());
  for (std::string& warning : out.warnings) warning = in.text();
  out.published_zone.reset();
  out.section.clear();
  if (in.done()) return true;
  const std::uint64_t zone = in.number();
  if (zone > std::uint64_t{2} * kDay) return false;
  if (zone > 0) out.published_zone = static_cast<int>(zone) - kDay;
  out.section = in.text();
  return in.done();
}

std::string encode_spans(std::span<const ByteSpan> spans) {
  Writer out;
  out.spans(spans);
  return out.take();
}

bool decode_spans(std::string_view bytes, std::vector<ByteSpan>& out) {
  Scanner in(bytes);
  in.spans(out);
  return in.done();
}

namespace {

// The number of a mention in its article, from its id "ARTICLE:N"; 0 when it has none.
std::uint64_t number_of(std::string_view id) {
  std::uint64_t number = 0;
  for (const char c : id.substr(id.rfind(':') + 1)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

}  // namespace

std::string encode_mentions(std::span<const Mention> mentions) {
  Writer out;
  out.number(mentions.size());
  for (const Mention& mention : mentions) {
    out.number(static_cast<std::uint64_t>(mention.field) |
               static_cast<std::uint64_t>(mention.kind) << 1 |
               static_cast<std::uint64_t>(mention.speech) << 3 |
               static_cast<std::uint64_t>(mention.cue.has_value()) << 4 |
               static_cast<std::uint64_t>(mention.speaker.has_value()) << 5 |
               static_cast<std::uint64_t>(mention.occasion.has_value()) << 6);
    out.spans(mention.content);
    if (mention.cue) out.span(*mention.cue);
    if (mention.speaker) {
      out.span(mention.speaker->span);
      out.text(mention.speaker->name);
      out.text(mention.speaker->role);
      out.number(static_cast<std::uint64_t>(mention.speaker->kind));
    }
    out.number(mention.via.size());
    for (const Via& via : mention.via) {
      out.number(static_cast<std::uint64_t>(via.kind));
      out.number(static_cast<std::uint64_t>(via.manner) | static_cast<std::uint64_t>(via.certain)
                                                              << 2);
      out.text(via.name);
      out.span(via.span);
    }
    if (mention.occasion) {
      out.number(static_cast<std::uint64_t>(mention.occasion->kind));
      out.span(mention.occasion->span);
    }
    out.spans(mention.insertions);
    out.number(mention.outer ? number_of(*mention.outer) : 0);
  }
  return out.take();
}

bool decode_mentions(std::string_view bytes, const std::string& article,
                     std::vector<Mention>& out) {
  Scanner in(bytes);
  out.clear();
  const std::size_t size = in.size();
  for (std::size_t i = 0; i < size && in.good(); ++i) {
    Mention& mention = out.emplace_back();
    mention.id = article + ":" + std::to_string(i + 1);
    mention.article = article;
    const std::uint64_t flags = in.number();
    mention.field = static_cast<Field>(flags & 1);
    if ((flags >> 1 & 3) > 2) return false;
    mention.kind = static_cast<Mention::Kind>(flags >> 1 & 3);
    mention.speech = (flags >> 3 & 1) != 0;
    in.spans(mention.content);
    if ((flags >> 4 & 1) != 0) mention.cue = in.span();
    if ((flags >> 5 & 1) != 0) {
      Speaker& speaker = mention.speaker.emplace();
      speaker.span = in.span();
      speaker.name = in.text();
      speaker.role = in.text();
      speaker.kind = in.one_of(Speaker::Kind::kUnnamed);
    }
    mention.via.resize(in.size());
    for (Via& via : mention.via) {
      via.kind = in.one_of(Via::Kind::kOutlet);
      const std::uint64_t manner = in.number();
      if ((manner & 3) > static_cast<std::uint64_t>(Via::Manner::kOwn) || manner >> 3 != 0)
        return false;
      via.manner = static_cast<Via::Manner>(manner & 3);
      via.certain = manner >> 2 != 0;
      via.name = in.text();
      via.span = in.span();
    }
    if ((flags >> 6 & 1) != 0) {
      Occasion& occasion = mention.occasion.emplace();
      occasion.kind = in.one_of(Occasion::Kind::kLetter);
      occasion.span = in.span();
    }
    in.spans(mention.insertions);
    if (const std::uint64_t outer = in.number(); outer != 0) {
      mention.outer = article + ":" + std::to_string(outer);
    }
  }
  return in.done();
}

std::string encode_document(const Reader::Document& document) {
  Writer out;
  out.text(document.input);
  out.maybe_time(document.retrieved);
  out.text(document.url);
  out.text(document.charset);
  out.text(document.bytes);
  return out.take();
}

bool decode_document(std::string_view bytes, Reader::Document& out) {
  Scanner in(bytes);
  out.input = in.text();
  out.retrieved = in.maybe_time();
  out.url = in.text();
  out.charset = in.text();
  out.bytes = in.text();
  return in.done();
}

std::string encode_family(const Family& family) {
  Writer out;
  out.text(family.id);
  out.number(family.members.size());
  for (const std::string& member : family.members) out.text(pack_id(member));
  out.number(family.root.has_value());
  if (family.root) out.text(pack_id(*family.root));
  out.text(family.agency);
  out.number(family.edges.size());
  for (const LineageEdge& edge : family.edges) {
    out.number(edge.from.has_value());
    if (edge.from) out.text(pack_id(*edge.from));
    out.text(pack_id(edge.to));
    out.number(std::bit_cast<std::uint64_t>(edge.reuse));
    out.number(edge.evidence.size());
    for (const std::string& evidence : edge.evidence) out.text(evidence);
    out.number(edge.cut);
    out.number(edge.added);
    out.number(edge.edits.size());
    for (const Edit& edit : edge.edits) {
      out.text(edit.before);
      out.text(edit.after);
    }
  }
  return out.take();
}

bool decode_family(std::string_view bytes, Family& out) {
  Scanner in(bytes);
  out.id = in.text();
  out.members.resize(in.size());
  for (std::string& member : out.members) member = unpack_id(in.text());
  out.root.reset();
  if (in.flag()) out.root = unpack_id(in.text());
  out.agency = in.text();
  out.edges.resize(in.size());
  for (LineageEdge& edge : out.edges) {
    edge.from.reset();
    if (in.flag()) edge.from = unpack_id(in.text());
    edge.to = unpack_id(in.text());
    edge.reuse = std::bit_cast<double>(in.number());
    edge.evidence.resize(in.size());
    for (std::string& evidence : edge.evidence) evidence = in.text();
    edge.cut = static_cast<std::uint32_t>(in.number());
    edge.added = static_cast<std::uint32_t>(in.number());
    edge.edits.resize(in.size());
    for (Edit& edit : edge.edits) {
      edit.before = in.text();
      edit.after = in.text();
    }
  }
  return in.done();
}

// Any even number of hexadecimal digits but none packs, so that a SHA-256 does too.
std::string pack_id(std::string_view id) {
  std::string packed;
  packed.reserve(kIdBytes);
  bool hex = !id.empty() && id.size() % 2 == 0 && id.size() >= 2 * kIdBytes;
  for (std::size_t i = 0; hex && i < id.size(); i += 2) {
    const int high = hex_value(id[i]), low = hex_value(id[i + 1]);
    hex = high >= 0 && low >= 0;
    packed += static_cast<char>(high * 16 + low);
  }
  if (!hex) return std::string(1, '\0').append(id);
  // The digits "00…" would read as an id that is kept as it is, "01…" as this very mark.
  if (packed.front() == '\0' || packed.front() == '\1') packed.insert(0, 1, '\1');
  return packed;
}

std::string unpack_id(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (bytes.front() == '\0') return std::string(bytes.substr(1));
  if (bytes.front() == '\1') bytes.remove_prefix(1);
  constexpr char kHex[] = "0123456789abcdef";
  std::string id;
  id.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    id += kHex[static_cast<unsigned char>(c) >> 4];
    id += kHex[static_cast<unsigned char>(c) & 15];
  }
  return id;
}

}  // namespace secondsource::library
