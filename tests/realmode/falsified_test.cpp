// The comparison tried on the real thing: a small program runs on both machines, and the kernel machine is wrapped in
// one that tells one thing wrongly, once. Exactly that is the difference.
#include "tests/realmode/real_run.h"
#include "tests/support/falsifying_machine.h"

#include <gmock/gmock.h>

namespace faultline::test {
namespace {

using testing::StartsWith;

enum class Text { Memory, Fork, Pipe, Input, Handler, Segfault };

/// Every result is left unused, so that a lie about one changes nothing that comes after it.
const char* const memoryText = R"(
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
    int fd = open("data.bin", O_RDWR);
    volatile char *p = mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 4096);
    char local[16], c;
    c = p[0];
    c = p[1];
    c = p[2];
    memcpy(local, (const char *)p, 16);
    pread(fd, local, 16, 0);
    msync((void *)p, 4096, MS_ASYNC);
    close(99);
    ftruncate(fd, 20000);
    write(1, "out\n", 4);
    write(2, "err\n", 4);
    (void)c;
    return 3;
}
)";

const char* const forkText = R"(
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    if (fork() == 0)
        _exit(0);
    wait(NULL);
    return 0;
}
)";

const char* const pipeText = R"(
#include <unistd.h>
int main(void) {
    int ends[2];
    char c;
    pipe(ends);
    if (fork() == 0) {
        sleep(1);
        write(ends[1], "x", 1);
        _exit(0);
    }
    read(ends[0], &c, 1);
    return 0;
}
)";

const char* const inputText = R"(
#include <unistd.h>
int main(void) {
    char c;
    read(0, &c, 1);
    return 0;
}
)";

const char* const handlerText = R"(
#include <signal.h>
static void on(int number) { (void)number; }
int main(void) {
    signal(SIGUSR1, on);
    raise(SIGUSR1);
    return 0;
}
)";

const char* const segfaultText = R"(
int main(void) {
    return *(volatile char *)16;
}
)";

SmallProgram programOf(Text text) {
    SmallProgram program;
    switch (text) {
    case Text::Memory:
        program.text = memoryText;
        program.files = {{"data.bin", Bytes(12288, 'x'), 0644, false}};
        program.cold = true;
        break;
    case Text::Fork:
        program.text = forkText;
        break;
    case Text::Pipe:
        program.text = pipeText;
        break;
    case Text::Input:
        program.text = inputText;
        break;
    case Text::Handler:
        program.text = handlerText;
        break;
    case Text::Segfault:
        program.text = segfaultText;
        break;
    }
    return program;
}

FalsifyingMachine::When at(Call call) {
    return [call](const Operation& o) { return o.kind == OperationKind::Call && o.call == call; };
}
FalsifyingMachine::When at(OperationKind kind) {
    return [kind](const Operation& o) { return o.kind == kind; };
}
struct Lie {
    const char* name;
    Falsified what;
    Text text;
    FalsifyingMachine::When when;
    const char* field; ///< the difference's field begins so
};

class RealMachineFalsified : public testing::TestWithParam<Lie> {};

TEST_P(RealMachineFalsified, IsTheOneDifference) {
    const Lie& lie = GetParam();
    auto falsifying = std::make_unique<FalsifyingMachine>(std::make_unique<KernelMachine>(), lie.what, lie.when);
    const FalsifyingMachine& liar = *falsifying;
    const auto run = runOfBoth(programOf(lie.text), std::move(falsifying));
    ASSERT_TRUE(run);
    if (lie.what == Falsified::Residency && liar.snapshot().notVisible.contains(Field::PageCache))
        GTEST_SKIP() << "the page cache is not visible: " << liar.snapshot().notVisible.at(Field::PageCache);
    run->runUntil({}, {});
    ASSERT_TRUE(liar.hasLied());
    const std::vector<Difference> differences = run->differences();
    ASSERT_EQ(differences.size(), 1u) << textOf(differences);
    EXPECT_THAT(differences.front().field, StartsWith(lie.field));
    EXPECT_NE(differences.front().simulated, differences.front().real);
}

