// Turns a file to upper case through a shared mapping, then reads it as a stream.
#define _GNU_SOURCE
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define handle_error(msg) \
    do { perror(msg); exit(EXIT_FAILURE); } while (0)

int main(void)
{
    FILE *f = fopen("speech.txt", "w");
    for (int i = 1; i <= 300; i++)
        fprintf(f, "sentence number %d is quiet.\n", i);
    fclose(f);
    int fd = open("speech.txt", O_RDWR);
    if (fd == -1)
        handle_error("open");
    struct stat sb;
    if (fstat(fd, &sb) == -1)
        handle_error("fstat");
    char *addr = mmap(NULL, sb.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (addr == MAP_FAILED)
        handle_error("mmap");
    for (off_t i = 0; i < sb.st_size; i++)
        addr[i] = toupper((unsigned char)addr[i]);
    char *found = memmem(addr, sb.st_size, "NUMBER 299 ", 11);
    printf("found at %ld\n", found ? (long)(found - addr) : -1L);
    if (munmap(addr, sb.st_size) == -1)
        handle_error("munmap");
    close(fd);
    f = fopen("speech.txt", "r");
    char line[80];
    int lines = 0, loud = 0;
    while (fgets(line, sizeof line, f)) {
        lines++;
        loud += strstr(line, "QUIET") != NULL;
    }
    fclose(f);
    printf("%d lines, %d of them loud, the last: %s", lines, loud, line);
    return 0;
}
