// Adds two articles to a library and prints how many origins a statement has, with nothing but the
// installed headers.
#include <secondsource/library.h>
#include <secondsource/read.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto data = secondsource::Data::load();
  if (!data) return 1;
  auto library = secondsource::Library::open(argv[1], *data);
  if (!library) {
    std::cerr << library.error().line() << '\n';
    return 1;
  }
  std::vector<secondsource::Article> articles;
  secondsource::Reader reader(argv[2], *data);
  while (auto next = reader.next()) {
    if (!*next) {
      std::cerr << next->error().line() << '\n';
      return 1;
    }
    articles.push_back(**next);
  }
  if (!library->add(articles) || !library->settle()) return 1;
  const auto snapshot = library->snapshot();
  if (!snapshot || articles.empty()) return 1;
  const secondsource::Report report = secondsource::check(*snapshot, articles.front());
  if (report.statements.size() != 1) return 1;
  std::cout << report.statements.front().origins.size() << " origins\n";
}
