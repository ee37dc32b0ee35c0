// The part of the C library that is written in C: what calls the program's functions, what returns structs, and the
// commands of system(). Compiled with every program; a debugger passes over it. It uses no literals and no globals, so
// that a command's process needs no memory of the machine.
#include "simulator/program/library.h"

namespace faultline {

std::string_view builtInText() {
    return R"(
typedef unsigned long size_t;
typedef struct { int quot; int rem; } div_t;
typedef struct { long quot; long rem; } ldiv_t;
typedef struct { long long quot; long long rem; } lldiv_t;
int open(const char *path, int flags, ...);
long read(int fd, void *buffer, size_t count);
long write(int fd, const void *buffer, size_t count);
int close(int fd);
char *strerror(int error);
int *__errno_location(void);
void *malloc(size_t size);
void free(void *block);

static void __faultline_swap(char *a, char *b, size_t size) {
    while (size >= 8) {
        long whole = *(long *)a;
        *(long *)a = *(long *)b;
        *(long *)b = whole;
        a += 8; b += 8; size -= 8;
    }
    while (size-- > 0) {
        char byte = *a;
        *a++ = *b;
        *b++ = byte;
    }
}

static void __faultline_copy(char *to, const char *from, size_t size) {
    while (size >= 8) {
        *(long *)to = *(const long *)from;
        to += 8; from += 8; size -= 8;
    }
    if (size >= 4) {
        *(int *)to = *(const int *)from;
        to += 4; from += 4; size -= 4;
    }
    while (size-- > 0)
        *to++ = *from++;
}

/* A merge sort, as glibc 2.36's: equal elements keep their order. */
static void __faultline_merge_sort(char *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *argument, char *spare) {
    if (count <= 1)
        return;
    size_t left = count / 2, right = count - left;
    char *a = base, *b = base + left * size, *to = spare;
    __faultline_merge_sort(a, left, size, compare, argument, spare);
    __faultline_merge_sort(b, right, size, compare, argument, spare);
    while (left > 0 && right > 0) {
        if (compare(a, b, argument) <= 0) {
            __faultline_copy(to, a, size);
            a += size; left--;
        } else {
            __faultline_copy(to, b, size);
            b += size; right--;
        }
        to += size;
    }
    if (left > 0)
        __faultline_copy(to, a, left * size);
    __faultline_copy(base, spare, (count - right) * size);
}

static int __faultline_two(const void *a, const void *b, void *compare) {
    return ((int (*)(const void *, const void *))compare)(a, b);
}

void qsort_r(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *argument) {
    size_t bytes = count * size;
    if (bytes < 1024) {
        char spare[bytes + 1];
        __faultline_merge_sort(base, count, size, compare, argument, spare);
    } else {
        char *spare = malloc(bytes);
        if (spare == 0)
            return;
        __faultline_merge_sort(base, count, size, compare, argument, spare);
        free(spare);
    }
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
    qsort_r(base, count, size, __faultline_two, (void *)compare);
}

void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *at = (const char *)base + middle * size;
        int order = compare(key, at);
        if (order < 0)
            high = middle;
        else if (order > 0)
            low = middle + 1;
        else
            return (void *)at;
    }
    return 0;
}

void *lfind(const void *key, const void *base, size_t *count, size_t size, int (*compare)(const void *, const void *)) {
    const char *at = base;
    for (size_t i = 0; i < *count; i++, at += size)
        if (compare(key, at) == 0)
            return (void *)at;
    return 0;
}

div_t div(int left, int right) { div_t result = {left / right, left % right}; return result; }
ldiv_t ldiv(long left, long right) { ldiv_t result = {left / right, left % right}; return result; }
lldiv_t lldiv(long long left, long long right) { lldiv_t result = {left / right, left % right}; return result; }