const Lie lies[] = {
    {"Result", Falsified::Result, Text::Memory, at(Call::Msync), "result"},
    {"Errno", Falsified::Errno, Text::Memory, at(Call::Close), "errno"},
    {"SignalNumber", Falsified::SignalNumber, Text::Segfault, {}, "signal"},
    {"SignalCode", Falsified::SignalCode, Text::Segfault, {}, "signal"},
    {"SignalAddress", Falsified::SignalAddress, Text::Segfault, {}, "signal"},
    {"DeliveredSignal", Falsified::Delivered, Text::Handler, {}, "signals delivered"},
    {"MinorFaults", Falsified::Minor, Text::Memory, at(OperationKind::Load), "faults.minor"},
    {"MajorFaults", Falsified::Major, Text::Memory, at(OperationKind::Load), "faults.major"},
    {"ValueLoaded", Falsified::Value, Text::Memory, at(OperationKind::Load), "value"},
    {"ValueLoadedQuietly", Falsified::QuietValue, Text::Memory, {}, "value"},
    {"DataRead", Falsified::DataRead, Text::Memory, at(OperationKind::Copy), "bytes read"},
    {"BytesReturned", Falsified::BytesReturned, Text::Memory, at(Call::Pread), "bytes returned"},
    {"ChildPid", Falsified::Child, Text::Fork, {}, "child"},
    {"DoneToldAsBlocked", Falsified::StatusBlocked, Text::Memory, at(Call::Msync), "status"},
    {"DoneToldAsEnded", Falsified::StatusEnded, Text::Memory, at(Call::Msync), "status"},
    {"BlockedToldAsEnded", Falsified::StatusEnded, Text::Input, at(Call::Read), "status"},
    {"SettledResult", Falsified::SettledResult, Text::Pipe, {}, "result"},
    {"SettledHeldBack", Falsified::SettledHeldBack, Text::Pipe, {}, "the runs part here"},
    {"MappingStart", Falsified::MappingStart, Text::Memory, at(Call::Mmap), "mapping"},
    {"MappingEnd", Falsified::MappingEnd, Text::Memory, at(Call::Mmap), "mapping"},
    {"MappingPermissions", Falsified::MappingProtection, Text::Memory, at(Call::Mmap), "mapping"},
    {"MappingShared", Falsified::MappingShared, Text::Memory, at(Call::Mmap), "mapping"},
    {"MappingOffset", Falsified::MappingOffset, Text::Memory, at(Call::Mmap), "mapping"},
    {"MappingFile", Falsified::MappingFile, Text::Memory, at(Call::Mmap), "mapping"},
    {"MappingTooMany", Falsified::MappingExtra, Text::Memory, at(Call::Mmap), "mapping 0x500000000000"},
    {"MappingMissing", Falsified::MappingMissing, Text::Memory, at(Call::Mmap), "mapping"},
    {"PagePrivateOrFile", Falsified::PageState, Text::Memory, at(OperationKind::Load), "page 0x"},
    {"PageNotPresent", Falsified::PageMissing, Text::Memory, at(OperationKind::Load), "page 0x"},
    {"PageNotInTheCache", Falsified::Residency, Text::Memory, at(OperationKind::Load), "page "},
    {"FileSize", Falsified::FileSize, Text::Memory, at(Call::Ftruncate), "size of data.bin"},
    {"FileContents", Falsified::FileContents, Text::Memory, {}, "file data.bin"},
    {"FileMissing", Falsified::FileMissing, Text::Memory, {}, "file data.bin"},
    {"Output", Falsified::Output, Text::Memory, {}, "output"},
    {"ErrorOutput", Falsified::ErrorOutput, Text::Memory, {}, "error output"},
    {"ExitStatus", Falsified::ExitStatus, Text::Memory, {}, "process"},
    {"EndedBySignal", Falsified::EndedBy, Text::Segfault, {}, "process"},
};

INSTANTIATE_TEST_SUITE_P(All, RealMachineFalsified, testing::ValuesIn(lies),
                         [](const auto& lie) { return std::string(lie.param.name); });

TEST(RealMachine, DevicesAndLimitsAreTheSameOnBoth) {
    SmallProgram program;
    program.text = R"(
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>
int main(void) {
    int terminal = open("/dev/tty", O_RDWR), null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR);
    char c = 'x';
    struct rlimit limit;
    printf("%d %d %d\n", isatty(0), isatty(terminal), isatty(null));
    write(terminal, "to the terminal\n", 16);
    printf("%ld %ld\n", (long)lseek(null, 10, SEEK_SET), (long)lseek(zero, 10, SEEK_END));
    printf("%ld %ld\n", (long)read(null, &c, 1), (long)read(zero, &c, 1));
    for (int resource = 0; resource < 16; resource++)
        if (getrlimit(resource, &limit) == 0)
            printf("%d: %llu %llu\n", resource, (unsigned long long)limit.rlim_cur,
                   (unsigned long long)limit.rlim_max);
    return c;
}
)";
    const auto run = runOfBoth(program, std::make_unique<KernelMachine>());
    ASSERT_TRUE(run);
    run->runUntil({}, {});
    EXPECT_EQ(run->status().state, RunState::Ended) << run->status().message;
    EXPECT_TRUE(run->differences().empty()) << textOf(run->differences());
    const std::string output = run->history(0).output(run->stepCount(), 0);
    EXPECT_THAT(output, StartsWith("1 1 0\nto the terminal\n0 0\n0 1\n"));
}

TEST(RealMachine, HonestItDiffersInNothing) {
    for (const Text text : {Text::Memory, Text::Fork, Text::Pipe, Text::Input, Text::Handler, Text::Segfault}) {
        const auto run = runOfBoth(programOf(text), std::make_unique<KernelMachine>());
        ASSERT_TRUE(run);
        run->supply({}, true);
        run->runUntil({}, {});
        EXPECT_EQ(run->status().state, RunState::Ended) << run->status().message;
        EXPECT_TRUE(run->differences().empty()) << textOf(run->differences());
    }
}

} // namespace
} // namespace faultline::test
