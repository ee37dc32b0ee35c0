// Memory of a machine without pages: mappings of bytes.
#pragma once

#include "simulator/machine/event.h"
#include "simulator/machine/operation.h"
#include "simulator/machine/setup.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace faultline::testing {

// What a name stands for; also the bytes of a private mapping.
struct BareFile {
    std::string name;
    Bytes bytes; // at least `size`, in whole pages where it is mapped
    std::uint64_t size = 0;
    std::uint32_t mode = 0644;
    bool folder = false;
    bool sealedSize = true;      // false: memory without an end of its own
    ProcessId exclusiveLock = 0; // flock's; 0: none
    std::uint64_t number = 0;
    std::uint32_t links = 1;
    std::vector<bool> touched; // pages of anonymous memory that have been used

    void resize(std::uint64_t newSize);
};

struct BareMapping {
    Address end = 0;
    std::uint8_t protection = 0;
    bool shared = false;
    std::shared_ptr<BareFile> file;
    std::uint64_t offset = 0;
    bool mayWrite = true;               // mprotect may allow it
    std::shared_ptr<BareFile> original; // of a private mapping of a file: what MADV_DONTNEED brings back
};

struct BareFault {
    Signal signal;
};

// The address space of one process.
class BareMemory {
public:
    static constexpr std::uint64_t page = 4096;

    void map(Address start, std::uint64_t length, std::uint8_t protection, bool shared, std::shared_ptr<BareFile> file,
             std::uint64_t offset);
    void mapPrivate(Address start, std::uint64_t length, std::uint8_t protection, Bytes bytes);
    void unmap(Address start, std::uint64_t length);
    bool protect(Address start, std::uint64_t length, std::uint8_t protection); // false: a hole (ENOMEM)
    bool covers(Address start, std::uint64_t length) const;
    Address freeRange(std::uint64_t length) const; // from the top down
    const BareMapping* at(Address address) const;
    BareMapping* at(Address address) { return const_cast<BareMapping*>(std::as_const(*this).at(address)); }
    // Zeros again, or the file again.
    void forget(Address start, std::uint64_t length);
    bool isTouched(Address address) const;
    std::uint64_t timesMapped(const BareFile* file) const;
    Address startOf(Address address) const;

    // Up to the first byte that faults. `done` counts those before it.
    std::optional<BareFault> read(Address address, std::span<std::uint8_t> to, std::uint64_t& done) const;
    std::optional<BareFault> write(Address address, std::span<const std::uint8_t> from, std::uint64_t& done);

    BareMemory forked() const; // private memory is copied, shared is shared

private:
    std::optional<BareFault> find(Address address, bool write, BareFile*& file, std::uint64_t& offset,
                                  std::uint64_t& length) const;
    void split(Address address);

    std::map<Address, BareMapping> mappings_;
};

} // namespace faultline::testing
