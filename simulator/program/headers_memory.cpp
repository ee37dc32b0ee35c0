// Headers of POSIX and Linux: mappings, shared memory, semaphores, signals.
#include "simulator/program/headers_texts.h"

namespace faultline {

namespace {

constexpr BuiltInHeader headers[] = {
    {"sys/mman.h", R"(#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H
#include <sys/types.h>
#define PROT_NONE 0
#define PROT_READ 1
#define PROT_WRITE 2
#define PROT_EXEC 4
#define PROT_GROWSDOWN 16777216
#define PROT_GROWSUP 33554432
#define MAP_SHARED 1
#define MAP_PRIVATE 2
#define MAP_SHARED_VALIDATE 3
#define MAP_TYPE 0xf
#define MAP_FIXED 0x10
#define MAP_FILE 0
#define MAP_ANONYMOUS 0x20
#define MAP_ANON 0x20
#define MAP_GROWSDOWN 0x100
#define MAP_DENYWRITE 0x800
#define MAP_EXECUTABLE 0x1000
#define MAP_LOCKED 0x2000
#define MAP_NORESERVE 0x4000
#define MAP_POPULATE 0x8000
#define MAP_NONBLOCK 0x10000
#define MAP_STACK 0x20000
#define MAP_HUGETLB 0x40000
#define MAP_SYNC 0x80000
#define MAP_FIXED_NOREPLACE 0x100000
#define MAP_32BIT 0x40
#define MAP_HUGE_SHIFT 0x1a
#define MAP_HUGE_MASK 0x3f
#define MREMAP_MAYMOVE 1
#define MREMAP_FIXED 2
#define MREMAP_DONTUNMAP 4
#define MS_ASYNC 1
#define MS_INVALIDATE 2
#define MS_SYNC 4
#define MADV_NORMAL 0
#define MADV_RANDOM 1
#define MADV_SEQUENTIAL 2
#define MADV_WILLNEED 3
#define MADV_DONTNEED 4
#define MADV_FREE 8
#define MADV_REMOVE 9
#define MADV_DONTFORK 10
#define MADV_DOFORK 11
#define MADV_MERGEABLE 12
#define MADV_UNMERGEABLE 13
#define MADV_HUGEPAGE 14
#define MADV_NOHUGEPAGE 15
#define MADV_DONTDUMP 16
#define MADV_DODUMP 17
#define MADV_WIPEONFORK 18
#define MADV_KEEPONFORK 19
#define MADV_COLD 20
#define MADV_PAGEOUT 21
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#define MADV_HWPOISON 100
#define POSIX_MADV_NORMAL 0
#define POSIX_MADV_RANDOM 1
#define POSIX_MADV_SEQUENTIAL 2
#define POSIX_MADV_WILLNEED 3
#define POSIX_MADV_DONTNEED 4
#define MCL_CURRENT 1
#define MCL_FUTURE 2
#define MCL_ONFAULT 4
#define MLOCK_ONFAULT 1
#define MFD_CLOEXEC 1
#define MFD_ALLOW_SEALING 2
#define MFD_HUGETLB 4
#define MAP_HUGE_2MB (21 << MAP_HUGE_SHIFT)
#define MAP_HUGE_1GB (30 << MAP_HUGE_SHIFT)
#define MFD_HUGE_2MB (21 << MAP_HUGE_SHIFT)
#define MADV_COLLAPSE 25
#define MAP_FAILED ((void *)-1)
void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset);
int munmap(void *address, size_t length);
int mprotect(void *address, size_t length, int protection);
int msync(void *address, size_t length, int flags);
int madvise(void *address, size_t length, int advice);
int posix_madvise(void *address, size_t length, int advice);
int mlock(const void *address, size_t length);
int munlock(const void *address, size_t length);
int mlockall(int flags);
int munlockall(void);
int mincore(void *address, size_t length, unsigned char *residency);
int shm_open(const char *name, int flags, mode_t mode);
int shm_unlink(const char *name);
#ifdef _GNU_SOURCE
void *mremap(void *address, size_t oldLength, size_t newLength, int flags, ...);
int memfd_create(const char *name, unsigned int flags);
int mlock2(const void *address, size_t length, unsigned int flags);
int remap_file_pages(void *address, size_t length, int protection, size_t page, int flags);
#endif
#endif
)"},
    {"linux/mman.h", R"(#ifndef _LINUX_MMAN_H
#define _LINUX_MMAN_H
#include <sys/mman.h>
#endif
)"},
    {"asm/mman.h", R"(#ifndef _ASM_MMAN_H
#define _ASM_MMAN_H
#include <sys/mman.h>
#endif
)"},
    {"bits/mman.h", R"(#ifndef _BITS_MMAN_H
#define _BITS_MMAN_H
#include <sys/mman.h>
#endif
)"},
    {"linux/memfd.h", R"(#ifndef _LINUX_MEMFD_H
#define _LINUX_MEMFD_H
#include <sys/mman.h>
#endif
)"},
    {"sys/memfd.h", R"(#ifndef _SYS_MEMFD_H
#define _SYS_MEMFD_H
#include <sys/mman.h>
#endif
)"},
    {"sys/ipc.h", R"(#ifndef _SYS_IPC_H
#define _SYS_IPC_H
#include <sys/types.h>
#define IPC_CREAT 512
#define IPC_EXCL 1024
#define IPC_NOWAIT 2048
#define IPC_RMID 0
#define IPC_SET 1
#define IPC_STAT 2
#define IPC_INFO 3
#define IPC_PRIVATE ((key_t)0)
struct ipc_perm {
    key_t __key;
    uid_t uid;
    gid_t gid;
    uid_t cuid;
    gid_t cgid;
    mode_t mode;
    unsigned short __seq;
    unsigned short __pad2;
    unsigned long __reserved1;
    unsigned long __reserved2;
};
key_t ftok(const char *path, int project);
#endif
)"},
    {"sys/shm.h", R"(#ifndef _SYS_SHM_H
#define _SYS_SHM_H
#include <sys/ipc.h>
#define SHM_RDONLY 4096
#define SHM_RND 8192
#define SHM_REMAP 16384
#define SHM_EXEC 32768
#define SHM_LOCK 11
#define SHM_UNLOCK 12
#define SHM_HUGETLB 2048
#define SHM_NORESERVE 4096
#define SHM_R 256
#define SHM_W 128
#define SHMLBA 4096
#define SHM_STAT 13
#define SHM_INFO 14
typedef unsigned long shmatt_t;
struct shmid_ds {
    struct ipc_perm shm_perm;
    size_t shm_segsz;
    time_t shm_atime;
    time_t shm_dtime;
    time_t shm_ctime;
    pid_t shm_cpid;
    pid_t shm_lpid;
    shmatt_t shm_nattch;
    unsigned long __reserved1;
    unsigned long __reserved2;
};
int shmget(key_t key, size_t size, int flags);
void *shmat(int id, const void *address, int flags);
int shmdt(const void *address);
int shmctl(int id, int command, struct shmid_ds *buffer);
#endif
)"},
    {"semaphore.h", R"(#ifndef _SEMAPHORE_H
#define _SEMAPHORE_H
#include <sys/types.h>
#include <bits/time_types.h>
typedef union { char __size[32]; long __align; } sem_t;
#define SEM_FAILED ((sem_t *)0)
#define SEM_VALUE_MAX 2147483647
int sem_init(sem_t *semaphore, int shared, unsigned int value);
int sem_destroy(sem_t *semaphore);
sem_t *sem_open(const char *name, int flags, ...);
int sem_close(sem_t *semaphore);
int sem_unlink(const char *name);
int sem_wait(sem_t *semaphore);
int sem_trywait(sem_t *semaphore);
int sem_timedwait(sem_t *semaphore, const struct timespec *until);
int sem_post(sem_t *semaphore);
int sem_getvalue(sem_t *semaphore, int *value);
#endif
)"},
    {"bits/signal_types.h", R"(#ifndef _BITS_SIGNAL_TYPES_H
#define _BITS_SIGNAL_TYPES_H
#include <bits/time_types.h>
typedef struct { unsigned long __val[16]; } sigset_t;
#endif
)"},
    {"signal.h", R"(#ifndef _SIGNAL_H
#define _SIGNAL_H
#include <sys/types.h>
#include <bits/signal_types.h>
#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGILL 4
#define SIGTRAP 5
#define SIGABRT 6
#define SIGIOT 6
#define SIGBUS 7
#define SIGFPE 8
#define SIGKILL 9
#define SIGUSR1 10
#define SIGSEGV 11
#define SIGUSR2 12
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGSTKFLT 16
#define SIGCHLD 17
#define SIGCLD 17
#define SIGCONT 18
#define SIGSTOP 19
#define SIGTSTP 20
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGURG 23
#define SIGXCPU 24
#define SIGXFSZ 25
#define SIGVTALRM 26
#define SIGPROF 27
#define SIGWINCH 28
#define SIGIO 29
#define SIGPOLL 29
#define SIGPWR 30
#define SIGSYS 31
#define _NSIG 65
#define NSIG 65
#define SA_NOCLDSTOP 1
#define SA_NOCLDWAIT 2
#define SA_SIGINFO 4
#define SA_ONSTACK 0x8000000
#define SA_RESTART 0x10000000
#define SA_NODEFER 0x40000000
#define SA_RESETHAND 0x80000000U
#define SA_NOMASK 0x40000000
#define SA_ONESHOT 0x80000000U
#define SIG_BLOCK 0
#define SIG_UNBLOCK 1
#define SIG_SETMASK 2
#define SS_ONSTACK 1
#define SS_DISABLE 2
#define SI_USER 0
#define SI_KERNEL 128
#define SI_QUEUE (-1)
#define SI_TIMER (-2)
#define SI_TKILL (-6)
#define SEGV_MAPERR 1
#define SEGV_ACCERR 2
#define SEGV_BNDERR 3
#define SEGV_PKUERR 4
#define BUS_ADRALN 1
#define BUS_ADRERR 2
#define BUS_OBJERR 3
#define BUS_MCEERR_AR 4
#define FPE_INTDIV 1
#define FPE_INTOVF 2
#define FPE_FLTDIV 3
#define FPE_FLTOVF 4
#define FPE_FLTUND 5
#define FPE_FLTRES 6
#define FPE_FLTINV 7
#define FPE_FLTSUB 8
#define ILL_ILLOPC 1
#define ILL_ILLOPN 2
#define TRAP_BRKPT 1
#define TRAP_TRACE 2
#define CLD_EXITED 1
#define CLD_KILLED 2
#define CLD_DUMPED 3
#define CLD_TRAPPED 4
#define CLD_STOPPED 5
#define CLD_CONTINUED 6
#define SIG_DFL ((void (*)(int))0)
#define SIG_IGN ((void (*)(int))1)
#define SIG_ERR ((void (*)(int))-1)
#define SIGRTMIN 34
#define SIGRTMAX 64
#define MINSIGSTKSZ 2048
#define SIGSTKSZ 8192
#define SIGEV_SIGNAL 0
#define SIGEV_NONE 1
#define SIGEV_THREAD 2
typedef int sig_atomic_t;
typedef void (*__sighandler_t)(int);
typedef __sighandler_t sighandler_t;
typedef __sighandler_t sig_t;
typedef union sigval { int sival_int; void *sival_ptr; } sigval_t;
typedef struct siginfo_t {
    int si_signo;
    int si_errno;
    int si_code;
    int __pad0;
    union {
        int __size[28];
        struct { pid_t si_pid; uid_t si_uid; int si_status; clock_t si_utime; clock_t si_stime; } __child;
        struct { pid_t __pid; uid_t __uid; sigval_t __value; } __queued;
        struct { int __timer; int __overrun; sigval_t __value; } __timer;
        struct { void *si_addr; short si_addr_lsb; void *si_lower; void *si_upper; } __fault;
        struct { long si_band; int si_fd; } __poll;
    } __fields;
} siginfo_t;
#define si_pid __fields.__child.si_pid
#define si_uid __fields.__child.si_uid
#define si_status __fields.__child.si_status
#define si_utime __fields.__child.si_utime
#define si_stime __fields.__child.si_stime
#define si_value __fields.__queued.__value
#define si_int __fields.__queued.__value.sival_int
#define si_ptr __fields.__queued.__value.sival_ptr
#define si_timerid __fields.__timer.__timer
#define si_overrun __fields.__timer.__overrun
#define si_addr __fields.__fault.si_addr
#define si_addr_lsb __fields.__fault.si_addr_lsb
#define si_lower __fields.__fault.si_lower
#define si_upper __fields.__fault.si_upper
#define si_band __fields.__poll.si_band
#define si_fd __fields.__poll.si_fd
struct sigaction {
    union { __sighandler_t sa_handler; void (*sa_sigaction)(int, siginfo_t *, void *); } __handler;
    sigset_t sa_mask;
    int sa_flags;
    void (*sa_restorer)(void);
};
#define sa_handler __handler.sa_handler
#define sa_sigaction __handler.sa_sigaction
typedef struct { void *ss_sp; int ss_flags; size_t ss_size; } stack_t;
__sighandler_t signal(int signal, __sighandler_t handler);
int sigaction(int signal, const struct sigaction *action, struct sigaction *before);
int sigprocmask(int how, const sigset_t *set, sigset_t *before);
int sigpending(sigset_t *set);
int sigsuspend(const sigset_t *mask);
int sigaltstack(const stack_t *stack, stack_t *before);
int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigaddset(sigset_t *set, int signal);
int sigdelset(sigset_t *set, int signal);
int sigismember(const sigset_t *set, int signal);
int sigwait(const sigset_t *set, int *signal);
int sigwaitinfo(const sigset_t *set, siginfo_t *info);
int sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *timeout);
int sigqueue(pid_t process, int signal, const union sigval value);
int siginterrupt(int signal, int interrupts);
int kill(pid_t process, int signal);
int killpg(pid_t group, int signal);
int raise(int signal);
void psignal(int signal, const char *text);
char *strsignal(int signal);
#ifdef _GNU_SOURCE
int sigisemptyset(const sigset_t *set);
int sigorset(sigset_t *result, const sigset_t *a, const sigset_t *b);
int sigandset(sigset_t *result, const sigset_t *a, const sigset_t *b);
#endif
#endif
)"},
    {"sys/signal.h", R"(#ifndef _SYS_SIGNAL_H
#define _SYS_SIGNAL_H
#include <signal.h>
#endif
)"},
    {"ucontext.h", R"(#ifndef _UCONTEXT_H
#define _UCONTEXT_H
#include <signal.h>
typedef struct ucontext_t {
    unsigned long uc_flags;
    struct ucontext_t *uc_link;
    stack_t uc_stack;
    struct { long long gregs[23]; void *fpregs; unsigned long long __reserved[8]; } uc_mcontext;
    sigset_t uc_sigmask;
    char __rest[528];
} ucontext_t;
#endif
)"},
    {"sys/ucontext.h", R"(#ifndef _SYS_UCONTEXT_H
#define _SYS_UCONTEXT_H
#include <ucontext.h>
#endif
)"},
};

} // namespace

std::span<const BuiltInHeader> memoryHeaders() {
    return headers;
}

} // namespace faultline
