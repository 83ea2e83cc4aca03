// The names of enumerations in JSON.
#pragma once

#include <string_view>

#include "secondsource/article.h"
#include "secondsource/change.h"
#include "secondsource/fact.h"
#include "secondsource/library.h"
#include "secondsource/mention.h"
#include "secondsource/passage.h"
#include "secondsource/statement.h"

namespace secondsource::report {

std::string_view name_of(Precision precision);
std::string_view name_of(Article::Form form);
std::string_view name_of(Credit::Evidence evidence);
std::string_view name_of(Field field);
std::string_view name_of(Mention::Kind kind);
std::string_view name_of(Speaker::Kind kind);
std::string_view name_of(Via::Manner manner);
std::string_view name_of(Occasion::Kind kind);
std::string_view name_of(Fact::Kind kind);
std::string_view name_of(Fact::Bound bound);
std::string_view name_of(Passage::Kind kind);
std::string_view name_of(Origin::Kind kind);
std::string_view name_of(Rule rule);
std::string_view name_of(Discrepancy::Kind kind);
std::string_view name_of(Change::Kind kind);
std::string_view name_of(Correction::Kind kind);
std::string_view name_of(FamilyChange::Kind kind);

}  // namespace secondsource::report
