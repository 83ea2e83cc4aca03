// Runs the real program in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace secondsource::cli {

struct Ran {
  int status = -1;
  std::string out, error;

  std::size_t error_lines() const {
    return static_cast<std::size_t>(std::ranges::count(error, '\n'));
  }
};

class ProgramTest : public testing::Test {
 protected:
  ProgramTest() {
    std::string name = (std::filesystem::temp_directory_path() / "secondsource-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~ProgramTest() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  void write(const std::string& name, const std::string& contents) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << contents;
  }

  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    std::stringstream contents;
    contents << file.rdbuf();
    return contents.str();
  }

  // A line of bash, in the folder; $P is the program, and its library is in the folder too.
  Ran run(const std::string& line) const {
    write(".script", std::string("cd '") + folder_.string() +
                         "'\nexport SECONDSOURCE_LIBRARY=\"$PWD/library\"\n"
                         "unset SECONDSOURCE_DATA\nP='" PROGRAM "'\n{ " +
                         line + "\n} >.out 2>.error\n");
    const int status = std::system((std::string("bash '") + path(".script") + "'").c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read(".out"),
            read(".error")};
  }

  static std::vector<std::string> lines(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }

 private:
  std::filesystem::path folder_;
};

// A page as an outlet prints it.
inline std::string page(const std::string& domain, const std::string& headline,
                        const std::string& body) {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>" + headline +
         "</title><link rel=\"canonical\" href=\"https://" + domain +
         "/bridge\"><meta property=\"article:published_time\" content=\"2026-11-03T14:05:00Z\">"
         "</head><body><article><h1>" +
         headline + "</h1>" + body + "</article></body></html>";
}

inline const std::string& bridge_body() {
  static const std::string body =
      "<p>The Arden Bridge was closed to all traffic on Tuesday after inspectors found cracks in "
      "two "
      "of its main girders, the city of Port Linden said in the afternoon.</p>"
      "<p>“The bridge has to stay closed; nobody is to cross it before spring,” Mayor Mara Olsen "
      "told "
      "the city council, which had met behind closed doors for three hours.</p>"
      "<p>The bridge, which was opened in 1931, carries some 22,000 vehicles a day, and the "
      "nearest "
      "other crossing is forty minutes away by car on a narrow road along the coast.</p>";
  return body;
}

}  // namespace secondsource::cli
