#include "realmode/machine_parts.h"

#include <algorithm>
#include <cstring>

namespace faultline {

namespace {

using worker::pageSize;
constexpr std::uint64_t tableSpan = 2u << 20; ///< what one page table maps: no fault sets entries elsewhere
constexpr std::uint64_t largestPiece = 1u << 20;

worker::Kind kindOf(OperationKind kind) {
    switch (kind) {
    case OperationKind::Load:
        return worker::Kind::Load;
    case OperationKind::Store:
        return worker::Kind::Store;
    case OperationKind::Copy:
        return worker::Kind::Copy;
    case OperationKind::Fill:
        return worker::Kind::Fill;
    case OperationKind::Compare:
        return worker::Kind::Compare;
    case OperationKind::Scan:
        return worker::Kind::Scan;
    default:
        return worker::Kind::Atomic;
    }
}

bool usesData(const Operation& operation) {
    switch (operation.kind) {
    case OperationKind::Copy:
        return !operation.target.onMachine || !operation.source.onMachine;
    case OperationKind::Compare:
        return !operation.target.onMachine || !operation.source.onMachine;
    default:
        return operation.kind == OperationKind::Scan;
    }
}

Address machineSide(const Operation& operation) {
    return operation.target.onMachine ? operation.target.address : operation.source.address;
}

/// How much of a long operation one request does: what travels through the channel is cut where a page of the machine's
/// side ends, so that cutting changes nothing.
std::uint64_t nextPiece(const Operation& operation, std::uint64_t done) {
    const std::uint64_t rest = operation.length - done;
    if (!usesData(operation))
        return rest;
    // A scan rarely goes to its limit, so it begins small.
    const std::uint64_t most =
        operation.kind != OperationKind::Scan ? largestPiece : std::min(largestPiece, 8192 + 8 * done);
    if (rest <= most)
        return rest;
    if (operation.backwards)
        return most - (pageSize - (machineSide(operation) + rest - most) % pageSize) % pageSize;
    return most - (machineSide(operation) + done + most) % pageSize;
}

Event eventFor(const Operation& operation, ProcessId process) {
    Event event;
    event.process = process;
    event.address = operation.target.address;
    event.other = operation.source.address;
    event.count = operation.length;
    switch (operation.kind) {
    case OperationKind::Load:
        event.kind = EventKind::ProgramLoads;
        break;
    case OperationKind::Store:
        event.kind = EventKind::ProgramStores;
        std::memcpy(&event.value, operation.value.data(), std::min<std::size_t>(8, operation.length));
        break;
    case OperationKind::Copy:
        event.kind = EventKind::ProgramCopies;
        break;
    case OperationKind::Fill:
        event.kind = EventKind::ProgramFills;
        event.value = operation.byte;
        break;
    case OperationKind::Compare:
        event.kind = EventKind::ProgramCompares;
        break;
    case OperationKind::Scan:
        event.kind = EventKind::ProgramScans;
        break;
    default:
        event.kind = EventKind::ProgramUpdates;
        break;
    }
    return event;
}

bool writesTarget(const Operation& operation) {
    return operation.kind == OperationKind::Store || operation.kind == OperationKind::Copy ||
           operation.kind == OperationKind::Fill || operation.kind == OperationKind::Atomic;
}

} // namespace

Waited KernelMachine::Parts::runPiece(RealProcess& process, const Operation& operation, std::uint64_t done,
                                      std::uint64_t piece, Outcome& outcome) {
    worker::Request request;
    request.kind = kindOf(operation.kind);
    request.byte = operation.byte;
    request.untilNul = operation.untilNul;
    request.backwards = operation.backwards;
    request.update = static_cast<std::uint8_t>(operation.update);
    request.length = piece;
    const std::uint64_t at = operation.backwards ? operation.length - done - piece : done;
    request.targetIsData = !operation.target.onMachine;
    request.address = operation.target.onMachine ? operation.target.address + at : 0;
    const bool hasSource = operation.kind == OperationKind::Copy || operation.kind == OperationKind::Compare;
    request.sourceIsData = hasSource && !operation.source.onMachine;
    request.source = request.sourceIsData ? 0 : operation.source.address + at;
    std::memcpy(request.value, operation.value.data(), sizeof request.value);
    if (usesData(operation))
        request.dataEnd = piece;
    const bool given = request.sourceIsData || (operation.kind == OperationKind::Compare && request.targetIsData);
    if (given && at < operation.data.size())
        std::memcpy(process.channel->data(), operation.data.data() + at,
                    std::min<std::size_t>(piece, operation.data.size() - at));
    process.faults.forget();
    process.faulted.clear();
    process.post(request);
    const Waited waited = wait(process, false);
    tellFaults(process, outcome);
    if (waited != Waited::Answered)
        return waited;
    count(process, outcome);
    const worker::Reply& reply = process.channel->reply;
    std::memcpy(outcome.value.data(), reply.value, sizeof reply.value);
    if (operation.kind == OperationKind::Scan)
        outcome.data.insert(outcome.data.end(), process.channel->data(), process.channel->data() + reply.progress);
    if (request.targetIsData && operation.kind == OperationKind::Copy) {
        outcome.data.resize(operation.length);
        const std::uint64_t from = operation.backwards ? piece - reply.progress : 0;
        std::memcpy(outcome.data.data() + at + from, process.channel->data() + from, reply.progress);
    }
    return waited;
}

void KernelMachine::Parts::tellFaults(RealProcess& process, Outcome& outcome) {
    process.faults.take(process.faulted);
    const auto tell = [&](Address address, std::uint64_t count) {
        Event& last = outcome.story.back();
        if (address && last.kind == EventKind::RaisesFault && last.address &&
            address == (last.address / pageSize + last.count) * pageSize) {
            ++last.count; // the next page, at its start
            return;
        }
        Event event;
        event.kind = EventKind::RaisesFault;
        event.process = process.id;
        event.address = address;
        event.count = count;
        outcome.story.push_back(std::move(event));
    };
    const auto isWorkers = [&](Address address) {
        return std::any_of(layout.reserved.begin(), layout.reserved.end(),
                           [&](const auto& own) { return address >= own.start && address < own.end; });
    };
    for (const Address address : process.faulted)
        if (!isWorkers(address))
            tell(address, 1);
    process.faulted.clear();
    if (const std::uint64_t lost = process.faults.lost())
        tell(0, lost);
}

Waited KernelMachine::Parts::runAccess(RealProcess& process, const Operation& operation, Outcome& outcome,
                                       std::uint64_t& done) {
    for (done = 0;;) {
        if (done && giveUp(process, std::chrono::steady_clock::now()))
            return Waited::TooLong;
        const std::uint64_t piece = nextPiece(operation, done);
        const Waited waited = runPiece(process, operation, done, piece, outcome);
        if (waited != Waited::Answered)
            return waited;
        const worker::Reply& reply = process.channel->reply;
        done += reply.progress;
        if (operation.kind == OperationKind::Compare)
            outcome.result = reply.result;
        else if (operation.kind == OperationKind::Copy || operation.kind == OperationKind::Fill ||
                 operation.kind == OperationKind::Scan)
            outcome.result = static_cast<std::int64_t>(done);
        const bool ends = reply.signal || reply.progress < piece ||
                          (operation.kind == OperationKind::Scan && reply.value[0]) ||
                          (operation.kind == OperationKind::Compare && reply.result != 0);
        if (ends || done >= operation.length || piece == 0)
            break;
    }
    if (operation.kind == OperationKind::Scan) {
        outcome.value = {};
        if (process.channel->reply.signal)
            outcome.result = 0; // how far it came, the bytes read tell
    }
    return Waited::Answered;
}

Performed KernelMachine::Parts::performAccess(RealProcess& process, const Operation& operation) {
    Performed performed;
    Outcome& outcome = performed.outcome;
    readBack.into(performed.delta);
    outcome.story.push_back(eventFor(operation, process.id));
    std::uint64_t done = 0;
    const Waited waited = runAccess(process, operation, outcome, done);
    if (waited == Waited::Over)
        return workerOver(process, std::move(outcome), std::move(performed.delta));
    if (waited != Waited::Answered)
        return tooLong(process);
    const worker::Reply reply = process.channel->reply;
    if (outcome.minor || outcome.major || reply.unseenMinor || reply.unseenMajor)
        if (const Mapping* mapping = snapshot.mappingAt(process.id, machineSide(operation))) {
            Event found;
            found.kind = EventKind::FindsMapping;
            found.process = process.id;
            found.address = mapping->start;
            found.other = mapping->end;
            found.protection = mapping->protection;
            found.shared = mapping->shared;
            found.file = mapping->file;
            found.text = mapping->label;
            outcome.story.push_back(std::move(found));
        }
    readBackAccess(process, operation, outcome, done);
    tellStillRead(process, performed.delta, outcome);
    outcome.delivered = takeSignals(process);
    if (!reply.signal) {
        noteQuiet(process, operation);
        return performed;
    }
    outcome.signal = {reply.signal, reply.code, reply.address, 0};
    Event sent;
    sent.kind = EventKind::SendsSignal;
    sent.process = process.id;
    sent.signal = outcome.signal;
    sent.address = reply.address;
    outcome.story.push_back(std::move(sent));
    if (reply.fatal)
        return dieBySignal(process, std::move(outcome), std::move(performed.delta));
    performed.status = Status::Signalled;
    return performed;
}

void KernelMachine::Parts::readBackFault(RealProcess& process, Address address, std::uint64_t length) {
    const Address from = address / tableSpan * tableSpan;
    const Address last = address + std::max<std::uint64_t>(length, 1) - 1;
    const Address to = (last / tableSpan + 1) * tableSpan;
    readBack.pages(process, from, to);
    std::vector<FileId> met;
    for (const auto& [start, mapping] : snapshot.processes.at(process.id).mappings)
        if (mapping.file && start < to && mapping.end > from &&
            std::find(met.begin(), met.end(), mapping.file) == met.end())
            met.push_back(mapping.file);
    for (const FileId file : met)
        readBack.file(file);
    if (processes.size() == 1)
        return;
    for (auto& [id, other] : processes) // "exclusive" counts who maps a page
        if (other.get() != &process && !other->over)
            readBack.pages(*other, from, to);
    for (const FileId file : met)
        readBack.pagesOf(file);
}

void KernelMachine::Parts::readBackAccess(RealProcess& process, const Operation& operation, Outcome& outcome,
                                          std::uint64_t done) {
    const worker::Reply reply = process.channel->reply;
    const bool single = operation.isAccess() || operation.kind == OperationKind::Atomic;
    const std::uint64_t reach = single ? operation.length : std::min(operation.length, done + pageSize);
    const std::uint64_t start = operation.backwards ? operation.length - reach : 0;
    const Address stored = operation.target.address + start;
    const std::uint64_t length = single ? operation.length : done;
    const bool stores = writesTarget(operation) && operation.target.onMachine && !reply.signal;
    const bool faulted = outcome.minor || outcome.major;
    if (faulted)
        deduceOwnWork(process, operation, start, reach, outcome);
    if (reply.unseenMinor || reply.unseenMajor)
        readBack.allPages();
    if (faulted || reply.signal) { // a load beyond the end still maps its neighbours
        if (operation.target.onMachine)
            readBackFault(process, operation.target.address + start, reach);
        if ((operation.kind == OperationKind::Copy || operation.kind == OperationKind::Compare) &&
            operation.source.onMachine)
            readBackFault(process, operation.source.address + start, reach);
        ProcessFacts facts = snapshot.processes.at(process.id).facts;
        facts.minor += outcome.minor;
        facts.major += outcome.major;
        readBack.setFacts(process.id, facts);
    }
    if (faulted)
        readBack.takeNoticed(outcome.given);
    if (!outcome.given.empty())
        forgetStoredTo(outcome.given);
    if (writesTarget(operation) && operation.target.onMachine && readBack.dirtied(process.id, stored, length))
        lastLook = {};
    if (stores)
        noteStoredTo(process, stored, length);
    if (operation.kind == OperationKind::Store && !reply.signal) {
        readBack.stored(process.id, operation.target.address, std::span(operation.value).first(operation.length));
    } else if (operation.kind == OperationKind::Load && !reply.signal) {
        std::array<std::uint8_t, 16> believed{};
        const auto known = std::span(believed).first(operation.length);
        if (readBack.known(process.id, operation.target.address, known) &&
            !std::equal(known.begin(), known.end(), outcome.value.begin()))
            readBack.bytes(process, operation.target.address, operation.length);
    } else if (writesTarget(operation) && operation.target.onMachine) {
        readBack.bytes(process, operation.target.address + start, reach);
    }
}

void KernelMachine::Parts::noteQuiet(RealProcess& process, const Operation& operation) {
    const bool stores = operation.kind == OperationKind::Store;
    if (!operation.isAccess() || operation.target.address % pageSize + operation.length > pageSize)
        return;
    const std::uint64_t number = operation.target.address / pageSize;
    const auto& pages = snapshot.processes.at(process.id).pages;
    const auto found = pages.find(number);
    if (found == pages.end() || found->second.state == PageState::Swapped || found->second.state == PageState::Zero)
        return;
    RealProcess::QuietPage& page = process.quietPage(number);
    const bool writable = stores || (page.page == number && page.content == found->second.content && page.writable);
    page = {number, found->second.content, writable};
    process.quietInUse = true;
}

bool KernelMachine::Parts::quietly(RealProcess& process, QuietAccess& access) {
    const std::uint64_t offset = access.address % pageSize;
    const bool oneInstruction = access.length == 1 || access.length == 2 || access.length == 4 || access.length == 8;
    const RealProcess::QuietPage& page = process.quietPage(access.address / pageSize);
    if (page.page != access.address / pageSize || !oneInstruction || offset + access.length > pageSize ||
        (access.store && !page.writable))
        return false;
    const auto bytes = snapshot.contents.bytes(page.content);
    if (bytes.empty() && (access.store || page.content == unknownContent))
        return false; // the first bytes of a page are a change that a snapshot shows
    std::uint64_t known = 0;
    if (!bytes.empty())
        std::memcpy(&known, bytes.data() + offset, access.length);
    process.postQuiet(access);
    for (int spins = 0; !process.answered(); ++spins) {
        if (spins < 5000)
            __builtin_ia32_pause();
        else if (wait(process, false) != Waited::Answered)
            return false; // perform() will find out
    }
    const worker::Reply& reply = process.channel->reply;
    if (reply.signal)
        return false;
    if (access.store) {
        access.old = known;
        const auto* value = reinterpret_cast<const std::uint8_t*>(&access.value);
        snapshot.contents.write(page.content, offset, {value, access.length}, pageSize);
        return true;
    }
    access.value = 0;
    std::memcpy(&access.value, reply.value, access.length);
    return access.value == known; // else something else has written there: perform() reads it back
}

} // namespace faultline
