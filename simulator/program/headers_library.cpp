// Headers of standard C's library.
#include "simulator/program/headers_texts.h"

namespace faultline {

namespace {

constexpr BuiltInHeader headers[] = {
    {"stdio.h", R"(#ifndef _STDIO_H
#define _STDIO_H
#include <stdarg.h>
#include <stddef.h>
typedef long ssize_t;
typedef long off_t;
typedef struct _IO_FILE { long __opaque[27]; } FILE;
typedef struct { long __position; char __rest[8]; } fpos_t;
extern FILE *stdin;
extern FILE *stdout;
extern FILE *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr
#define EOF (-1)
#define BUFSIZ 8192
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define FILENAME_MAX 4096
#define FOPEN_MAX 16
#define L_tmpnam 20
#define TMP_MAX 238328
#define P_tmpdir "/tmp"
int printf(const char *format, ...);
int fprintf(FILE *stream, const char *format, ...);
int dprintf(int descriptor, const char *format, ...);
int sprintf(char *text, const char *format, ...);
int snprintf(char *text, size_t size, const char *format, ...);
int vprintf(const char *format, va_list list);
int vfprintf(FILE *stream, const char *format, va_list list);
int vdprintf(int descriptor, const char *format, va_list list);
int vsprintf(char *text, const char *format, va_list list);
int vsnprintf(char *text, size_t size, const char *format, va_list list);
int scanf(const char *format, ...);
int fscanf(FILE *stream, const char *format, ...);
int sscanf(const char *text, const char *format, ...);
int vscanf(const char *format, va_list list);
int vfscanf(FILE *stream, const char *format, va_list list);
int vsscanf(const char *text, const char *format, va_list list);
int getchar(void);
int getc(FILE *stream);
int fgetc(FILE *stream);
int ungetc(int c, FILE *stream);
char *fgets(char *text, int size, FILE *stream);
ssize_t getline(char **line, size_t *size, FILE *stream);
ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *stream);
int putchar(int c);
int putc(int c, FILE *stream);
int fputc(int c, FILE *stream);
int puts(const char *text);
int fputs(const char *text, FILE *stream);
int getchar_unlocked(void);
int putchar_unlocked(int c);
FILE *fopen(const char *path, const char *mode);
FILE *fdopen(int descriptor, const char *mode);
FILE *freopen(const char *path, const char *mode, FILE *stream);
FILE *tmpfile(void);
FILE *fmemopen(void *memory, size_t size, const char *mode);
char *tmpnam(char *name);
int fclose(FILE *stream);
int fflush(FILE *stream);
size_t fread(void *memory, size_t size, size_t count, FILE *stream);
size_t fwrite(const void *memory, size_t size, size_t count, FILE *stream);
int fseek(FILE *stream, long offset, int whence);
int fseeko(FILE *stream, off_t offset, int whence);
long ftell(FILE *stream);
off_t ftello(FILE *stream);
void rewind(FILE *stream);
int fgetpos(FILE *stream, fpos_t *position);
int fsetpos(FILE *stream, const fpos_t *position);
void setbuf(FILE *stream, char *buffer);
void setbuffer(FILE *stream, char *buffer, size_t size);
void setlinebuf(FILE *stream);
int setvbuf(FILE *stream, char *buffer, int mode, size_t size);
int feof(FILE *stream);
int ferror(FILE *stream);
void clearerr(FILE *stream);
int fileno(FILE *stream);
void perror(const char *text);
int remove(const char *path);
int rename(const char *from, const char *to);
#ifdef _GNU_SOURCE
int asprintf(char **text, const char *format, ...);
int vasprintf(char **text, const char *format, va_list list);
#endif
#endif
)"},
    {"stdlib.h", R"(#ifndef _STDLIB_H
#define _STDLIB_H
#include <stddef.h>
typedef struct { int quot; int rem; } div_t;
typedef struct { long quot; long rem; } ldiv_t;
typedef struct { long long quot; long long rem; } lldiv_t;
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
#define MB_CUR_MAX ((size_t)1)
#define WNOHANG 1
#define WUNTRACED 2
#define WEXITSTATUS(status) (((status) & 0xff00) >> 8)
#define WTERMSIG(status) ((status) & 0x7f)
#define WSTOPSIG(status) WEXITSTATUS(status)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WIFSIGNALED(status) (((signed char)(((status) & 0x7f) + 1) >> 1) > 0)
#define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);
void *reallocarray(void *memory, size_t count, size_t size);
void free(void *memory);
void *aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void **memory, size_t alignment, size_t size);
void *valloc(size_t size);
void *alloca(size_t size);
_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void abort(void);
_Noreturn void quick_exit(int status);
int atexit(void (*function)(void));
int on_exit(void (*function)(int, void *), void *argument);
int at_quick_exit(void (*function)(void));
int system(const char *command);
char *getenv(const char *name);
int setenv(const char *name, const char *value, int overwrite);
int unsetenv(const char *name);
int putenv(char *text);
int clearenv(void);
int atoi(const char *text);
long atol(const char *text);
long long atoll(const char *text);
double atof(const char *text);
long strtol(const char *text, char **end, int base);
unsigned long strtoul(const char *text, char **end, int base);
long long strtoll(const char *text, char **end, int base);
unsigned long long strtoull(const char *text, char **end, int base);
double strtod(const char *text, char **end);
float strtof(const char *text, char **end);
long double strtold(const char *text, char **end);
int rand(void);
void srand(unsigned int seed);
int rand_r(unsigned int *seed);
long random(void);
void srandom(unsigned int seed);
double drand48(void);
long lrand48(void);
long mrand48(void);
void srand48(long seed);
double erand48(unsigned short state[3]);
long nrand48(unsigned short state[3]);
long jrand48(unsigned short state[3]);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t count, size_t size,
              int (*compare)(const void *, const void *));
int abs(int n);
long labs(long n);
long long llabs(long long n);
div_t div(int a, int b);
ldiv_t ldiv(long a, long b);
lldiv_t lldiv(long long a, long long b);
int mkstemp(char *name);
int mkostemp(char *name, int flags);
char *mkdtemp(char *name);
char *mktemp(char *name);
char *realpath(const char *path, char *resolved);
int getloadavg(double averages[], int count);
#ifdef _GNU_SOURCE
char *secure_getenv(const char *name);
void qsort_r(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *data);
#endif
#endif
)"},
    {"alloca.h", R"(#ifndef _ALLOCA_H
#define _ALLOCA_H
#include <stddef.h>
void *alloca(size_t size);
#endif
)"},
    {"malloc.h", R"(#ifndef _MALLOC_H
#define _MALLOC_H
#include <stddef.h>
#include <stdio.h>
struct mallinfo { int arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost; };
struct mallinfo2 { size_t arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost; };
#define M_MXFAST 1
#define M_TRIM_THRESHOLD (-1)
#define M_TOP_PAD (-2)
#define M_MMAP_THRESHOLD (-3)
#define M_MMAP_MAX (-4)
#define M_CHECK_ACTION (-5)
#define M_PERTURB (-6)
#define M_ARENA_TEST (-7)
#define M_ARENA_MAX (-8)
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);
void free(void *memory);
void *memalign(size_t alignment, size_t size);
void *valloc(size_t size);
void *pvalloc(size_t size);
int mallopt(int parameter, int value);
int malloc_trim(size_t pad);
size_t malloc_usable_size(void *memory);
struct mallinfo mallinfo(void);
struct mallinfo2 mallinfo2(void);
void malloc_stats(void);
int malloc_info(int options, FILE *stream);
#endif
)"},
    {"string.h", R"(#ifndef _STRING_H
#define _STRING_H
#include <stddef.h>
#include <strings.h>
void *memcpy(void *to, const void *from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *memory, int c, size_t length);
int memcmp(const void *a, const void *b, size_t length);
void *memchr(const void *memory, int c, size_t length);
void *memccpy(void *to, const void *from, int c, size_t length);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t length);
char *stpcpy(char *to, const char *from);
char *stpncpy(char *to, const char *from, size_t length);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t length);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t length);
int strcoll(const char *a, const char *b);
size_t strxfrm(char *to, const char *from, size_t length);
char *strchr(const char *text, int c);
char *strrchr(const char *text, int c);
size_t strcspn(const char *text, const char *reject);
size_t strspn(const char *text, const char *accept);
char *strpbrk(const char *text, const char *accept);
char *strstr(const char *text, const char *part);
char *strtok(char *text, const char *delimiters);
char *strtok_r(char *text, const char *delimiters, char **state);
char *strsep(char **text, const char *delimiters);
size_t strlen(const char *text);
size_t strnlen(const char *text, size_t length);
char *strerror(int error);
int strerror_r(int error, char *text, size_t length);
char *strsignal(int signal);
char *strdup(const char *text);
char *strndup(const char *text, size_t length);
void explicit_bzero(void *memory, size_t length);
#ifdef _GNU_SOURCE
void *mempcpy(void *to, const void *from, size_t length);
void *memmem(const void *memory, size_t length, const void *part, size_t size);
void *memrchr(const void *memory, int c, size_t length);
void *rawmemchr(const void *memory, int c);
char *strchrnul(const char *text, int c);
char *strcasestr(const char *text, const char *part);
const char *sigabbrev_np(int signal);
const char *sigdescr_np(int signal);
const char *strerrorname_np(int error);
#endif
#endif
)"},
    {"strings.h", R"(#ifndef _STRINGS_H
#define _STRINGS_H
#include <stddef.h>
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t length);
void bzero(void *memory, size_t length);
void bcopy(const void *from, void *to, size_t length);
int bcmp(const void *a, const void *b, size_t length);
char *index(const char *text, int c);
char *rindex(const char *text, int c);
int ffs(int n);
int ffsl(long n);
int ffsll(long long n);
int __builtin_popcount(unsigned int n);
int __builtin_popcountl(unsigned long n);
int __builtin_popcountll(unsigned long long n);
int __builtin_parity(unsigned int n);
int __builtin_parityl(unsigned long n);
int __builtin_parityll(unsigned long long n);
int __builtin_ctz(unsigned int n);
int __builtin_ctzl(unsigned long n);
int __builtin_ctzll(unsigned long long n);
int __builtin_clz(unsigned int n);
int __builtin_clzl(unsigned long n);
int __builtin_clzll(unsigned long long n);
int __builtin_ffs(int n);
int __builtin_ffsl(long n);
int __builtin_ffsll(long long n);
unsigned short __builtin_bswap16(unsigned short n);
unsigned int __builtin_bswap32(unsigned int n);
unsigned long __builtin_bswap64(unsigned long n);
long __builtin_expect(long n, long likely);
#endif
)"},
    {"memory.h", "#include <string.h>\n"},
    {"assert.h", R"(#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) ((expression) ? (void)0 : __assert_fail(#expression, __FILE__, __LINE__, __func__))
#endif
#ifndef _ASSERT_H
#define _ASSERT_H
_Noreturn void __assert_fail(const char *assertion, const char *file, unsigned int line, const char *function);
#define static_assert _Static_assert
#endif
)"},
    {"setjmp.h", R"(#ifndef _SETJMP_H
#define _SETJMP_H
#include <bits/signal_types.h>
typedef struct __jmp_buf_tag { long __jmpbuf[8]; int __mask_was_saved; sigset_t __saved_mask; } jmp_buf[1];
typedef jmp_buf sigjmp_buf;
int setjmp(jmp_buf environment);
int _setjmp(jmp_buf environment);
int sigsetjmp(sigjmp_buf environment, int saves_mask);
_Noreturn void longjmp(jmp_buf environment, int value);
_Noreturn void _longjmp(jmp_buf environment, int value);
_Noreturn void siglongjmp(sigjmp_buf environment, int value);
#define setjmp(environment) setjmp(environment)
#define sigsetjmp(environment, saves_mask) sigsetjmp(environment, saves_mask)
#endif
)"},
};

} // namespace

std::span<const BuiltInHeader> libraryHeaders() {
    return headers;
}

} // namespace faultline
