// What an access leaves behind: its story, from which sentences are made.
#include "tests/kernel/program_on_machine.h"

#include <set>

namespace faultline::tests {
namespace {

constexpr std::uint64_t page = 4096;
constexpr std::uint64_t readWrite = protRead | protWrite;
using Kind = EventKind;

struct Story : testing::Test {
    static faultline::Setup setupOf(bool cold) {
        auto setup = withFile(plainSetup(), "notes.txt", Bytes(3 * page, 'n'), cold);
        setup.parameters.zeroPage = true;
        return setup;
    }
    /// The kinds of events of a store, without the walk's levels.
    static std::vector<EventKind> ofStore(ProgramOnMachine& program, Address address) {
        program.store(address, 'c');
        std::vector<EventKind> kinds;
        for (const EventKind kind : program.events())
            if (kind != Kind::WalkLevel)
                kinds.push_back(kind);
        return kinds;
    }
};

TEST_F(Story, AStoreToAFilePageInTheTlbSaysAllThatHappens) {
    ProgramOnMachine program(setupOf(false));
    program.open("notes.txt");
    const Address p = program.map(3 * page, readWrite, mapPrivate, 3);
    program.load(p + page);
    EXPECT_EQ(ofStore(program, p + page),
              (std::vector{Kind::ProgramStores, Kind::TlbHitForbidden, Kind::FindsMapping, Kind::TakesFrame,
                           Kind::CopiesFrame, Kind::SetsEntry, Kind::DropsTlbEntry, Kind::TlbMiss, Kind::WalkFinds,
                           Kind::TlbFills, Kind::Repeats}));
    const Event& sets = program.last.outcome.story[5];
    EXPECT_NE(sets.frame, sets.other);
    EXPECT_TRUE(sets.entry.writable);
    EXPECT_EQ(program.last.outcome.story.back().value, 'c');
}

TEST_F(Story, EightStatesOfAPageGiveEightStories) {
    std::set<std::vector<EventKind>> stories;
    {
        ProgramOnMachine cold(setupOf(true));
        cold.open("notes.txt");
        stories.insert(ofStore(cold, cold.map(3 * page, readWrite, mapShared, 3)));
    }
    ProgramOnMachine program(setupOf(false));
    program.open("notes.txt");
    const Address shared = program.map(3 * page, readWrite, mapShared, 3);
    stories.insert(ofStore(program, shared)); // cached, not mapped
    program.load(shared + page);
    stories.insert(ofStore(program, shared + page)); // mapped read-only, clean
    const Address own = program.map(3 * page, readWrite, mapPrivate, 3);
    program.load(own);
    stories.insert(ofStore(program, own)); // private file page
    const Address zero = program.anonymous(page);
    program.load(zero);
    stories.insert(ofStore(program, zero));
    stories.insert(ofStore(program, zero)); // its own writable page
    const Address beyond = program.map(5 * page, readWrite, mapShared, 3);
    program.call(Call::Sigaction,
                 {CallArgument::number(sigBus), CallArgument::in(Bytes(32, 1)), CallArgument::number(0)});
    stories.insert(ofStore(program, beyond + 4 * page));
    stories.insert(ofStore(program, 0x10000)); // no mapping
    EXPECT_EQ(stories.size(), 8u);
}

TEST_F(Story, AQuietAccessIsDoneWithoutOne) {
    ProgramOnMachine program(setupOf(false));
    const Address a = program.anonymous(page);
    program.store(a, 7);
    QuietAccess load{false, 1, a, 0, 0};
    EXPECT_TRUE(program.machine.performQuietly(firstProcess, load));
    EXPECT_EQ(load.value, 7u);
    QuietAccess store{true, 2, a, 0x1234, 0};
    EXPECT_TRUE(program.machine.performQuietly(firstProcess, store));
    EXPECT_EQ(store.old, 7u);
    const auto content = program.machine.snapshot().process(firstProcess)->pages.at(a / page).content;
    EXPECT_EQ(program.machine.snapshot().contents.byteAt(content, 1), 0x12);
    QuietAccess elsewhere{false, 8, a + page - 4, 0, 0};
    EXPECT_FALSE(program.machine.performQuietly(firstProcess, elsewhere)) << "over a page end";
    elsewhere = {false, 1, a - page, 0, 0};
    EXPECT_FALSE(program.machine.performQuietly(firstProcess, elsewhere)) << "not mapped";
}

TEST(Image, IsMappedPrivatelyAndUntouched) {
    auto setup = plainSetup();
    setup.image.segments = {{Segment::Kind::Code, 0x400000, 2 * page, protectRead | protectExecute, Bytes(10, 'c')},
                            {Segment::Kind::Literals, 0x402000, page, protectRead, Bytes(10, 'l')},
                            {Segment::Kind::Data, 0x403000, page, protectRead | protectWrite, Bytes(10, 'd')},
                            {Segment::Kind::Bss, 0x404000, page, protectRead | protectWrite, {}}};
    setup.image.end = 0x405000;
    ProgramOnMachine program(setup);
    EXPECT_EQ(program.pages(0x400000, 5), "cccc-");
    EXPECT_EQ(program.load(0x402003), 'l');
    EXPECT_EQ(program.pages(0x400000, 5), "ccFc-") << "each segment is a mapping of its own";
    program.store(0x403000, 'D');
    program.store(0x404000, 'b');
    EXPECT_EQ(program.pages(0x400000, 5), "ccFCA");
    program.store(0x402003, 'x');
    EXPECT_EQ(program.last.outcome.signal, (Signal{sigSegv, segvAccessError, 0x402003, 0}));
}

} // namespace
} // namespace faultline::tests
