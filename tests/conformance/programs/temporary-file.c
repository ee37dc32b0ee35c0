// A file under /tmp, as most examples of mmap have it.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILEPATH "/tmp/faultline-temporary-file.bin"

int main(void) {
    int fd = open(FILEPATH, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd == -1) {
        perror("open");
        return 1;
    }
    if (ftruncate(fd, 4096) == -1) {
        perror("ftruncate");
        return 1;
    }
    char *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    strcpy(map, "hello");
    munmap(map, 4096);
    close(fd);

    FILE *again = fopen(FILEPATH, "r");
    char line[16] = "";
    struct stat facts;
    if (again == NULL || fgets(line, sizeof line, again) == NULL || stat(FILEPATH, &facts) == -1) {
        perror(FILEPATH);
        return 1;
    }
    printf("%s, %ld bytes\n", line, (long)facts.st_size);
    fclose(again);
    return unlink(FILEPATH) == -1;
}
