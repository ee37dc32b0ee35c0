// malloc's family.
#include "simulator/program/library_heap.h"

#include <algorithm>

#include "simulator/program/library.h"
#include "simulator/program/library_processes.h"
#include "simulator/program/library_streams.h"

namespace faultline {

namespace {

constexpr std::int32_t enomem = 12;
constexpr std::int32_t einval = 22;
constexpr std::uint64_t readWrite = 3;           // PROT_READ | PROT_WRITE
constexpr std::uint64_t privateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS

std::int64_t mapBlock(CallContext& c, std::uint64_t length) {
    CallRequest call(c, Call::Mmap);
    return call.value(0).value(length).value(readWrite).value(privateAnonymous).value(-1).value(0).makeQuietly();
}

} // namespace

std::uint64_t moveBreak(CallContext& c, std::uint64_t end) {
    CallRequest call(c, Call::Brk);
    return static_cast<std::uint64_t>(call.value(end).makeQuietly());
}

void ensureHeap(CallContext& c) {
    Heap& heap = c.library().heap;
    if (heap.isStarted())
        return;
    if (heap.breakAddress() == 0) {
        const std::uint64_t start = moveBreak(c, 0);
        const std::uint64_t end = Heap::firstEnd(start);
        if (moveBreak(c, end) != end)
            return;
        heap.start(start);
    } else { // the program has moved it itself
        const std::uint64_t start = heap.breakAddress();
        if (moveBreak(c, Heap::firstEnd(start)) != Heap::firstEnd(start))
            return;
        heap.start(start);
    }
    c.checkpoint();
}

Allocation::Allocation(CallContext& context, std::uint64_t bytes) : context_(context) {
    const Heap& heap = context.library().heap;
    if (heap.isStarted())
        plan_ = heap.plan(bytes);
    switch (plan_.how) {
    case Heap::Plan::How::Grown:
        fresh_ = true;
        if (moveBreak(context, plan_.newEnd) != plan_.newEnd) { // no room for brk: a mapping, as glibc does
            plan_.how = Heap::Plan::How::Mapped;
            plan_.mapLength = std::max<std::uint64_t>(Heap::mappingLength(bytes), 1 << 20);
            break;
        }
        address_ = plan_.chunk + Heap::header;
        return;
    case Heap::Plan::How::Top:
        fresh_ = true;
        address_ = plan_.chunk + Heap::header;
        return;
    case Heap::Plan::How::Cached:
    case Heap::Plan::How::Binned:
        address_ = plan_.chunk + Heap::header;
        return;
    case Heap::Plan::How::Mapped:
        break;
    case Heap::Plan::How::TooLarge:
        context.setError(enomem);
        return;
    }
    const std::int64_t mapping = mapBlock(context, plan_.mapLength);
    if (mapping == -1 || mapping == 0) {
        plan_.how = Heap::Plan::How::TooLarge;
        context.setError(enomem);
        return;
    }
    fresh_ = true;
    mapping_ = static_cast<std::uint64_t>(mapping);
    address_ = mapping_ + Heap::header;
}

void Allocation::commit() {
    if (address_ != 0)
        context_.library().heap.commit(plan_, mapping_);
}

namespace {

std::uint64_t allocate(CallContext& c, std::uint64_t bytes) {
    ensureHeap(c);
    Allocation allocation(c, bytes);
    allocation.commit();
    return allocation.address();
}

std::uint64_t mallocFunction(CallContext& c) {
    return allocate(c, c.argument(0));
}

std::uint64_t clearedBlock(CallContext& c, std::uint64_t count, std::uint64_t size) {
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        c.setError(enomem);
        return 0;
    }
    ensureHeap(c);
    Allocation allocation(c, bytes);
    if (allocation.address() != 0 && !allocation.isFresh() && bytes > 0) {
        Operation fill;
        fill.kind = OperationKind::Fill;
        fill.target = {true, allocation.address()};
        fill.length = bytes;
        c.perform(std::move(fill));
    }
    allocation.commit();
    return allocation.address();
}
std::uint64_t callocFunction(CallContext& c) {
    return clearedBlock(c, c.argument(0), c.argument(1));
}

// False: the block is not one of malloc's, and the program has been told.
bool checkBlock(CallContext& c, std::uint64_t block, std::string_view function) {
    switch (c.library().heap.stateOf(block)) {
    case Heap::BlockState::Used:
        return true;
    case Heap::BlockState::Free:
        abortWith(c, std::string(function) + "(): double free detected in tcache 2\n");
        return false;
    case Heap::BlockState::Unknown:
        abortWith(c, std::string(function) + "(): invalid pointer\n");
        return false;
    }
    return false;
}

void releaseBlock(CallContext& c, std::uint64_t block) {
    Heap& heap = c.library().heap;
    const Heap::Release release = heap.planRelease(block);
    if (release.isMapping) {
        CallRequest call(c, Call::Munmap);
        call.value(release.mapping).value(release.mapLength).makeQuietly();
    } else if (release.trimTo) {
        moveBreak(c, *release.trimTo);
    }
    heap.commitRelease(block);
}

std::uint64_t freeFunction(CallContext& c) {
    if (c.argument(0) != 0 && checkBlock(c, c.argument(0), "free"))
        releaseBlock(c, c.argument(0));
    return 0;
}

void copyBlock(CallContext& c, std::uint64_t to, std::uint64_t from, std::uint64_t length) {
    Operation copy;
    copy.kind = OperationKind::Copy;
    copy.target = {true, to};
    copy.source = {true, from};
    copy.length = length;
    if (length > 0)
        c.perform(std::move(copy));
}

std::uint64_t resizeMapping(CallContext& c, std::uint64_t block, std::uint64_t bytes) {
    Heap& heap = c.library().heap;
    const auto mapping = heap.mappingOf(block);
    const std::uint64_t offset = block - mapping->mapping;
    const std::uint64_t length = Heap::mappingLength(bytes + offset - Heap::header);
    if (length == mapping->length)
        return block;
    CallRequest call(c, Call::Mremap);
    const std::int64_t moved = call.value(mapping->mapping).value(mapping->length).value(length).value(1).makeQuietly();
    if (moved == -1) {
        c.setError(enomem);
        return 0;
    }
    heap.moveMapping(block, static_cast<std::uint64_t>(moved), length);
    return static_cast<std::uint64_t>(moved) + offset;
}

std::uint64_t resize(CallContext& c, std::uint64_t block, std::uint64_t bytes) {
    if (block == 0)
        return allocate(c, bytes);
    if (!checkBlock(c, block, "realloc"))
        return 0;
    if (bytes == 0) {
        releaseBlock(c, block);
        return 0;
    }
    Heap& heap = c.library().heap;
    if (heap.mappingOf(block))
        return resizeMapping(c, block, bytes);
    const std::uint64_t held = heap.usableSize(block);
    if (heap.resizeInPlace(block, bytes))
        return block;
    Allocation allocation(c, bytes);
    if (allocation.address() == 0)
        return 0;
    copyBlock(c, allocation.address(), block, std::min(held, bytes));
    allocation.commit();
    heap.commitRelease(block);
    return allocation.address();
}
std::uint64_t reallocFunction(CallContext& c) {
    return resize(c, c.argument(0), c.argument(1));
}
std::uint64_t reallocarrayFunction(CallContext& c) {
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(c.argument(1), c.argument(2), &bytes)) {
        c.setError(enomem);
        return 0;
    }
    return resize(c, c.argument(0), bytes);
}

