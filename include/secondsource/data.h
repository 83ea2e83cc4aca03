// What is known of languages and of the press: the files of data/, loaded.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>

#include "secondsource/error.h"

namespace secondsource {

namespace text {
class Languages;
class Weights;
}  // namespace text
namespace press {
class Press;
}

// Immutable once loaded; safe from any number of threads.
class Data {
 public:
  // The files carried inside the program, then those of each of `folders` (laid out like data/):
  // records of a table add to it or replace those of the same name, other files replace whole.
  static std::expected<std::shared_ptr<const Data>, Error> load(
      std::span<const std::string> folders = {});

  const text::Languages& languages() const;
  const text::Weights& weights() const;
  const press::Press& press() const;

  // A hash of everything loaded: two equal ones give equal analyses.
  const std::string& fingerprint() const;

  ~Data();
  struct Parts;
  explicit Data(std::unique_ptr<Parts> parts);

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace secondsource
