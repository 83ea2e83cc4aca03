// Bytes of unknown encoding → UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace secondsource::extract {

struct Decoded {
  std::string text;     // valid UTF-8, without a byte order mark
  std::string warning;  // what was repaired or guessed, "" when nothing was
};

// As browsers decide: byte order mark, then what came with the page (`charset`, of HTTP's
// Content-Type; "" when it names none), then what the page declares (<meta charset>, in its first
// 64 KiB), then a guess from the bytes (uchardet).  One difference: bytes that are valid UTF-8 and
// not only ASCII are UTF-8 whatever the page declares, for saved copies are often converted without
// their <meta>.
Decoded decode_page(std::string_view bytes, std::string_view charset = {});

// Of XML, whose declaration names the encoding, else it is UTF-8 or what came with it.
Decoded decode_xml(std::string_view bytes, std::string_view charset = {});

// Of a plain text: byte order mark, UTF-8, else a guess where there is enough to guess from.
Decoded decode_text(std::string_view bytes);

// Of JSON, which is UTF-8: repaired where it is not.
Decoded decode_utf8(std::string_view bytes);

}  // namespace secondsource::extract
