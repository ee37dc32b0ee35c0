#pragma once

#include "simulator/kernel/readahead.h"
#include "simulator/machine/snapshot.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace faultline {

/// A page of a file that is cached, or has bytes.
struct CachedPage {
    ContentId content = zeroContent;
    bool cached = false;
    bool dirty = false;
    bool allocated = false; ///< it has a block on the disk; of a dirty page that has none, one is reserved
    bool uptodate = true;   ///< false: only made to be zeroed in part (a cut, a hole); its first touch reads the rest
    bool marker = false;    ///< PG_readahead: its first touch starts the next readahead
    bool swapped = false;   ///< of a file in memory only: written to swap
    std::uint64_t frame = noFrame;
};

/// A lock of fcntl: bytes `first` to `last`, held by a process.
struct RecordLock {
    ProcessId owner = 0;
    bool write = false;
    std::uint64_t first = 0;
    std::uint64_t last = ~std::uint64_t{0} >> 1; ///< inclusive; the largest offset: to the end of the file
};

struct OpenFile;

/// A lock of flock, held by an open file.
struct FileLock {
    const OpenFile* owner = nullptr;
    bool write = false;
};

/// A file or folder, whatever names it has. Pages are kept here: this is its page cache and its disk at once, for
/// contents go by id and stay where they are when a page is dropped.
struct Inode {
    FileId id = 0; ///< 0: a folder
    FileKind kind = FileKind::Regular;
    bool folder = false;
    std::string name; ///< as the program knows it
    std::uint64_t number = 0;
    std::uint64_t size = 0; ///< bytes
    std::uint32_t mode = 0;
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::uint32_t links = 0;
    bool gone = false;
    bool flushOnClose = false; ///< ext4 auto_da_alloc: it was cut to nothing, so the next last close writes it
    std::uint32_t seals = 0;
    std::uint32_t openFiles = 0; ///< struct files, those held by mappings alone included
    std::map<std::uint64_t, CachedPage> pages;
    std::map<std::string, std::shared_ptr<Inode>> entries; ///< folder
    Inode* parent = nullptr;                               ///< folder
    std::vector<RecordLock> recordLocks;
    std::vector<FileLock> fileLocks;

    /// On no disk: shm, memfd, System V, shared anonymous. Never written back, never a major fault without swap.
    bool inMemory() const { return kind != FileKind::Regular && kind != FileKind::Image; }
    std::uint64_t pageCount(std::uint64_t pageSize) const { return (size + pageSize - 1) / pageSize; }
    CachedPage* cachedPage(std::uint64_t index);
    const CachedPage* cachedPage(std::uint64_t index) const { return const_cast<Inode*>(this)->cachedPage(index); }
};

/// A pipe, counted as Linux counts it: 16 buffers of a page each (struct pipe_buffer). A write fills what is left of
/// the last buffer only if the odd part of its length, which it brings first, fits in there; so a pipe can be full with
/// few bytes in it, and one of many bytes can have no room for a hundred more.
struct Pipe {
    static constexpr std::size_t buffers = 16;
    static constexpr std::size_t bufferSize = 4096;
    static constexpr std::size_t capacity = buffers * bufferSize;

    struct Buffer {
        std::size_t start = 0; ///< bytes of its page that have been read
        Bytes bytes;           ///< of its page, from the page's start
        std::size_t left() const { return bytes.size() - start; }
    };
    std::deque<Buffer> filled;
    std::uint32_t readers = 0;
    std::uint32_t writers = 0;

    bool empty() const { return filled.empty(); }
    bool full() const { return filled.size() >= buffers; }
};

/// What a descriptor leads to (struct file): shared by dup and fork, held by mappings too.
struct OpenFile {
    enum class Kind : std::uint8_t { File, Folder, Terminal, PipeReader, PipeWriter, Null, Zero };

    Kind kind = Kind::File;
    std::shared_ptr<Inode> inode; ///< File, Folder
    std::shared_ptr<Pipe> pipe;
    std::uint32_t flags = 0; ///< of open
    std::uint64_t position = 0;
    Readahead readahead;
    std::uint8_t stream = 0; ///< Terminal: 1 standard output, 2 standard error
    /// Called when the last descriptor and the last mapping that led here are gone.
    std::function<void(OpenFile&)> released;

    OpenFile() = default;
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    bool readable() const;
    bool writable() const;
};

struct Descriptor {
    std::shared_ptr<OpenFile> file;
    bool closeOnExec = false;
};

} // namespace faultline
