// The headers of well-known textbooks, with the functions that those books give with them. Their bodies are C like any
// other; a debugger passes over them.
#include "simulator/program/headers_texts.h"

namespace faultline {

namespace {

constexpr BuiltInHeader headers[] = {
    // Advanced Programming in the UNIX Environment
    {"apue.h", R"C(#ifndef _APUE_H
#define _APUE_H
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#define MAXLINE 4096
#define FILE_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH)
#define DIR_MODE (FILE_MODE | S_IXUSR | S_IXGRP | S_IXOTH)
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
typedef void Sigfunc(int);
static void __apue_say(int error, const char *format, va_list list) {
    char text[MAXLINE];
    vsnprintf(text, MAXLINE - 1, format, list);
    if (error) snprintf(text + strlen(text), MAXLINE - strlen(text) - 1, ": %s", strerror(error));
    strcat(text, "\n");
    fflush(stdout);
    fputs(text, stderr);
    fflush(NULL);
}
static void err_ret(const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(errno, format, list); va_end(list);
}
static void err_sys(const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(errno, format, list); va_end(list); exit(1);
}
static void err_cont(int error, const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(error, format, list); va_end(list);
}
static void err_exit(int error, const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(error, format, list); va_end(list); exit(1);
}
static void err_dump(const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(errno, format, list); va_end(list); abort();
}
static void err_msg(const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(0, format, list); va_end(list);
}
static void err_quit(const char *format, ...) {
    va_list list; va_start(list, format); __apue_say(0, format, list); va_end(list); exit(1);
}
static int __apue_pipe1[2], __apue_pipe2[2];
static void TELL_WAIT(void) {
    if (pipe(__apue_pipe1) < 0 || pipe(__apue_pipe2) < 0) err_sys("pipe error");
}
static void TELL_PARENT(pid_t pid) {
    if (write(__apue_pipe2[1], "c", 1) != 1) err_sys("write error");
}
static void WAIT_PARENT(void) {
    char c;
    if (read(__apue_pipe1[0], &c, 1) != 1) err_sys("read error");
    if (c != 'p') err_quit("WAIT_PARENT: incorrect data");
}
static void TELL_CHILD(pid_t pid) {
    if (write(__apue_pipe1[1], "p", 1) != 1) err_sys("write error");
}
static void WAIT_CHILD(void) {
    char c;
    if (read(__apue_pipe2[0], &c, 1) != 1) err_sys("read error");
    if (c != 'c') err_quit("WAIT_CHILD: incorrect data");
}
static void pr_exit(int status) {
    if (WIFEXITED(status)) printf("normal termination, exit status = %d\n", WEXITSTATUS(status));
    else if (WIFSIGNALED(status)) printf("abnormal termination, signal number = %d%s\n", WTERMSIG(status),
                                         WCOREDUMP(status) ? " (core file generated)" : "");
    else if (WIFSTOPPED(status)) printf("child stopped, signal number = %d\n", WSTOPSIG(status));
}
static void pr_mask(const char *text) {
    sigset_t set;
    int saved = errno;
    if (sigprocmask(0, NULL, &set) < 0) { err_ret("sigprocmask error"); return; }
    printf("%s", text);
    if (sigismember(&set, SIGINT)) printf(" SIGINT");
    if (sigismember(&set, SIGQUIT)) printf(" SIGQUIT");
    if (sigismember(&set, SIGUSR1)) printf(" SIGUSR1");
    if (sigismember(&set, SIGALRM)) printf(" SIGALRM");
    printf("\n");
    errno = saved;
}
static ssize_t readn(int fd, void *memory, size_t count) {
    size_t left = count;
    while (left > 0) {
        ssize_t got = read(fd, memory, left);
        if (got < 0) { if (left == count) return -1; break; }
        if (got == 0) break;
        left -= got;
        memory = (char *)memory + got;
    }
    return count - left;
}
static ssize_t writen(int fd, const void *memory, size_t count) {
    size_t left = count;
    while (left > 0) {
        ssize_t put = write(fd, memory, left);
        if (put < 0) { if (left == count) return -1; break; }
        if (put == 0) break;
        left -= put;
        memory = (const char *)memory + put;
    }
    return count - left;
}
static int lock_reg(int fd, int command, int type, off_t offset, int whence, off_t length) {
    struct flock lock;
    lock.l_type = type; lock.l_start = offset; lock.l_whence = whence; lock.l_len = length;
    return fcntl(fd, command, &lock);
}
static pid_t lock_test(int fd, int type, off_t offset, int whence, off_t length) {
    struct flock lock;
    lock.l_type = type; lock.l_start = offset; lock.l_whence = whence; lock.l_len = length;
    if (fcntl(fd, F_GETLK, &lock) < 0) err_sys("fcntl error");
    return lock.l_type == F_UNLCK ? 0 : lock.l_pid;
}
#define read_lock(fd, offset, whence, len) lock_reg((fd), F_SETLK, F_RDLCK, (offset), (whence), (len))
#define readw_lock(fd, offset, whence, len) lock_reg((fd), F_SETLKW, F_RDLCK, (offset), (whence), (len))
#define write_lock(fd, offset, whence, len) lock_reg((fd), F_SETLK, F_WRLCK, (offset), (whence), (len))
#define writew_lock(fd, offset, whence, len) lock_reg((fd), F_SETLKW, F_WRLCK, (offset), (whence), (len))
#define un_lock(fd, offset, whence, len) lock_reg((fd), F_SETLK, F_UNLCK, (offset), (whence), (len))
#define is_read_lockable(fd, offset, whence, len) (lock_test((fd), F_RDLCK, (offset), (whence), (len)) == 0)
#define is_write_lockable(fd, offset, whence, len) (lock_test((fd), F_WRLCK, (offset), (whence), (len)) == 0)
static void set_fl(int fd, int flags) {
    int value = fcntl(fd, F_GETFL, 0);
    if (value < 0) err_sys("fcntl F_GETFL error");
    if (fcntl(fd, F_SETFL, value | flags) < 0) err_sys("fcntl F_SETFL error");
}
static void clr_fl(int fd, int flags) {
    int value = fcntl(fd, F_GETFL, 0);
    if (value < 0) err_sys("fcntl F_GETFL error");
    if (fcntl(fd, F_SETFL, value & ~flags) < 0) err_sys("fcntl F_SETFL error");
}
static void sleep_us(unsigned int microseconds) { usleep(microseconds); }
#endif
)C"},
    // The Linux Programming Interface
    {"tlpi_hdr.h", R"C(#ifndef _TLPI_HDR_H
#define _TLPI_HDR_H
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>
typedef enum { FALSE, TRUE } Boolean;
#define min(m, n) ((m) < (n) ? (m) : (n))
#define max(m, n) ((m) > (n) ? (m) : (n))
#define GN_NONNEG 01
#define GN_GT_0 02
#define GN_ANY_BASE 0100
#define GN_BASE_8 0200
#define GN_BASE_16 0400
static const char *const __tlpi_names[] = {
    "", "EPERM", "ENOENT", "ESRCH", "EINTR", "EIO", "ENXIO", "E2BIG", "ENOEXEC", "EBADF", "ECHILD", "EAGAIN",
    "ENOMEM", "EACCES", "EFAULT", "ENOTBLK", "EBUSY", "EEXIST", "EXDEV", "ENODEV", "ENOTDIR", "EISDIR", "EINVAL",
    "ENFILE", "EMFILE", "ENOTTY", "ETXTBSY", "EFBIG", "ENOSPC", "ESPIPE", "EROFS", "EMLINK", "EPIPE", "EDOM",
    "ERANGE", "EDEADLK", "ENAMETOOLONG", "ENOLCK", "ENOSYS", "ENOTEMPTY", "ELOOP", "", "ENOMSG", "EIDRM",
    "ECHRNG", "EL2NSYNC", "EL3HLT", "EL3RST", "ELNRNG", "EUNATCH", "ENOCSI", "EL2HLT", "EBADE", "EBADR",
    "EXFULL", "ENOANO", "EBADRQC", "EBADSLT", "", "EBFONT", "ENOSTR", "ENODATA", "ETIME", "ENOSR", "ENONET",
    "ENOPKG", "EREMOTE", "ENOLINK", "EADV", "ESRMNT", "ECOMM", "EPROTO", "EMULTIHOP", "EDOTDOT", "EBADMSG",
    "EOVERFLOW", "ENOTUNIQ", "EBADFD", "EREMCHG", "ELIBACC", "ELIBBAD", "ELIBSCN", "ELIBMAX", "ELIBEXEC",
    "EILSEQ", "ERESTART", "ESTRPIPE", "EUSERS", "ENOTSOCK", "EDESTADDRREQ", "EMSGSIZE", "EPROTOTYPE",
    "ENOPROTOOPT", "EPROTONOSUPPORT", "ESOCKTNOSUPPORT", "EOPNOTSUPP", "EPFNOSUPPORT", "EAFNOSUPPORT",
    "EADDRINUSE", "EADDRNOTAVAIL", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNABORTED", "ECONNRESET",
    "ENOBUFS", "EISCONN", "ENOTCONN", "ESHUTDOWN", "ETOOMANYREFS", "ETIMEDOUT", "ECONNREFUSED", "EHOSTDOWN",
    "EHOSTUNREACH", "EALREADY", "EINPROGRESS", "ESTALE", "EUCLEAN", "ENOTNAM", "ENAVAIL", "EISNAM", "EREMOTEIO",
    "EDQUOT", "ENOMEDIUM", "EMEDIUMTYPE", "ECANCELED", "ENOKEY", "EKEYEXPIRED", "EKEYREVOKED", "EKEYREJECTED",
    "EOWNERDEAD", "ENOTRECOVERABLE", "ERFKILL", "EHWPOISON"};
static void __tlpi_say(int named, int error, const char *format, va_list list) {
    char user[500];
    vsnprintf(user, sizeof user, format, list);
    fflush(stdout);
    if (named) fprintf(stderr, "ERROR [%s %s] %s\n", error > 0 && error <= 133 ? __tlpi_names[error] : "?UNKNOWN?", strerror(error), user);
    else fprintf(stderr, "ERROR: %s\n", user);
    fflush(stderr);
}
static void errMsg(const char *format, ...) {
    int saved = errno;
    va_list list; va_start(list, format); __tlpi_say(1, errno, format, list); va_end(list);
    errno = saved;
}
static void errExit(const char *format, ...) {
    va_list list; va_start(list, format); __tlpi_say(1, errno, format, list); va_end(list);
    exit(EXIT_FAILURE);
}
static void err_exit(const char *format, ...) {
    va_list list; va_start(list, format); __tlpi_say(1, errno, format, list); va_end(list);
    _exit(EXIT_FAILURE);
}
static void errExitEN(int error, const char *format, ...) {
    va_list list; va_start(list, format); __tlpi_say(1, error, format, list); va_end(list);
    exit(EXIT_FAILURE);
}
static void fatal(const char *format, ...) {
    va_list list; va_start(list, format); __tlpi_say(0, 0, format, list); va_end(list);
    exit(EXIT_FAILURE);
}
static void usageErr(const char *format, ...) {
    va_list list;
    fflush(stdout);
    fprintf(stderr, "Usage: ");
    va_start(list, format); vfprintf(stderr, format, list); va_end(list);
    fflush(stderr);
    exit(EXIT_FAILURE);
}
static void cmdLineErr(const char *format, ...) {
    va_list list;
    fflush(stdout);
    fprintf(stderr, "Command-line usage error: ");
    va_start(list, format); vfprintf(stderr, format, list); va_end(list);
    fflush(stderr);
    exit(EXIT_FAILURE);
}
static void __tlpi_gnFail(const char *function, const char *message, const char *text, const char *name) {
    fprintf(stderr, "%s error", function);
    if (name != NULL) fprintf(stderr, " (in %s)", name);
    fprintf(stderr, ": %s\n", message);
    if (text != NULL && *text != '\0') fprintf(stderr, "        offending text: %s\n", text);
    exit(EXIT_FAILURE);
}
static long __tlpi_getNum(const char *function, const char *text, int flags, const char *name) {
    char *end;
    if (text == NULL || *text == '\0') __tlpi_gnFail(function, "null or empty string", text, name);
    int base = flags & GN_ANY_BASE ? 0 : flags & GN_BASE_8 ? 8 : flags & GN_BASE_16 ? 16 : 10;
    errno = 0;
    long value = strtol(text, &end, base);
    if (errno != 0) __tlpi_gnFail(function, "strtol() failed", text, name);
    if (*end != '\0') __tlpi_gnFail(function, "nonnumeric characters", text, name);
    if ((flags & GN_NONNEG) && value < 0) __tlpi_gnFail(function, "negative value not allowed", text, name);
    if ((flags & GN_GT_0) && value <= 0) __tlpi_gnFail(function, "value must be > 0", text, name);
    return value;
}
static long getLong(const char *text, int flags, const char *name) {
    return __tlpi_getNum("getLong", text, flags, name);
}
static int getInt(const char *text, int flags, const char *name) {
    long value = __tlpi_getNum("getInt", text, flags, name);
    if (value > 2147483647L || value < -2147483647L - 1) __tlpi_gnFail("getInt", "integer out of range", text, name);
    return (int)value;
}
#endif
)C"},
    {"error_functions.h", "#include <tlpi_hdr.h>\n"},
    {"get_num.h", "#include <tlpi_hdr.h>\n"},
    {"curr_time.h", R"C(#ifndef _CURR_TIME_H
#define _CURR_TIME_H
#include <time.h>
static char *currTime(const char *format) {
    static char text[1000];
    time_t now = time(NULL);
    struct tm *tm = localtime(&now);
    if (tm == NULL) return NULL;
    size_t length = strftime(text, sizeof text, format != NULL ? format : "%c", tm);
    return length == 0 ? NULL : text;
}
#endif
)C"},
    {"signal_functions.h", R"C(#ifndef _SIGNAL_FUNCTIONS_H
#define _SIGNAL_FUNCTIONS_H
#include <signal.h>
#include <stdio.h>
#include <string.h>
static void printSigset(FILE *stream, const char *prefix, const sigset_t *set) {
    int count = 0;
    for (int signal = 1; signal < NSIG; signal++)
        if (sigismember(set, signal)) {
            count++;
            fprintf(stream, "%s%d (%s)\n", prefix, signal, strsignal(signal));
        }
    if (count == 0) fprintf(stream, "%s<empty signal set>\n", prefix);
}
static int printSigMask(FILE *stream, const char *message) {
    sigset_t mask;
    if (message != NULL) fprintf(stream, "%s", message);
    if (sigprocmask(SIG_BLOCK, NULL, &mask) == -1) return -1;
    printSigset(stream, "\t\t", &mask);
    return 0;
}
static int printPendingSigs(FILE *stream, const char *message) {
    sigset_t pending;
    if (message != NULL) fprintf(stream, "%s", message);
    if (sigpending(&pending) == -1) return -1;
    printSigset(stream, "\t\t", &pending);
    return 0;
}
#endif
)C"},
    {"print_wait_status.h", R"C(#ifndef _PRINT_WAIT_STATUS_H
#define _PRINT_WAIT_STATUS_H
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
static void printWaitStatus(const char *message, int status) {
    if (message != NULL) printf("%s", message);
    if (WIFEXITED(status)) printf("child exited, status=%d\n", WEXITSTATUS(status));
    else if (WIFSIGNALED(status)) {
        printf("child killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
        if (WCOREDUMP(status)) printf(" (core dumped)");
        printf("\n");
    } else if (WIFSTOPPED(status))
        printf("child stopped by signal %d (%s)\n", WSTOPSIG(status), strsignal(WSTOPSIG(status)));
    else if (WIFCONTINUED(status)) printf("child continued\n");
    else printf("what happened to this child? (status=%x)\n", (unsigned int)status);
}
#endif
)C"},
    // Operating Systems: Three Easy Pieces
    {"common.h", R"C(#ifndef __common_h__
#define __common_h__
#include <assert.h>
#include <sys/stat.h>
#include <sys/time.h>
static double GetTime() {
    struct timeval t;
    int rc = gettimeofday(&t, NULL);
    assert(rc == 0);
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}
static void Spin(int howlong) {
    double t = GetTime();
    while ((GetTime() - t) < (double)howlong)
        ;
}
#endif
)C"},
    {"common_threads.h", R"C(#ifndef __common_threads_h__
#define __common_threads_h__
#include <assert.h>
#include <sched.h>
#include <semaphore.h>
#define Sem_init(sem, value) assert(sem_init(sem, 0, value) == 0)
#define Sem_wait(sem) assert(sem_wait(sem) == 0)
#define Sem_post(sem) assert(sem_post(sem) == 0)
#endif
)C"},
};

} // namespace

std::span<const BuiltInHeader> textbookHeaders() {
    return headers;
}

} // namespace faultline
