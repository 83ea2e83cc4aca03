// JSON, written as it is spoken: values in order, commas and escapes taken care of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace secondsource::report {

// Appends one JSON value to a string.  Compact, on one line, valid UTF-8 whatever bytes are given:
// control characters are escaped, invalid sequences become U+FFFD.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& null();
  JsonWriter& boolean(bool value);
  JsonWriter& integer(std::uint64_t value);
  JsonWriter& number(double value);  // rounded to four decimals
  JsonWriter& string(std::string_view value);
  JsonWriter& string_or_null(std::string_view value);  // "" is absent: null

  // A key with a string, or with null where the string is empty.
  JsonWriter& field(std::string_view name, std::string_view value) {
    return key(name).string_or_null(value);
  }

  // The next value stands on a line of its own.
  JsonWriter& end_line() {
    out_ += '\n';
    first_ = true;
    return *this;
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& out_;
  bool first_ = true;  // no comma before the next value
};

}  // namespace secondsource::report
