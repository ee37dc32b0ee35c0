// Headers of POSIX and Linux: processes, time, limits, messages.
#include "simulator/program/headers_texts.h"

namespace faultline {

namespace {

constexpr BuiltInHeader headers[] = {
    {"features.h", R"(#ifndef _FEATURES_H
#define _FEATURES_H
#define __GLIBC__ 2
#define __GLIBC_MINOR__ 36
#define __USE_MISC 1
#define __USE_POSIX 1
#endif
)"},
    {"sys/cdefs.h", R"(#ifndef _SYS_CDEFS_H
#define _SYS_CDEFS_H
#define __BEGIN_DECLS
#define __END_DECLS
#define __THROW
#define __P(arguments) arguments
#define __CONCAT(x, y) x##y
#define __STRING(x) #x
#endif
)"},
    {"sys/param.h", R"(#ifndef _SYS_PARAM_H
#define _SYS_PARAM_H
#include <limits.h>
#include <signal.h>
#include <sys/types.h>
#define MAXPATHLEN PATH_MAX
#define MAXHOSTNAMELEN 64
#define NBBY CHAR_BIT
#define DEV_BSIZE 512
#define howmany(x, y) (((x) + ((y) - 1)) / (y))
#define roundup(x, y) ((((x) + ((y) - 1)) / (y)) * (y))
#define MIN(a, b) (((a) < (b)) ? (a) : (b))
#define MAX(a, b) (((a) > (b)) ? (a) : (b))
#endif
)"},
    {"getopt.h", R"(#ifndef _GETOPT_H
#define _GETOPT_H
#define no_argument 0
#define required_argument 1
#define optional_argument 2
struct option { const char *name; int has_arg; int *flag; int val; };
extern char *optarg;
extern int optind, opterr, optopt;
int getopt(int count, char *const arguments[], const char *options);
int getopt_long(int count, char *const arguments[], const char *options, const struct option *longOptions, int *index);
int getopt_long_only(int count, char *const arguments[], const char *options, const struct option *longOptions,
                     int *index);
#endif
)"},
    {"sys/time.h", R"(#ifndef _SYS_TIME_H
#define _SYS_TIME_H
#include <sys/types.h>
struct timezone { int tz_minuteswest; int tz_dsttime; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
#define ITIMER_REAL 0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF 2
int gettimeofday(struct timeval *result, void *zone);
int settimeofday(const struct timeval *value, const struct timezone *zone);
int getitimer(int which, struct itimerval *value);
int setitimer(int which, const struct itimerval *value, struct itimerval *before);
int utimes(const char *path, const struct timeval times[2]);
int futimes(int descriptor, const struct timeval times[2]);
#define timerclear(t) ((t)->tv_sec = (t)->tv_usec = 0)
#define timerisset(t) ((t)->tv_sec || (t)->tv_usec)
#define timercmp(a, b, cmp) (((a)->tv_sec == (b)->tv_sec) ? ((a)->tv_usec cmp (b)->tv_usec) \
                                                          : ((a)->tv_sec cmp (b)->tv_sec))
#define timeradd(a, b, r) do { (r)->tv_sec = (a)->tv_sec + (b)->tv_sec; \
        (r)->tv_usec = (a)->tv_usec + (b)->tv_usec; \
        if ((r)->tv_usec >= 1000000) { ++(r)->tv_sec; (r)->tv_usec -= 1000000; } } while (0)
#define timersub(a, b, r) do { (r)->tv_sec = (a)->tv_sec - (b)->tv_sec; \
        (r)->tv_usec = (a)->tv_usec - (b)->tv_usec; \
        if ((r)->tv_usec < 0) { --(r)->tv_sec; (r)->tv_usec += 1000000; } } while (0)
#endif
)"},
    {"sys/times.h", R"(#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H
#include <bits/time_types.h>
struct tms { clock_t tms_utime; clock_t tms_stime; clock_t tms_cutime; clock_t tms_cstime; };
clock_t times(struct tms *result);
#endif
)"},
    {"sys/wait.h", R"(#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H
#include <signal.h>
#include <sys/types.h>
#define WNOHANG 1
#define WUNTRACED 2
#define WSTOPPED 2
#define WEXITED 4
#define WCONTINUED 8
#define WNOWAIT 16777216
#define WEXITSTATUS(status) (((status) & 0xff00) >> 8)
#define WTERMSIG(status) ((status) & 0x7f)
#define WSTOPSIG(status) WEXITSTATUS(status)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WIFSIGNALED(status) (((signed char)(((status) & 0x7f) + 1) >> 1) > 0)
#define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
#define WIFCONTINUED(status) ((status) == 0xffff)
#define WCOREDUMP(status) ((status) & 0x80)
typedef enum { P_ALL, P_PID, P_PGID, P_PIDFD } idtype_t;
struct rusage;
pid_t wait(int *status);
pid_t waitpid(pid_t process, int *status, int options);
pid_t wait3(int *status, int options, struct rusage *usage);
pid_t wait4(pid_t process, int *status, int options, struct rusage *usage);
int waitid(idtype_t kind, id_t id, siginfo_t *info, int options);
#endif
)"},
    {"wait.h", R"(#ifndef _WAIT_H
#define _WAIT_H
#include <sys/wait.h>
#endif
)"},
    {"sys/resource.h", R"(#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H
#include <sys/types.h>
#define RUSAGE_SELF 0
#define RUSAGE_CHILDREN (-1)
#define RUSAGE_THREAD 1
#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_RSS 5
#define RLIMIT_NPROC 6
#define RLIMIT_NOFILE 7
#define RLIMIT_MEMLOCK 8
#define RLIMIT_AS 9
#define RLIMIT_LOCKS 10
#define RLIMIT_SIGPENDING 11
#define RLIMIT_MSGQUEUE 12
#define RLIMIT_NICE 13
#define RLIMIT_RTPRIO 14
#define RLIMIT_RTTIME 15
#define RLIM_NLIMITS 16
#define PRIO_PROCESS 0
#define PRIO_PGRP 1
#define PRIO_USER 2
#define RLIM_INFINITY (~0UL)
#define RLIM_SAVED_MAX RLIM_INFINITY
#define RLIM_SAVED_CUR RLIM_INFINITY
typedef unsigned long rlim_t;
typedef int __rlimit_resource_t;
struct rlimit { rlim_t rlim_cur; rlim_t rlim_max; };
struct rusage {
    struct timeval ru_utime, ru_stime;
    long ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap, ru_inblock, ru_oublock, ru_msgsnd,
        ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw;
};
int getrusage(int who, struct rusage *usage);
int getrlimit(int resource, struct rlimit *limit);
int setrlimit(int resource, const struct rlimit *limit);
int getpriority(int which, id_t who);
int setpriority(int which, id_t who, int priority);
#ifdef _GNU_SOURCE
int prlimit(pid_t process, int resource, const struct rlimit *limit, struct rlimit *before);
#endif
#endif
)"},
    {"libgen.h", R"(#ifndef _LIBGEN_H
#define _LIBGEN_H
char *basename(char *path);
char *dirname(char *path);
#endif
)"},
    {"err.h", R"(#ifndef _ERR_H
#define _ERR_H
#include <stdarg.h>
_Noreturn void err(int status, const char *format, ...);
_Noreturn void errx(int status, const char *format, ...);
_Noreturn void errc(int status, int error, const char *format, ...);
_Noreturn void verr(int status, const char *format, va_list list);
_Noreturn void verrx(int status, const char *format, va_list list);
void warn(const char *format, ...);
void warnx(const char *format, ...);
void warnc(int error, const char *format, ...);
void vwarn(const char *format, va_list list);
void vwarnx(const char *format, va_list list);
#endif
)"},
    {"error.h", R"(#ifndef _ERROR_H
#define _ERROR_H
void error(int status, int number, const char *format, ...);
#endif
)"},
    {"sched.h", R"(#ifndef _SCHED_H
#define _SCHED_H
#include <sys/types.h>
#include <bits/time_types.h>
#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#define SCHED_BATCH 3
#define SCHED_IDLE 5
#define CLONE_VM 256
struct sched_param { int sched_priority; };
int sched_yield(void);
int sched_getscheduler(pid_t process);
int sched_get_priority_max(int policy);
int sched_get_priority_min(int policy);
#ifdef _GNU_SOURCE
int sched_getcpu(void);
#endif
#endif
)"},
    {"sys/utsname.h", R"(#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H
struct utsname { char sysname[65], nodename[65], release[65], version[65], machine[65], __domainname[65]; };
int uname(struct utsname *result);
#endif
)"},
    {"sys/sysinfo.h", R"(#ifndef _SYS_SYSINFO_H
#define _SYS_SYSINFO_H
struct sysinfo {
    long uptime;
    unsigned long loads[3], totalram, freeram, sharedram, bufferram, totalswap, freeswap;
    unsigned short procs, __pad;
    unsigned long totalhigh, freehigh;
    unsigned int mem_unit;
    char __rest[0];
};
int sysinfo(struct sysinfo *result);
int get_nprocs(void);
int get_nprocs_conf(void);
long get_phys_pages(void);
long get_avphys_pages(void);
#endif
)"},
    {"linux/limits.h", R"(#ifndef _LINUX_LIMITS_H
#define _LINUX_LIMITS_H
#include <limits.h>
#endif
)"},
    {"linux/types.h", R"(#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H
typedef signed char __s8;
typedef unsigned char __u8;
typedef short __s16;
typedef unsigned short __u16;
typedef int __s32;
typedef unsigned int __u32;
typedef long long __s64;
typedef unsigned long long __u64;
#endif
)"},
    {"pthread.h", R"(#ifndef _PTHREAD_H
#define _PTHREAD_H
#include <sched.h>
#include <semaphore.h>
#include <time.h>
/* What processes may share in a mapping. A mutex is a semaphore that knows its owner. */
typedef unsigned long pthread_t;
typedef struct { sem_t __free; int __owner; short __kind, __depth; } pthread_mutex_t;
typedef struct { sem_t __woken; int __waiting; int __rest[3]; } pthread_cond_t;
typedef struct { int __flags; } pthread_mutexattr_t, pthread_condattr_t;
typedef struct { int __flags; } pthread_attr_t;
#define PTHREAD_MUTEX_INITIALIZER { { { 1 } } }
#define PTHREAD_COND_INITIALIZER { { { 0 } } }
#define PTHREAD_MUTEX_NORMAL 0
#define PTHREAD_MUTEX_DEFAULT 0
#define PTHREAD_MUTEX_RECURSIVE 1
#define PTHREAD_MUTEX_ERRORCHECK 2
#define PTHREAD_PROCESS_PRIVATE 0
#define PTHREAD_PROCESS_SHARED 1
int *__errno_location(void);
int getpid(void);
static pthread_t pthread_self(void) { return getpid(); }
static int pthread_equal(pthread_t a, pthread_t b) { return a == b; }
static int pthread_mutexattr_init(pthread_mutexattr_t *attributes) { attributes->__flags = 0; return 0; }
static int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes) { return 0; }
static int pthread_mutexattr_setpshared(pthread_mutexattr_t *attributes, int shared) {
    if (shared != 0 && shared != 1) return 22;
    attributes->__flags = (attributes->__flags & ~16) | shared * 16;
    return 0;
}
static int pthread_mutexattr_getpshared(const pthread_mutexattr_t *attributes, int *shared) { *shared = attributes->__flags >> 4 & 1; return 0; }
static int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int kind) {
    if (kind < 0 || kind > 2) return 22;
    attributes->__flags = (attributes->__flags & ~3) | kind;
    return 0;
}
static int pthread_mutexattr_gettype(const pthread_mutexattr_t *attributes, int *kind) { *kind = attributes->__flags & 3; return 0; }
static int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes) {
    sem_init(&mutex->__free, 1, 1);
    mutex->__owner = 0;
    mutex->__kind = attributes != 0 ? attributes->__flags & 3 : 0;
    mutex->__depth = 0;
    return 0;
}
static int pthread_mutex_destroy(pthread_mutex_t *mutex) { return mutex->__owner != 0 ? 16 : 0; }
static int __mutex_mine(pthread_mutex_t *mutex) { return mutex->__kind != 0 && mutex->__owner == getpid(); }
static int __mutex_take(pthread_mutex_t *mutex) { mutex->__owner = getpid(); mutex->__depth = 1; return 0; }
static int pthread_mutex_lock(pthread_mutex_t *mutex) {
    if (__mutex_mine(mutex)) {
        if (mutex->__kind == 2) return 35;
        mutex->__depth++;
        return 0;
    }
    while (sem_wait(&mutex->__free) < 0)
        ;
    return __mutex_take(mutex);
}
static int pthread_mutex_trylock(pthread_mutex_t *mutex) {
    if (mutex->__kind == 1 && __mutex_mine(mutex)) { mutex->__depth++; return 0; }
    if (sem_trywait(&mutex->__free) < 0) return 16;
    return __mutex_take(mutex);
}
static int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until) {
    if (__mutex_mine(mutex)) return pthread_mutex_lock(mutex);
    while (sem_timedwait(&mutex->__free, until) < 0)
        if (*__errno_location() != 4) return *__errno_location();
    return __mutex_take(mutex);
}
static int pthread_mutex_unlock(pthread_mutex_t *mutex) {
    if (mutex->__kind != 0 && mutex->__owner != getpid()) return 1;
    if (mutex->__kind == 1 && --mutex->__depth > 0) return 0;
    mutex->__owner = 0;
    sem_post(&mutex->__free);
    return 0;
}
static int pthread_condattr_init(pthread_condattr_t *attributes) { attributes->__flags = 0; return 0; }
static int pthread_condattr_destroy(pthread_condattr_t *attributes) { return 0; }
static int pthread_condattr_setpshared(pthread_condattr_t *attributes, int shared) { attributes->__flags = shared; return 0; }
static int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes) {
    sem_init(&condition->__woken, 1, 0);
    condition->__waiting = 0;
    return 0;
}
static int pthread_cond_destroy(pthread_cond_t *condition) { return 0; }
static int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
    int result = 0;
    condition->__waiting++;
    pthread_mutex_unlock(mutex);
    while ((until != 0 ? sem_timedwait(&condition->__woken, until) : sem_wait(&condition->__woken)) < 0)
        if (*__errno_location() != 4) {
            result = *__errno_location();
            break;
        }
    pthread_mutex_lock(mutex);
    if (result != 0 && condition->__waiting > 0) condition->__waiting--;
    return result;
}
static int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) { return pthread_cond_timedwait(condition, mutex, 0); }
static int pthread_cond_signal(pthread_cond_t *condition) {
    if (condition->__waiting > 0) {
        condition->__waiting--;
        sem_post(&condition->__woken);
    }
    return 0;
}
static int pthread_cond_broadcast(pthread_cond_t *condition) {
    while (condition->__waiting > 0) pthread_cond_signal(condition);
    return 0;
}
#endif
)"},
};

} // namespace

std::span<const BuiltInHeader> processHeaders() {
    return headers;
}

} // namespace faultline
