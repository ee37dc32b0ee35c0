#include "simulator/machine/event.h"

#include <array>

namespace faultline {

Actor actorOf(EventKind kind) {
    if (kind <= EventKind::ProgramGets)
        return Actor::Program;
    if (kind <= EventKind::Repeats)
        return Actor::Hardware;
    return kind < EventKind::ReadsPages || kind == EventKind::KernelWritesBack ? Actor::Kernel : Actor::Disk;
}

std::string_view nameOf(Actor actor) {
    constexpr std::array<std::string_view, 4> names = {"program", "hardware", "kernel", "disk"};
    return names[static_cast<std::size_t>(actor)];
}

std::string_view nameOf(EventKind kind) {
    constexpr std::array<std::string_view, static_cast<std::size_t>(lastEventKind) + 1> names = {"program-loads",
                                                                                                 "program-stores",
                                                                                                 "program-copies",
                                                                                                 "program-fills",
                                                                                                 "program-compares",
                                                                                                 "program-scans",
                                                                                                 "program-updates",
                                                                                                 "program-calls",
                                                                                                 "program-gets",
                                                                                                 "tlb-hit",
                                                                                                 "tlb-hit-forbidden",
                                                                                                 "tlb-miss",
                                                                                                 "walk-level",
                                                                                                 "walk-finds",
                                                                                                 "walk-finds-nothing",
                                                                                                 "walk-forbids",
                                                                                                 "raises-fault",
                                                                                                 "tlb-fills",
                                                                                                 "tlb-evicts",
                                                                                                 "sets-accessed",
                                                                                                 "sets-dirty",
                                                                                                 "repeats",
                                                                                                 "kernel-faults",
                                                                                                 "finds-mapping",
                                                                                                 "finds-no-mapping",
                                                                                                 "finds-forbidden",
                                                                                                 "finds-beyond-end",
                                                                                                 "cache-hit",
                                                                                                 "cache-miss",
                                                                                                 "takes-frame",
                                                                                                 "evicts-page",
                                                                                                 "fills-with-zeros",
                                                                                                 "uses-zero-page",
                                                                                                 "copies-frame",
                                                                                                 "reuses-frame",
                                                                                                 "makes-writable",
                                                                                                 "sets-entry",
                                                                                                 "maps-neighbours",
                                                                                                 "leaves-neighbours",
                                                                                                 "drops-tlb-entry",
                                                                                                 "sends-signal",
                                                                                                 "delivers-signal",
                                                                                                 "ends-process",
                                                                                                 "makes-mapping",
                                                                                                 "removes-mapping",
                                                                                                 "changes-mapping",
                                                                                                 "moves-mapping",
                                                                                                 "splits-mapping",
                                                                                                 "merges-mapping",
                                                                                                 "removes-entries",
                                                                                                 "reserves-only",
                                                                                                 "opens-file",
                                                                                                 "closes-file",
                                                                                                 "creates-file",
                                                                                                 "resizes-file",
                                                                                                 "removes-file",
                                                                                                 "reads-file",
                                                                                                 "writes-file",
                                                                                                 "zeroes-tail",
                                                                                                 "cleans-pages",
                                                                                                 "drops-pages",
                                                                                                 "forks",
                                                                                                 "copies-entries",
                                                                                                 "locks-range",
                                                                                                 "unlocks-range",
                                                                                                 "blocks",
                                                                                                 "wakes",
                                                                                                 "returns",
                                                                                                 "reads-pages",
                                                                                                 "writes-pages",
                                                                                                 "kernel-writes-back"};
    static_assert(!names.back().empty());
    return names[static_cast<std::size_t>(kind)];
}

} // namespace faultline
