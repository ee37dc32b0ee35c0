#pragma once

#include "simulator/kernel/kernel.h"

#include <span>

namespace faultline {

// The page cache: which pages of which files are in memory, and getting them there and back to the disk.

/// Puts a page into the cache without any I/O of its own and gives it; nullptr: no frame to be had. It keeps its
/// bytes if it has any, else it is zeros.
CachedPage* cachePage(Kernel& kernel, Inode& inode, std::uint64_t index);
/// A fault of a mapping met a page that is not cached: brings it in, with what the mapping's advice adds
/// (do_sync_mmap_readahead). False: no frame to be had.
bool readAround(Kernel& kernel, const Vma& vma, std::uint64_t index);
/// A touched page was marked: the next window is read ahead.
void readAhead(Kernel& kernel, OpenFile& file, std::uint64_t index);
/// read() wants pages `first` to `last`, and `index` of them is not cached (page_cache_sync_ra).
bool readSequential(Kernel& kernel, OpenFile& file, std::uint64_t index, std::uint64_t last);

/// Writes the dirty ones of pages first to last (inclusive) to the disk. Their entries in shared mappings become
/// read-only, so that the next store is seen. Nothing for files in memory.
void cleanPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last);
/// Writes all dirty pages if a block is still to be allocated for one of them (ext4_alloc_da_blocks).
void allocateDelayed(Kernel& kernel, Inode& inode);
/// Drops pages first to last out of the cache that are cached, clean and mapped by nobody (fadvise, eviction).
void dropCleanPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last);
/// Takes the page out of the cache, whoever maps it; its bytes stay if `keepBytes`.
void uncachePage(Kernel& kernel, Inode& inode, std::uint64_t index, bool keepBytes);
/// Unmaps pages first to last of the file from every process. `copies`: private copies of them too.
void unmapPages(Kernel& kernel, Inode& inode, std::uint64_t first, std::uint64_t last, bool copies);

/// Sets the size; what lies behind a new end is lost, private copies too (truncate_setsize).
void resize(Kernel& kernel, Inode& inode, std::uint64_t size);
/// Makes bytes zeros, whole pages leaving the cache (fallocate PUNCH_HOLE).
void punchHole(Kernel& kernel, Inode& inode, std::uint64_t offset, std::uint64_t length);

/// Whether something was ever stored in a page of a file on a disk: it has a block, or gets one when it is written.
bool hasBlock(const Kernel& kernel, const Inode& inode, std::uint64_t index);
/// Bytes of a file as read; zeros for holes. Caches nothing.
void readBytes(const Kernel& kernel, const Inode& inode, std::uint64_t offset, std::span<std::uint8_t> into);
/// Writes into one page that is cached, and marks it dirty.
void writeToPage(Kernel& kernel, Inode& inode, std::uint64_t index, std::uint64_t offset,
                 std::span<const std::uint8_t> bytes);
/// The whole file; for the comparison and for tests.
Bytes wholeFile(const Kernel& kernel, const Inode& inode);
void markDirty(Kernel& kernel, Inode& inode, std::uint64_t index);
/// Makes bytes `from` to `to` (not included) of one page zeros, as ext4 does at truncation and growth: the page is
/// brought into the cache, and is dirty unless it is a hole. Files in memory: only a page that is there.
void zeroPart(Kernel& kernel, Inode& inode, std::uint64_t from, std::uint64_t to);
/// Behind its end a file's last page is zeros again, up to offset `to` or the page's end, whatever mappings have stored
/// there.
void zeroTail(Kernel& kernel, Inode& inode, std::uint64_t to = ~std::uint64_t{0});
/// Nobody has the file open, mapped or named any more: its pages go.
void forgetFile(Kernel& kernel, Inode& inode);
void forgetFileIfUnused(Kernel& kernel, Inode& inode);

} // namespace faultline
