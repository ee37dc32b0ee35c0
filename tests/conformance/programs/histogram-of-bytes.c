// faultline: --with poem.txt -- poem.txt
// How often does each letter occur? Children count a quarter each, into
// shared memory.
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int fd = open(argv[1], O_RDONLY);
    struct stat st;
    if (fd == -1 || fstat(fd, &st) == -1) {
        perror(argv[1]);
        return 1;
    }
    const unsigned char *text = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    int(*count)[26] = mmap(NULL, sizeof(int[4][26]), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int part = 0; part < 4; part++) {
        pid_t pid = fork();
        if (pid == 0) {
            for (off_t i = st.st_size * part / 4; i < st.st_size * (part + 1) / 4; i++)
                if (isalpha(text[i]))
                    count[part][tolower(text[i]) - 'a']++;
            _exit(0);
        }
    }
    int ended = 0;
    while (wait(NULL) > 0)
        ended++;
    printf("%d children\n", ended);
    for (int letter = 0; letter < 26; letter++) {
        int n = 0;
        for (int part = 0; part < 4; part++)
            n += count[part][letter];
        printf("%c %4d%s", 'a' + letter, n, letter % 6 == 5 ? "\n" : "  ");
    }
    printf("\n");
    return 0;
}
