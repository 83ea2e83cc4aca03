// What brings a catalogue of an older format up to date.

#include <optional>
#include <string>
#include <vector>

#include "library/catalogue.h"
#include "library/schema.h"

namespace secondsource::library {

void Catalogue::convert(std::int64_t format) {
  if (format == 1) database_.execute(kFromFormat1);
  if (format < 4) database_.execute(kOriginals);
  load_dictionaries(/*packed=*/false);
  // Texts and records go from a row each to the tapes.
  database_.execute(kBeforeTapes);
  database_.execute(kTapes);
  {
    Query old =
        database_.query("SELECT number, hash, words, packed FROM old_texts ORDER BY number");
    Query made = database_.query(
        "INSERT INTO texts(number, hash, words, place, size) VALUES(?, ?, ?, ?, ?)");
    while (old.step()) {
      const auto text = dictionaries_.unpack(old.bytes(3), kLargestText);
      made.bind(old.integer(0)).bind(old.integer(1)).bind(old.integer(2));
      made.bind(text ? texts_.put(*text) : kNowhere);
      made.bind(text ? static_cast<std::int64_t>(text->size()) : 0).run();
    }
  }
  {
    Query old = database_.query(
        "SELECT a.number, a.id, c.head, c.head_sum, c.derived, c.derived_sum"
        " FROM old_contents c JOIN articles a ON a.number = c.number ORDER BY c.number");
    while (old.step()) {
      const auto head = dictionaries_.unpack(old.bytes(2), kLargestText);
      // What another version derived is derived anew.
      const auto derived = format < 3 ? std::optional<std::string>("")
                                      : dictionaries_.unpack(old.bytes(4), kLargestText);
      Record record = encode_record(old.bytes(1), head.value_or(""), derived.value_or(""));
      // What was damaged still is.
      const auto sum = [&](int column) { return static_cast<std::uint32_t>(old.integer(column)); };
      if (!head || record.head_sum != sum(3)) record.head_sum = ~record.head_sum;
      if (format >= 3 && (!derived || sum_of(old.bytes(1), *derived) != sum(5))) {
        record.derived_sum = ~record.derived_sum;
      }
      put_record(old.integer(0), record);
    }
  }
  finish();
  database_.execute(kAfterTapes);
  pack_dictionaries();
}

void Catalogue::pack_dictionaries() {
  std::vector<std::pair<std::int64_t, std::string>> all;
  for (Query query = database_.query("SELECT number, bytes FROM dictionaries"); query.step();) {
    all.emplace_back(query.integer(0), dictionaries_.pack(query.bytes(1), 0));
  }
  for (const auto& [number, packed] : all) {
    database_.query("UPDATE dictionaries SET bytes = ? WHERE number = ?")
        .blob(packed)
        .bind(number)
        .run();
  }
}

}  // namespace secondsource::library
