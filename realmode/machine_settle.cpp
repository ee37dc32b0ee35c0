#include "realmode/machine_parts.h"
#include "simulator/machine/settled.h"

#include <chrono>
#include <iterator>
#include <thread>

namespace faultline {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

std::vector<Settled> KernelMachine::Parts::settle() {
    std::vector<Settled> settled;
    feedTerminal();
    bool looks = stirred;
    for (const auto& [id, process] : processes)
        looks |= !process->over &&
                 (process->blocked || process->signalsSeen != process->channel->caught.load(std::memory_order_acquire));
    if (!looks)
        return settled;
    forgetQuiet();
    // What one process does may wake another that has been looked at already. So this goes on until a whole round has
    // found all of them still, and none of them has run since the round before.
    for (bool moved = true; moved && !failure;) {
        moved = false;
        stirred = false;
        for (auto& [id, process] : processes)
            if (!process->over && !failure)
                moved |= settleOne(*process, settled);
    }
    sortByProcess(settled);
    return settled;
}

/// A worker at rest spins a little before it sleeps, and one that has been woken or sent a signal may first have to
/// wait for a processor: whatever is not asleep is waited for. So what has been answered has its signals behind it,
/// too.
Standing KernelMachine::Parts::waitUntilStill(RealProcess& process, bool& inTime) {
    operationStart = Clock::now();
    for (;;) {
        const Standing standing = process.standing.look();
        inTime = !giveUp(process, Clock::now());
        if (standing.over || standing.asleep || !inTime)
            return standing;
        drain();
        std::this_thread::sleep_for(10us);
    }
}

bool KernelMachine::Parts::settleOne(RealProcess& process, std::vector<Settled>& settled) {
    const bool wasBlocked = process.blocked.has_value();
    bool inTime = true;
    const Standing standing = waitUntilStill(process, inTime);
    if (!inTime) {
        settled.push_back({process.id, wasBlocked, tooLong(process)});
        return true;
    }
    const bool hasRun = std::exchange(process.runsSeen, standing.runs) != standing.runs;
    if (standing.over) {
        settled.push_back({process.id, wasBlocked, workerOver(process, {}, {})});
        return true;
    }
    if (wasBlocked && process.answered()) {
        const Operation operation = *process.blocked;
        Delta earlier; // what the kernel did by itself while the process waited
        lookForOwnWork(earlier, givenNext);
        process.blocked.reset();
        settled.push_back({process.id, true, finishCall(process, operation)});
        Given& met = settled.back().performed.outcome.given; // a model is given nothing for what has settled
        std::move(met.writtenBack.begin(), met.writtenBack.end(), std::back_inserter(givenNext.writtenBack));
        std::move(met.evicted.begin(), met.evicted.end(), std::back_inserter(givenNext.evicted));
        met.writtenBack.clear();
        met.evicted.clear();
        met.stillRead.clear(); // of the faults of that call alone
        auto& changes = settled.back().performed.delta.changes;
        changes.insert(changes.begin(), earlier.changes.begin(), earlier.changes.end());
        return true;
    }
    Performed performed;
    if (!wasBlocked)
        performed.outcome.delivered = takeSignals(process);
    if (performed.outcome.delivered.empty())
        return hasRun;
    performed.status = Status::Signalled;
    performed.outcome.signal = performed.outcome.delivered.front();
    settled.push_back({process.id, false, std::move(performed)});
    return true;
}

} // namespace faultline