// `storeAt`: where the program wants the address, 0 for nowhere.
std::uint64_t alignedBlock(CallContext& c, std::uint64_t alignment, std::uint64_t bytes, std::uint64_t storeAt = 0) {
    ensureHeap(c);
    if (alignment <= 16) {
        Allocation allocation(c, bytes);
        if (storeAt != 0 && allocation.address() != 0)
            c.put(storeAt, allocation.address());
        allocation.commit();
        return allocation.address();
    }
    Heap& heap = c.library().heap;
    if (bytes > (1ull << 62) || alignment > (1ull << 46)) {
        c.setError(enomem);
        return 0;
    }
    const Heap::Plan plan = heap.plan(bytes + alignment + 32);
    std::uint64_t mapping = 0;
    if (plan.how == Heap::Plan::How::Grown && moveBreak(c, plan.newEnd) != plan.newEnd) {
        c.setError(enomem);
        return 0;
    }
    if (plan.how == Heap::Plan::How::Mapped) {
        const std::int64_t mapped = mapBlock(c, plan.mapLength);
        if (mapped == -1) {
            c.setError(enomem);
            return 0;
        }
        mapping = static_cast<std::uint64_t>(mapped);
    }
    Heap after = heap;
    const std::uint64_t block = after.commitAligned(plan, mapping, alignment, bytes);
    if (storeAt != 0)
        c.put(storeAt, block);
    heap = std::move(after);
    return block;
}

