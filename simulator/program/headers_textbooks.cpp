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
    // UNIX Network Programming, volume 2
    {"unpipc.h", R"C(#ifndef _UNPIPC_H
#define _UNPIPC_H
#include <bits/textbook_wrappers.h>
#define MAXLINE 4096
#define FILE_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH)
#define DIR_MODE (FILE_MODE | S_IXUSR | S_IXGRP | S_IXOTH)
#define SVMSG_MODE 0644
#define SVSEM_MODE 0644
#define SVSHM_MODE 0644
#define SHM_MODE SVSHM_MODE
#define min(a, b) ((a) < (b) ? (a) : (b))
#define max(a, b) ((a) > (b) ? (a) : (b))
static void err_quit(const char *format, ...) {
    va_list list; va_start(list, format); __wrapper_say(0, format, list); va_end(list); exit(1);
}
static void err_msg(const char *format, ...) {
    va_list list; va_start(list, format); __wrapper_say(0, format, list); va_end(list);
}
static void err_ret(const char *format, ...) {
    va_list list; va_start(list, format); __wrapper_say(errno, format, list); va_end(list);
}
static void err_sys(const char *format, ...) {
    va_list list; va_start(list, format); __wrapper_say(errno, format, list); va_end(list); exit(1);
}
static void err_dump(const char *format, ...) {
    va_list list; va_start(list, format); __wrapper_say(errno, format, list); va_end(list); abort();
}
static char *px_ipc_name(const char *name) {
    char *result = malloc(PATH_MAX);
    if (result == NULL) return NULL;
    snprintf(result, PATH_MAX, "/%s", name);
    return result;
}
static char *Px_ipc_name(const char *name) {
    char *result = px_ipc_name(name);
    if (result == NULL) err_sys("px_ipc_name error for %s", name);
    return result;
}
#endif
)C"},
    // Computer Systems: A Programmer's Perspective
    {"csapp.h", R"C(#ifndef _CSAPP_H
#define _CSAPP_H
#include <bits/textbook_wrappers.h>
#include <setjmp.h>
#include <ctype.h>
#define MAXLINE 8192
#define MAXBUF 8192
#define LISTENQ 1024
#define DEF_MODE (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)
#define DEF_UMASK (S_IWGRP | S_IWOTH)
#define RIO_BUFSIZE 8192
typedef void handler_t(int);
typedef struct { int rio_fd; int rio_cnt; char *rio_bufptr; char rio_buf[RIO_BUFSIZE]; } rio_t;
static void unix_error(char *message) { fprintf(stderr, "%s: %s\n", message, strerror(errno)); exit(0); }
static void posix_error(int code, char *message) { fprintf(stderr, "%s: %s\n", message, strerror(code)); exit(0); }
static void app_error(char *message) { fprintf(stderr, "%s\n", message); exit(0); }
static void P(sem_t *semaphore) { if (sem_wait(semaphore) < 0) unix_error("P error"); }
static void V(sem_t *semaphore) { if (sem_post(semaphore) < 0) unix_error("V error"); }
static size_t sio_strlen(char text[]) { size_t i = 0; while (text[i] != '\0') ++i; return i; }
static ssize_t sio_puts(char text[]) { return write(STDOUT_FILENO, text, sio_strlen(text)); }
static ssize_t sio_putl(long value) { char text[128]; sprintf(text, "%ld", value); return sio_puts(text); }
static void sio_error(char text[]) { sio_puts(text); _exit(1); }
static ssize_t Sio_puts(char text[]) { ssize_t n = sio_puts(text); if (n < 0) sio_error("Sio_puts error"); return n; }
static ssize_t Sio_putl(long value) { ssize_t n = sio_putl(value); if (n < 0) sio_error("Sio_putl error"); return n; }
static void Sio_error(char text[]) { sio_error(text); }
static ssize_t rio_readn(int fd, void *memory, size_t count) {
    size_t left = count;
    char *to = memory;
    while (left > 0) {
        ssize_t got = read(fd, to, left);
        if (got < 0) { if (errno == EINTR) got = 0; else return -1; }
        else if (got == 0) break;
        left -= got;
        to += got;
    }
    return count - left;
}
static ssize_t rio_writen(int fd, void *memory, size_t count) {
    size_t left = count;
    char *from = memory;
    while (left > 0) {
        ssize_t put = write(fd, from, left);
        if (put <= 0) { if (errno == EINTR) put = 0; else return -1; }
        left -= put;
        from += put;
    }
    return count;
}
static void rio_readinitb(rio_t *rp, int fd) { rp->rio_fd = fd; rp->rio_cnt = 0; rp->rio_bufptr = rp->rio_buf; }
static ssize_t __rio_read(rio_t *rp, char *memory, size_t count) {
    while (rp->rio_cnt <= 0) {
        rp->rio_cnt = read(rp->rio_fd, rp->rio_buf, sizeof rp->rio_buf);
        if (rp->rio_cnt < 0) { if (errno != EINTR) return -1; }
        else if (rp->rio_cnt == 0) return 0;
        else rp->rio_bufptr = rp->rio_buf;
    }
    int n = (size_t)rp->rio_cnt < count ? rp->rio_cnt : (int)count;
    memcpy(memory, rp->rio_bufptr, n);
    rp->rio_bufptr += n;
    rp->rio_cnt -= n;
    return n;
}
static ssize_t rio_readlineb(rio_t *rp, void *memory, size_t limit) {
    char c, *to = memory;
    int n;
    for (n = 1; n < (int)limit; n++) {
        int got = __rio_read(rp, &c, 1);
        if (got == 1) { *to++ = c; if (c == '\n') { n++; break; } }
        else if (got == 0) { if (n == 1) return 0; break; }
        else return -1;
    }
    *to = 0;
    return n - 1;
}
static ssize_t rio_readnb(rio_t *rp, void *memory, size_t count) {
    size_t left = count;
    char *to = memory;
    while (left > 0) {
        ssize_t got = __rio_read(rp, to, left);
        if (got < 0) return -1;
        if (got == 0) break;
        left -= got;
        to += got;
    }
    return count - left;
}
static ssize_t Rio_readn(int fd, void *memory, size_t n) { ssize_t r = rio_readn(fd, memory, n); if (r < 0) unix_error("Rio_readn error"); return r; }
static void Rio_writen(int fd, void *memory, size_t n) { if (rio_writen(fd, memory, n) != (ssize_t)n) unix_error("Rio_writen error"); }
static void Rio_readinitb(rio_t *rp, int fd) { rio_readinitb(rp, fd); }
static ssize_t Rio_readnb(rio_t *rp, void *memory, size_t n) { ssize_t r = rio_readnb(rp, memory, n); if (r < 0) unix_error("Rio_readnb error"); return r; }
static ssize_t Rio_readlineb(rio_t *rp, void *memory, size_t n) { ssize_t r = rio_readlineb(rp, memory, n); if (r < 0) unix_error("Rio_readlineb error"); return r; }
#endif
)C"},
    // What unpipc.h and csapp.h share: a name with a capital letter is the call of that name that ends the program with
    // a message when it fails.
    {"bits/textbook_wrappers.h", R"C(#ifndef _BITS_TEXTBOOK_WRAPPERS_H
#define _BITS_TEXTBOOK_WRAPPERS_H
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
typedef void Sigfunc(int);
static void __wrapper_say(int error, const char *format, va_list list) {
    char text[4096];
    vsnprintf(text, sizeof text - 1, format, list);
    if (error) snprintf(text + strlen(text), sizeof text - strlen(text) - 1, ": %s", strerror(error));
    strcat(text, "\n");
    fflush(stdout);
    fputs(text, stderr);
    fflush(stderr);
}
static void __wrapper_fail(const char *name) { fprintf(stderr, "%s error: %s\n", name, strerror(errno)); exit(1); }
static pid_t Fork(void) { pid_t r = fork(); if (r < 0) __wrapper_fail("Fork"); return r; }
static pid_t Wait(int *status) { pid_t r = wait(status); if (r < 0) __wrapper_fail("Wait"); return r; }
static pid_t Waitpid(pid_t pid, int *status, int options) { pid_t r = waitpid(pid, status, options); if (r < 0) __wrapper_fail("Waitpid"); return r; }
static void Kill(pid_t pid, int signal) { if (kill(pid, signal) < 0) __wrapper_fail("Kill"); }
static void Pause(void) { pause(); }
static unsigned int Sleep(unsigned int seconds) { return sleep(seconds); }
static unsigned int Alarm(unsigned int seconds) { return alarm(seconds); }
static void Setpgid(pid_t pid, pid_t group) { if (setpgid(pid, group) < 0) __wrapper_fail("Setpgid"); }
static pid_t Getpgrp(void) { return getpgrp(); }
static Sigfunc *Signal(int signal, Sigfunc *handler) {
    struct sigaction action, before;
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    if (sigaction(signal, &action, &before) < 0) __wrapper_fail("Signal");
    return before.sa_handler;
}
static void Sigprocmask(int how, const sigset_t *set, sigset_t *before) { if (sigprocmask(how, set, before) < 0) __wrapper_fail("Sigprocmask"); }
static void Sigemptyset(sigset_t *set) { if (sigemptyset(set) < 0) __wrapper_fail("Sigemptyset"); }
static void Sigfillset(sigset_t *set) { if (sigfillset(set) < 0) __wrapper_fail("Sigfillset"); }
static void Sigaddset(sigset_t *set, int signal) { if (sigaddset(set, signal) < 0) __wrapper_fail("Sigaddset"); }
static void Sigdelset(sigset_t *set, int signal) { if (sigdelset(set, signal) < 0) __wrapper_fail("Sigdelset"); }
static int Sigismember(const sigset_t *set, int signal) { int r = sigismember(set, signal); if (r < 0) __wrapper_fail("Sigismember"); return r; }
static int Sigsuspend(const sigset_t *set) { int r = sigsuspend(set); if (errno != EINTR) __wrapper_fail("Sigsuspend"); return r; }
static int Open(const char *path, int flags, ...) {
    va_list list; va_start(list, flags);
    int r = flags & O_CREAT ? open(path, flags, va_arg(list, mode_t)) : open(path, flags);
    va_end(list);
    if (r < 0) __wrapper_fail("Open");
    return r;
}
static ssize_t Read(int fd, void *memory, size_t n) { ssize_t r = read(fd, memory, n); if (r < 0) __wrapper_fail("Read"); return r; }
static ssize_t Write(int fd, const void *memory, size_t n) { ssize_t r = write(fd, memory, n); if (r < 0) __wrapper_fail("Write"); return r; }
static off_t Lseek(int fd, off_t offset, int whence) { off_t r = lseek(fd, offset, whence); if (r < 0) __wrapper_fail("Lseek"); return r; }
static void Close(int fd) { if (close(fd) < 0) __wrapper_fail("Close"); }
static int Dup2(int from, int to) { int r = dup2(from, to); if (r < 0) __wrapper_fail("Dup2"); return r; }
static void Pipe(int fds[2]) { if (pipe(fds) < 0) __wrapper_fail("Pipe"); }
static void Stat(const char *path, struct stat *result) { if (stat(path, result) < 0) __wrapper_fail("Stat"); }
static void Fstat(int fd, struct stat *result) { if (fstat(fd, result) < 0) __wrapper_fail("Fstat"); }
static void Ftruncate(int fd, off_t length) { if (ftruncate(fd, length) < 0) __wrapper_fail("Ftruncate"); }
static void Unlink(const char *path) { if (unlink(path) < 0) __wrapper_fail("Unlink"); }
static int Fcntl(int fd, int command, void *argument) { int r = fcntl(fd, command, argument); if (r < 0) __wrapper_fail("Fcntl"); return r; }
static long Sysconf(int name) { errno = 0; long r = sysconf(name); if (r < 0 && errno != 0) __wrapper_fail("Sysconf"); return r; }
static DIR *Opendir(const char *path) { DIR *r = opendir(path); if (r == NULL) __wrapper_fail("Opendir"); return r; }
static struct dirent *Readdir(DIR *dir) { errno = 0; struct dirent *r = readdir(dir); if (r == NULL && errno != 0) __wrapper_fail("Readdir"); return r; }
static int Closedir(DIR *dir) { int r = closedir(dir); if (r < 0) __wrapper_fail("Closedir"); return r; }
static void *Mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset) {
    void *r = mmap(address, length, protection, flags, fd, offset);
    if (r == MAP_FAILED) __wrapper_fail("Mmap");
    return r;
}
static void Munmap(void *address, size_t length) { if (munmap(address, length) < 0) __wrapper_fail("Munmap"); }
static void Mprotect(void *address, size_t length, int protection) { if (mprotect(address, length, protection) < 0) __wrapper_fail("Mprotect"); }
static void Msync(void *address, size_t length, int flags) { if (msync(address, length, flags) < 0) __wrapper_fail("Msync"); }
static int Shm_open(const char *name, int flags, mode_t mode) { int r = shm_open(name, flags, mode); if (r < 0) __wrapper_fail("Shm_open"); return r; }
static void Shm_unlink(const char *name) { if (shm_unlink(name) < 0) __wrapper_fail("Shm_unlink"); }
static key_t Ftok(const char *path, int project) { key_t r = ftok(path, project); if (r < 0) __wrapper_fail("Ftok"); return r; }
static int Shmget(key_t key, size_t size, int flags) { int r = shmget(key, size, flags); if (r < 0) __wrapper_fail("Shmget"); return r; }
static void *Shmat(int id, const void *address, int flags) { void *r = shmat(id, address, flags); if (r == (void *)-1) __wrapper_fail("Shmat"); return r; }
static void Shmdt(const void *address) { if (shmdt(address) < 0) __wrapper_fail("Shmdt"); }
static void Shmctl(int id, int command, struct shmid_ds *buffer) { if (shmctl(id, command, buffer) < 0) __wrapper_fail("Shmctl"); }
static sem_t *Sem_open(const char *name, int flags, ...) {
    va_list list; va_start(list, flags);
    sem_t *r;
    if (flags & O_CREAT) {
        mode_t mode = va_arg(list, mode_t);
        unsigned int value = va_arg(list, unsigned int);
        r = sem_open(name, flags, mode, value);
    } else {
        r = sem_open(name, flags);
    }
    va_end(list);
    if (r == SEM_FAILED) __wrapper_fail("Sem_open");
    return r;
}
static void Sem_close(sem_t *sem) { if (sem_close(sem) < 0) __wrapper_fail("Sem_close"); }
static void Sem_unlink(const char *name) { if (sem_unlink(name) < 0) __wrapper_fail("Sem_unlink"); }
static void Sem_init(sem_t *sem, int shared, unsigned int value) { if (sem_init(sem, shared, value) < 0) __wrapper_fail("Sem_init"); }
static void Sem_destroy(sem_t *sem) { if (sem_destroy(sem) < 0) __wrapper_fail("Sem_destroy"); }
static void Sem_wait(sem_t *sem) { if (sem_wait(sem) < 0) __wrapper_fail("Sem_wait"); }
static int Sem_trywait(sem_t *sem) { int r = sem_trywait(sem); if (r < 0 && errno != EAGAIN) __wrapper_fail("Sem_trywait"); return r; }
static void Sem_post(sem_t *sem) { if (sem_post(sem) < 0) __wrapper_fail("Sem_post"); }
static void Sem_getvalue(sem_t *sem, int *value) { if (sem_getvalue(sem, value) < 0) __wrapper_fail("Sem_getvalue"); }
static void *Malloc(size_t size) { void *r = malloc(size); if (r == NULL) __wrapper_fail("Malloc"); return r; }
static void *Calloc(size_t n, size_t size) { void *r = calloc(n, size); if (r == NULL) __wrapper_fail("Calloc"); return r; }
static void *Realloc(void *memory, size_t size) { void *r = realloc(memory, size); if (r == NULL) __wrapper_fail("Realloc"); return r; }
static void Free(void *memory) { free(memory); }
static FILE *Fopen(const char *path, const char *mode) { FILE *r = fopen(path, mode); if (r == NULL) __wrapper_fail("Fopen"); return r; }
static FILE *Fdopen(int fd, const char *mode) { FILE *r = fdopen(fd, mode); if (r == NULL) __wrapper_fail("Fdopen"); return r; }
static void Fclose(FILE *stream) { if (fclose(stream) != 0) __wrapper_fail("Fclose"); }
static char *Fgets(char *text, int n, FILE *stream) { char *r = fgets(text, n, stream); if (r == NULL && ferror(stream)) __wrapper_fail("Fgets"); return r; }
static void Fputs(const char *text, FILE *stream) { if (fputs(text, stream) == EOF) __wrapper_fail("Fputs"); }
static size_t Fread(void *memory, size_t size, size_t n, FILE *stream) { size_t r = fread(memory, size, n, stream); if (r < n && ferror(stream)) __wrapper_fail("Fread"); return r; }
static void Fwrite(const void *memory, size_t size, size_t n, FILE *stream) { if (fwrite(memory, size, n, stream) < n) __wrapper_fail("Fwrite"); }
static void Gettimeofday(struct timeval *now, void *zone) { if (gettimeofday(now, zone) < 0) __wrapper_fail("Gettimeofday"); }
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
