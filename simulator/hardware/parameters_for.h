#pragma once

#include "simulator/machine/setup.h"

namespace faultline {

/// Bits of an address: those of the page table's indices and of the offset within a page.
std::uint32_t addressBits(const Hardware& hardware);

/// `parameters` with the page size and all places in memory as this hardware needs them: multiples of the page size
/// within its addresses. Programs have all of fewer than 32 bits, three quarters of 32 (as Linux on x86), half of more,
/// at most the defaults' 47 bits. Under 32 bits the image begins at page 1, and the interpreter's stack lies above the
/// machine's addresses (design: "Programs"). For the simulated machine alone; beside a kernel its places are given.
Parameters parametersFor(const Hardware& hardware, Parameters parameters = {});

} // namespace faultline
