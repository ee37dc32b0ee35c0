/* A template mapped privately by several children: each fills in its copy, the file stays as it was. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#define TEMPLATE "Dear @@@@@@@@,\nyour number is ####.\n"
int main(void)
{
    int fd = open("letter", O_RDWR | O_CREAT | O_TRUNC, 0644);
    size_t n = strlen(TEMPLATE);
    if (write(fd, TEMPLATE, n) != (ssize_t)n) { perror("write"); exit(1); }
    char *letter = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (letter == MAP_FAILED) { perror("mmap"); exit(1); }
    const char *who[] = {"Ada", "Grace", "Barbara"};
    for (int i = 0; i < 3; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            char *name = strchr(letter, '@'), *number = strchr(letter, '#'), digits[5];
            memset(name, ' ', 8);
            memcpy(name, who[i], strlen(who[i]));
            snprintf(digits, sizeof digits, "%04d", i * 111);
            memcpy(number, digits, 4);
            write(STDOUT_FILENO, letter, n);
            _exit(letter[5] == who[i][0] ? 0 : 1);
        }
        int status; waitpid(pid, &status, 0);
        printf("-> %d\n", WEXITSTATUS(status)); fflush(stdout);
    }
    printf("%.13s\n", letter); fflush(stdout);
    system("cat letter");
    munmap(letter, n); close(fd); unlink("letter");
    return 0;
}
