#include "tests/support/bare_memory.h"

#include <algorithm>

namespace faultline::testing {

namespace {

constexpr std::int32_t sigbus = 7;
constexpr std::int32_t sigsegv = 11;
constexpr Address top = 0x7ffff7ff9000;

std::uint64_t roundUp(std::uint64_t value) {
    return (value + BareMemory::page - 1) / BareMemory::page * BareMemory::page;
}

} // namespace

void BareFile::resize(std::uint64_t newSize) {
    const std::uint64_t whole = (newSize + BareMemory::page - 1) / BareMemory::page * BareMemory::page;
    bytes.resize(newSize);
    bytes.resize(whole);
    size = newSize;
}

void BareMemory::split(Address address) {
    auto after = mappings_.upper_bound(address);
    if (after == mappings_.begin())
        return;
    auto& [start, mapping] = *std::prev(after);
    if (start == address || mapping.end <= address)
        return;
    BareMapping upper = mapping;
    upper.offset += address - start;
    mapping.end = address;
    mappings_[address] = upper;
}

void BareMemory::unmap(Address start, std::uint64_t length) {
    const Address end = start + roundUp(length);
    split(start);
    split(end);
    mappings_.erase(mappings_.lower_bound(start), mappings_.lower_bound(end));
}

void BareMemory::map(Address start, std::uint64_t length, std::uint8_t protection, bool shared,
                     std::shared_ptr<BareFile> file, std::uint64_t offset) {
    unmap(start, length);
    mappings_[start] = {start + roundUp(length), protection, shared, std::move(file), offset, true, nullptr};
}

void BareMemory::mapPrivate(Address start, std::uint64_t length, std::uint8_t protection, Bytes bytes) {
    auto memory = std::make_shared<BareFile>();
    memory->bytes = std::move(bytes);
    memory->size = memory->bytes.size();
    memory->bytes.resize(roundUp(memory->size));
    memory->sealedSize = false;
    map(start, length, protection, false, std::move(memory), 0);
}

bool BareMemory::covers(Address start, std::uint64_t length) const {
    for (Address at = start; at < start + roundUp(length);) {
        const BareMapping* mapping = this->at(at);
        if (!mapping)
            return false;
        at = mapping->end;
    }
    return true;
}

void BareMemory::forget(Address start, std::uint64_t length) {
    for (Address at = start; at < start + length; ++at) {
        const BareMapping* mapping = this->at(at);
        if (!mapping || mapping->shared)
            continue;
        const std::uint64_t offset = mapping->offset + (at - startOf(at));
        const BareFile* original = mapping->original.get();
        if (offset < mapping->file->bytes.size())
            mapping->file->bytes[offset] =
                original && offset < original->bytes.size() ? original->bytes[offset] : std::uint8_t{0};
        if (offset / page < mapping->file->touched.size())
            mapping->file->touched[offset / page] = false;
    }
}

bool BareMemory::isTouched(Address address) const {
    const BareMapping* mapping = at(address);
    const std::uint64_t index = (mapping->offset + (address - startOf(address))) / page;
    return mapping->file->sealedSize || (index < mapping->file->touched.size() && mapping->file->touched[index]);
}

std::uint64_t BareMemory::timesMapped(const BareFile* file) const {
    return static_cast<std::uint64_t>(std::count_if(
        mappings_.begin(), mappings_.end(), [&](const auto& entry) { return entry.second.file.get() == file; }));
}

// Up to a hole it is done.
bool BareMemory::protect(Address start, std::uint64_t length, std::uint8_t protection) {
    if (!covers(start, length)) {
        if (const BareMapping* first = at(start))
            protect(start, std::min(first->end, start + length) - start, protection);
        return false;
    }
    split(start);
    split(start + roundUp(length));
    for (auto mapping = mappings_.lower_bound(start);
         mapping != mappings_.end() && mapping->first < start + roundUp(length); ++mapping)
        mapping->second.protection = protection;
    return true;
}

Address BareMemory::freeRange(std::uint64_t length) const {
    Address end = top;
    for (auto mapping = mappings_.rbegin(); mapping != mappings_.rend(); ++mapping) {
        if (mapping->second.end > top)
            continue;
        if (end - mapping->second.end >= roundUp(length))
            break;
        end = std::min(end, mapping->first);
    }
    return end - roundUp(length);
}

Address BareMemory::startOf(Address address) const {
    const auto after = mappings_.upper_bound(address);
    return after == mappings_.begin() ? 0 : std::prev(after)->first;
}

const BareMapping* BareMemory::at(Address address) const {
    const auto after = mappings_.upper_bound(address);
    if (after == mappings_.begin() || std::prev(after)->second.end <= address)
        return nullptr;
    return &std::prev(after)->second;
}

std::optional<BareFault> BareMemory::find(Address address, bool write, BareFile*& file, std::uint64_t& offset,
                                          std::uint64_t& length) const {
    if (address >= 0x7ffffffff000)
        return BareFault{{sigsegv, address >= 1ull << 47 ? 0x80 : 1, address >= 1ull << 47 ? 0 : address, 0}};
    const BareMapping* mapping = at(address);
    if (!mapping)
        return BareFault{{sigsegv, 1, address, 0}};
    const std::uint8_t needed = write ? protectWrite : protectRead;
    const bool readable = (mapping->protection & (protectRead | protectWrite)) != 0;
    if (write ? (mapping->protection & needed) == 0 : !readable)
        return BareFault{{sigsegv, 2, address, 0}};
    offset = mapping->offset + (address - startOf(address));
    length = mapping->end - address;
    file = mapping->file.get();
    if (file->sealedSize) {
        if (offset >= roundUp(file->size))
            return BareFault{{sigbus, 2, address, 0}};
        length = std::min(length, roundUp(file->size) - offset);
    }
    if (!file->sealedSize) {
        if (file->touched.size() <= offset / page)
            file->touched.resize(offset / page + 1);
        file->touched[offset / page] = true;
        length = std::min(length, page - offset % page);
    }
    if (file->bytes.size() < offset + length)
        file->bytes.resize(offset + length);
    return std::nullopt;
}

std::optional<BareFault> BareMemory::read(Address address, std::span<std::uint8_t> to, std::uint64_t& done) const {
    for (done = 0; done < to.size();) {
        BareFile* file = nullptr;
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        if (auto fault = find(address + done, false, file, offset, length))
            return fault;
        length = std::min<std::uint64_t>(length, to.size() - done);
        std::copy_n(file->bytes.begin() + static_cast<std::ptrdiff_t>(offset), length,
                    to.begin() + static_cast<std::ptrdiff_t>(done));
        done += length;
    }
    return std::nullopt;
}

std::optional<BareFault> BareMemory::write(Address address, std::span<const std::uint8_t> from, std::uint64_t& done) {
    for (done = 0; done < from.size();) {
        BareFile* file = nullptr;
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        if (auto fault = find(address + done, true, file, offset, length))
            return fault;
        length = std::min<std::uint64_t>(length, from.size() - done);
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(done), length,
                    file->bytes.begin() + static_cast<std::ptrdiff_t>(offset));
        done += length;
    }
    return std::nullopt;
}

BareMemory BareMemory::forked() const {
    BareMemory copy;
    std::map<const BareFile*, std::shared_ptr<BareFile>> copies;
    for (const auto& [start, mapping] : mappings_) {
        BareMapping made = mapping;
        if (!mapping.shared) {
            auto& file = copies[mapping.file.get()];
            if (!file)
                file = std::make_shared<BareFile>(*mapping.file);
            made.file = file;
        }
        copy.mappings_[start] = made;
    }
    return copy;
}

} // namespace faultline::testing
