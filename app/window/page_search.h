// Looks through the recorded past for a page that changes.
#pragma once

#include "simulator/run/run.h"

#include <stop_token>

namespace faultline {

/// The first recorded step after `from` that changes the page's state or its bytes, on any machine: what runUntil()
/// stops at. 0: none; or stopped.
std::size_t nextPageChange(const Run& run, std::size_t from, Until::PageOf page, std::stop_token stop);

} // namespace faultline
