#include "simulator/program/type.h"

#include <dirent.h>
#include <fcntl.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstddef>
#include <gtest/gtest.h>

#include "tests/program/front_end_helpers.h"

namespace faultline::test {
namespace {

std::string typeText(const std::string& declaration) {
    const FrontEndResult result = check(declaration + "; int main(void) { return 0; }");
    const Variable* variable = result.program ? globalNamed(*result.program, "x") : nullptr;
    return variable == nullptr ? render(result.diagnostics, result.files) : toString(variable->type, "x");
}

TEST(TypeText, ReadsAsItIsDeclared) {
    for (const std::string declaration :
         {"int x", "char *x", "const char *x", "char *const x", "int x[3]", "int *x[3]", "int (*x)[3]", "int x[2][3]",
          "int (*x)(int, char *)", "void (*x[4])(void)", "unsigned long x", "int (*(*x)(int))[3]", "struct s *x",
          "volatile int *x", "int (*x)(const char *, ...)"}) {
        EXPECT_EQ(typeText(declaration), declaration);
    }
    EXPECT_EQ(typeText("long unsigned int x"), "unsigned long x");
    EXPECT_EQ(typeText("int x[] = {1, 2, 3}"), "int x[3]");
}

// Layouts: the compiler of this test is the oracle.
#define EXPECT_SAME_LAYOUT(kind, name, ...)                                                                            \
    do {                                                                                                               \
        kind name __VA_ARGS__;                                                                                         \
        const std::string text = #kind " " #name " " #__VA_ARGS__ ";";                                                 \
        EXPECT_EQ(valueOf("sizeof(" #kind " " #name ")", text), static_cast<std::int64_t>(sizeof(kind name))) << text; \
        EXPECT_EQ(valueOf("_Alignof(" #kind " " #name ")", text), static_cast<std::int64_t>(alignof(kind name)))       \
            << text;                                                                                                   \
    } while (false)

TEST(Layout, MembersAreAligned) {
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        int i;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        long l;
        char d;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char c[3];
        short h;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        long double d;
        char c;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        struct {
            int i;
            char d;
        } inner;
        char e;
    });
    EXPECT_SAME_LAYOUT(union, u, {
        char c[5];
        int i;
    });
}

TEST(Layout, BitFieldsArePackedAsGccPacksThem) {
    EXPECT_SAME_LAYOUT(struct, s, {
        int a : 3;
        int b : 5;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        int b : 24;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        int b : 25;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        int a : 20;
        int b : 20;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char a : 4;
        char b : 5;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        unsigned a : 1;
        unsigned : 0;
        unsigned b : 1;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        int : 5;
        char d;
    });
    EXPECT_SAME_LAYOUT(struct, s, {
        short a : 9;
        long b : 50;
        char c;
    });
    EXPECT_SAME_LAYOUT(union, u, {
        int a : 3;
        long b : 40;
    });
}

TEST(Layout, AttributesCount) {
    EXPECT_SAME_LAYOUT(struct, s, {
        char c;
        int i __attribute__((aligned(16)));
    });
    const std::string packed = "struct __attribute__((packed)) p { char c; int i; long l; };";
    EXPECT_EQ(valueOf("sizeof(struct p)", packed), 13);
    EXPECT_EQ(valueOf("__builtin_offsetof(struct p, l)", packed), 5);
    EXPECT_EQ(valueOf("sizeof(struct a)", "struct a { char c; } __attribute__((aligned(64)));"), 64);
}

TEST(Layout, BitFieldsLieWhereTheirMembersSay) {
    const FrontEndResult result =
        check("struct s { char c; int a : 5; int b : 20; long l : 40; } x; int main(void) { return 0; }");
    ASSERT_TRUE(result.program);
    const std::vector<Member>& members = globalNamed(*result.program, "x")->type->record->members;
    ASSERT_EQ(members.size(), 4U);
    EXPECT_EQ(members[1].offset, 0U);
    EXPECT_EQ(members[1].bitOffset, 8);
    EXPECT_EQ(members[2].offset, 4U); // 13 + 20 bits would cross an int's boundary
    EXPECT_EQ(members[2].bitOffset, 0);
    EXPECT_EQ(members[3].offset, 8U);
}

// The structs of the built-in headers against those of this system.
#define EXPECT_SAME_SIZE(header, type)                                                                                 \
    EXPECT_EQ(valueOf("sizeof(" #type ")", "#define _GNU_SOURCE\n#include <" header ">"),                              \
              static_cast<std::int64_t>(sizeof(type)))
#define EXPECT_SAME_OFFSET(header, type, member)                                                                       \
    EXPECT_EQ(valueOf("__builtin_offsetof(" #type ", " #member ")", "#include <" header ">"),                          \
              static_cast<std::int64_t>(offsetof(type, member)))

TEST(HeaderStructs, HaveTheSizesOfLinux) {
    EXPECT_SAME_SIZE("sys/stat.h", struct stat);
    EXPECT_SAME_SIZE("fcntl.h", struct flock);
    EXPECT_SAME_SIZE("signal.h", struct sigaction);
    EXPECT_SAME_SIZE("signal.h", siginfo_t);
    EXPECT_SAME_SIZE("signal.h", sigset_t);
    EXPECT_SAME_SIZE("signal.h", stack_t);
    EXPECT_SAME_SIZE("time.h", struct timespec);
    EXPECT_SAME_SIZE("time.h", struct tm);
    EXPECT_SAME_SIZE("sys/time.h", struct timeval);
    EXPECT_SAME_SIZE("sys/resource.h", struct rusage);
    EXPECT_SAME_SIZE("sys/resource.h", struct rlimit);
    EXPECT_SAME_SIZE("sys/shm.h", struct shmid_ds);
    EXPECT_SAME_SIZE("semaphore.h", sem_t);
    EXPECT_SAME_SIZE("setjmp.h", jmp_buf);
    EXPECT_SAME_SIZE("setjmp.h", sigjmp_buf);
    EXPECT_SAME_SIZE("sys/uio.h", struct iovec);
    EXPECT_SAME_SIZE("dirent.h", struct dirent);
    EXPECT_SAME_SIZE("stdio.h", FILE);
}

TEST(HeaderStructs, HaveTheirMembersWhereLinuxHasThem) {
    EXPECT_SAME_OFFSET("sys/stat.h", struct stat, st_mode);
    EXPECT_SAME_OFFSET("sys/stat.h", struct stat, st_size);
    EXPECT_SAME_OFFSET("sys/stat.h", struct stat, st_blocks);
    EXPECT_SAME_OFFSET("sys/stat.h", struct stat, st_mtim);
    EXPECT_SAME_OFFSET("fcntl.h", struct flock, l_pid);
    EXPECT_SAME_OFFSET("signal.h", struct sigaction, sa_sigaction);
    EXPECT_SAME_OFFSET("signal.h", struct sigaction, sa_mask);
    EXPECT_SAME_OFFSET("signal.h", struct sigaction, sa_flags);
    EXPECT_SAME_OFFSET("signal.h", siginfo_t, si_code);
    EXPECT_SAME_OFFSET("signal.h", siginfo_t, si_addr);
    EXPECT_SAME_OFFSET("signal.h", siginfo_t, si_pid);
    EXPECT_SAME_OFFSET("signal.h", siginfo_t, si_status);
    EXPECT_SAME_OFFSET("sys/resource.h", struct rusage, ru_minflt);
    EXPECT_SAME_OFFSET("sys/resource.h", struct rusage, ru_majflt);
    EXPECT_SAME_OFFSET("sys/shm.h", struct shmid_ds, shm_segsz);
    EXPECT_SAME_OFFSET("sys/shm.h", struct shmid_ds, shm_nattch);
    EXPECT_SAME_OFFSET("dirent.h", struct dirent, d_name);
}

#define EXPECT_SAME_CONSTANT(header, name)                                                                             \
    EXPECT_EQ(valueOf(#name, "#define _GNU_SOURCE\n#include <" header ">"), (std::int64_t)(name))

TEST(HeaderConstants, HaveTheValuesOfLinux) {
    EXPECT_SAME_CONSTANT("sys/mman.h", PROT_READ | PROT_WRITE | PROT_EXEC);
    EXPECT_SAME_CONSTANT("sys/mman.h", MAP_SHARED);
    EXPECT_SAME_CONSTANT("sys/mman.h", MAP_PRIVATE);
    EXPECT_SAME_CONSTANT("sys/mman.h", MAP_ANONYMOUS);
    EXPECT_SAME_CONSTANT("sys/mman.h", MAP_FIXED | MAP_NORESERVE | MAP_POPULATE | MAP_STACK);
    EXPECT_SAME_CONSTANT("sys/mman.h", MAP_FAILED);
    EXPECT_SAME_CONSTANT("sys/mman.h", MS_SYNC | MS_INVALIDATE);
    EXPECT_SAME_CONSTANT("sys/mman.h", MADV_DONTNEED);
    EXPECT_SAME_CONSTANT("sys/mman.h", MREMAP_MAYMOVE);
    EXPECT_SAME_CONSTANT("fcntl.h", O_RDWR | O_CREAT | O_TRUNC | O_EXCL | O_APPEND | O_CLOEXEC);
    EXPECT_SAME_CONSTANT("fcntl.h", F_SETLKW);
    EXPECT_SAME_CONSTANT("sys/stat.h", S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
    EXPECT_SAME_CONSTANT("unistd.h", _SC_PAGESIZE);
    EXPECT_SAME_CONSTANT("unistd.h", _SC_PAGE_SIZE);
    EXPECT_SAME_CONSTANT("errno.h", EAGAIN);
    EXPECT_SAME_CONSTANT("errno.h", ENOTSUP);
    EXPECT_SAME_CONSTANT("signal.h", SIGSEGV);
    EXPECT_SAME_CONSTANT("signal.h", SIGBUS);
    EXPECT_SAME_CONSTANT("signal.h", SA_SIGINFO | SA_RESTART | SA_NODEFER | SA_ONSTACK);
    EXPECT_SAME_CONSTANT("signal.h", SIG_ERR);
    EXPECT_SAME_CONSTANT("sys/wait.h", WNOHANG | WUNTRACED);
    EXPECT_SAME_CONSTANT("sys/wait.h", WEXITSTATUS(0x1234));
    EXPECT_SAME_CONSTANT("sys/wait.h", WIFSIGNALED(0x0b));
    EXPECT_SAME_CONSTANT("sys/resource.h", RLIMIT_MEMLOCK);
    EXPECT_SAME_CONSTANT("sys/resource.h", RLIM_INFINITY);
    EXPECT_SAME_CONSTANT("sys/ipc.h", IPC_CREAT | IPC_EXCL | IPC_RMID);
    EXPECT_SAME_CONSTANT("time.h", CLOCK_MONOTONIC);
    EXPECT_SAME_CONSTANT("limits.h", LONG_MIN);
    EXPECT_SAME_CONSTANT("limits.h", UINT_MAX);
    EXPECT_SAME_CONSTANT("limits.h", PATH_MAX);
}

} // namespace
} // namespace faultline::test
