// Each kind of event happens on the simulated machine, in programs that mean to bring it about. (That each has a
// sentence is tests/app/story_test's business.)
#include "tests/kernel/program_on_machine.h"

#include <set>

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;

struct EveryEvent : testing::Test {
    std::set<EventKind> met;

    void take(const ProgramOnMachine& program) {
        for (const EventKind kind : program.events())
            met.insert(kind);
    }
    void settle(ProgramOnMachine& program) {
        for (const Settled& settled : program.settle())
            for (const Event& event : settled.performed.outcome.story)
                met.insert(event.kind);
    }
    template <class... Numbers>
    void call(ProgramOnMachine& program, Call which, Numbers... numbers) {
        program.call(which, std::vector<CallArgument>{CallArgument::number(static_cast<std::uint64_t>(numbers))...});
        take(program);
    }
    void bulk(ProgramOnMachine& program, OperationKind kind, Address target, Address source = 0) {
        Operation operation;
        operation.kind = kind;
        operation.target.address = target;
        operation.source.address = source;
        operation.length = kind == OperationKind::Atomic ? 4 : 100;
        program.perform(operation);
        take(program);
    }

    /// Loads and stores to every kind of page, and what the hardware does for them.
    void accesses() {
        auto setup = withFile(plainSetup(), "notes.txt", Bytes(3 * page, 'n'), true);
        setup.parameters.zeroPage = true;
        ProgramOnMachine program(setup);
        program.open("notes.txt");
        take(program);
        const Address shared = program.map(3 * page, readWrite, mapShared, 3);
        take(program);
        const Address own = program.map(3 * page, readWrite, mapPrivate, 3);
        const Address anonymous = program.anonymous(200 * page);
        take(program);
        const Address inMemory = program.map(page, readWrite, mapShared | mapAnonymous); // writable and clean at first
        for (const Address address : {shared, shared + page, own, own + page, anonymous, inMemory}) {
            program.load(address);
            take(program);
            program.store(address, 'x');
            take(program);
            program.load(address);
            take(program);
        }
        for (std::uint64_t i = 0; i < 200; ++i) { // more than the TLB holds
            program.store(anonymous + i * page, 1);
            take(program);
        }
        for (const OperationKind kind : {OperationKind::Copy, OperationKind::Fill, OperationKind::Compare,
                                         OperationKind::Scan, OperationKind::Atomic})
            bulk(program, kind, anonymous, anonymous + page);
        call(program, Call::Mprotect, anonymous, page, protRead);
        program.store(anonymous, 1);
        take(program);
    }

    /// What goes wrong: no mapping, not allowed, beyond the end; with a handler and without.
    void signals() {
        ProgramOnMachine program(withFile(plainSetup(), "short", Bytes(10, 's')));
        Bytes action(32);
        action[1] = 0xf0, action[2] = 0x3f; // the handler, in the image's code
        for (const std::int32_t number : {sigSegv, sigBus})
            program.call(Call::Sigaction, {CallArgument::number(static_cast<std::uint64_t>(number)),
                                           CallArgument::in(action), CallArgument::number(0)});
        program.open("short");
        const Address p = program.map(2 * page, protRead, mapShared, 3);
        for (const Address address : {Address{0x1000}, p + page}) {
            program.load(address);
            take(program);
            program.call(Call::Sigreturn, std::vector<CallArgument>{});
        }
        program.load(p);
        program.store(p, 1);
        take(program);
        program.call(Call::Sigreturn, std::vector<CallArgument>{});
        call(program, Call::Kill, firstProcess, sigTerm);
    }

    /// The calls that change mappings and files.
    void calls() {
        ProgramOnMachine program;
        program.open("made", oReadWrite | oCreate);
        take(program);
        program.write(3, "some bytes");
        take(program);
        program.call(Call::Pread,
                     {CallArgument::number(3), CallArgument::out(4), CallArgument::number(4), CallArgument::number(0)});
        take(program);
        call(program, Call::Ftruncate, 3, 3 * page);
        call(program, Call::Ftruncate, 3, 5);
        call(program, Call::Fallocate, 3, 0, 0, 2 * page);
        const Address shared = program.map(2 * page, readWrite, mapShared, 3);
        program.store(shared, 'x');
        call(program, Call::Msync, shared, 2 * page, msSync);
        program.store(shared, 'y');
        take(program);
        program.given.writtenBack = {{"made", 0}};
        program.load(shared);
        take(program);
        call(program, Call::Msync, shared, 2 * page, msSync);
        call(program, Call::Madvise, shared, 2 * page, madvDontNeed);
        call(program, Call::Fadvise, 3, 0, 0, fadvDontNeed);
        program.given.stillRead = {{"made", 1}};
        program.load(shared);
        take(program);
        const Address a = program.anonymous(4 * page);
        const Address below = program.anonymous(page);
        take(program);
        call(program, Call::Write, 3, a, 10); // the kernel touches it
        call(program, Call::Mprotect, a + page, page, protRead);
        call(program, Call::Mprotect, a + page, page, readWrite);
        program.store(a, 1);
        call(program, Call::Madvise, a, page, madvDontNeed);
        call(program, Call::Mremap, a, page, 8 * page, mremapMayMove);
        call(program, Call::Munmap, below, page);
        call(program, Call::Munmap, shared, 2 * page);
        call(program, Call::Fsync, 3);
        call(program, Call::Fadvise, 3, 0, 0, fadvDontNeed);
        program.call(Call::Unlink, {ProgramOnMachine::text("made")});
        take(program);
        call(program, Call::Close, 3);
    }

    /// Two processes: copies, locks, waiting.
    void processes() {
        ProgramOnMachine program;
        program.open("locked", oReadWrite | oCreate);
        const Address a = program.anonymous(page);
        program.store(a, 1);
        Bytes lock(32);
        lock[0] = 1; // F_WRLCK, the whole file
        const auto locks = [&](std::uint8_t type) {
            lock[0] = type;
            program.call(Call::Fcntl,
                         {CallArgument::number(3), CallArgument::number(fSetLockWait), CallArgument::in(lock)});
            take(program);
        };
        locks(1);
        call(program, Call::Fork);
        program.store(a, 2);
        take(program);
        program.process = firstProcess + 1;
        program.store(a, 3);
        take(program);
        locks(1);
        program.process = firstProcess;
        locks(2);
        settle(program);
        program.process = firstProcess + 1;
        call(program, Call::ExitGroup, 0);
    }

    void smallMemory() {
        auto setup = plainSetup();
        setup.hardware.frames = 8;
        setup.parameters.swap = 100 * page;
        ProgramOnMachine program(setup);
        const Address a = program.anonymous(20 * page);
        for (std::uint64_t i = 0; i < 20; ++i) {
            program.store(a + i * page, 1);
            take(program);
        }
    }
};

TEST_F(EveryEvent, Happens) {
    accesses();
    signals();
    calls();
    processes();
    smallMemory();
    for (int kind = 0; kind <= static_cast<int>(lastEventKind); ++kind) {
        if (static_cast<EventKind>(kind) == EventKind::RaisesFault) // the kernel machine's, which sees no walk
            continue;
        EXPECT_TRUE(met.contains(static_cast<EventKind>(kind))) << nameOf(static_cast<EventKind>(kind));
    }
}

} // namespace
} // namespace faultline::tests
