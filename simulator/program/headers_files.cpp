// Headers of POSIX and Linux: types, files, directories.
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
    {"fcntl.h", R"(#ifndef _FCNTL_H
#define _FCNTL_H
#include <sys/types.h>
#include <bits/stat_types.h>
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define O_RDONLY 0
#define O_WRONLY 01
#define O_RDWR 02
#define O_ACCMODE 03
#define O_CREAT 0100
#define O_EXCL 0200
#define O_NOCTTY 0400
#define O_TRUNC 01000
#define O_APPEND 02000
#define O_NONBLOCK 04000
#define O_NDELAY 04000
#define O_SYNC 04010000
#define O_FSYNC 04010000
#define O_ASYNC 020000
#define O_DSYNC 010000
#define O_RSYNC 04010000
#define O_DIRECTORY 0200000
#define O_NOFOLLOW 0400000
#define O_CLOEXEC 02000000
#define O_DIRECT 040000
#define O_NOATIME 01000000
#define O_PATH 010000000
#define O_TMPFILE 020200000
#define O_LARGEFILE 0
#define F_DUPFD 0
#define F_GETFD 1
#define F_SETFD 2
#define F_GETFL 3
#define F_SETFL 4
#define F_GETLK 5
#define F_SETLK 6
#define F_SETLKW 7
#define F_OFD_GETLK 36
#define F_OFD_SETLK 37
#define F_OFD_SETLKW 38
#define F_SETOWN 8
#define F_GETOWN 9
#define F_DUPFD_CLOEXEC 1030
#define F_SETPIPE_SZ 1031
#define F_GETPIPE_SZ 1032
#define F_ADD_SEALS 1033
#define F_GET_SEALS 1034
#define F_SEAL_SEAL 1
#define F_SEAL_SHRINK 2
#define F_SEAL_GROW 4
#define F_SEAL_WRITE 8
#define F_SEAL_FUTURE_WRITE 0x10
#define FD_CLOEXEC 1
#define F_RDLCK 0
#define F_WRLCK 1
#define F_UNLCK 2
#define AT_FDCWD (-100)
#define AT_SYMLINK_NOFOLLOW 0x100
#define AT_REMOVEDIR 0x200
#define AT_SYMLINK_FOLLOW 0x400
#define AT_EACCESS 0x200
#define AT_EMPTY_PATH 0x1000
#define POSIX_FADV_NORMAL 0
#define POSIX_FADV_RANDOM 1
#define POSIX_FADV_SEQUENTIAL 2
#define POSIX_FADV_WILLNEED 3
#define POSIX_FADV_DONTNEED 4
#define POSIX_FADV_NOREUSE 5
#define FALLOC_FL_KEEP_SIZE 1
#define FALLOC_FL_PUNCH_HOLE 2
#define FALLOC_FL_COLLAPSE_RANGE 8
#define FALLOC_FL_ZERO_RANGE 0x10
#define FALLOC_FL_INSERT_RANGE 0x20
struct flock { short l_type; short l_whence; off_t l_start; off_t l_len; pid_t l_pid; };
int open(const char *path, int flags, ...);
int openat(int directory, const char *path, int flags, ...);
int creat(const char *path, mode_t mode);
int fcntl(int descriptor, int command, ...);
int posix_fallocate(int descriptor, off_t offset, off_t length);
int posix_fadvise(int descriptor, off_t offset, off_t length, int advice);
int lockf(int descriptor, int command, off_t length);
#ifdef _GNU_SOURCE
int fallocate(int descriptor, int mode, off_t offset, off_t length);
ssize_t readahead(int descriptor, off_t offset, size_t length);
int sync_file_range(int descriptor, off_t offset, off_t length, unsigned int flags);
ssize_t splice(int from, off_t *fromOffset, int to, off_t *toOffset, size_t length, unsigned int flags);
#endif
#endif
)"},
    {"sys/fcntl.h", R"(#ifndef _SYS_FCNTL_H
#define _SYS_FCNTL_H
#include <fcntl.h>
#endif
)"},
    {"sys/unistd.h", R"(#ifndef _SYS_UNISTD_H
#define _SYS_UNISTD_H
#include <unistd.h>
#endif
)"},
    {"sys/file.h", R"(#ifndef _SYS_FILE_H
#define _SYS_FILE_H
#include <fcntl.h>
#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_UN 8
#define LOCK_NB 4
int flock(int descriptor, int operation);
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
    {"sys/stat.h", R"(#ifndef _SYS_STAT_H
#define _SYS_STAT_H
#include <sys/types.h>
#include <bits/stat_types.h>
struct stat {
    dev_t st_dev;
    ino_t st_ino;
    nlink_t st_nlink;
    mode_t st_mode;
    uid_t st_uid;
    gid_t st_gid;
    int __pad0;
    dev_t st_rdev;
    off_t st_size;
    blksize_t st_blksize;
    blkcnt_t st_blocks;
    struct timespec st_atim;
    struct timespec st_mtim;
    struct timespec st_ctim;
    long __reserved[3];
};
#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISCHR(mode) (((mode) & S_IFMT) == S_IFCHR)
#define S_ISBLK(mode) (((mode) & S_IFMT) == S_IFBLK)
#define S_ISFIFO(mode) (((mode) & S_IFMT) == S_IFIFO)
#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)
#define S_ISSOCK(mode) (((mode) & S_IFMT) == S_IFSOCK)
#define ACCESSPERMS 0777
#define ALLPERMS 07777
#define DEFFILEMODE 0666
#define UTIME_NOW 1073741823
#define UTIME_OMIT 1073741822
int stat(const char *path, struct stat *result);
int fstat(int descriptor, struct stat *result);
int lstat(const char *path, struct stat *result);
int fstatat(int directory, const char *path, struct stat *result, int flags);
int chmod(const char *path, mode_t mode);
int fchmod(int descriptor, mode_t mode);
mode_t umask(mode_t mask);
int mkdir(const char *path, mode_t mode);
int mkdirat(int directory, const char *path, mode_t mode);
int mkfifo(const char *path, mode_t mode);
int mknod(const char *path, mode_t mode, dev_t device);
int utimensat(int directory, const char *path, const struct timespec times[2], int flags);
int futimens(int descriptor, const struct timespec times[2]);
#endif
)"},
    {"utime.h", R"(#ifndef _UTIME_H
#define _UTIME_H
#include <bits/time_types.h>
struct utimbuf { time_t actime; time_t modtime; };
int utime(const char *path, const struct utimbuf *times);
#endif
)"},
    {"sys/uio.h", R"(#ifndef _SYS_UIO_H
#define _SYS_UIO_H
#include <sys/types.h>
struct iovec { void *iov_base; size_t iov_len; };
#define UIO_MAXIOV 1024
ssize_t readv(int descriptor, const struct iovec *parts, int count);
ssize_t writev(int descriptor, const struct iovec *parts, int count);
ssize_t preadv(int descriptor, const struct iovec *parts, int count, off_t offset);
ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset);
#endif
)"},
    {"dirent.h", R"(#ifndef _DIRENT_H
#define _DIRENT_H
#include <sys/types.h>
struct dirent {
    ino_t d_ino;
    off_t d_off;
    unsigned short d_reclen;
    unsigned char d_type;
    char d_name[256];
};
#define d_fileno d_ino
#define DT_UNKNOWN 0
#define DT_FIFO 1
#define DT_CHR 2
#define DT_DIR 4
#define DT_BLK 6
#define DT_REG 8
#define DT_LNK 10
#define DT_SOCK 12
#define NAME_MAX 255
typedef struct __dirstream DIR;
DIR *opendir(const char *path);
DIR *fdopendir(int descriptor);
struct dirent *readdir(DIR *directory);
void rewinddir(DIR *directory);
void seekdir(DIR *directory, long position);
long telldir(DIR *directory);
int closedir(DIR *directory);
int dirfd(DIR *directory);
int scandir(const char *path, struct dirent ***entries, int (*select)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **));
int alphasort(const struct dirent **a, const struct dirent **b);
#endif
)"},
    {"sys/dir.h", R"(#ifndef _SYS_DIR_H
#define _SYS_DIR_H
#include <dirent.h>
#endif
)"},
    {"sys/statvfs.h", R"(#ifndef _SYS_STATVFS_H
#define _SYS_STATVFS_H
#include <sys/types.h>
struct statvfs {
    unsigned long f_bsize, f_frsize;
    fsblkcnt_t f_blocks, f_bfree, f_bavail;
    fsfilcnt_t f_files, f_ffree, f_favail;
    unsigned long f_fsid, f_flag, f_namemax;
    int __spare[6];
};
int statvfs(const char *path, struct statvfs *result);
int fstatvfs(int descriptor, struct statvfs *result);
#endif
)"},
    {"linux/fs.h", R"(#ifndef _LINUX_FS_H
#define _LINUX_FS_H
#include <linux/types.h>
#endif
)"},
    {"linux/falloc.h", R"(#ifndef _LINUX_FALLOC_H
#define _LINUX_FALLOC_H
#include <fcntl.h>
#endif
)"},
};

} // namespace

std::span<const BuiltInHeader> fileHeaders() {
    return headers;
}

} // namespace faultline
