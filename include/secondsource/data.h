// What is known of languages and of the press: the files of data/, loaded.
#pragma once

#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <typeindex>
#include <typeinfo>

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

  // The contents of one file below data/ ("attribution/en.model"), those of the last folder that
  // has it; nullptr when there is none.
  const std::string* file(const std::string& path) const;
  // The contents of all that have it, the program's own first.
  std::span<const std::string> files(const std::string& path) const;

  // A hash of everything loaded: two equal ones give equal analyses.
  const std::string& fingerprint() const;

  // What a stage compiles from the data (hashes of its sections of the language files, …): made by
  // T(const Data&) when it is first asked for, kept as long as the data.  T's constructor must not
  // itself ask for something derived.
  template <class T>
  const T& derived() const {
    const std::lock_guard lock(derived_mutex_);
    std::shared_ptr<const void>& slot = derived_[typeid(T)];
    if (!slot) slot = std::make_shared<const T>(*this);
    return *static_cast<const T*>(slot.get());
  }

  ~Data();
  struct Parts;
  explicit Data(std::unique_ptr<Parts> parts);

 private:
  std::unique_ptr<Parts> parts_;
  mutable std::mutex derived_mutex_;
  mutable std::map<std::type_index, std::shared_ptr<const void>> derived_;
};

}  // namespace secondsource
