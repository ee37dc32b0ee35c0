// Steps come out as they went in.
#include "simulator/kernel/simulated_machine.h"
#include "simulator/run/packed_steps.h"
#include "simulator/run/run.h"
#include "simulator/sources/program_source.h"

#include <gtest/gtest.h>
#include <limits>

namespace faultline {
namespace {

constexpr const char* text = R"(
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
char *page;
void open_page(int number) { (void)number; mprotect(page, 4096, PROT_READ | PROT_WRITE); }
int main(void) {
    int fd = open("file", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, 8192);
    char *p = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *q = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    strcpy(p, "hello");
    q[4096] = p[0];
    page = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    signal(SIGSEGV, open_page);
    page[7] = 1;
    if (fork() == 0) {
        struct flock lock = {.l_type = F_WRLCK};
        fcntl(fd, F_SETLKW, &lock);
        q[1] = 2;
        printf("%s\\n", p);
        _exit(3);
    }
    int status;
    wait(&status);
    munmap(q, 8192);
    open("none", O_RDONLY);
    signal(SIGSEGV, SIG_DFL);
    return *(volatile char *)q;
}
)";

TEST(PackedSteps, ComeOutAsTheyWentIn) {
    ProgramSource::Input input;
    input.sources = {{"program.c", text}};
    input.arguments = {"program"};
    const auto created = ProgramSource::create(input);
    ASSERT_TRUE(created.source);
    faultline::Setup setup;
    setup.image = created.source->image();
    setup.arguments = input.arguments;
    std::vector<std::unique_ptr<Machine>> machines;
    machines.push_back(std::make_unique<SimulatedMachine>());
    const auto run = std::move(Run::start(*created.source, setup, std::move(machines)).value());
    run->runUntil({}, {});
    EXPECT_EQ(run->status().endedBy.number, 11) << "every kind of thing happens in the program";

    std::vector<std::shared_ptr<const Step>> steps;
    std::size_t bytes = 0;
    run->history(0).forEach(1, run->stepCount(), [&](const Step& step) {
        steps.push_back(std::make_shared<const Step>(step));
        bytes += memoryOf(step);
        return true;
    });
    ASSERT_GT(steps.size(), 20u);
    const Bytes packed = pack(steps);
    const auto unpacked = unpack(packed);
    ASSERT_EQ(unpacked.size(), steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(*unpacked[i], *steps[i]) << "step " << i + 1;
    EXPECT_LT(packed.size(), bytes / 3);
}

TEST(PackedSteps, HoldNumbersOfEitherSignAndSize) {
    Step step;
    step.number = ~std::size_t{0};
    step.process = -5;
    step.time = 1ull << 63;
    step.outcome.result = std::numeric_limits<std::int64_t>::min();
    step.outcome.error = -1;
    step.operation.value[15] = 255;
    step.operation.data = Bytes(1000, 7);
    Bytes page(4096, 0);
    page[100] = page[200] = 9;
    step.outcome.returned = {{}, {1, 2, 3}, {0, 0, 0}, {0, 5, 0}, page};
    step.delta.changes.push_back(ContentChange{3, 4, {1}, {2}});
    step.delta.changes.push_back(PageChange{1000, 5, std::nullopt, Page{}});
    const std::vector<std::shared_ptr<const Step>> steps{std::make_shared<const Step>(step)};
    const auto unpacked = unpack(pack(steps));
    ASSERT_EQ(unpacked.size(), 1u);
    EXPECT_EQ(*unpacked[0], step);
}

} // namespace
} // namespace faultline
