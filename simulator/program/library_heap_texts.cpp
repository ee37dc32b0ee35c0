// Functions that allocate what they give, and brk and sbrk themselves.
#include "simulator/program/library.h"
#include "simulator/program/library_formats.h"
#include "simulator/program/library_heap.h"

namespace faultline {

namespace {

constexpr std::int32_t enomem = 12;

std::uint64_t duplicate(CallContext& c, std::uint64_t limit) {
    ensureHeap(c);
    const std::string text = c.text(c.argument(0), limit);
    Allocation allocation(c, text.size() + 1);
    if (allocation.address() != 0)
        c.writeText(allocation.address(), text);
    allocation.commit();
    return allocation.address();
}
std::uint64_t strdupFunction(CallContext& c) {
    return duplicate(c, ~std::uint64_t{0});
}
std::uint64_t strndupFunction(CallContext& c) {
    return duplicate(c, c.argument(1));
}

std::uint64_t printAllocated(CallContext& c, const std::optional<std::string>& text) {
    if (!text)
        return intResult(-1);
    Allocation allocation(c, text->size() + 1);
    if (allocation.address() == 0)
        return intResult(-1);
    c.writeText(allocation.address(), *text);
    c.put(c.argument(0), allocation.address());
    allocation.commit();
    return intResult(static_cast<std::int64_t>(text->size()));
}
std::uint64_t asprintfFunction(CallContext& c) {
    ensureHeap(c);
    return printAllocated(c, formatText(c.format(1), argumentsFrom(c, 2)));
}
std::uint64_t vasprintfFunction(CallContext& c) {
    ensureHeap(c);
    return printAllocated(c, formatText(c.format(1), argumentsOfList(c, c.argument(2))));
}

// brk and sbrk: the kernel's break, glibc's errors.
std::uint64_t brkFunction(CallContext& c) {
    const std::uint64_t reached = moveBreak(c, c.argument(0));
    c.library().heap.setBreak(reached);
    if (reached < c.argument(0)) {
        c.setError(enomem);
        return intResult(-1);
    }
    return 0;
}
std::uint64_t sbrkFunction(CallContext& c) {
    Heap& heap = c.library().heap;
    std::uint64_t old = heap.breakAddress();
    if (old == 0)
        old = moveBreak(c, 0);
    const auto increment = static_cast<std::int64_t>(c.argument(0));
    if (increment != 0) {
        const std::uint64_t wanted = old + static_cast<std::uint64_t>(increment);
        const std::uint64_t reached = moveBreak(c, wanted);
        if (reached != wanted) {
            c.setError(enomem);
            return longResult(-1);
        }
        heap.setBreak(reached);
    } else {
        heap.setBreak(old);
    }
    return old;
}

} // namespace

std::vector<Native> allocatingFunctions() {
    return {{"strdup", strdupFunction},       {"strndup", strndupFunction}, {"asprintf", asprintfFunction},
            {"vasprintf", vasprintfFunction}, {"brk", brkFunction},         {"sbrk", sbrkFunction}};
}

} // namespace faultline
