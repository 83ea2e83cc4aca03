// The files of a library's folder: written whole or not at all, mapped, locked.
#pragma once

#include <cstddef>
#include <cstdio>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "secondsource/error.h"

namespace secondsource::library {

// The right to write to a library, across processes: held until it goes, or its process dies.
class WriterLock {
 public:
  // At once: an Error that names the folder when another process, or this one, holds it.
  static std::expected<WriterLock, Error> take(const std::string& folder);
  ~WriterLock();
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;

 private:
  explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

// The bytes of a file, mapped for reading.
class Mapping {
 public:
  static std::expected<Mapping, Error> open(const std::string& path);
  ~Mapping();
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;
  std::span<const std::byte> bytes() const { return bytes_; }
  // Gives back the memory of what was read; reading it again maps it again.  Any thread.
  void forget() const;

 private:
  explicit Mapping(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::span<const std::byte> bytes_;
};

// A file that appears under its name complete and synced, or not at all.
class NewFile {
 public:
  // Writes to `path` with ".new" behind it, until commit().
  static std::expected<NewFile, Error> create(const std::string& path);
  ~NewFile();
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;

  std::expected<void, Error> write(std::span<const std::byte> bytes);
  // Syncs the file, gives it its name, syncs the folder.
  std::expected<void, Error> commit();

 private:
  NewFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  std::string path_;
  std::FILE* file_ = nullptr;
};

// Makes `folder` and those above it, synced.
std::expected<void, Error> make_folder(const std::string& folder);

}  // namespace secondsource::library
