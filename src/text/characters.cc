#include "text/characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace secondsource::text {
namespace {

bool is_word(UChar32 c) {
  return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

bool is_dense(UChar32 c) {
  for (const UScriptCode script : {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_THAI,
                                   USCRIPT_LAO, USCRIPT_KHMER, USCRIPT_MYANMAR}) {
    if (uscript_hasScript(c, script)) return true;
  }
  return false;
}

std::uint32_t flags_of(UChar32 c, const icu::Normalizer2& normaliser) {
  std::uint32_t flags = 0;
  if (u_isUWhiteSpace(c)) flags |= Characters::kSpace;
  if (u_isUUppercase(c) || u_istitle(c)) flags |= Characters::kUpper;
  if (u_isULowercase(c)) flags |= Characters::kLower;
  if (u_isdigit(c)) flags |= Characters::kDigit;
  if (u_isalpha(c)) flags |= Characters::kLetter;

  icu::UnicodeString normal;
  UErrorCode failed = U_ZERO_ERROR;
  normaliser.normalize(icu::UnicodeString(c), normal, failed);
  if (normal.isEmpty()) {
    // A zero-width space separates words; a soft hyphen or a joiner does not.
    if (c != 0x200B && c != 0xFEFF) flags |= Characters::kIgnored | Characters::kHard;
    return flags;
  }
  bool any = false;
  for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
    any = any || is_word(normal.char32At(i));
  }
  if (!any || !is_word(c)) {
    // "™" becomes letters when normalised, "½" digits; a spacing accent becomes a combining mark
    // after a space, and is no word.
    if (!any || normal.char32At(0) == ' ') return flags;
  }
  flags |= Characters::kWord;
  if (is_dense(c)) flags |= Characters::kDense;
  const UChar32 single = normal.char32At(0);
  const bool simple = normal.length() == 1 && u_getCombiningClass(single) == 0 &&
                      u_getIntPropertyValue(single, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES;
  flags |= simple ? static_cast<std::uint32_t>(single) : Characters::kHard;
  return flags;
}

const icu::Normalizer2& normaliser() {
  UErrorCode failed = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(failed);
}

}  // namespace

const Characters& Characters::get() {
  static const Characters characters;
  return characters;
}

Characters::Characters() {
  const icu::Normalizer2& with = normaliser();
  for (UChar32 c = 0; c < 0x10000; ++c) table_[static_cast<std::size_t>(c)] = flags_of(c, with);
}

std::uint32_t Characters::beyond(char32_t c) {
  const std::uint32_t flags = flags_of(static_cast<UChar32>(c), normaliser());
  return (flags & kWord) != 0 ? (flags & ~0xFFFFu) | kHard : flags;
}

}  // namespace secondsource::text
