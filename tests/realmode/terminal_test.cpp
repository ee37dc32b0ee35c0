#include "tests/realmode/machine_support.h"

namespace faultline::test {

namespace {

Performed readInput(Asker& asker, ProcessId process = firstProcess) {
    return asker.call(Call::Read, {number(0), CallArgument::out(64), number(64)}, process);
}

Bytes bytesOf(std::string_view words) {
    return Bytes(words.begin(), words.end());
}

TEST(StandardStreams, WhatIsWrittenComesWithTheOperation) {
    Asker asker;
    const Bytes words = bytesOf("one\ntwo");
    const Performed wrote = asker.call(Call::Write, {number(1), CallArgument::in(words), number(words.size())});
    EXPECT_EQ(wrote.outcome.result, 7);
    ASSERT_EQ(wrote.outcome.written.size(), 1u);
    EXPECT_EQ(wrote.outcome.written[0], (Written{1, words}));
    const Performed complained = asker.call(Call::Write, {number(2), CallArgument::in(words), number(3)});
    EXPECT_EQ(complained.outcome.written.at(0), (Written{2, bytesOf("one")}));
}

TEST(StandardStreams, MoreThanTheTerminalHoldsIsDrainedWhileWaiting) {
    Asker asker;
    const Bytes much(300000, 'm');
    const Performed wrote = asker.call(Call::Write, {number(1), CallArgument::in(much), number(much.size())});
    EXPECT_EQ(wrote.outcome.result, 300000) << asker.failure;
    std::size_t total = 0;
    for (const Written& written : wrote.outcome.written)
        total += written.bytes.size();
    EXPECT_EQ(total, much.size());
}

TEST(StandardStreams, TheyAreTerminals) {
    Asker asker;
    for (const std::uint64_t stream : {0, 1, 2})
        EXPECT_EQ(asker.call(Call::Ioctl, {number(stream), number(0x5401), CallArgument::out(60)}).outcome.result, 0);
}

TEST(StandardStreams, InputSuppliedBeforeIsRead) {
    Asker asker;
    asker.machine.supply(bytesOf("first\n"), true);
    EXPECT_EQ(readInput(asker).outcome.returned.at(0), bytesOf("first\n"));
    for (int i = 0; i < 3; ++i) {
        const Performed end = readInput(asker);
        EXPECT_EQ(end.status, Status::Done);
        EXPECT_EQ(end.outcome.result, 0); // the end, again and again
    }
}

TEST(StandardStreams, AReaderAsleepIsToldOfTheEnd) {
    Asker asker;
    EXPECT_EQ(readInput(asker).status, Status::Blocked);
    EXPECT_EQ(asker.machine.snapshot().processes.at(firstProcess).facts.blocked->on, "standard input");
    asker.machine.supply({}, true);
    const auto settled = asker.settle();
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].performed.outcome.result, 0);
    EXPECT_EQ(readInput(asker).outcome.result, 0);
}

TEST(StandardStreams, LongInputIsQueued) {
    Asker asker;
    Bytes much(20000, 'q');
    much.back() = '\n';
    asker.machine.supply(much, true);
    Bytes got;
    for (int i = 0; i < 1000; ++i) {
        Performed one = readInput(asker);
        if (one.status == Status::Blocked) {
            const auto settled = asker.settle();
            ASSERT_EQ(settled.size(), 1u);
            one = settled[0].performed;
        }
        if (one.outcome.result == 0)
            break;
        const Bytes& part = one.outcome.returned.at(0);
        got.insert(got.end(), part.begin(), part.end());
    }
    EXPECT_EQ(got, much);
}

} // namespace

} // namespace faultline::test
