#include "extract/encoding.h"

#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "text/utf8.h"

namespace secondsource::extract {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

// ICU's name of what browsers mean by a label (https://encoding.spec.whatwg.org/#names-and-labels);
// "" for UTF-8, which includes those labels that browsers refuse.
std::string converter_of(std::string_view label) {
  struct Row {
    std::string_view label, converter;
  };
  static constexpr Row kRows[] = {{"utf-8", ""},
                                  {"utf8", ""},
                                  {"utf-16", ""},
                                  {"utf-16le", ""},
                                  {"utf-16be", ""},
                                  {"utf-7", ""},
                                  {"iso-8859-1", "windows-1252"},
                                  {"iso8859-1", "windows-1252"},
                                  {"latin1", "windows-1252"},
                                  {"ascii", "windows-1252"},
                                  {"us-ascii", "windows-1252"},
                                  {"windows-1252", "windows-1252"},
                                  {"cp1252", "windows-1252"},
                                  {"iso-8859-9", "windows-1254"},
                                  {"iso-8859-11", "windows-874"},
                                  {"tis-620", "windows-874"},
                                  {"gb2312", "gb18030"},
                                  {"gbk", "gb18030"},
                                  {"gb_2312-80", "gb18030"},
                                  {"x-gbk", "gb18030"},
                                  {"shift_jis", "windows-31j"},
                                  {"shift-jis", "windows-31j"},
                                  {"sjis", "windows-31j"},
                                  {"x-sjis", "windows-31j"},
                                  {"euc-kr", "windows-949"},
                                  {"ks_c_5601-1987", "windows-949"},
                                  {"big5", "Big5-HKSCS"},
                                  {"x-user-defined", "windows-1252"}};
  std::string name = lower(label);
  for (const Row& row : kRows) {
    if (row.label == name) return std::string(row.converter);
  }
  return name;
}

// What <meta charset> or <meta http-equiv=content-type> in `head` declare, "" when nothing.
std::string declared(std::string_view head) {
  const std::string text = lower(head);
  std::size_t at = 0;
  while ((at = text.find("<meta", at)) != std::string::npos) {
    const std::size_t end = std::min(text.find('>', at), text.size());
    std::size_t charset = text.find("charset", at);
    at += 5;
    if (charset == std::string::npos || charset >= end) continue;
    charset += 7;
    while (charset < end && (text[charset] == ' ' || text[charset] == '=' || text[charset] == '"' ||
                             text[charset] == '\'')) {
      ++charset;
    }
    std::size_t stop = charset;
    while (stop < end && (std::isalnum(static_cast<unsigned char>(text[stop])) ||
                          text[stop] == '-' || text[stop] == '_' || text[stop] == ':')) {
      ++stop;
    }
    if (stop > charset) return text.substr(charset, stop - charset);
  }
  return {};
}

std::string guessed(std::string_view bytes) {
  constexpr std::size_t kEnough = 256u << 10;
  const std::string_view head = bytes.substr(0, kEnough);
  const std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  if (uchardet_handle_data(detector.get(), head.data(), head.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

// False when ICU has no such converter.
bool convert(std::string_view bytes, const std::string& converter, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> open(
      ucnv_open(converter.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || bytes.size() > 0x3FFFFFFF) return false;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), open.get(),
                                status);
  if (U_FAILURE(status)) return false;
  out.clear();
  text.toUTF8String(out);
  text::repair_utf8(out);  // lone surrogates
  return true;
}

bool ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
}

// Lead bytes followed by as many continuation bytes as they ask for, and all other bytes above
// 0x7F.
struct Sequences {
  std::size_t good = 0, bad = 0;
};

Sequences count_sequences(std::string_view bytes) {
  Sequences count;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    std::size_t have = 0;
    while (have < more && i + have + 1 < bytes.size() && (bytes[i + have + 1] & 0xC0) == 0x80) {
      ++have;
    }
    if (more > 0 && have == more) {
      ++count.good;
      i += more;
    } else {
      ++count.bad;
    }
  }
  return count;
}

Decoded repaired(std::string_view bytes) {
  Decoded out{std::string(bytes), ""};
  const std::size_t faults = text::repair_utf8(out.text);
  if (faults > 0) {
    out.warning =
        fmt::format("invalid UTF-8 repaired in {} {}", faults, faults == 1 ? "place" : "places");
  }
  return out;
}

// Whether bytes can be read as what the label names.
bool known(std::string_view label) {
  if (label.empty() || label.size() > 64) return false;
  const std::string converter = converter_of(label);
  if (converter.empty()) return true;  // UTF-8
  UErrorCode status = U_ZERO_ERROR;
  UConverter* open = ucnv_open(converter.c_str(), &status);
  if (U_FAILURE(status)) return false;
  ucnv_close(open);
  return true;
}

// By byte order mark; false when there is none.
bool marked(std::string_view bytes, Decoded& out) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    out = repaired(bytes.substr(3));
    return true;
  }
  const bool big = bytes.starts_with("\xFE\xFF");
  if (!big && !bytes.starts_with("\xFF\xFE")) return false;
  return convert(bytes.substr(2), big ? "UTF-16BE" : "UTF-16LE", out.text);
}

Decoded converted(std::string_view bytes, const std::string& label, bool is_guess) {
  const std::string converter = converter_of(label);
  Decoded out;
  if (converter.empty() || !convert(bytes, converter, out.text)) return repaired(bytes);
  if (is_guess) out.warning = fmt::format("encoding not declared, read as {}", label);
  return out;
}

}  // namespace

Decoded decode_page(std::string_view bytes, std::string_view charset) {
  constexpr std::size_t kHead = 64u << 10;
  Decoded out;
  if (marked(bytes, out)) return out;
  const bool plain = ascii(bytes);
  if (plain && bytes.find('\x1B') == std::string_view::npos) return {std::string(bytes), ""};
  if (!plain && text::valid_utf8(bytes)) return {std::string(bytes), ""};
  std::string label = known(charset) ? std::string(charset) : declared(bytes.substr(0, kHead));
  if (!label.empty()) return converted(bytes, label, false);
  const Sequences count = count_sequences(bytes);
  if (count.good > 2 * count.bad) return repaired(bytes);
  const std::string guess = guessed(bytes);
  return converted(bytes, guess.empty() ? "windows-1252" : guess, true);
}

Decoded decode_xml(std::string_view bytes, std::string_view charset) {
  constexpr std::size_t kHead = 1024;
  Decoded out;
  if (marked(bytes, out)) return out;
  if (text::valid_utf8(bytes)) return {std::string(bytes), ""};
  const std::string_view head = bytes.substr(0, kHead);
  const std::size_t at = head.find("encoding=");
  std::string label;
  if (head.starts_with("<?xml") && at != std::string_view::npos && at < head.find("?>")) {
    const std::size_t begin = at + 10;
    label = head.substr(std::min(begin, head.size()));
    label.resize(std::min(label.find_first_of("\"'"), label.size()));
  }
  if (!known(label)) label = charset;
  return known(label) ? converted(bytes, label, false) : repaired(bytes);
}

Decoded decode_text(std::string_view bytes) {
  Decoded out;
  if (marked(bytes, out)) return out;
  if (text::valid_utf8(bytes)) return {std::string(bytes), ""};
  const Sequences count = count_sequences(bytes);
  if (count.good > 0 || count.bad < 3) return repaired(bytes);
  const std::string guess = guessed(bytes);
  return guess.empty() ? repaired(bytes) : converted(bytes, guess, true);
}

Decoded decode_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return repaired(bytes);
}

}  // namespace secondsource::extract
