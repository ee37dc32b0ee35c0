// A machine of bare bytes: memory without pages, files in memory, processes by turns. It does what programs of the
// language's tests need, and shows nothing of it.
#pragma once

#include "simulator/sources/source.h"
#include "tests/support/bare_memory.h"

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace faultline::testing {

struct BareResult {
    std::string output; // what was written to descriptors 1 and 2 of the terminal
    std::string errors;
    std::int32_t exit = 0; // of the first process; 128 + signal
    std::string problem;   // not empty: it could not be run to its end
};

struct BareDescription; // an open file description

// Runs all processes of a source to their end.
class BareMachine {
public:
    BareMachine(Source& source, std::string input, std::map<std::string, std::string> files);

    BareResult run(std::uint64_t mostOperations = 20000000);

private:
    struct Handler {
        std::uint64_t address = 0, flags = 0, mask = 0;
    };
    struct Process {
        ProcessId parent = 0;
        BareMemory memory;
        std::map<int, std::shared_ptr<BareDescription>> descriptors;
        std::map<int, bool> closesOnExec;
        Address breakStart = 0, breakEnd = 0;
        std::array<Handler, 65> handlers{};
        std::uint64_t mask = 0;
        std::deque<Signal> pending;
        std::vector<std::uint64_t> savedMasks;
        std::optional<std::uint64_t> suspendedMask;
        bool blocked = false;
        bool ended = false;
        std::int32_t status = 0; // as wait gives it
        std::optional<std::uint64_t> wakeAt, alarmAt;
        std::uint32_t creationMask = 022;
        std::string folder = "/";
        Operation operation; // that is blocked
        bool interrupted = false;
    };
    // Nothing: it blocks.
    using Answer = std::optional<Outcome>;

    void step(ProcessId id);
    void perform(ProcessId id, const Operation& operation);
    Outcome access(Process& process, const Operation& operation);
    Answer call(ProcessId id, Process& process, const Operation& operation);
    Answer memoryCall(Process& process, const Operation& operation);
    Answer fileCall(ProcessId id, Process& process, const Operation& operation);
    Answer processCall(ProcessId id, Process& process, const Operation& operation);
    Outcome map(Process& process, const Operation& operation);
    Outcome open(Process& process, const std::string& path, std::uint64_t flags, std::uint64_t mode);
    Answer readFrom(Process& process, const Operation& operation);
    Outcome writeTo(ProcessId id, Process& process, const Operation& operation);
    Answer lock(ProcessId id, Process& process, const Operation& operation);
    Answer wait(ProcessId id, const Operation& operation);
    Answer waitid(ProcessId id, const Operation& operation);
    Outcome fork(ProcessId id, Process& process, bool isEmpty);
    Outcome statOf(const std::shared_ptr<BareFile>& file, std::int64_t kind);
    void send(ProcessId to, Signal signal);
    // Handlers to run, taken off the pending signals; ends the process where a default does.
    std::vector<Signal> takeSignals(ProcessId id, Process& process);
    void finish(ProcessId id, std::int32_t status);
    void closeAll(Process& process);
    bool wakeSleepers();

    std::string text(Process& process, const CallArgument& argument);
    Bytes in(Process& process, const CallArgument& argument, std::uint64_t length, bool& failed);
    bool out(Process& process, const CallArgument& argument, const Bytes& bytes, Outcome& outcome);
    int lowestDescriptor(const Process& process, int from = 0) const;

    Source& source_;
    std::string input_;
    std::map<std::string, std::shared_ptr<BareFile>> files_;
    std::map<std::int64_t, std::shared_ptr<BareFile>> segments_; // System V, by identifier
    struct RecordLock {
        const BareFile* file;
        ProcessId owner;
        std::int64_t start, end;
        bool write;
    };
    std::vector<RecordLock> locks_;
    std::map<ProcessId, Process> processes_;
    ProcessId nextProcess_ = firstProcess;
    std::uint64_t clock_ = 0; // nanoseconds
    std::uint64_t nextFile_ = 1;
    BareResult result_;
};

} // namespace faultline::testing
