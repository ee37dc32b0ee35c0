#include "simulator/machine/event.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstring>
#include <set>
#include <sys/syscall.h>

namespace faultline {
namespace {

TEST(CallNames, ACallIsFoundByItsName) {
    EXPECT_EQ(callNamed("mmap"), Call::Mmap);
    EXPECT_EQ(nameOf(Call::Fcntl), "fcntl");
    EXPECT_EQ(callNamed("no such call"), std::nullopt);
}

// The oracle for the numbers is the C library's header.
TEST(CallNumbers, AreThoseOfTheKernel) {
    EXPECT_EQ(static_cast<int>(Call::Mmap), SYS_mmap);
    EXPECT_EQ(static_cast<int>(Call::Mremap), SYS_mremap);
    EXPECT_EQ(static_cast<int>(Call::Fcntl), SYS_fcntl);
    EXPECT_EQ(static_cast<int>(Call::Sigsuspend), SYS_rt_sigsuspend);
    EXPECT_EQ(static_cast<int>(Call::MemfdCreate), SYS_memfd_create);
    EXPECT_EQ(static_cast<int>(Call::Futex), SYS_futex);
    EXPECT_EQ(static_cast<int>(Call::Shmat), SYS_shmat);
    EXPECT_EQ(static_cast<int>(Call::ClockGettime), SYS_clock_gettime);
    EXPECT_EQ(static_cast<int>(Call::ExitGroup), SYS_exit_group);
    EXPECT_EQ(static_cast<int>(Call::Wait4), SYS_wait4);
    EXPECT_EQ(static_cast<int>(Call::Fadvise), SYS_fadvise64);
    EXPECT_EQ(static_cast<int>(Call::Waitid), SYS_waitid);
    EXPECT_EQ(static_cast<int>(Call::SyncFileRange), SYS_sync_file_range);
}

TEST(EventNames, EachKindHasANameOfItsOwn) {
    std::set<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(lastEventKind); ++kind)
        names.insert(nameOf(static_cast<EventKind>(kind)));
    EXPECT_EQ(names.size(), static_cast<std::size_t>(lastEventKind) + 1);
    EXPECT_EQ(nameOf(EventKind::CacheMiss), "cache-miss");
    EXPECT_EQ(nameOf(EventKind::Returns), "returns");
    EXPECT_EQ(nameOf(EventKind::TlbHit), "tlb-hit");
    EXPECT_EQ(nameOf(EventKind::SetsEntry), "sets-entry");
    EXPECT_EQ(nameOf(EventKind::OpensFile), "opens-file");
}

TEST(EventActor, WhoActs) {
    EXPECT_EQ(actorOf(EventKind::ProgramGets), Actor::Program);
    EXPECT_EQ(actorOf(EventKind::TlbHit), Actor::Hardware);
    EXPECT_EQ(actorOf(EventKind::Repeats), Actor::Hardware);
    EXPECT_EQ(actorOf(EventKind::KernelFaults), Actor::Kernel);
    EXPECT_EQ(actorOf(EventKind::Returns), Actor::Kernel);
    EXPECT_EQ(actorOf(EventKind::ReadsPages), Actor::Disk);
    EXPECT_EQ(actorOf(EventKind::KernelWritesBack), Actor::Kernel);
}

TEST(SignalNames, AreThoseOfTheCLibrary) {
    for (int number = 1; number < 32; ++number) {
        const char* known = sigabbrev_np(number);
        ASSERT_NE(known, nullptr) << number;
        const std::string expected = std::string("SIG") + (std::strcmp(known, "POLL") == 0 ? "IO" : known);
        EXPECT_EQ(signalName(number), expected);
    }
}

TEST(SignalCodes, AreNamedByTheirSignal) {
    EXPECT_EQ(signalCodeName({SIGSEGV, SEGV_MAPERR, 0, 0}), "SEGV_MAPERR");
    EXPECT_EQ(signalCodeName({SIGSEGV, SEGV_ACCERR, 0, 0}), "SEGV_ACCERR");
    EXPECT_EQ(signalCodeName({SIGBUS, BUS_ADRERR, 0, 0}), "BUS_ADRERR");
    EXPECT_EQ(signalCodeName({SIGFPE, FPE_INTDIV, 0, 0}), "FPE_INTDIV");
    EXPECT_EQ(signalCodeName({SIGUSR1, SI_USER, 0, 0}), "SI_USER");
}

} // namespace
} // namespace faultline
