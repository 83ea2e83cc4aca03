// Title, authors, times, outlet, URL and language of an article on a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/dates.h"
#include "extract/page.h"
#include "extract/phrases.h"
#include "extract/zones.h"
#include "press/press.h"
#include "secondsource/article.h"

namespace secondsource::extract {

// A page taken apart, with the blocks that are its article.  Refers to what must outlive it.
struct View {
  const Tree& tree;
  const Page& page;
  const Blocks& blocks;
  const std::vector<std::uint32_t>& body;
  const Markup& markup;
  const Phrases& phrases;
  const Months& months;
  const Zones& zones;
};

// The name of the site, as the page gives it; "" when it gives none.
std::string site_name(const Page& page);

// The headline as printed above the article, without the site's name.
std::string find_title(const View& view);

// Bylines as printed: of elements marked as such, and short lines above the text that begin with
// "By".
std::vector<std::string> printed_bylines(const View& view);

// People and organisations the article is by, cleaned of "By", roles, addresses and dates. Agencies
// are no authors: a credit names them.
std::vector<std::string> find_authors(const View& view, const std::string& site,
                                      const press::Press& press);

// Fills published, published_precision, published_evidence and modified; an error when the page
// dates its article to a year no reader accepts.
std::expected<void, std::string> find_times(const View& view, const DateStyle& style,
                                            Article& article);

// Names out of one byline: "By Ann Lee and Bo Chan, Harbor Ledger" → "Ann Lee", "Bo Chan".
std::vector<std::string> names_in_byline(std::string_view byline, const Phrases& phrases,
                                         const Months& months);

}  // namespace secondsource::extract
