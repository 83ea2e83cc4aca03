#include "extract/record_writer.h"

#include <fmt/format.h>

#include <utility>

namespace secondsource::extract {

void RecordWriter::string(std::string_view value) {
  out_ += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

void RecordWriter::begin(std::string_view name) {
  if (out_.size() > 1) out_ += ',';
  string(name);
  out_ += ':';
}

RecordWriter& RecordWriter::field(std::string_view name, std::string_view value) {
  if (value.find_first_not_of(" \t\r\n") == std::string_view::npos) return *this;
  begin(name);
  string(value);
  return *this;
}

RecordWriter& RecordWriter::field(std::string_view name, std::span<const std::string> values) {
  if (values.empty()) return *this;
  begin(name);
  out_ += '[';
  for (const std::string& value : values) {
    if (out_.back() != '[') out_ += ',';
    string(value);
  }
  out_ += ']';
  return *this;
}

std::string RecordWriter::finish() && { return std::move(out_ += '}'); }

}  // namespace secondsource::extract
