#include "extract/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace secondsource::extract {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

class File : public Stream {
 public:
  explicit File(int file) : file_(file) {}
  ~File() override {
    if (file_ > STDIN_FILENO) ::close(file_);
  }
  std::expected<bool, std::string> read(std::size_t size, std::string& out) override {
    constexpr std::size_t kMost = 1u << 20;
    const std::size_t before = out.size();
    size = std::min(size, kMost);
    out.resize(before + size);
    while (true) {
      const ssize_t got = ::read(file_, out.data() + before, size);
      if (got < 0 && errno == EINTR) continue;
      out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
      if (got < 0) return std::unexpected("cannot be read: " + reason(errno));
      return got > 0;
    }
  }

 private:
  int file_;
};

class Memory : public Stream {
 public:
  explicit Memory(std::string bytes) : bytes_(std::move(bytes)) {}
  std::expected<bool, std::string> read(std::size_t size, std::string& out) override {
    const std::size_t before = at_;
    at_ = std::min(bytes_.size(), at_ + size);
    out.append(bytes_, before, at_ - before);
    return at_ > before;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class Rest : public Stream {
 public:
  explicit Rest(Input input) : input_(std::move(input)) {}
  std::expected<bool, std::string> read(std::size_t size, std::string& out) override {
    const auto bytes = input_.peek(1);
    if (!bytes) return std::unexpected(bytes.error());
    const std::size_t taken = std::min(size, bytes->size());
    out.append(bytes->substr(0, taken));
    input_.skip(taken);
    return taken > 0;
  }

 private:
  Input input_;
};

}  // namespace

std::expected<std::unique_ptr<Stream>, std::string> open_file(const std::string& path) {
  if (path == "-") return std::make_unique<File>(STDIN_FILENO);
  if (path.empty()) return std::unexpected("the name of an input is empty");
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    const int error = errno;
    struct stat link{};
    if (error == ENOENT && ::lstat(path.c_str(), &link) == 0) {
      return std::unexpected("a link to a file that does not exist");
    }
    return std::unexpected("cannot be read: " + reason(error));
  }
  if (S_ISDIR(status.st_mode)) return std::unexpected("a folder, not a file");
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::unexpected("cannot be read: " + reason(errno));
  return std::make_unique<File>(file);
}

std::unique_ptr<Stream> stream_of(std::string bytes) {
  return std::make_unique<Memory>(std::move(bytes));
}

std::expected<std::string_view, std::string> Input::peek(std::size_t size) {
  constexpr std::size_t kChunk = 1u << 16;
  while (!ended_ && buffer_.size() - at_ < size) {
    if (at_ > 0) {
      buffer_.erase(0, at_);
      at_ = 0;
    }
    // Much is looked at again and again behind lying lengths: then what is moved stays in
    // proportion to what is read.
    auto more = stream_->read(std::max({kChunk, size / 8, size - buffer_.size()}), buffer_);
    if (!more) failed_ = more.error();
    ended_ = !more || !*more;
  }
  if (at_ == buffer_.size() && !failed_.empty()) return std::unexpected(failed_);
  return ahead();
}

std::unique_ptr<Stream> stream_of(Input input) { return std::make_unique<Rest>(std::move(input)); }

std::vector<std::string_view> elements_of(std::string_view array) {
  std::vector<std::string_view> out;
  const std::size_t open = array.find_first_not_of(" \t\r\n");
  if (open == std::string_view::npos || array[open] != '[') return out;
  std::size_t depth = 0, begin = open + 1;
  bool in_string = false;
  const auto add = [&](std::size_t end) {
    std::string_view element = array.substr(begin, end - begin);
    const std::size_t first = element.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return;
    element.remove_prefix(first);
    out.push_back(element.substr(0, element.find_last_not_of(" \t\r\n") + 1));
  };
  for (std::size_t i = open; i < array.size(); ++i) {
    const char c = array[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      if (--depth == 0) {
        add(i);
        return out;
      }
    } else if (c == ',' && depth == 1) {
      add(i);
      begin = i + 1;
    }
  }
  add(array.size());  // cut off: the last element is what there is of it
  return out;
}

std::vector<Listed> files_of(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<Listed> out;
  // Folders end in "/", so that their order is that of the paths below them.
  std::vector<std::string> open{folder.ends_with('/') ? folder : folder + "/"};
  while (!open.empty()) {
    const std::string path = std::move(open.back());
    open.pop_back();
    if (!path.ends_with('/')) {
      out.push_back({path, ""});
      continue;
    }
    std::error_code failed;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(path, failed); !failed && entry != fs::directory_iterator();
         entry.increment(failed)) {
      const std::string name = entry->path().filename().string();
      if (name.starts_with('.')) continue;
      std::error_code ignored;
      const fs::file_status status = entry->symlink_status(ignored);
      if (fs::is_directory(status)) {
        names.push_back(path + name + "/");
      } else if (fs::is_regular_file(status)) {
        names.push_back(path + name);
      } else if (fs::is_symlink(status)) {
        // A linked folder may lead in circles: only links to files are followed.
        if (!fs::is_directory(entry->status(ignored))) names.push_back(path + name);
      }
    }
    if (failed) {
      out.push_back({path, "cannot be read: " + failed.message()});
      continue;
    }
    std::sort(names.rbegin(), names.rend());
    open.insert(open.end(), std::make_move_iterator(names.begin()),
                std::make_move_iterator(names.end()));
  }
  return out;
}

}  // namespace secondsource::extract
