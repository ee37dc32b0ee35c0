// Files of many sizes are mapped whole and summed; size 0 can't be mapped.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const int sizes[] = {0, 1, 2, 4095, 4096, 4097, 8191, 8192, 12289};

int main(void)
{
    char block[512];
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int fd = open("sweep", O_RDWR | O_CREAT | O_TRUNC, 0644);
        if (fd < 0) {
            perror("open");
            return 1;
        }
        for (int done = 0; done < sizes[i];) {
            int part = sizes[i] - done < 512 ? sizes[i] - done : 512;
            memset(block, done / 512 + 1, part);
            done += write(fd, block, part);
        }
        unsigned char *p = mmap(NULL, sizes[i], PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            printf("%5d: %s\n", sizes[i], strerror(errno));
        } else {
            long sum = 0;
            for (int k = 0; k < sizes[i]; k++)
                sum += p[k];
            printf("%5d: %d pages, sum %ld\n", sizes[i], (sizes[i] + 4095) / 4096, sum);
            munmap(p, sizes[i]);
        }
        close(fd);
        unlink("sweep");
    }
    return 0;
}
