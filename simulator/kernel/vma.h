#pragma once

#include "simulator/kernel/file.h"
#include "simulator/kernel/linux_values.h"

#include <memory>
#include <string>

namespace faultline {

/// The identity that the private pages of a mapping share. What it decides is whether neighbours may merge, and whether
/// fork copies page table entries.
struct AnonVma {};

/// A mapping as the kernel has it (struct vm_area_struct).
struct Vma {
    Address start = 0;
    Address end = 0;
    std::uint64_t flags = 0;        ///< linux_values::vm…
    std::shared_ptr<OpenFile> file; ///< nothing: private anonymous
    std::uint64_t pageOffset = 0;   ///< of `start` in the file; private anonymous: page number at its making
    std::shared_ptr<AnonVma> anon;
    bool inheritedAnon = false; ///< its anon_vma chain has more than one link: it has come through fork
    bool systemV = false;       ///< has an operation at close, so that a whole piece is never removed by a merge
    std::string label;          ///< what the program calls it

    bool has(std::uint64_t flag) const { return (flags & flag) == flag; }
    bool anonymous() const { return !file; }
    Inode* inode() const { return file ? file->inode.get() : nullptr; }
    /// Stores are seen by others (VM_SHARED; not set where the file was opened read-only).
    bool shared() const { return has(linux_values::vmShared); }
    std::uint64_t pages(std::uint64_t pageSize) const { return (end - start) / pageSize; }
    std::uint64_t pageOffsetOf(Address address, std::uint64_t pageSize) const {
        return pageOffset + (address - start) / pageSize;
    }
};

} // namespace faultline
