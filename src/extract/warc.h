// WARC 1.0 and 1.1 (ISO 28500): pages and feeds out of a web archive, record after record.
//
// Memory holds one record.  `response`, `resource` and `conversion` records whose bytes are HTML or
// a feed are given; all others are counted.  A record whose length is wrong is one error, and
// reading goes on at the next "WARC/1." that begins a line.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>

#include "extract/passed.h"
#include "extract/source.h"
#include "extract/type.h"
#include "secondsource/read.h"

namespace secondsource::extract {

struct WarcPage {
  std::string url, date;  // WARC-Target-URI, WARC-Date as printed
  std::string bytes, charset;
  Type type = Type::kHtml;
};

class Warc {
 public:
  Warc(Input input, const ReadLimits& limits) : input_(std::move(input)), limits_(limits) {}

  struct Fault {
    std::string message;
    bool of_record = true;  // false: of the file, which ends here
  };
  // Nothing at the end.
  std::optional<std::expected<WarcPage, Fault>> next();

  // "passed over 12 records: 7 request, 5 binary"; "" when none was.
  std::string passed_over() const { return extract::passed_over(passed_, "record"); }

 private:
  struct Header {
    std::string lines, type;
    std::uint64_t length = 0;
  };
  std::expected<std::optional<Header>, Fault> read_header();
  std::expected<std::string, Fault> read_block(const Header& header);
  std::expected<std::optional<WarcPage>, Fault> page_of(const Header& header, std::string block);
  std::expected<void, std::string> find_next_record();
  void take(std::size_t size);

  Input input_;
  std::size_t no_end_ = 0;  // of the next bytes: no headers end in them
  ReadLimits limits_;
  bool ended_ = false;
  PassedOver passed_;
};

}  // namespace secondsource::extract
