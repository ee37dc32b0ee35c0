#include "simulator/kernel/simulated_machine.h"

#include "simulator/kernel/boot.h"
#include "simulator/kernel/page_cache.h"
#include "simulator/kernel/perform.h"
#include "simulator/kernel/publish.h"
#include "simulator/kernel/signals.h"
#include "simulator/machine/settled.h"

#include <algorithm>
#include <cassert>

namespace faultline {

using namespace linux_values;

namespace {

/// The TLB holds one process's translations, unless it tells them apart.
void switchTo(Kernel& kernel, ProcessId process) {
    if (kernel.running == process)
        return;
    if (!kernel.hardware.asids)
        kernel.mmu.tlb.flush();
    kernel.running = process;
}

/// What the kernel did on its own account since the last operation.
void applyGiven(Kernel& kernel, const Given& given) {
    const auto each = [&](const std::vector<GivenPage>& pages, const auto& act) {
        for (const GivenPage& page : pages)
            for (const auto& [id, inode] : kernel.files.all())
                if (inode->name == page.file && !inode->gone)
                    act(*inode, page.index);
    };
    each(given.writtenBack, [&](Inode& inode, std::uint64_t index) {
        Event& event = kernel.recorder.tell(EventKind::KernelWritesBack);
        event.file = inode.id;
        event.index = index;
        cleanPages(kernel, inode, index, index);
    });
    each(given.evicted, [&](Inode& inode, std::uint64_t index) {
        unmapPages(kernel, inode, index, index, false); // reclaim takes mapped pages, too
        dropCleanPages(kernel, inode, index, index);
    });
    each(given.stillRead, [&](Inode& inode, std::uint64_t index) { kernel.stillRead.insert({inode.id, index}); });
}

/// No frame was to be had: the process that needed it is killed.
void killForMemory(Kernel& kernel, Task& process, Performed& performed) {
    if (!kernel.outOfMemory)
        return;
    kernel.outOfMemory = false;
    if (!process.alive())
        return;
    const Signal kill{sigKill, siKernel, 0, 0};
    performed.outcome.signal = kill;
    performed.outcome.delivered.clear();
    performed.status = Status::Ended;
    endTask(kernel, process, 0, kill);
}

std::uint64_t little(std::span<const std::uint8_t> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value |= std::uint64_t{bytes[i]} << (8 * i);
    return value;
}

} // namespace

SimulatedMachine::SimulatedMachine() = default;
SimulatedMachine::~SimulatedMachine() = default;

Result<Snapshot> SimulatedMachine::start(const Setup& setup) {
    assert(!kernel_);
    if (auto failure = checkSetup(setup))
        return *failure;
    kernel_ = std::make_unique<Kernel>(setup);
    if (auto failure = boot(*kernel_, setup))
        return *failure;
    kernel_->recorder.story.clear();
    publish(*kernel_);
    return kernel_->recorder.snapshot;
}

Performed SimulatedMachine::perform(ProcessId id, const Operation& operation, const Given& given) {
    Kernel& kernel = *kernel_;
    Task* process = kernel.process(id);
    assert(process && process->alive());
    kernel.recorder.process = id;
    if (process->waiting) { // the clock's alarm: it comes from outside, and settle() tells what it has ended
        assert(operation.kind == OperationKind::Call && operation.call == Call::Kill);
        sendSignal(kernel, *process, {static_cast<std::int32_t>(operation.argument(1)), siUser, 0, id});
        Performed sent;
        sent.outcome.story.swap(kernel.recorder.story);
        sent.delta = publish(kernel);
        return sent;
    }
    switchTo(kernel, id);
    if (!given.empty())
        applyGiven(kernel, given);
    Performed performed = performOperation(kernel, *process, operation, given);
    kernel.stillRead.clear();
    killForMemory(kernel, *process, performed);
    performed.delta = publish(kernel);
    return performed;
}

bool SimulatedMachine::performQuietly(ProcessId id, QuietAccess& access) {
    Kernel& kernel = *kernel_;
    const std::uint64_t within = access.address & (kernel.pageSize - 1);
    if (kernel.process(id)->stopped() || kernel.running != id || within + access.length > kernel.pageSize ||
        access.length > 8)
        return false;
    const auto slot = kernel.mmu.tlb.find(id, access.address >> kernel.layout.pageShift());
    if (!slot)
        return false;
    const TlbEntry& entry = *kernel.mmu.tlb.at(*slot);
    if (!allows(entry.bits, access.store) || (access.store && !entry.bits.dirty))
        return false;
    const ContentId content = kernel.frames[entry.frame].content;
    ContentStore& contents = kernel.recorder.snapshot.contents;
    const auto page = contents.bytes(content);
    if (access.store) {
        if (page.empty())
            return false; // its first bytes: a change that a snapshot shows
        access.old = little(page.subspan(within, access.length));
        std::array<std::uint8_t, 8> bytes{};
        for (std::size_t i = 0; i < access.length; ++i)
            bytes[i] = static_cast<std::uint8_t>(access.value >> (8 * i));
        contents.write(content, within, std::span(bytes).first(access.length), kernel.pageSize);
    } else {
        access.value = page.empty() ? 0 : little(page.subspan(within, access.length));
    }
    ++kernel.mmu.hits;
    return true;
}

std::vector<Settled> SimulatedMachine::settle() {
    Kernel& kernel = *kernel_;
    std::vector<Settled> settled;
    // Who has waited longest is served first; what one gets may let the next go on.
    for (bool progress = true; progress;) {
        progress = false;
        std::vector<Task*> waiting;
        for (auto& [id, process] : kernel.processes)
            if (process.waiting)
                waiting.push_back(&process);
        std::sort(waiting.begin(), waiting.end(),
                  [](const Task* a, const Task* b) { return a->waiting->sequence < b->waiting->sequence; });
        for (Task* process : waiting) {
            if (!process->waiting)
                continue;
            auto performed = resumeOperation(kernel, *process);
            if (!performed)
                continue;
            progress = true;
            killForMemory(kernel, *process, *performed);
            performed->delta = publish(kernel);
            settled.push_back({process->id, true, std::move(*performed)});
        }
    }
    for (auto& [id, process] : kernel.processes) {
        if (!process.alive() || process.waiting || process.stopped() || !signalWaits(process))
            continue;
        kernel.recorder.process = id;
        Performed performed;
        performed.status = deliverSignals(kernel, process, performed.outcome) ? Status::Ended : Status::Signalled;
        if (performed.status == Status::Signalled && !performed.outcome.delivered.empty())
            performed.outcome.signal = performed.outcome.delivered.front();
        performed.outcome.story.swap(kernel.recorder.story);
        performed.delta = publish(kernel);
        if (performed.status == Status::Ended || !performed.outcome.delivered.empty())
            settled.push_back({id, false, std::move(performed)});
    }
    sortByProcess(settled);
    return settled;
}

void SimulatedMachine::supply(std::span<const std::uint8_t> input, bool end) {
    kernel_->input.insert(kernel_->input.end(), input.begin(), input.end());
    kernel_->inputEnds = kernel_->inputEnds || end;
}

Performed SimulatedMachine::end(ProcessId id) {
    Kernel& kernel = *kernel_;
    kernel.recorder.process = id;
    Performed performed;
    performed.status = Status::Ended;
    performed.outcome.signal = {sigKill, siUser, 0, 0};
    if (Task* process = kernel.process(id))
        endTask(kernel, *process, 0, performed.outcome.signal);
    performed.outcome.story.swap(kernel.recorder.story);
    performed.delta = publish(kernel);
    return performed;
}

const Snapshot& SimulatedMachine::snapshot() const {
    return kernel_->recorder.snapshot;
}

namespace {

/// A file stands under each of its names.
void collectFiles(const Kernel& kernel, const Inode& folder, std::vector<FileContents>& files) {
    for (const auto& [name, inode] : folder.entries)
        if (inode->folder)
            collectFiles(kernel, *inode, files);
        else if (inode->kind == FileKind::Regular)
            files.push_back({kernel.files.nameIn(folder, name), wholeFile(kernel, *inode)});
}

} // namespace

std::vector<FileContents> SimulatedMachine::files() {
    std::vector<FileContents> files;
    collectFiles(*kernel_, *kernel_->files.root(), files);
    std::sort(files.begin(), files.end(), [](const FileContents& a, const FileContents& b) { return a.name < b.name; });
    return files;
}

Snapshot SimulatedMachine::photographed() const {
    return photograph(*kernel_);
}

} // namespace faultline
