// Furniture: which paragraphs the articles of an outlet have taught to be of no article.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "library/link.h"
#include "secondsource/article.h"

namespace secondsource::library {

class Furnisher {
 public:
  explicit Furnisher(Surface surface) : surface_(surface) {}

  // The article with the furniture that it would have in the library as it is.
  Article furnished(const Article& article) const;

  // The articles of these outlets whose furniture is no longer what is stored.
  std::vector<Number> changed(std::span<const std::string> outlets) const;

 private:
  Surface surface_;
};

}  // namespace secondsource::library
