#include "library/tape.h"

#include <random>

#include "library/schema.h"
#include "library/support.h"

namespace secondsource::library {
namespace {

struct Strip {
  Folder folder;
  Database database{folder.path("catalogue.sqlite"), Database::Mode::kWrite};
  Dictionaries dictionaries;
  Strip() { database.execute("CREATE TABLE blocks(place INTEGER PRIMARY KEY, packed BLOB)"); }
  Tape tape() { return {database, dictionaries, "blocks", kPage, /*share=*/2}; }
  std::int64_t blocks() { return database.number("SELECT count(*) FROM blocks"); }
  std::string all() {  // what the blocks hold
    std::string bytes;
    for (Query query = database.query("SELECT packed FROM blocks ORDER BY place"); query.step();) {
      bytes += dictionaries.unpack(query.bytes(0), Tape::kLargestBlock).value_or("");
    }
    return bytes;
  }
};

std::string prose(std::mt19937_64& random, std::size_t size) {
  std::string made;
  while (made.size() < size) made += fmt::format("word{} ", random() % 3'000);
  made.resize(size);
  return made;
}

struct Piece {
  std::string bytes;
  std::int64_t place = 0;
};

std::vector<Piece> pieces(std::mt19937_64& random, std::size_t n) {
  std::vector<Piece> made(n);
  for (Piece& piece : made) piece.bytes = prose(random, random() % 4'000);
  return made;
}

std::optional<std::string> read(Tape& tape, const Piece& piece, const Dictionaries& dictionaries) {
  return join(tape.cut(piece.place, static_cast<std::int64_t>(piece.bytes.size())), dictionaries);
}

TEST(Tape, EveryStringIsFoundBeforeAndAfterItIsWritten) {
  std::mt19937_64 random(1);
  Strip strip;
  Tape tape = strip.tape();
  std::vector<Piece> all = pieces(random, 300);
  all[40].bytes = prose(random, 400'000);  // longer than many blocks
  all[41].bytes.clear();
  all[42].bytes = std::string(1'000'000, 'a');
  for (char& byte : all[43].bytes) byte = static_cast<char>(random());  // does not get smaller
  all[44].bytes.resize(100'000);
  for (char& byte : all[44].bytes) byte = static_cast<char>(random());
  for (Piece& piece : all) {
    piece.place = tape.put(piece.bytes);
    EXPECT_EQ(read(tape, piece, strip.dictionaries), piece.bytes);
  }
  for (const Piece& piece : all) EXPECT_EQ(read(tape, piece, strip.dictionaries), piece.bytes);
  tape.finish();
  Tape again = strip.tape();
  for (const Piece& piece : all) EXPECT_EQ(read(again, piece, strip.dictionaries), piece.bytes);
}

TEST(Tape, BlocksFillThePagesTheyLieIn) {
  std::mt19937_64 random(2);
  Strip strip;
  Tape tape = strip.tape();
  for (const Piece& piece : pieces(random, 500)) tape.put(piece.bytes);
  tape.finish();
  const std::int64_t packed = strip.database.number("SELECT sum(length(packed)) FROM blocks");
  EXPECT_LE(strip.database.number("SELECT max(length(packed)) FROM blocks"), kPage / 2 - 20);
  EXPECT_GE(packed * 100, strip.blocks() * static_cast<std::int64_t>(kPage / 2) * 95);
}

TEST(Tape, BlocksEndAtTheSamePlacesHoweverItsBytesAreCut) {
  std::mt19937_64 random(6);
  const std::string bytes = prose(random, 7 * Tape::kAhead + 12'345);
  std::vector<std::vector<std::pair<std::int64_t, std::string>>> found;
  for (const std::size_t size : {bytes.size(), Tape::kAhead / 3, std::size_t{2'000}}) {
    Strip strip;
    Tape tape = strip.tape();
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      EXPECT_EQ(tape.put(std::string_view(bytes).substr(at, size)), static_cast<std::int64_t>(at));
    }
    tape.finish();
    auto& blocks = found.emplace_back();
    Query query = strip.database.query("SELECT place, packed FROM blocks ORDER BY place");
    while (query.step()) blocks.emplace_back(query.integer(0), query.bytes(1));
    EXPECT_EQ(strip.all(), bytes);
  }
  EXPECT_GT(found[0].size(), 7 * Tape::kAhead / Tape::kLargestBlock);
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(found[0], found[2]);
}

TEST(Tape, StringsThatComeOneAtATimeShareBlocks) {
  std::mt19937_64 random(3);
  Strip together, apart;
  std::vector<Piece> all = pieces(random, 200);
  Tape tape = together.tape();
  for (const Piece& piece : all) tape.put(piece.bytes);
  tape.finish();
  for (Piece& piece : all) {
    Tape one = apart.tape();
    piece.place = one.put(piece.bytes);
    one.finish();
  }
  Tape again = apart.tape();
  for (const Piece& piece : all) EXPECT_EQ(read(again, piece, apart.dictionaries), piece.bytes);
  EXPECT_LE(apart.blocks() * 10, together.blocks() * 11);
}

TEST(Tape, WhatIsTakenOffIsGoneAndTheOthersStay) {
  std::mt19937_64 random(4);
  Strip strip;
  Tape tape = strip.tape();
  std::vector<Piece> all = pieces(random, 300);
  all[7].bytes = prose(random, 100'000);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].bytes += fmt::format("the {} of them", i * 7'919);
    all[i].place = tape.put(all[i].bytes);
    if (i == 200) tape.finish();
  }
  const auto goes = [](std::size_t i) { return i % 3 == 1 || (i > 90 && i < 150); };
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (goes(i)) tape.take_off(all[i].place, static_cast<std::int64_t>(all[i].bytes.size()));
  }
  tape.finish();
  const std::string left = strip.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (goes(i)) {
      EXPECT_EQ(left.find(fmt::format("the {} of them", i * 7'919)), std::string::npos) << i;
      EXPECT_NE(read(tape, all[i], strip.dictionaries), all[i].bytes);
    } else {
      EXPECT_EQ(read(tape, all[i], strip.dictionaries), all[i].bytes) << i;
    }
  }
  for (const Piece& piece : all) {
    tape.take_off(piece.place, static_cast<std::int64_t>(piece.bytes.size()));
  }
  tape.finish();
  EXPECT_EQ(strip.blocks(), 0);
  const std::int64_t place = tape.put("anew");
  tape.finish();
  EXPECT_EQ(join(tape.cut(place, 4), strip.dictionaries), "anew");
}

TEST(Tape, ADamagedBlockTakesNoMoreMemoryThanItHoldsAndIsDeletedWithWhatItHeld) {
  std::mt19937_64 random(5);
  Strip strip;
  Tape tape = strip.tape();
  std::vector<Piece> all = pieces(random, 60);
  for (Piece& piece : all) piece.place = tape.put(piece.bytes);
  tape.finish();
  for (int round = 0; round < 300; ++round) {
    const Piece& piece = all[random() % all.size()];
    Cut cut = tape.cut(piece.place, static_cast<std::int64_t>(piece.bytes.size()));
    for (auto& [place, packed] : cut.blocks) {
      packed[random() % packed.size()] ^= static_cast<char>(1 << random() % 8);
      if (random() % 4 == 0) packed.resize(random() % packed.size());
      if (random() % 4 == 0) place += static_cast<std::int64_t>(random() % 3) - 1;
    }
    if (random() % 4 == 0) cut.size = std::numeric_limits<std::int64_t>::max() - cut.place;
    if (random() % 4 == 0) cut.place = static_cast<std::int64_t>(random());
    const auto joined = join(cut, strip.dictionaries);
    EXPECT_EQ(joined ? static_cast<std::int64_t>(joined->size()) : cut.size, cut.size);
  }
  EXPECT_FALSE(join(tape.cut(-1, 0), strip.dictionaries));
  EXPECT_FALSE(join(tape.cut(0, -5), strip.dictionaries));
  EXPECT_FALSE(join(tape.cut(all.back().place, std::numeric_limits<std::int64_t>::max()),
                    strip.dictionaries));
  strip.database.execute("UPDATE blocks SET packed = x'01020304'");
  const std::int64_t place = tape.put("after the damage");
  for (const Piece& piece : all) {
    tape.take_off(piece.place, static_cast<std::int64_t>(piece.bytes.size()));
  }
  tape.finish();
  EXPECT_EQ(strip.blocks(), 1);
  EXPECT_EQ(join(tape.cut(place, 16), strip.dictionaries), "after the damage");
}

}  // namespace
}  // namespace secondsource::library
