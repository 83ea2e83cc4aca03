// Parts of the terminal report that commands of their own show too.
#pragma once

#include <functional>
#include <string>

#include "report/difference.h"
#include "report/page.h"
#include "report/tree.h"
#include "report/view.h"
#include "secondsource/family.h"
#include "secondsource/report.h"

namespace secondsource::report {

// "[was → is] [− left out] [+ put in]": readable without colour.
void append_difference(const Difference& difference, Pieces& pieces);

// All the evidence for one statement of a report.
void write_statement(const View& view, std::size_t index, Page& page);

// The lineage as a tree, a line a member; `marked` is the article it is drawn for, if any.
using ArticleOf = std::function<const ArticleSummary&(const std::string& id)>;
void write_tree(const Family& family, const ArticleOf& article, const std::string& marked,
                Page& page);

}  // namespace secondsource::report
