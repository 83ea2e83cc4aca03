#include "library/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace secondsource::library {

namespace {

std::unexpected<Error> failed(const std::string& path, const std::string& what) {
  return std::unexpected(Error{path, what + ": " + std::strerror(errno)});
}

bool sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

}  // namespace

std::expected<WriterLock, Error> WriterLock::take(const std::string& folder) {
  const std::string path = folder + "/writer.lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return failed(folder, "the library cannot be written to");
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int cause = errno;
    ::close(descriptor);
    if (cause == EWOULDBLOCK) {
      return std::unexpected(Error{folder, "the library is being written to by another process"});
    }
    errno = cause;
    return failed(path, "cannot lock");
  }
  return WriterLock(descriptor);
}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

std::expected<Mapping, Error> Mapping::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(path, "cannot open");
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) {
    ::close(descriptor);
    return failed(path, "cannot read");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) {
    ::close(descriptor);
    return Mapping(std::span<const std::byte>{});
  }
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  const int cause = errno;
  ::close(descriptor);
  errno = cause;
  if (address == MAP_FAILED) return failed(path, "cannot map");
  return Mapping({static_cast<const std::byte*>(address), size});
}

Mapping::~Mapping() {
  if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

void Mapping::forget() const {
  if (!bytes_.empty())
    ::madvise(const_cast<std::byte*>(bytes_.data()), bytes_.size(), MADV_DONTNEED);
}

Mapping::Mapping(Mapping&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

std::expected<NewFile, Error> NewFile::create(const std::string& path) {
  std::FILE* file = std::fopen((path + ".new").c_str(), "wbe");
  if (file == nullptr) return failed(path, "cannot create");
  return NewFile(path, file);
}

NewFile::~NewFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  ::unlink((path_ + ".new").c_str());
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, nullptr)) {}

std::expected<void, Error> NewFile::write(std::span<const std::byte> bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    return failed(path_, "cannot write");
  }
  return {};
}

std::expected<void, Error> NewFile::commit() {
  if (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0)
    return failed(path_, "cannot write");
  const std::string temporary = path_ + ".new";
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!closed || std::rename(temporary.c_str(), path_.c_str()) != 0) {
    ::unlink(temporary.c_str());
    return failed(path_, "cannot write");
  }
  if (!sync_folder(std::filesystem::path(path_).parent_path().string())) {
    return failed(path_, "cannot sync the folder");
  }
  return {};
}

std::expected<void, Error> make_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path path = fs::absolute(folder, error).lexically_normal();
  fs::path made;
  for (const fs::path& part : path) {
    made /= part;
    if (::mkdir(made.c_str(), 0777) == 0) {
      sync_folder(made.parent_path().string());
    } else if (errno != EEXIST && !fs::is_directory(made, error)) {
      return failed(folder, "cannot make the folder");
    }
  }
  if (!fs::is_directory(path, error)) {
    errno = ENOTDIR;
    return failed(folder, "cannot make the folder");
  }
  return {};
}

}  // namespace secondsource::library
