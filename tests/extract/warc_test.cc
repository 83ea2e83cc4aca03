#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>

#include <filesystem>
#include <fstream>

#include "extract/reading.h"

namespace secondsource {
namespace {

using namespace std::chrono;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string gzip(const std::string& bytes, int window_bits = 16 + MAX_WBITS) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& bytes, const std::string& dictionary = "") {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  const std::size_t size =
      ZSTD_compress_usingDict(context, out.data(), out.size(), bytes.data(), bytes.size(),
                              dictionary.data(), dictionary.size(), 3);
  ZSTD_freeCCtx(context);
  EXPECT_FALSE(ZSTD_isError(size));
  out.resize(size);
  return out;
}

std::string page(const std::string& about) {
  return "<html><head><title>" + about + "</title></head><body><article><h1>" + about +
         "</h1><p>The " + about +
         " of the valley will close at the end of the year, its owner said on Tuesday, and 214 "
         "people will lose their work.</p><p>The town has lived from it for a hundred and forty "
         "years, and its mayor asked the government for help.</p></article></body></html>";
}

std::string http(const std::string& body, const std::string& headers = "",
                 const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\n" + headers + "\r\n" + body;
}

std::string record(const std::string& type, const std::string& block,
                   const std::string& headers = "", std::ptrdiff_t lie = 0) {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-11-04T10:00:00Z\r\n" + headers +
         "Content-Length: " + std::to_string(static_cast<std::ptrdiff_t>(block.size()) + lie) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string response(const std::string& path, const std::string& message, std::ptrdiff_t lie = 0) {
  return record("response", message,
                "WARC-Target-URI: https://ledger.example/" + path +
                    "\r\nContent-Type: application/http; msgtype=response\r\n",
                lie);
}

std::vector<std::string> titles(const ReadAll& read) {
  std::vector<std::string> out;
  for (const Article& article : read.articles) out.push_back(article.title);
  return out;
}

const std::vector<std::string>& three() {
  static const std::vector<std::string> records = {
      record("warcinfo", "software: x\r\n"), record("request", "GET / HTTP/1.1\r\n\r\n"),
      response("mill", http(page("mill"))), response("mine", http(page("mine"))),
      record("metadata", "a: b\r\n")};
  return records;
}

std::string joined(const std::vector<std::string>& records,
                   const std::function<std::string(const std::string&)>& each) {
  std::string out;
  for (const std::string& one : records) out += each(one);
  return out;
}

std::string plain(const std::string& bytes) { return bytes; }

TEST(Warc, PagesAreReadAndEverythingElseIsCounted) {
  std::vector<std::string> records = three();
  records.push_back(response("gone", http("gone", "", "404 Not Found")));
  records.push_back(response("image", http(std::string("\x89PNG\0\0", 6))));
  records.push_back(record("revisit", http("")));
  records.push_back(
      record("sp\x1b"
             "am",
             "x"));
  records.push_back(record("conversion", "words of a page", "Content-Type: text/plain\r\n"));
  records.push_back(record("resource", page("port"),
                           "WARC-Target-URI: <https://ledger.example/port>\r\n"
                           "Content-Type: text/html\r\n"));
  const ReadAll read = read_all(joined(records, plain));
  EXPECT_THAT(read.errors, IsEmpty());
  EXPECT_THAT(titles(read), ElementsAre("mill", "mine", "port"));
  const Article& article = read.articles[0];
  EXPECT_EQ(article.input, "in#1");
  EXPECT_EQ(article.url, "https://ledger.example/mill");
  EXPECT_EQ(article.retrieved, sys_days{2026y / 11 / 4} + 10h);
  EXPECT_FALSE(article.published.has_value()) << "when it was fetched is not when it was published";
  EXPECT_EQ(read.articles[2].url, "https://ledger.example/port");
  EXPECT_THAT(read.notes,
              ElementsAre("in: passed over 8 records: 1 binary, 1 metadata, 1 of another kind, "
                          "1 request, 1 revisit, 1 status 404, 1 text, 1 warcinfo"));
}

TEST(Warc, CompressionChangesNothing) {
  for (const std::string& bytes :
       {joined(three(), [](const std::string& each) { return gzip(each); }),
        gzip(joined(three(), plain)),
        joined(three(), [](const std::string& each) { return zstd(each); }),
        zstd(joined(three(), plain)), gzip(joined(three(), plain)) + std::string(512, '\0')}) {
    const ReadAll read = read_all(bytes);
    EXPECT_THAT(read.errors, IsEmpty());
    EXPECT_THAT(titles(read), ElementsAre("mill", "mine"));
    EXPECT_EQ(read.articles[1].input, "in#2");
  }
}

TEST(Warc, ZstdTakesItsDictionaryFromTheFirstFrame) {
  std::string samples;
  std::vector<std::size_t> sizes;
  for (int i = 0; i < 2000; ++i) {
    const std::string one = response(fmt::format("x{}", i), http(page(fmt::format("x{}", i * 7))));
    samples += one;
    sizes.push_back(one.size());
  }
  std::string dictionary(4096, '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  ASSERT_FALSE(ZDICT_isError(size)) << ZDICT_getErrorName(size);
  dictionary.resize(size);
  const auto frame = [](const std::string& bytes) {
    std::string out("\x5D\x2A\x4D\x18", 4);
    for (int shift = 0; shift < 32; shift += 8) {
      out += static_cast<char>(bytes.size() >> shift & 0xFF);
    }
    return out + bytes;
  };
  const std::string records =
      joined(three(), [&](const std::string& each) { return zstd(each, dictionary); });
  for (const std::string& stored : {dictionary, zstd(dictionary)}) {
    const ReadAll read = read_all(frame(stored) + records);
    EXPECT_THAT(read.errors, IsEmpty());
    EXPECT_THAT(titles(read), ElementsAre("mill", "mine"));
  }
  EXPECT_THAT(read_all(records).errors, ElementsAre("in: broken zstd"));
  EXPECT_THAT(read_all(frame(dictionary).substr(0, 100)).errors,
              ElementsAre("in: cut off in its zstd dictionary"));
}

TEST(Warc, ChunkedAndCompressedBodiesAreUndone) {
  const auto chunked = [](const std::string& body) {
    std::string out;
    for (std::size_t at = 0; at < body.size(); at += 100) {
      const std::string piece = body.substr(at, 100);
      out += fmt::format("{:X};x=y\r\n{}\r\n", piece.size(), piece);
    }
    return out + "0\r\n\r\n";
  };
  const std::string brotli(
      "\x1B\x46\x01\x00\x1C\x07\x6E\xEC\x62\xF4\x46\x46\xAC\x3D\xC8\xB6\xA5\x7A\xB9\xEE\xD3\x3F\x88"
      "\x03\x1D\x88\xF9\xE2\x03\x97\x3C\x41\x54\xE6\x36\x0A\xB9\xEA\x6E\x0F\xCC\x07\x1E\x2C\xDA\x0C"
      "\xD1\x10\x8D\x49\xDD\x26\x04\x1D\x9F\x84\xA6\x5A\x47\x98\x8D\xE4\x29\x1A\x0E\x9E\x62\x60\x68"
      "\xE7\xA2\x82\xC0\xB7\x8E\xB3\x06\xB0\x29\xFE\x6E\x89\xF5\x70\x40\x53\x4B\xAA\xDD\xF5\x74\x11"
      "\x29\x07\xA4\x76\xE2\x69\xD2\xB1\x1D\x59\xAD\xD5\xDD\x90\x26\xAC\x2C\x3F\xE8\x59\x07\x24\xEA"
      "\x46\xE3\xC3\xCA\x15\x00\x49\x2E\x9E\x70\xBF\x2B\x2F\x11\x03\xE0\xB1\x1A\x93\xA5\x34\x45\x61"
      "\xCA\x48\xDD\xF9\xD8\x44\x05\x23\x51\x00\xBB\xFD\xE3\x42\x0D\x19\x91\x05\x56\x76\x7A\xF8"
      "\x13",
      161);
  const ReadAll read = read_all(
      response("1", http(chunked(page("one")), "Transfer-Encoding: chunked\r\n")) +
      response("2", http(gzip(page("two")), "Content-Encoding: gzip\r\n")) +
      response("3", http(chunked(gzip(page("three"))),
                         "transfer-encoding: Chunked\r\ncontent-encoding: GZIP\r\n")) +
      response("4", http(gzip(page("four"), MAX_WBITS), "Content-Encoding: deflate\r\n")) +
      response("5", http(gzip(page("five"), -MAX_WBITS), "Content-Encoding: deflate\r\n")) +
      response("6", http(zstd(page("six")), "Content-Encoding: zstd\r\n")) +
      response("7", http(brotli, "Content-Encoding: br\r\n")) +
      response("8", http(gzip(zstd(page("eight"))), "Content-Encoding: zstd, gzip\r\n")) +
      // The headers name what was undone when the record was written.
      response("9",
               http(page("nine"), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")) +
      response("10", http(page("ten"), "Content-Encoding: br\r\n")));
  EXPECT_THAT(read.errors, IsEmpty());
  ASSERT_EQ(read.articles.size(), 10u);
  EXPECT_THAT(read.articles[6].text, HasSubstr("A page in brotli"));
  std::vector<std::string> found = titles(read);
  found.erase(found.begin() + 6);
  EXPECT_THAT(found,
              ElementsAre("one", "two", "three", "four", "five", "six", "eight", "nine", "ten"));
}

TEST(Warc, TheCharsetOfHttpOutranksThatOfThePage) {
  std::string body = page("mill");
  body.insert(body.find("The mill"), "\xC4\xD2 ");
  body.insert(body.find("<title>"), "<meta charset=iso-8859-1>");
  const std::string message = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=KOI8-R\r\n\r\n";
  const ReadAll read = read_all(response("1", message + body));
  ASSERT_EQ(read.articles.size(), 1u);
  EXPECT_THAT(read.articles[0].text, HasSubstr("др The mill"));
}

TEST(Warc, AFeedInAnArchiveGivesItsEntries) {
  const ReadAll read = read_all(
      response("mill", http(page("mill"))) +
      response("feed", http("<rss><channel><item><title>A</title><link>/a</link></item><item>"
                            "<title>B</title><link>/b</link></item></channel></rss>")) +
      response("mine", http(page("mine"))));
  EXPECT_THAT(read.errors, IsEmpty());
  EXPECT_THAT(titles(read), ElementsAre("mill", "A", "B", "mine"));
  EXPECT_EQ(read.articles[1].url, "https://ledger.example/a");
  EXPECT_EQ(read.articles[2].input, "in#3");
  EXPECT_EQ(read.articles[2].retrieved, sys_days{2026y / 11 / 4} + 10h);
}

TEST(Warc, OneCutInMidRecordGivesWhatStandsBefore) {
  const std::string first = response("mill", http(page("mill")));
  const std::string second = response("mine", http(page("mine")));
  for (const std::size_t cut :
       {std::size_t{20}, std::size_t{150}, std::size_t{300}, second.size() - 10}) {
    const ReadAll read = read_all(first + second.substr(0, cut));
    EXPECT_THAT(titles(read), ElementsAre("mill"));
    ASSERT_EQ(read.errors.size(), 1u);
    EXPECT_THAT(read.errors[0], HasSubstr("in: cut off in"));
  }
  const std::string packed = gzip(first) + gzip(second);
  const ReadAll read = read_all(packed.substr(0, packed.size() - 30));
  EXPECT_THAT(titles(read), ElementsAre("mill"));
  EXPECT_EQ(read.errors.size(), 1u);
}

TEST(Compressed, APageOrALineThatIsCutOffIsNotTakenForAWholeOne) {
  const std::string one = gzip(page("mill") + std::string(100'000, 'x'));
  EXPECT_THAT(read_all(one.substr(0, one.size() - 20)).errors,
              ElementsAre("in: cut off: the gzip has no end"));
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += fmt::format("{{\"text\":\"Text number {}.\"}}\n", i * 7);
  const std::string packed = zstd(lines);
  const ReadAll read = read_all(packed.substr(0, packed.size() - 20));
  EXPECT_THAT(read.errors, ElementsAre("in: cut off: the zstd has no end"));
  EXPECT_EQ(read_all(packed).articles.size(), 1000u);
  EXPECT_EQ(read_all(gzip(lines.substr(0, 500)) + gzip(lines.substr(500))).articles.size(), 1000u);
}

TEST(Warc, ALengthThatLiesCostsItsRecordAndNoOther) {
  const std::string last = response("port", http(page("port")));
  for (const std::ptrdiff_t lie : {-100, -1, 5, 40, 900}) {
    const ReadAll read = read_all(response("mill", http(page("mill"))) +
                                  response("mine", http(page("mine")), lie) + last);
    EXPECT_THAT(titles(read), ElementsAre("mill", "port")) << lie;
    ASSERT_EQ(read.errors.size(), 1u) << lie;
    EXPECT_THAT(read.errors[0], HasSubstr("in#2: the record is not of the ")) << lie;
  }
  for (const char* length : {"Content-Length: -1", "Content-Length: x", "Content-Length: 1e3",
                             "No: 1", "Content-Length: 99999999999999999999999"}) {
    const ReadAll read = read_all(
        fmt::format("WARC/1.0\r\nWARC-Type: response\r\n{}\r\n\r\nxx\r\n\r\n", length) + last);
    EXPECT_THAT(titles(read), ElementsAre("port"));
    EXPECT_THAT(read.errors, ElementsAre("in#1: the record names no length"));
  }
  const ReadAll endless = read_all(last +
                                   "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: "
                                   "9000000000000000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx");
  EXPECT_THAT(titles(endless), ElementsAre("port"));
  EXPECT_THAT(endless.errors,
              ElementsAre("in: cut off in mid-record: 20 of 9000000000000000000 bytes are there"));
}

TEST(Warc, OtherBytesBetweenRecordsAreOneError) {
  const ReadAll read = read_all(response("mill", http(page("mill"))) + "garbage\nand more\n" +
                                response("mine", http(page("mine"))));
  EXPECT_THAT(titles(read), ElementsAre("mine")) << "where the record before ends is not known";
  EXPECT_EQ(read.errors.size(), 1u);
  std::string endless = "WARC/1.0\r\n";
  for (int i = 0; i < 10'000; ++i) endless += fmt::format("X-{}: y\r\n", i);
  const ReadAll header = read_all(endless + "\r\n" + response("mine", http(page("mine"))));
  EXPECT_THAT(titles(header), ElementsAre("mine"));
  EXPECT_THAT(header.errors, ElementsAre("in#1: the header of the record has no end"));
}

TEST(Warc, ManyHeadersWithoutAnEndAreSearchedOnce) {
  constexpr std::size_t kMany = 300'000;
  std::string bytes;
  for (std::size_t i = 0; i < kMany; ++i) bytes += "WARC/1.0\r\n";
  for (std::size_t i = 0; i < kMany; ++i) bytes += "padding..\n";
  bytes += record("response", http(page("mill")));
  const ReadAll read = read_all(bytes);
  ASSERT_EQ(read.articles.size(), 1u);
  EXPECT_EQ(read.articles[0].title, "mill");
  EXPECT_GT(read.errors.size(), kMany / 2);
}

TEST(Warc, BodiesThatBreakOffAreErrorsOfTheirRecords) {
  const std::string packed = gzip(page("mill"));
  const ReadAll read = read_all(
      response("1", http(packed.substr(0, packed.size() / 2), "Content-Encoding: gzip\r\n")) +
      response("2", http("5\r\nab", "Transfer-Encoding: chunked\r\n")) +
      response("3", "HTTP/1.1 200 OK\r\nA: b\r\n") + response("4", "") +
      response("5", http(page("mine"))));
  EXPECT_THAT(titles(read), ElementsAre("mine"));
  EXPECT_THAT(read.errors, ElementsAre("in#1: cut off: the gzip has no end",
                                       "in#2: the chunks of its body break off",
                                       "in#3: the headers of HTTP have no end"));
}

TEST(Warc, WhatUnpacksWithoutEndIsGivenUp) {
  const std::string zeros(200u << 20, ' ');
  const std::string bomb = gzip(zeros), small_bomb = zstd(zeros);
  EXPECT_THAT(read_all(bomb).errors, ElementsAre(HasSubstr("ReadLimits::expansion")));
  EXPECT_THAT(read_all(small_bomb).errors, ElementsAre(HasSubstr("ReadLimits::expansion")));
  const ReadAll read = read_all(response("1", http(bomb, "Content-Encoding: gzip\r\n")) +
                                response("2", http(page("mine"))));
  EXPECT_THAT(titles(read), ElementsAre("mine"));
  EXPECT_THAT(read.errors, ElementsAre(HasSubstr("in#1: unpacks to more than 200 times")));
  std::string nested = page("mill");
  for (int i = 0; i < 4; ++i) nested = gzip(nested);
  EXPECT_THAT(read_all(nested).errors, ElementsAre(HasSubstr("three times over")));
  EXPECT_THAT(titles(read_all(gzip(zstd(gzip(page("mill")))))), ElementsAre("mill"));
}

TEST(Warc, ARecordBeyondTheLimitIsPassedWithoutBeingHeld) {
  ReadOptions options;
  options.limits.document_bytes = 10'000;
  const ReadAll read =
      read_all(response("1", http(std::string(50'000, 'x'))) +
                   record("metadata", std::string(50'000, 'x')) + response("2", http(page("mine"))),
               options);
  EXPECT_THAT(titles(read), ElementsAre("mine"));
  EXPECT_THAT(read.errors,
              ElementsAre("in#1: larger than 10000 bytes (ReadLimits::document_bytes)"));
  EXPECT_THAT(read.notes, ElementsAre("in: passed over 1 record: 1 metadata"));
}

TEST(Warc, AnArchiveOfAnySizeTakesTheMemoryOfOneRecord) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer's own memory is counted too";
#endif
  // 600 MB of records in a file: what is resident must not grow with them.
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("warc_test_{}.warc.gz", ::getpid());
  {
    std::string megabyte;
    for (int i = 0; megabyte.size() < (1u << 20); ++i) {
      megabyte += record("request", fmt::format("GET /{} HTTP/1.1\r\n\r\n", i * 7919));
    }
    const std::string packed = gzip(megabyte);
    std::ofstream file(path, std::ios::binary);
    for (int i = 0; i < 600; ++i) file << packed;
    file << gzip(response("mill", http(page("mill"))));
  }
  const auto peak = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;  // KiB
  };
  const auto known = data();  // read before, not by the reader
  const auto before = peak();
  Reader reader(path.string(), known);
  auto document = reader.next_document();
  ASSERT_TRUE(document && document->has_value());
  EXPECT_EQ((*document)->url, "https://ledger.example/mill");
  EXPECT_FALSE(reader.next_document().has_value());
  EXPECT_LT(peak() - before, 16 << 10);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace secondsource
