// What a page says about itself outside of its text: its <head>, and marks on elements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/linked_data.h"
#include "extract/markup.h"
#include "extract/tree.h"

namespace secondsource::extract {

struct Meta {
  std::string name;  // of name=, property= or itemprop=, lower case
  std::string_view content;
};

struct Page {
  std::string title;                    // <title>
  std::vector<Meta> metas;              // in order
  std::vector<std::uint32_t> headings;  // <h1> to <h3>, itemprop=headline
  std::vector<std::uint32_t> times;     // <time>, and what is marked to be a date
  // rel=author, itemprop=author, class "author", "byline"; or only a link to a page of authors.
  struct Byline {
    std::uint32_t node = 0;
    bool only_linked = false;
  };
  std::vector<Byline> bylines;
  std::string_view canonical, language;
  LinkedData linked;

  // The first content of any of `names`, tried in their order, that is not blank; "" when none.
  std::string_view meta(std::initializer_list<std::string_view> names) const;
};

Page read_page(const Tree& tree, const Markup& markup);

}  // namespace secondsource::extract
