// Feeds → records: RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
//
// An entry that carries its whole text (content:encoded, Atom's content, content_html, an RSS item
// without a link, whose description is the text) becomes an article; any other one a summary, named
// as such ("form":"summary").
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>

namespace secondsource::extract {

// Takes one record: a JSON object that article_of_record() reads.
using TakeRecord = std::function<void(std::string)>;

// `text`: valid UTF-8.  `url`: where the feed was found, for relative links; "" when unknown.  An
// error where the feed breaks off; what stands before has been taken.  Linear.
std::expected<void, std::string> read_feed(std::string_view text, const std::string& url,
                                           std::size_t nesting, const TakeRecord& take);

// Of a JSON Feed.
std::expected<void, std::string> read_json_feed(std::string_view json, const std::string& url,
                                                std::size_t nesting, const TakeRecord& take);

}  // namespace secondsource::extract
