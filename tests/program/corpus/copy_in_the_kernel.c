// copy_file_range and sendfile, with and without offsets of their own.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    int from = open("from", O_RDWR | O_CREAT | O_TRUNC, 0644);
    int to = open("to", O_RDWR | O_CREAT | O_TRUNC, 0644);
    for (int i = 0; i < 2000; i++)
        dprintf(from, "line %04d\n", i);
    off_t at = 10, into = 4096;
    ssize_t n = copy_file_range(from, &at, to, &into, 8190, 0);
    printf("%zd at %ld into %ld\n", n, (long)at, (long)into);
    n = copy_file_range(from, NULL, to, NULL, 100, 0);
    printf("at its end: %zd\n", n);
    lseek(from, 0, SEEK_SET);
    n = copy_file_range(from, NULL, to, NULL, 20, 0);
    printf("%zd, now at %ld and %ld\n", n, (long)lseek(from, 0, SEEK_CUR), (long)lseek(to, 0, SEEK_CUR));
    off_t late = 19990;
    n = sendfile(to, from, &late, 100);
    printf("sendfile %zd to %ld\n", n, (long)late);
    n = sendfile(to, -1, NULL, 5);
    printf("%zd\n", n);
    struct stat st;
    fstat(to, &st);
    char *p = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, to, 0);
    printf("%ld: %.9s %.9s %d %.9s\n", (long)st.st_size, p, p + 20, p[100], p + 4096);
    munmap(p, st.st_size);
    unlink("from");
    unlink("to");
    return 0;
}
