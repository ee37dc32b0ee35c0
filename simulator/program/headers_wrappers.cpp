// The headers of textbooks that wrap system calls: a name with a capital letter (Fork, Mmap …) is the call of that name
// that ends the program with a message when it fails.
#include "simulator/program/headers_texts.h"

namespace faultline {

namespace {

constexpr BuiltInHeader headers[] = {
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
};

} // namespace

std::span<const BuiltInHeader> wrapperHeaders() {
    return headers;
}

} // namespace faultline
