#pragma once

#include "simulator/machine/operation.h"

#include <cstring>
#include <sys/wait.h>

namespace faultline {

/// What waitid fills of siginfo_t on x86-64.
struct WaitidFields {
    static constexpr std::size_t size = 28;
    std::int32_t signal = 0;
    std::int32_t error = 0;
    std::int32_t code = 0;
    std::int32_t gap = 0; ///< the kernel leaves it alone
    std::int32_t pid = 0;
    std::uint32_t user = 0;
    std::int32_t status = 0;

    static WaitidFields from(const std::uint8_t* bytes) {
        WaitidFields fields;
        std::memcpy(&fields, bytes, size);
        fields.gap = 0;
        return fields;
    }
    void into(Bytes& bytes) const { std::memcpy(bytes.data(), this, size); }

    bool isEnd() const { return code == CLD_EXITED || code == CLD_KILLED || code == CLD_DUMPED; }
    /// As wait4 tells an end.
    int waitStatus() const {
        return code == CLD_EXITED ? (status & 0xff) << 8 : status | (code == CLD_DUMPED ? 0x80 : 0);
    }
};
static_assert(sizeof(WaitidFields) == WaitidFields::size);

} // namespace faultline
