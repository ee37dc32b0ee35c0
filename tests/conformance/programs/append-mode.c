// O_APPEND: every write goes to the end, wherever the position is; three
// processes append records and none is lost.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int fd = open("journal", O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd == -1) {
        perror("journal");
        return 1;
    }
    for (int i = 0; i < 3; i++)
        if (fork() == 0) {
            int own = open("journal", O_WRONLY | O_APPEND);
            for (int k = 0; k < 10; k++) {
                char record[8];
                snprintf(record, sizeof record, "%c%05d\n", 'A' + i, k);
                write(own, record, 7);
            }
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    lseek(fd, 0, SEEK_SET);
    write(fd, "last\n", 5);
    printf("pwrite at 0: %zd\n", pwrite(fd, "very last\n", 10, 0));
    int in = open("journal", O_RDONLY);
    struct stat st;
    fstat(in, &st);
    char *m = mmap(NULL, st.st_size, PROT_READ, MAP_SHARED, in, 0);
    int next[3] = {0}, wrong = 0;
    for (int i = 0; i < 30; i++) {
        int who = m[i * 7] - 'A', number = 0;
        sscanf(m + i * 7 + 1, "%5d", &number);
        wrong += number != next[who]++;
    }
    printf("%ld bytes, %d out of order\n%.*s", (long)st.st_size, wrong, (int)(st.st_size - 210), m + 210);
    return 0;
}
