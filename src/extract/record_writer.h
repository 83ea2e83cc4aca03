// Writes a record: the JSON object that article_of_record() reads.  Feeds and news agencies'
// formats are read by turning each entry into one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace secondsource::extract {

class RecordWriter {
 public:
  // A field; none for an empty value.  Values are valid UTF-8.
  RecordWriter& field(std::string_view name, std::string_view value);
  RecordWriter& field(std::string_view name, std::span<const std::string> values);

  // The object.  Ends the writer.
  std::string finish() &&;

 private:
  void begin(std::string_view name);
  void string(std::string_view value);
  std::string out_ = "{";
};

}  // namespace secondsource::extract