struct mallinfo { int arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost; };
struct mallinfo2 { size_t arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost; };
struct mallinfo mallinfo(void) { struct mallinfo none = {0}; return none; }
struct mallinfo2 mallinfo2(void) { struct mallinfo2 none = {0}; return none; }

void swab(const void *from, void *to, long length) {
    const char *a = from;
    char *b = to;
    for (long i = 0; i + 1 < length; i += 2) {
        char byte = a[i];
        b[i] = a[i + 1];
        b[i + 1] = byte;
    }
}

static void __faultline_say(const char *text) {
    size_t length = 0;
    while (text[length] != 0)
        length++;
    write(2, text, length);
}

static void __faultline_complain(char command, const char *file) {
    char name[8];
    if (command == 'c') {
        name[0] = 'c'; name[1] = 'a'; name[2] = 't'; name[3] = ':'; name[4] = ' '; name[5] = 0;
    } else {
        name[0] = 'g'; name[1] = 'r'; name[2] = 'e'; name[3] = 'p'; name[4] = ':'; name[5] = ' '; name[6] = 0;
    }
    char end[3];
    int error = *__errno_location();
    __faultline_say(name);
    __faultline_say(file);
    end[0] = ':'; end[1] = ' '; end[2] = 0;
    __faultline_say(end);
    __faultline_say(strerror(error));
    end[0] = '\n'; end[1] = 0;
    __faultline_say(end);
}

static int __faultline_send(const char *bytes, long count) {
    while (count > 0) {
        long done = write(1, bytes, count);
        if (done < 0)
            return -1;
        bytes += done;
        count -= done;
    }
    return 0;
}

int __faultline_cat(int count, char **words) {
    char buffer[4096];
    int status = 0;
    for (int i = 1; i < count; i++) {
        int fd = open(words[i], 0);
        if (fd < 0) {
            __faultline_complain('c', words[i]);
            status = 1;
            continue;
        }
        long got;
        while ((got = read(fd, buffer, sizeof buffer)) > 0)
            if (__faultline_send(buffer, got) < 0)
                return 1;
        if (got < 0) {
            __faultline_complain('c', words[i]);
            status = 1;
        }
        close(fd);
    }
    return status;
}

static int __faultline_has(const char *line, long length, const char *word) {
    for (long i = 0; i <= length; i++) {
        long k = 0;
        while (word[k] != 0 && i + k < length && line[i + k] == word[k])
            k++;
        if (word[k] == 0)
            return 1;
    }
    return 0;
}

static int __faultline_search(int fd, const char *word, int *found) {
    char buffer[4096], line[4096];
    long used = 0, got;
    *found = 0;
    while ((got = read(fd, buffer, sizeof buffer)) > 0)
        for (long i = 0; i < got; i++) {
            if (used < (long)sizeof line - 1)
                line[used++] = buffer[i];
            if (buffer[i] != '\n')
                continue;
            if (__faultline_has(line, used - 1, word)) {
                *found = 1;
                if (__faultline_send(line, used) < 0)
                    return -1;
            }
            used = 0;
        }
    if (used > 0 && __faultline_has(line, used, word)) {
        *found = 1;
        line[used++] = '\n';
        __faultline_send(line, used);
    }
    return got < 0 ? -1 : 0;
}

int __faultline_grep(int count, char **words) {
    int found;
    int fd = open(words[2], 0);
    if (fd < 0) {
        __faultline_complain('g', words[2]);
        return 2;
    }
    if (__faultline_search(fd, words[1], &found) < 0) {
        __faultline_complain('g', words[2]);
        return 2;
    }
    close(fd);
    return found ? 0 : 1;
}

int __faultline_cat_grep(int count, char **words) {
    int found;
    int fd = open(words[2], 0);
    if (fd < 0) {
        __faultline_complain('c', words[2]);
        return 1;
    }
    __faultline_search(fd, words[1], &found);
    close(fd);
    return found ? 0 : 1;
}

int main(void) { return 0; }
)";
}

} // namespace faultline
