#include "extract/warc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "extract/clean.h"
#include "extract/http.h"

namespace secondsource::extract {
namespace {

constexpr std::size_t kMostHeaders = 64u << 10;
constexpr std::string_view kMark = "\nWARC/1.";

// Archives are untrusted: only names of the standard are printed.
std::string label_of(const std::string& type) {
  static constexpr std::string_view kKnown[] = {"warcinfo", "request", "metadata", "revisit",
                                                "continuation"};
  return std::ranges::find(kKnown, type) != std::end(kKnown) ? type : "of another kind";
}

}  // namespace

void Warc::take(std::size_t size) {
  input_.skip(size);
  no_end_ -= std::min(no_end_, size);
}

// Goes on behind a broken place.
std::expected<void, std::string> Warc::find_next_record() {
  while (true) {
    const auto bytes = input_.peek(kMark.size());
    if (!bytes) return std::unexpected(bytes.error());
    const std::size_t at = bytes->find(kMark);
    if (at != std::string_view::npos) {
      take(at + 1);
      return {};
    }
    if (bytes->size() < kMark.size()) {
      take(bytes->size());
      return {};
    }
    take(bytes->size() - kMark.size() + 1);
  }
}

std::expected<std::optional<Warc::Header>, Warc::Fault> Warc::read_header() {
  const auto broken = [](std::string why) { return std::unexpected(Fault{std::move(why), false}); };
  while (true) {
    const auto bytes = input_.peek(1);
    if (!bytes) return broken(bytes.error());
    if (bytes->empty()) return std::nullopt;
    const std::size_t first = std::min(bytes->find_first_not_of("\r\n"), bytes->size());
    take(first);
    if (first < bytes->size()) break;
  }
  auto bytes = input_.peek(kMostHeaders);
  if (!bytes) return broken(bytes.error());
  if (!bytes->starts_with("WARC/")) {
    if (auto found = find_next_record(); !found) return broken(found.error());
    return std::unexpected(Fault{"other bytes stand where a record should begin", true});
  }
  const std::string_view head = bytes->substr(0, kMostHeaders);
  const auto end = end_of_headers(head, no_end_);
  if (!end) {
    if (bytes->size() < kMostHeaders) return broken("cut off in the header of a record");
    constexpr std::size_t kBlankLine = 3;  // "\n\r\n" may begin at the end
    no_end_ = kMostHeaders - kBlankLine;
    take(1);
    if (auto found = find_next_record(); !found) return broken(found.error());
    return std::unexpected(Fault{"the header of the record has no end", true});
  }
  Header header;
  header.lines = head.substr(0, end->end);
  take(end->next);
  header.type = lower_case(header_of(header.lines, "WARC-Type"));
  const std::string_view length = header_of(header.lines, "Content-Length");
  const auto parsed = std::from_chars(length.data(), length.data() + length.size(), header.length);
  if (length.empty() || parsed.ec != std::errc() || parsed.ptr != length.data() + length.size()) {
    if (auto found = find_next_record(); !found) return broken(found.error());
    return std::unexpected(Fault{"the record names no length", true});
  }
  return header;
}

std::expected<std::string, Warc::Fault> Warc::read_block(const Header& header) {
  const auto broken = [](std::string why) { return std::unexpected(Fault{std::move(why), false}); };
  const auto cut_off = [&](std::uint64_t there) {
    return fmt::format("cut off in mid-record: {} of {} bytes are there", there, header.length);
  };
  if (header.length > limits_.document_bytes) {
    std::uint64_t left = header.length;
    while (left > 0) {
      const auto bytes = input_.peek(1);
      if (!bytes) return broken(bytes.error());
      if (bytes->empty()) return broken(cut_off(header.length - left));
      const std::uint64_t now = std::min<std::uint64_t>(left, bytes->size());
      take(static_cast<std::size_t>(now));
      left -= now;
    }
    return std::unexpected(Fault{
        fmt::format("larger than {} bytes (ReadLimits::document_bytes)", limits_.document_bytes),
        true});
  }
  const auto length = static_cast<std::size_t>(header.length);
  constexpr std::size_t kBehind = 9;  // the end of the record and "WARC/"
  const auto bytes = input_.peek(length + kBehind);
  if (!bytes) return broken(bytes.error());
  std::string_view behind = bytes->substr(std::min(length, bytes->size()));
  const bool whole = bytes->size() >= length;
  while (behind.starts_with('\r') || behind.starts_with('\n')) behind.remove_prefix(1);
  if (whole && (behind.empty() || std::string_view("WARC/").starts_with(behind.substr(0, 5)))) {
    std::string block(bytes->substr(0, length));
    take(length);
    return block;
  }
  // Too short a length, or one that swallows what follows: the next record tells.
  if (!whole && bytes->find(kMark) == std::string_view::npos) {
    const std::size_t there = bytes->size();
    take(there);
    return broken(cut_off(there));
  }
  if (auto found = find_next_record(); !found) return broken(found.error());
  return std::unexpected(
      Fault{fmt::format("the record is not of the {} bytes it names", header.length), true});
}

std::expected<std::optional<WarcPage>, Warc::Fault> Warc::page_of(const Header& header,
                                                                  std::string block) {
  const auto pass_over = [&](std::string what) -> std::optional<WarcPage> {
    ++passed_[std::move(what)];
    return std::nullopt;
  };
  WarcPage page;
  page.url = header_of(header.lines, "WARC-Target-URI");
  if (page.url.starts_with('<') && page.url.ends_with('>')) {  // as WARC 1.0 was misread
    page.url = page.url.substr(1, page.url.size() - 2);
  }
  page.date = header_of(header.lines, "WARC-Date");
  const std::string_view content_type = header_of(header.lines, "Content-Type");
  if (header.type == "response") {
    if (!block.starts_with("HTTP/")) return pass_over("not of HTTP");
    auto answer = read_http(block, limits_.expansion, limits_.document_bytes);
    if (!answer) return std::unexpected(Fault{answer.error(), true});
    if (answer->status < 200 || answer->status > 299) {
      return pass_over(fmt::format("status {}", answer->status));
    }
    page.bytes = std::move(answer->body);
    page.charset = std::move(answer->charset);
  } else {
    page.bytes = std::move(block);
    page.charset = charset_of(content_type);
  }
  page.type = type_of(page.bytes);
  if (page.type == Type::kHtml || page.type == Type::kFeed || page.type == Type::kJsonFeed) {
    return page;
  }
  if (page.bytes.empty()) return pass_over("empty");
  return pass_over(std::string(name_of(page.type)));
}

std::optional<std::expected<WarcPage, Warc::Fault>> Warc::next() {
  while (!ended_) {
    const auto fail = [&](Fault fault) {
      ended_ = ended_ || !fault.of_record;
      return std::unexpected(std::move(fault));
    };
    auto header = read_header();
    if (!header) return fail(std::move(header.error()));
    if (!*header) break;
    const std::string& type = (*header)->type;
    const bool wanted = type == "response" || type == "resource" || type == "conversion";
    auto block = read_block(**header);
    if (!block && block.error().of_record && !wanted &&
        (*header)->length > limits_.document_bytes) {
      ++passed_[label_of(type)];
      continue;
    }
    if (!block) return fail(std::move(block.error()));
    if (!wanted) {
      ++passed_[label_of(type)];
      continue;
    }
    auto page = page_of(**header, std::move(*block));
    if (!page) return fail(std::move(page.error()));
    if (*page) return std::move(**page);
  }
  ended_ = true;
  return std::nullopt;
}

}  // namespace secondsource::extract
