#include "tests/support/paper_machine.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t pageSize = 4096;
constexpr std::uint64_t filePages = 4;

Mapping mappingOf(Address start, std::uint64_t pages, bool shared, FileId file, std::string label) {
    Mapping mapping;
    mapping.start = start;
    mapping.end = start + pages * pageSize;
    mapping.protection = protectRead | protectWrite;
    mapping.shared = shared;
    mapping.file = file;
    mapping.label = std::move(label);
    return mapping;
}

} // namespace

Result<Snapshot> PaperMachine::start(const Setup&) {
    File file;
    file.facts.name = "data.bin";
    file.facts.size = filePages * pageSize;
    snapshot_.files[dataFile] = file;
    Process process;
    process.mappings[anonymousStart] = mappingOf(anonymousStart, pages, false, 0, "a");
    process.mappings[fileStart] = mappingOf(fileStart, filePages, true, dataFile, "f");
    snapshot_.processes[firstProcess] = process;
    return snapshot_;
}

void PaperMachine::touch(ProcessId process, std::uint64_t page, bool write, Performed& performed) {
    Process& owner = snapshot_.processes[process];
    if (owner.pages.contains(page))
        return;
    const bool ofFile = page >= fileStart / pageSize;
    Page entry;
    entry.state = ofFile ? PageState::File : write ? PageState::Anonymous : PageState::Zero;
    if (ofFile) {
        const std::uint64_t index = page - fileStart / pageSize;
        FilePage& filePage = snapshot_.files[dataFile].pages[index];
        if (filePage.cached != Seen::Yes) {
            FilePage cached = filePage;
            cached.cached = Seen::Yes;
            cached.content = newContent();
            change(snapshot_, performed.delta, FilePageChange{dataFile, index, std::nullopt, cached});
            ++performed.outcome.major;
        } else {
            ++performed.outcome.minor;
        }
        entry.content = snapshot_.files[dataFile].pages[index].content;
    } else {
        entry.content = write ? newContent() : zeroContent;
        ++performed.outcome.minor;
    }
    change(snapshot_, performed.delta, PageChange{process, page, std::nullopt, entry});
}

Performed PaperMachine::access(ProcessId process, const Operation& operation) {
    Performed performed;
    const Address address = operation.target.address;
    const bool store = operation.kind == OperationKind::Store;
    if (!snapshot_.mappingAt(process, address)) {
        performed.status = Status::Ended;
        performed.outcome.signal = {11, 1, address, 0};
        endNow(process, 0, performed.outcome.signal, performed.delta);
        return performed;
    }
    const std::uint64_t page = address / pageSize;
    touch(process, page, store, performed);
    Page entry = snapshot_.processes[process].pages[page];
    if (store && entry.state == PageState::Zero) {
        Page own = entry;
        own.state = PageState::Anonymous;
        own.content = newContent();
        change(snapshot_, performed.delta, PageChange{process, page, entry, own});
        ++performed.outcome.minor;
        entry = own;
    }
    const std::uint64_t offset = address % pageSize;
    Bytes before;
    for (std::uint64_t i = 0; i < operation.length; ++i)
        before.push_back(snapshot_.contents.byteAt(entry.content, offset + i));
    if (!store) {
        std::copy(before.begin(), before.end(), performed.outcome.value.begin());
        return performed;
    }
    if (!snapshot_.contents.has(entry.content))
        change(snapshot_, performed.delta, ContentChange{entry.content, 0, {}, Bytes(pageSize, 0)});
    const Bytes after(operation.value.begin(), operation.value.begin() + static_cast<std::ptrdiff_t>(operation.length));
    change(snapshot_, performed.delta, ContentChange{entry.content, offset, before, after});
    return performed;
}

bool PaperMachine::performQuietly(ProcessId process, QuietAccess& access) {
    Process& owner = snapshot_.processes[process];
    const auto entry = owner.pages.find(access.address / pageSize);
    if (entry == owner.pages.end() || (access.store && !snapshot_.contents.has(entry->second.content)))
        return false;
    const std::uint64_t offset = access.address % pageSize;
    std::uint64_t value = 0;
    for (std::uint64_t i = 0; i < access.length; ++i)
        value |= std::uint64_t{snapshot_.contents.byteAt(entry->second.content, offset + i)} << (8 * i);
    if (!access.store) {
        access.value = value;
        return true;
    }
    access.old = value;
    Bytes bytes;
    for (std::uint64_t i = 0; i < access.length; ++i)
        bytes.push_back(static_cast<std::uint8_t>(access.value >> (8 * i)));
    snapshot_.contents.write(entry->second.content, offset, bytes, pageSize);
    return true;
}

