// strtok works on a private mapping: it writes its NULs into the copy, and the file stays as it was.
// faultline: --with poem.txt -- poem.txt
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    int fd = open(argv[1], O_RDONLY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) < 0)
        return 1;
    char *text = mmap(NULL, st.st_size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    text[st.st_size] = '\0';
    int words = 0, longest = 0;
    char best[64] = "";
    for (char *w = strtok(text, " \n\t.,;:!?"); w; w = strtok(NULL, " \n\t.,;:!?")) {
        int n = strlen(w);
        if (n > longest && n < 64) {
            longest = n;
            strcpy(best, w);
        }
        words++;
    }
    printf("%d words, the longest is %s\n", words, best);
    int nuls = 0;
    for (off_t i = 0; i < st.st_size; i++)
        nuls += text[i] == '\0';
    char byte;
    int in_file = 0;
    while (read(fd, &byte, 1) == 1)
        in_file += byte == '\0';
    printf("NULs in the mapping: %s, in the file: %d\n", nuls > 0 ? "some" : "none", in_file);
    return 0;
}
