// All pages of one mapping as data: a byte a page, for grids of millions.
#pragma once

#include "app/views/moment.h"

#include <array>
#include <optional>

namespace faultline {

/// One page in one byte: its state, and what is added to it.
struct PageMark {
    static constexpr std::uint8_t stateBits = 0x07, dirty = 0x08;
};

/// A mapping's pages on one machine.
struct PagesLane {
    bool real = false;
    QString title;
    std::vector<std::uint8_t> pages;       ///< PageState in stateBits, dirty
    std::array<std::uint64_t, 8> counts{}; ///< of each state
    std::array<QString, 8> reasons;        ///< why pages are not visible

    PageState stateOf(std::uint64_t page) const {
        return static_cast<PageState>(pages[static_cast<std::size_t>(page)] & PageMark::stateBits);
    }
};

/// A mapping of a process, page by page. Pages are numbered from its start.
struct PagesScene {
    ProcessId process = 0;
    Address start = 0;
    std::uint64_t pageSize = 4096, count = 0;
    QString name, kind; ///< "p"; "private, rw-"
    bool locked = false;
    std::vector<PagesLane> lanes;
    std::vector<std::uint64_t> touched, differing; ///< by the last step; in order

    bool empty() const { return count == 0; }
};

/// The mapping that holds the address; empty where there is none.
PagesScene pagesOf(const Moment& moment, ProcessId process, Address within);

} // namespace faultline