void PaperMachine::endNow(ProcessId process, std::int32_t status, Signal signal, Delta& delta) {
    Process& gone = snapshot_.processes[process];
    const auto pagesNow = gone.pages;
    for (const auto& [page, entry] : pagesNow)
        change(snapshot_, delta, PageChange{process, page, entry, std::nullopt});
    const auto mappingsNow = gone.mappings;
    for (const auto& [start, mapping] : mappingsNow)
        change(snapshot_, delta, MappingChange{process, start, mapping, std::nullopt});
    ProcessFacts facts = gone.facts;
    facts.ended = true;
    facts.exitStatus = status;
    facts.endedBy = signal;
    facts.blocked.reset();
    change(snapshot_, delta, ProcessChange{process, gone.facts, facts});
    waiting_.erase(process);
}

void PaperMachine::setBlocked(ProcessId process, std::optional<Blocked> blocked, Delta& delta) {
    const ProcessFacts before = snapshot_.processes[process].facts;
    ProcessFacts after = before;
    after.blocked = std::move(blocked);
    change(snapshot_, delta, ProcessChange{process, before, after});
}

std::optional<Performed> PaperMachine::tryRead(ProcessId, std::uint64_t room) {
    if (input_.empty() && !inputEnded_)
        return std::nullopt;
    Performed performed;
    Bytes bytes;
    while (!input_.empty() && bytes.size() < room) {
        bytes.push_back(input_.front());
        input_.pop_front();
    }
    performed.outcome.result = static_cast<std::int64_t>(bytes.size());
    performed.outcome.returned.push_back(std::move(bytes));
    return performed;
}

std::optional<Performed> PaperMachine::tryWait(ProcessId process) {
    for (auto& [id, child] : snapshot_.processes) {
        if (child.facts.parent != process || !child.facts.ended || child.facts.waitedFor)
            continue;
        Performed performed;
        performed.outcome.result = id;
        ProcessFacts facts = child.facts;
        facts.waitedFor = true;
        change(snapshot_, performed.delta, ProcessChange{id, child.facts, facts});
        return performed;
    }
    return std::nullopt;
}

Performed PaperMachine::fork(ProcessId process) {
    Performed performed;
    const ProcessId child = nextProcess_++;
    performed.outcome.child = child;
    performed.outcome.result = child;
    ProcessFacts facts;
    facts.parent = process;
    change(snapshot_, performed.delta, ProcessChange{child, std::nullopt, facts});
    const Process parent = snapshot_.processes[process];
    for (const auto& [start, mapping] : parent.mappings)
        change(snapshot_, performed.delta, MappingChange{child, start, std::nullopt, mapping});
    for (const auto& [page, entry] : parent.pages)
        change(snapshot_, performed.delta, PageChange{child, page, std::nullopt, entry});
    return performed;
}

Performed PaperMachine::kill(ProcessId process, const Operation& operation) {
    Performed performed;
    const auto target = static_cast<ProcessId>(operation.argument(0));
    const Signal signal{static_cast<std::int32_t>(operation.argument(1)), 0, 0, process};
    if (target != process || waiting_.contains(target)) {
        pending_.emplace_back(target, signal);
    } else if (handled_.contains({process, signal.number})) {
        performed.outcome.delivered.push_back(signal);
    } else {
        performed.status = Status::Ended;
        performed.outcome.signal = signal;
        endNow(process, 0, signal, performed.delta);
    }
    return performed;
}

