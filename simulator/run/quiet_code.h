#pragma once

#include "simulator/run/step.h"

#include <cstdint>
#include <span>
#include <vector>

namespace faultline {

/// Quiet accesses in a few bytes each. Accesses of one process by one place in the text (a site) resemble each other:
/// of each, the code holds which site it is, by how much its address departs from the site's last stride, and by how
/// much its values depart from the site's last value, as variable-length numbers.
class QuietCode {
public:
    void append(const QuietStep& step);
    std::size_t count() const { return count_; }
    /// All accesses, in order.
    std::vector<QuietStep> expand() const;
    std::size_t memory() const { return bytes_.capacity() + sites_.capacity() * sizeof(Site); }
    void shrink();

private:
    struct Site {
        ProcessId process = 0;
        SourcePlace place;
        std::uint8_t length = 1;
        bool store = false;
        Address address = 0;      ///< of its last access
        std::uint64_t stride = 0; ///< from the one before
        std::uint64_t value = 0;
        std::uint64_t old = 0;
    };

    std::uint32_t siteOf(const QuietStep& step);
    void put(std::uint64_t number);

    std::vector<Site> sites_; ///< as they are after the last access
    std::vector<std::uint8_t> bytes_;
    std::size_t count_ = 0;
    std::uint32_t lastSite_ = 0;
};

} // namespace faultline
