// What an article quotes: by it two reports of one event are known that share little else.
//
// Reporters who stand beside each other write a day's event in words of their own, but quote the
// same ones.  Two articles of one day or two that quote a run of eight words or more, which are no
// stock phrase, are of one event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "corroborate/keys.h"
#include "secondsource/article.h"
#include "secondsource/time.h"
#include "text/text.h"
#include "text/weights.h"

namespace secondsource::corroborate {

// Hashes of runs of quoted words, in order: those that any other quotation of eight of the words
// has, too, as winnowing picks them (Schleimer, Wilkerson, Aiken 2003); at most 24, the smallest.
std::vector<std::uint64_t> quoted_runs(const Article& article, const text::Text& body,
                                       const text::Weights::Table& weights);

// Of a headline, 0 of one that says too little: two outlets that print the same one in two days
// print one text.  `begin`: its first word.
std::uint64_t headline_key(const text::Text& text, std::size_t begin, std::size_t end,
                           const text::Weights::Table& weights);

// Keys under which articles that quote the same are found.  A few at most.
void keep_quoted(Keys& keys, const std::vector<std::uint64_t>& runs, Time published);

}  // namespace secondsource::corroborate
