#pragma once

#include "realmode/worker/protocol.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

namespace faultline {

/// Lays arguments out in a channel's data.
class DataLayout {
public:
    explicit DataLayout(worker::Channel& channel) : channel_(channel) {}

    worker::Argument room(std::uint64_t size) {
        const worker::Argument at{true, end_};
        end_ = (end_ + size + 15) / 16 * 16;
        return at;
    }
    worker::Argument bytes(std::span<const std::uint8_t> bytes, std::uint64_t size) {
        const worker::Argument at = room(size);
        if (end_ <= worker::dataRoom && !bytes.empty())
            std::memcpy(channel_.data() + at.value, bytes.data(), std::min<std::size_t>(bytes.size(), size));
        return at;
    }
    worker::Argument text(const std::string& text) {
        return bytes({reinterpret_cast<const std::uint8_t*>(text.c_str()), text.size() + 1}, text.size() + 1);
    }
    std::uint64_t end() const { return end_; }
    bool fits() const { return end_ <= worker::dataRoom; }

private:
    worker::Channel& channel_;
    std::uint64_t end_ = 0;
};

} // namespace faultline
