// One file, used by read, write, lseek and a mapping in turn.
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    int fd = open("mixed", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1)
        err(1, "open");
    const char *lines[] = {"alpha\n", "beta\n", "gamma\n", "delta\n"};
    for (int i = 0; i < 4; i++)
        write(fd, lines[i], strlen(lines[i]));
    off_t size = lseek(fd, 0, SEEK_CUR);
    char *m = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (m == MAP_FAILED)
        err(1, "mmap");

    lseek(fd, 6, SEEK_SET);
    char word[5] = "";
    read(fd, word, 4);
    printf("read %s, position %ld\n", word, (long)lseek(fd, 0, SEEK_CUR));
    memcpy(m + 11, "GAMMA", 5);
    lseek(fd, 1, SEEK_CUR);
    read(fd, word, 4);
    printf("read %s, stored a moment ago\n", word);
    lseek(fd, -6, SEEK_END);
    write(fd, "DELTA", 5);
    printf("mapping: %.5s\n", m + 17);
    for (off_t i = 0; i < size; i++)
        if (m[i] == '\n')
            m[i] = ' ';
    lseek(fd, 0, SEEK_SET);
    char all[64] = "";
    printf("%zd bytes: ", read(fd, all, sizeof all));
    printf("%s\n", all);
    printf("at the end: %zd\n", read(fd, all, 1));
    return 0;
}
