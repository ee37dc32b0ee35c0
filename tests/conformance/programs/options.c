// faultline: -- -n 5 -s -c x first second
// getopt: flags, values, what is left over.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int option, pages = 1, shared = 0;
    char fill = '.';
    while ((option = getopt(argc, argv, "n:sc:")) != -1) {
        switch (option) {
        case 'n':
            pages = atoi(optarg);
            break;
        case 's':
            shared = 1;
            break;
        case 'c':
            fill = optarg[0];
            break;
        default:
            return 2;
        }
    }
    printf("%d pages, %s, filled with %c\n", pages, shared ? "shared" : "private", fill);
    char *p = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE,
                   (shared ? MAP_SHARED : MAP_PRIVATE) | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    memset(p, fill, pages * 4096 - 1);
    for (int i = optind; i < argc; i++) {
        size_t n = strlen(argv[i]);
        memcpy(p + (i - optind) * 4096 + 4090, argv[i], n);
        printf("%d: %.*s\n", i - optind, 12, p + (i - optind) * 4096 + 4088);
    }
    printf("length %zu\n", strlen(p));
    return 0;
}
