// malloc's family, for library functions that allocate.
#pragma once

#include <cstdint>

#include "simulator/program/call_context.h"

namespace faultline {

// glibc's first allocation makes the heap. To be called before anything else by a function that will allocate.
void ensureHeap(CallContext& context);

// The kernel's brk: where the break is then.
std::uint64_t moveBreak(CallContext& context, std::uint64_t end);

// A block that is going to be allocated: the calls are made at once, the bookkeeping when commit() is called, after
// the function's last operation.
class Allocation {
public:
    Allocation(CallContext& context, std::uint64_t bytes);

    std::uint64_t address() const { return address_; } // 0: no memory, errno is set
    bool isFresh() const { return fresh_; }            // never used: the kernel's zeros
    void commit();

private:
    CallContext& context_;
    Heap::Plan plan_;
    std::uint64_t mapping_ = 0;
    std::uint64_t address_ = 0;
    bool fresh_ = false;
};

} // namespace faultline
