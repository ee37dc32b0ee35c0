// The texts of the built-in headers, each group in a file of its own.
#pragma once

#include <span>
#include <string_view>

namespace faultline {

struct BuiltInHeader {
    std::string_view name; // "sys/mman.h"
    std::string_view text;
};

std::span<const BuiltInHeader> languageHeaders();    // stdarg, stddef, stdint, limits …
std::span<const BuiltInHeader> libraryHeaders();     // stdio, stdlib, string …
std::span<const BuiltInHeader> errorHeaders();       // errno
std::span<const BuiltInHeader> mathematicsHeaders(); // math, ctype, time …
std::span<const BuiltInHeader> typeHeaders();        // sys/types, unistd
std::span<const BuiltInHeader> fileHeaders();        // unistd, fcntl, sys/stat …
std::span<const BuiltInHeader> processHeaders();     // sys/wait, sys/resource, sched …
std::span<const BuiltInHeader> memoryHeaders();      // sys/mman, sys/shm, semaphore, signal …
std::span<const BuiltInHeader> wrapperHeaders();     // csapp.h, unpipc.h
std::span<const BuiltInHeader> textbookHeaders();    // apue.h, tlpi_hdr.h, csapp.h …

} // namespace faultline
