// Accesses, and the calls of mmap's family.
#include "tests/oracle/generator.h"

#include "simulator/kernel/linux_values.h"

namespace faultline {

using namespace linux_values;

namespace {
constexpr std::uint64_t pageSize = 4096;

/// The largest length with which two ranges do not overlap.
std::uint64_t apart(const Operation& operation) {
    const Address a = operation.target.address, b = operation.source.address;
    return a > b ? a - b : b - a;
}
} // namespace

Operation Generator::load() {
    Operation made;
    made.target.address = byte();
    made.length = chance_.oneOf({1, 1, 2, 4, 8});
    return made;
}

Operation Generator::store() {
    Operation made = load();
    made.kind = OperationKind::Store;
    for (std::uint8_t& value : made.value)
        value = static_cast<std::uint8_t>(chance_.below(256));
    return made;
}

Operation Generator::copy() {
    Operation made;
    made.kind = OperationKind::Copy;
    made.target.address = byte();
    made.source.address = byte();
    made.length = chance_.oneOf({10, 5000, 9000, 20000});
    made.length = std::min(made.length, apart(made));
    return made;
}

Operation Generator::fill() {
    Operation made;
    made.kind = OperationKind::Fill;
    made.target.address = byte();
    made.length = chance_.oneOf({1, 4096, 10000, 40000});
    made.byte = static_cast<std::uint8_t>(chance_.below(256));
    return made;
}

Operation Generator::compare() {
    Operation made = copy();
    made.kind = OperationKind::Compare;
    made.untilNul = chance_.once(2);
    return made;
}

Operation Generator::scan() {
    Operation made;
    made.kind = OperationKind::Scan;
    made.target.address = byte();
    made.length = chance_.oneOf({10, 5000, 30000});
    made.byte = static_cast<std::uint8_t>(chance_.oneOf({0, 'z', 'd'}));
    return made;
}

Operation Generator::update() {
    Operation made;
    made.kind = OperationKind::Atomic;
    made.update = static_cast<AtomicUpdate>(chance_.below(8));
    made.length = 4;
    made.target.address = page() + 8 * chance_.below(10);
    made.value[0] = static_cast<std::uint8_t>(chance_.below(3));
    return made;
}

Operation Generator::map() {
    std::uint64_t flags = chance_.oneOf({mapPrivate, mapShared});
    const bool anonymous = chance_.once(3);
    if (anonymous)
        flags |= mapAnonymous;
    Address hint = 0;
    if (chance_.once(4)) {
        hint = page() + (chance_.once(8) ? 1 : 0);
        flags |= chance_.oneOf({0, 0, 0, mapFixed, mapFixed, mapFixedNoReplace});
    }
    if (chance_.once(12))
        flags |= chance_.oneOf({mapPopulate, mapNoReserve, mapStack, mapLocked, mapPopulate | mapNonBlock});
    if (chance_.once(60))
        flags ^= chance_.oneOf({mapShared, mapPrivate, mapSharedValidate});
    return callOf(Call::Mmap, {number(hint), number(chance_.once(60) ? 0 : length()),
                               number(chance_.oneOf({3, 3, 3, 1, 1, 0, 2, 5, 7})), number(flags),
                               anonymous ? number(~0ull) : descriptor(),
                               number(chance_.oneOf({0, 0, 0, pageSize, 2 * pageSize, pageSize * chance_.below(20),
                                                     chance_.once(3) ? 5u : 0u}))});
}

Operation Generator::unmap() {
    return callOf(Call::Munmap, {number(page() + (chance_.once(20) ? 5 : 0)), number(chance_.once(20) ? 0 : length())});
}

Operation Generator::protect() {
    return callOf(Call::Mprotect, {number(page()), number(length()), number(chance_.oneOf({0, 1, 3, 3, 1, 2, 5, 8}))});
}

Operation Generator::sync() {
    return callOf(Call::Msync, {number(page() + (chance_.once(20) ? 1 : 0)), number(length()),
                                number(chance_.oneOf({msSync, msSync, msAsync, msInvalidate, 0, msSync | msAsync,
                                                      msSync | msInvalidate, 64}))});
}

Operation Generator::remap() {
    const std::uint64_t flags = chance_.oneOf({0, mremapMayMove, mremapMayMove, mremapMayMove | mremapFixed,
                                               mremapMayMove | mremapFixed, 7, mremapMayMove | mremapDontUnmap});
    const Address target = (flags & mremapFixed) ? page() : 0;
    return callOf(
        Call::Mremap,
        {number(page()),
         number(chance_.oneOf({0, pageSize, pageSize, 2 * pageSize, 2 * pageSize, 3 * pageSize, 20 * pageSize})),
         number(length()), number(flags), number(target)});
}

Operation Generator::advise() {
    const std::uint64_t advice = chance_.oneOf({madvDontNeed,       madvDontNeed,
                                                madvDontNeed,       madvNormal,
                                                madvRandom,         madvSequential,
                                                madvWillNeed,       madvDontFork,
                                                madvDoFork,         madvFree,
                                                madvPopulateRead,   madvPopulateWrite,
                                                madvWipeOnFork,     madvKeepOnFork,
                                                madvGuardInstall,   madvGuardRemove,
                                                madvRemove,         madvCold,
                                                madvDontDump,       madvDoDump,
                                                madvDontNeedLocked, 77});
    return callOf(Call::Madvise, {number(page()), number(length()), number(advice)});
}

Operation Generator::lock() {
    if (chance_.once(6))
        return callOf(Call::Mlock2, {number(byte()), number(length()), number(chance_.oneOf({0, 1, 2}))});
    return callOf(chance_.once(2) ? Call::Mlock : Call::Munlock, {number(byte()), number(length())});
}

Operation Generator::residency() {
    const std::uint64_t bytes = length();
    return callOf(Call::Mincore, {number(page()), number(bytes), CallArgument::out((bytes + pageSize - 1) / pageSize)});
}

Operation Generator::breakHeap() {
    return callOf(Call::Brk,
                  {number(parameters_.heapStart + chance_.oneOf({0, 100, pageSize, 5 * pageSize, 30 * pageSize}))});
}

Operation Generator::segment() {
    switch (chance_.below(3)) {
    case 0:
        return callOf(Call::Shmget, {number(ipcPrivate), number(length()), number(0600)});
    case 1:
        return callOf(Call::Shmdt, {number(page())});
    default:
        return callOf(Call::Mmap, {number(0), number(length()), number(3), number(mapShared | mapAnonymous),
                                   number(~0ull), number(0)});
    }
}

} // namespace faultline
