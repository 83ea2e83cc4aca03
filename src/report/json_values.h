// Writes the project's values into one JSON value; for json.cc and the report.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "report/json.h"
#include "report/json_writer.h"

namespace secondsource::report {

// Keeps, for each article it meets, how far it has counted its code points, so that a value with
// many spans is written in one pass over each text.
class JsonValues {
 public:
  JsonValues(std::string& out, Sources sources);
  ~JsonValues();

  JsonWriter& json() { return json_; }

  void article(const Article& article);
  void mention(const Mention& mention);
  void mention_lines(std::span<const Mention> mentions);
  void fact(const Fact& fact);
  void passage(const Passage& passage);
  void family(const Family& family);
  void family_change(const FamilyChange& change);
  void story(const Story& story);
  void statement(const Statement& statement);
  void change(const Change& change, const ArticleSummary& article);
  void discrepancies(std::span<const Discrepancy> all);
  void corrections(std::span<const Correction> all);
  void outlet(const Outlet& outlet);
  void time(const std::optional<Time>& time);
  void strings(std::span<const std::string> all);

 private:
  struct Texts;
  Texts& texts(const std::string& article);
  void span(const std::string& article, Field field, ByteSpan bytes);
  void spans(const std::string& article, Field field, std::span<const ByteSpan> all);
  void places(std::span<const Place> places);
  void sides(std::span<const Discrepancy::Side> all);
  void edits(std::span<const Edit> all);
  void origin(const Origin& origin);

  JsonWriter json_;
  Sources sources_;
  std::map<std::string, std::unique_ptr<Texts>> texts_;
};

}  // namespace secondsource::report
