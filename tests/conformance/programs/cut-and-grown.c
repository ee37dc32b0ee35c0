// A file cut shorter and grown again under a mapping: what was cut off comes back as zeros.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *p;
static int fd;

static void look(const char *when)
{
    printf("%-18s", when);
    off_t size = lseek(fd, 0, SEEK_END);
    for (off_t i = 0; i < size; i += 2048)
        putchar(p[i] ? p[i] : '0');
    printf("\n");
}

int main(void)
{
    fd = open("cut", O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < 8; i++) {
        char block[2048];
        memset(block, 'a' + i, sizeof block);
        write(fd, block, sizeof block);
    }
    p = mmap(NULL, 4 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    look("as written");
    ftruncate(fd, 5000);
    look("cut to 5000");
    p[4999] = 'X';
    p[5001] = 'Y';
    ftruncate(fd, 16384);
    look("grown");
    printf("%c %d\n", p[4999], p[5001]);
    p[9000] = 'Z';
    ftruncate(fd, 0);
    look("nothing");
    ftruncate(fd, 12288);
    look("grown from nothing");
    printf("%d\n", p[9000]);
    return 0;
}