bool isPowerOfTwo(std::uint64_t value) {
    return value != 0 && (value & (value - 1)) == 0;
}

std::uint64_t memalignFunction(CallContext& c) {
    std::uint64_t alignment = 32;
    while (alignment < c.argument(0) && alignment < (1ull << 47))
        alignment *= 2;
    return alignedBlock(c, alignment, c.argument(1));
}
std::uint64_t alignedAllocFunction(CallContext& c) {
    if (!isPowerOfTwo(c.argument(0))) {
        c.setError(einval);
        return 0;
    }
    return alignedBlock(c, c.argument(0), c.argument(1));
}
std::uint64_t vallocFunction(CallContext& c) {
    return alignedBlock(c, c.pageSize(), c.argument(0));
}
std::uint64_t pvallocFunction(CallContext& c) {
    const std::uint64_t page = c.pageSize();
    return alignedBlock(c, page, (c.argument(0) + page - 1) / page * page);
}
std::uint64_t posixMemalignFunction(CallContext& c) {
    const std::uint64_t alignment = c.argument(1);
    if (!isPowerOfTwo(alignment) || alignment % 8 != 0)
        return intResult(einval);
    const std::int32_t error = c.error();
    const std::uint64_t block = alignedBlock(c, alignment, c.argument(2), c.argument(0));
    c.setError(error);
    return block == 0 ? intResult(enomem) : 0;
}

std::uint64_t usableSizeFunction(CallContext& c) {
    if (c.argument(0) == 0 || c.library().heap.stateOf(c.argument(0)) != Heap::BlockState::Used)
        return 0;
    return c.library().heap.usableSize(c.argument(0));
}

std::uint64_t zero(CallContext&) {
    return 0;
}
std::uint64_t one(CallContext&) {
    return 1;
}

std::uint64_t mallocStatsFunction(CallContext& c) {
    putBytes(c, c.stream(2), "Arena 0:\n(the allocator's own figures are not kept here)\n");
    return 0;
}

} // namespace

std::vector<Native> heapFunctions() {
    return {{"malloc", mallocFunction},
            {"calloc", callocFunction},
            {"realloc", reallocFunction},
            {"reallocarray", reallocarrayFunction},
            {"free", freeFunction},
            {"cfree", freeFunction},
            {"memalign", memalignFunction},
            {"aligned_alloc", alignedAllocFunction},
            {"valloc", vallocFunction},
            {"pvalloc", pvallocFunction},
            {"posix_memalign", posixMemalignFunction},
            {"malloc_usable_size", usableSizeFunction},
            {"malloc_trim", zero},
            {"malloc_stats", mallocStatsFunction},
            {"mallopt", one}};
}

} // namespace faultline