Performed PaperMachine::call(ProcessId process, const Operation& operation) {
    Performed performed;
    switch (operation.call) {
    case Call::Write:
        performed.outcome.written.push_back(
            {static_cast<std::uint8_t>(operation.argument(0)), operation.arguments[1].bytes});
        performed.outcome.result = static_cast<std::int64_t>(operation.arguments[1].bytes.size());
        return performed;
    case Call::Read:
        if (auto done = tryRead(process, operation.arguments[1].size))
            return *done;
        performed.status = Status::Blocked;
        setBlocked(process, Blocked{WaitsFor::Input, "standard input"}, performed.delta);
        waiting_[process] = operation;
        return performed;
    case Call::Wait4:
        if (auto done = tryWait(process))
            return *done;
        performed.status = Status::Blocked;
        setBlocked(process, Blocked{WaitsFor::Process, "a child to end"}, performed.delta);
        waiting_[process] = operation;
        return performed;
    case Call::Pause:
        performed.status = Status::Blocked;
        setBlocked(process, Blocked{WaitsFor::Signal, "a signal"}, performed.delta);
        waiting_[process] = operation;
        return performed;
    case Call::Fork:
        return fork(process);
    case Call::Kill:
        return kill(process, operation);
    case Call::Sigaction:
        handled_.insert({process, static_cast<std::int32_t>(operation.argument(0))});
        return performed;
    case Call::ExitGroup:
        performed.status = Status::Ended;
        endNow(process, static_cast<std::int32_t>(operation.argument(0)), {}, performed.delta);
        return performed;
    case Call::Munmap:
        performed.outcome.result = -1;
        performed.outcome.error = 22;
        return performed;
    case Call::Mmap: { // a new mapping of a page, of the file if so asked, at the address given
        Mapping made = mappingOf(operation.argument(0), 1, true, dataFile, operation.label);
        change(snapshot_, performed.delta, MappingChange{process, made.start, std::nullopt, made});
        performed.outcome.result = static_cast<std::int64_t>(made.start);
        return performed;
    }
    default:
        return performed;
    }
}

Performed PaperMachine::perform(ProcessId process, const Operation& operation, const Given&) {
    return operation.isAccess() ? access(process, operation) : call(process, operation);
}

std::vector<Settled> PaperMachine::settle() {
    std::map<ProcessId, Settled> settled;
    for (const auto& [process, signal] : std::exchange(pending_, {})) {
        Settled one;
        one.process = process;
        one.operationEnded = waiting_.contains(process);
        if (handled_.contains({process, signal.number})) {
            one.performed.outcome.delivered.push_back(signal);
            one.performed.status = one.operationEnded ? Status::Done : Status::Signalled;
            if (one.operationEnded) {
                one.performed.outcome.result = -1;
                one.performed.outcome.error = 4;
                setBlocked(process, std::nullopt, one.performed.delta);
                waiting_.erase(process);
            }
        } else {
            one.performed.status = Status::Ended;
            one.performed.outcome.signal = signal;
            endNow(process, 0, signal, one.performed.delta);
        }
        settled[process] = std::move(one);
    }
    const auto waitingNow = waiting_;
    for (const auto& [process, operation] : waitingNow) {
        auto done = operation.call == Call::Read    ? tryRead(process, operation.arguments[1].size)
                    : operation.call == Call::Wait4 ? tryWait(process)
                                                    : std::nullopt;
        if (!done)
            continue;
        setBlocked(process, std::nullopt, done->delta);
        waiting_.erase(process);
        settled[process] = {process, true, std::move(*done)};
    }
    std::vector<Settled> list;
    for (auto& [process, one] : settled)
        list.push_back(std::move(one));
    return list;
}

void PaperMachine::supply(std::span<const std::uint8_t> input, bool end) {
    input_.insert(input_.end(), input.begin(), input.end());
    inputEnded_ = inputEnded_ || end;
}

Performed PaperMachine::end(ProcessId process) {
    Performed performed;
    performed.status = Status::Ended;
    performed.outcome.signal = {9, 0, 0, 0};
    endNow(process, 0, performed.outcome.signal, performed.delta);
    return performed;
}

std::vector<FileContents> PaperMachine::files() {
    Bytes bytes(filePages * pageSize, 0);
    for (const auto& [index, page] : snapshot_.files[dataFile].pages) {
        const auto content = snapshot_.contents.bytes(page.content);
        std::copy(content.begin(), content.end(), bytes.begin() + static_cast<std::ptrdiff_t>(index * pageSize));
    }
    return {{"data.bin", std::move(bytes)}};
}

} // namespace faultline
