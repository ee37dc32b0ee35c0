#include "realmode/kernel_machine.h"

#include "realmode/machine_parts.h"
#include "realmode/readable.h"
#include "simulator/machine/reserved.h"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace faultline {

namespace {

/// What the kernel has written back before an operation stands at the beginning of its story.
void tellOwnWork(const Snapshot& snapshot, const Given& given, Outcome& outcome) {
    std::vector<Event> events;
    for (const GivenPage& page : given.writtenBack) {
        Event event;
        event.kind = EventKind::KernelWritesBack;
        event.index = page.index;
        for (const auto& [id, file] : snapshot.files)
            if (file.facts.name == page.file && !file.facts.gone)
                event.file = id;
        events.push_back(std::move(event));
    }
    outcome.story.insert(outcome.story.begin(), events.begin(), events.end());
}

void addOnce(std::vector<GivenPage>& pages, const std::vector<GivenPage>& more) {
    for (const GivenPage& page : more)
        if (std::find(pages.begin(), pages.end(), page) == pages.end())
            pages.push_back(page);
}

} // namespace

KernelMachine::KernelMachine() : KernelMachine(Options{}) {}
KernelMachine::KernelMachine(Options options) : parts_(std::make_unique<Parts>(std::move(options))) {}
KernelMachine::~KernelMachine() = default;

KernelMachine::Parts::~Parts() {
    processes.clear();
    keeper.reset();
    removeFolders(folders);
}

RealProcess* KernelMachine::Parts::find(ProcessId id) {
    const auto found = processes.find(id);
    return found == processes.end() ? nullptr : found->second.get();
}

void KernelMachine::Parts::forgetQuiet() {
    for (auto& [id, process] : processes)
        process->forgetQuiet();
}

ProcessId KernelMachine::Parts::virtualId(pid_t pid) const {
    const auto found = byPid.find(pid);
    return found == byPid.end() ? 0 : found->second;
}

Result<Snapshot> KernelMachine::start(const Setup& setup) {
    assert(!parts_->started);
    parts_->started = true;
    Result<Snapshot> first = parts_->start(setup);
    if (!first) {
        parts_->failure = first.failure();
        parts_->processes.clear();
        parts_->keeper.reset();
        removeFolders(parts_->folders);
    }
    return first;
}

Performed KernelMachine::perform(ProcessId id, const Operation& operation, const Given&) {
    Parts& parts = *parts_;
    if (parts.failure)
        return Performed{Status::Failed, {}, {}, parts.failure};
    RealProcess* process = parts.find(id);
    assert(process && !process->over);
    parts.operationStart = std::chrono::steady_clock::now();
    if (!parts.whyGivenUp)
        parts.whyGivenUp = parts.consumption.look(parts.processes, parts.files);
    if (parts.whyGivenUp)
        return parts.fail(*parts.whyGivenUp);
    if (auto killed = parts.killedFromOutside())
        return std::move(*killed);
    if (process->blocked) // the clock's alarm: the process cannot send it itself
        return parts.sendFromOutside(*process, operation);
    if (auto refused = refusedAsReserved(parts.layout, operation))
        return parts.fail(*refused);
    Delta earlier;
    Given given = std::exchange(parts.givenNext, {});
    if (operation.kind == OperationKind::Call && parts.readBack.interfaces.cachestat)
        parts.lastLook = {}; // it costs little beside a call, and what the call itself cleans is told apart
    parts.lookForOwnWork(earlier, given);
    Performed performed = parts.performAny(*process, operation);
    performed.delta.changes.insert(performed.delta.changes.begin(), earlier.changes.begin(), earlier.changes.end());
    addOnce(given.writtenBack, performed.outcome.given.writtenBack);
    addOnce(given.evicted, performed.outcome.given.evicted);
    if (!given.empty()) {
        tellOwnWork(parts.snapshot, given, performed.outcome);
        performed.outcome.given.writtenBack = std::move(given.writtenBack);
        performed.outcome.given.evicted = std::move(given.evicted);
    }
    return performed;
}

