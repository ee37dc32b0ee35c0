#include "simulator/kernel/file.h"

#include "simulator/kernel/linux_values.h"

namespace faultline {

using namespace linux_values;

CachedPage* Inode::cachedPage(std::uint64_t index) {
    const auto page = pages.find(index);
    return page != pages.end() && page->second.cached ? &page->second : nullptr;
}

OpenFile::~OpenFile() {
    if (released)
        released(*this);
}

bool OpenFile::readable() const {
    return (flags & oPath) == 0 && (flags & oAccessMode) != oWriteOnly;
}

bool OpenFile::writable() const {
    return (flags & oPath) == 0 && (flags & oAccessMode) != oReadOnly;
}

} // namespace faultline
