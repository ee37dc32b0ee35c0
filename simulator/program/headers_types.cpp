// Headers of POSIX: types, <unistd.h>.
#include "simulator/program/headers_texts.h"

namespace faultline {

namespace {

constexpr BuiltInHeader headers[] = {
    {"sys/types.h", R"(#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H
#include <stddef.h>
#include <bits/time_types.h>
typedef long ssize_t;
typedef long off_t;
typedef long off64_t;
typedef long loff_t;
typedef int pid_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned int mode_t;
typedef unsigned long dev_t;
typedef unsigned long ino_t;
typedef unsigned long ino64_t;
typedef unsigned long nlink_t;
typedef long blksize_t;
typedef long blkcnt_t;
typedef unsigned int id_t;
typedef int key_t;
typedef int clockid_t;
typedef unsigned int useconds_t;
typedef char *caddr_t;
typedef int daddr_t;
typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef signed char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned char u_int8_t;
typedef unsigned short u_int16_t;
typedef unsigned int u_int32_t;
typedef unsigned long u_int64_t;
typedef unsigned long fsblkcnt_t;
typedef unsigned long fsfilcnt_t;
#include <sys/sysmacros.h>
#endif
)"},
    {"sys/sysmacros.h", R"(#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H
#define major(device) ((unsigned int)((((device) >> 8) & 0xfff) | (((device) >> 32) & ~0xfffUL)))
#define minor(device) ((unsigned int)(((device) & 0xff) | (((device) >> 12) & ~0xffUL)))
#define makedev(ma, mi) \
    ((((ma) & 0xfffUL) << 8) | (((ma) & ~0xfffUL) << 32) | ((mi) & 0xffUL) | (((mi) & ~0xffUL) << 12))
#endif
)"},
    {"unistd.h", R"(#ifndef _UNISTD_H
#define _UNISTD_H
#include <sys/types.h>
typedef long intptr_t;
#undef NULL
#define NULL ((void *)0)
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _SC_ARG_MAX 0
#define _SC_CHILD_MAX 1
#define _SC_CLK_TCK 2
#define _SC_NGROUPS_MAX 3
#define _SC_OPEN_MAX 4
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE 30
#define _SC_NPROCESSORS_CONF 83
#define _SC_NPROCESSORS_ONLN 84
#define _SC_PHYS_PAGES 85
#define _SC_AVPHYS_PAGES 86
#define _SC_VERSION 29
#define _SC_SEM_NSEMS_MAX 32
#define _SC_SEM_VALUE_MAX 33
#define _SC_MEMLOCK 17
#define _SC_MEMLOCK_RANGE 18
#define _SC_MAPPED_FILES 16
#define _SC_MEMORY_PROTECTION 19
#define _SC_SHARED_MEMORY_OBJECTS 22
#define _SC_SEMAPHORES 21
#define _SC_FSYNC 15
#define _SC_SYNCHRONIZED_IO 14
#define _SC_IOV_MAX 60
#define _SC_HOST_NAME_MAX 180
#define _SC_LOGIN_NAME_MAX 71
#define _SC_LINE_MAX 43
#define _SC_SAVED_IDS 8
#define _SC_JOB_CONTROL 7
#define _SC_ATEXIT_MAX 87
#define _SC_TTY_NAME_MAX 72
#define _SC_SYMLOOP_MAX 173
#define _SC_STREAM_MAX 5
#define _SC_TZNAME_MAX 6
#define _SC_SIGQUEUE_MAX 34
#define _SC_RTSIG_MAX 31
#define _SC_DELAYTIMER_MAX 26
#define _SC_MONOTONIC_CLOCK 149
#define _SC_THREADS 67
#define _SC_PRIORITY_SCHEDULING 10
#define _SC_REALTIME_SIGNALS 9
#define _SC_TIMERS 11
#define _SC_ASYNCHRONOUS_IO 12
#define _SC_PRIORITIZED_IO 13
#define _SC_MESSAGE_PASSING 20
#define _SC_AIO_MAX 24
#define _SC_XOPEN_VERSION 89
#define _SC_THREAD_PROCESS_SHARED 82
#define _SC_TYPED_MEMORY_OBJECTS 165
#define _SC_LEVEL1_DCACHE_LINESIZE 190
#define _SC_LEVEL1_DCACHE_SIZE 188
#define _PC_LINK_MAX 0
#define _PC_MAX_CANON 1
#define _PC_NAME_MAX 3
#define _PC_PATH_MAX 4
#define _PC_PIPE_BUF 5
#define _PC_CHOWN_RESTRICTED 6
#define _PC_NO_TRUNC 7
#define _CS_PATH 0
#define F_OK 0
#define R_OK 4
#define W_OK 2
#define X_OK 1
#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3
#define L_SET 0
#define _POSIX_VERSION 200809
#define _POSIX_MAPPED_FILES 200809
#define _POSIX_MEMLOCK 200809
#define _POSIX_MEMLOCK_RANGE 200809
#define _POSIX_MEMORY_PROTECTION 200809
#define _POSIX_SHARED_MEMORY_OBJECTS 200809
#define _POSIX_SEMAPHORES 200809
#define _POSIX_SYNCHRONIZED_IO 200809
#define _POSIX_FSYNC 200809
#define _POSIX_TIMERS 200809
#define _POSIX_THREAD_PROCESS_SHARED 200809
#define _POSIX_JOB_CONTROL 1
#define _POSIX_SAVED_IDS 1
#define _POSIX_MONOTONIC_CLOCK 0
#define _POSIX_ADVISORY_INFO 200809
#define _POSIX_TIMEOUTS 200809
#define _POSIX_REALTIME_SIGNALS 200809
#define _POSIX_PRIORITY_SCHEDULING 200809
#define _XOPEN_VERSION 700
#define SEEK_DATA 3
#define SEEK_HOLE 4
#define _POSIX_VDISABLE 0
extern char **environ;
extern char *optarg;
extern int optind, opterr, optopt;
ssize_t read(int descriptor, void *memory, size_t length);
ssize_t write(int descriptor, const void *memory, size_t length);
ssize_t pread(int descriptor, void *memory, size_t length, off_t offset);
ssize_t pwrite(int descriptor, const void *memory, size_t length, off_t offset);
int close(int descriptor);
off_t lseek(int descriptor, off_t offset, int whence);
int ftruncate(int descriptor, off_t length);
int truncate(const char *path, off_t length);
int fsync(int descriptor);
int fdatasync(int descriptor);
void sync(void);
int dup(int descriptor);
int dup2(int from, int to);
int pipe(int descriptors[2]);
int access(const char *path, int mode);
int faccessat(int directory, const char *path, int mode, int flags);
int unlink(const char *path);
int unlinkat(int directory, const char *path, int flags);
int link(const char *from, const char *to);
int symlink(const char *target, const char *path);
ssize_t readlink(const char *path, char *text, size_t size);
int rmdir(const char *path);
int chdir(const char *path);
int fchdir(int descriptor);
char *getcwd(char *text, size_t size);
int chown(const char *path, uid_t owner, gid_t group);
int fchown(int descriptor, uid_t owner, gid_t group);
int lchown(const char *path, uid_t owner, gid_t group);
int lockf(int descriptor, int command, off_t length);
int isatty(int descriptor);
char *ttyname(int descriptor);
pid_t fork(void);
pid_t vfork(void);
_Noreturn void _exit(int status);
pid_t getpid(void);
pid_t getppid(void);
pid_t getpgrp(void);
pid_t getpgid(pid_t process);
int setpgid(pid_t process, pid_t group);
pid_t setsid(void);
pid_t getsid(pid_t process);
pid_t tcgetpgrp(int descriptor);
int tcsetpgrp(int descriptor, pid_t group);
uid_t getuid(void);
uid_t geteuid(void);
gid_t getgid(void);
gid_t getegid(void);
unsigned int sleep(unsigned int seconds);
int usleep(useconds_t microseconds);
unsigned int alarm(unsigned int seconds);
useconds_t ualarm(useconds_t value, useconds_t interval);
int pause(void);
int nice(int increment);
int brk(void *address);
void *sbrk(intptr_t increment);
int getpagesize(void);
long sysconf(int name);
long pathconf(const char *path, int name);
long fpathconf(int descriptor, int name);
size_t confstr(int name, char *text, size_t size);
int gethostname(char *name, size_t size);
int getopt(int count, char *const arguments[], const char *options);
int getdtablesize(void);
void swab(const void *from, void *to, ssize_t length);
#ifdef _GNU_SOURCE
int pipe2(int descriptors[2], int flags);
int dup3(int from, int to, int flags);
pid_t gettid(void);
char *get_current_dir_name(void);
ssize_t copy_file_range(int from, off_t *fromOffset, int to, off_t *toOffset, size_t length, unsigned int flags);
int getresuid(uid_t *real, uid_t *effective, uid_t *saved);
int getresgid(gid_t *real, gid_t *effective, gid_t *saved);
int syncfs(int descriptor);
#define TEMP_FAILURE_RETRY(expression) (expression)
#endif
#endif
)"},
    {"sys/unistd.h", R"(#ifndef _SYS_UNISTD_H
#define _SYS_UNISTD_H
#include <unistd.h>
#endif
)"},
    {"bits/stat_types.h", R"(#ifndef _BITS_STAT_TYPES_H
#define _BITS_STAT_TYPES_H
#include <bits/time_types.h>
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define S_IFLNK 0120000
#define S_IFREG 0100000
#define S_IFBLK 0060000
#define S_IFDIR 0040000
#define S_IFCHR 0020000
#define S_IFIFO 0010000
#define S_ISUID 04000
#define S_ISGID 02000
#define S_ISVTX 01000
#define S_IRWXU 0700
#define S_IRUSR 0400
#define S_IWUSR 0200
#define S_IXUSR 0100
#define S_IRWXG 0070
#define S_IRGRP 0040
#define S_IWGRP 0020
#define S_IXGRP 0010
#define S_IRWXO 0007
#define S_IROTH 0004
#define S_IWOTH 0002
#define S_IXOTH 0001
#define S_IREAD S_IRUSR
#define S_IWRITE S_IWUSR
#define S_IEXEC S_IXUSR
#endif
)"},
};

} // namespace

std::span<const BuiltInHeader> typeHeaders() {
    return headers;
}

} // namespace faultline