Performed KernelMachine::Parts::performAny(RealProcess& process, const Operation& operation) {
    if (operation.kind != OperationKind::Call)
        return performAccess(process, operation);
    forgetQuiet();
    switch (operation.call) {
    case Call::Fork:
    case Call::ForkEmpty: {
        Performed performed = performFork(process, operation);
        readBack.takeNoticed(performed.outcome.given);
        return performed;
    }
    case Call::ExitGroup:
        return performExit(process, operation);
    default:
        return performCall(process, operation);
    }
}

void KernelMachine::Parts::lookForOwnWork(Delta& delta, Given& given) {
    const auto now = std::chrono::steady_clock::now();
    if (now - lastLook < std::chrono::milliseconds(50))
        return;
    lastLook = now;
    readBack.into(delta);
    readBack.ownWork(given);
    if (!given.writtenBack.empty() || !given.evicted.empty()) {
        forgetQuiet();
        forgetStoredTo(given);
        readBack.allPages();
    }
}

bool KernelMachine::performQuietly(ProcessId id, QuietAccess& access) {
    RealProcess* process = parts_->failure ? nullptr : parts_->find(id);
    return process && !process->over && parts_->quietly(*process, access);
}

std::vector<Settled> KernelMachine::settle() {
    return parts_->failure ? std::vector<Settled>{} : parts_->settle();
}

void KernelMachine::supply(std::span<const std::uint8_t> input, bool end) {
    parts_->terminal.supply(input, end);
    parts_->feedTerminal();
}

Performed KernelMachine::end(ProcessId id) {
    RealProcess* process = parts_->find(id);
    if (parts_->failure || !process || process->over)
        return Performed{Status::Failed, {}, {}, parts_->failure};
    return parts_->end(*process);
}

const Snapshot& KernelMachine::snapshot() const {
    return parts_->snapshot;
}

std::vector<FileContents> KernelMachine::files() {
    std::vector<FileContents> contents;
    const std::filesystem::path root = parts_->folders.scratch;
    eachFileBelow(root.string(), [&](const std::string& path) {
        struct stat facts {};
        if (::lstat(path.c_str(), &facts) != 0)
            return;
        const FileBook::Known* known = parts_->files.find(facts.st_dev, facts.st_ino);
        const OwnedDescriptor own = known && known->descriptor ? OwnedDescriptor() : openToRead(path);
        const int file = own ? own.number() : known && known->descriptor ? known->descriptor.number() : -1;
        FileContents one;
        one.name = std::filesystem::path(path).lexically_relative(root).string();
        if (one.name.starts_with("tmp/")) // as the program knows it
            one.name.insert(0, "/");
        one.bytes.resize(static_cast<std::size_t>(facts.st_size));
        std::size_t got = 0;
        while (got < one.bytes.size()) {
            const ssize_t piece =
                ::pread(file, one.bytes.data() + got, one.bytes.size() - got, static_cast<off_t>(got));
            if (piece <= 0)
                break;
            got += static_cast<std::size_t>(piece);
        }
        one.bytes.resize(got);
        contents.push_back(std::move(one));
    });
    std::sort(contents.begin(), contents.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return contents;
}

pid_t KernelMachine::pidOf(ProcessId id) const {
    const RealProcess* process = parts_->find(id);
    return process && !process->over ? process->pid : 0;
}

std::string KernelMachine::scratch() const {
    return parts_->folders.scratch;
}
std::string KernelMachine::scratchKind() const {
    return parts_->folders.kind;
}
std::string KernelMachine::sharedMemory() const {
    return parts_->folders.sharedMemory;
}
Parameters KernelMachine::measuredLayout() const {
    return parts_->layout;
}

std::string KernelMachine::confinement() const {
    if (!parts_->keeper)
        return "not started";
    const worker::Launch& launch = parts_->keeper->launch();
    std::string have, lack;
    const auto say = [&](worker::Confined layer, const char* name) {
        std::string& list = layer == worker::Confined::Yes ? have : lack;
        list += (list.empty() ? "" : ", ") + std::string(name);
    };
    say(launch.landlock.load(), "files");
    say(launch.systemCallFilter.load(), "system calls");
    say(launch.namespaces.load(), "network and System V memory of its own");
    say(launch.processorTime.load(), "processor time");
    say(worker::Confined::Yes, "memory and disk, as watched");
    return "confined: " + (have.empty() ? "nothing" : have) + (lack.empty() ? "" : "; not available: " + lack) +
           "; the program's files are on " + scratchKind();
}

} // namespace faultline
