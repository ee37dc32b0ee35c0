// A child turns lines into capitals: requests and answers over two pipes as
// FILE streams.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(FILE *in, FILE *out)
{
    char line[80];
    while (fgets(line, sizeof line, in)) {
        if (strcmp(line, "quit\n") == 0)
            exit(7);
        for (char *c = line; *c; c++)
            *c = toupper((unsigned char)*c);
        fprintf(out, "%zu %s", strlen(line) - 1, line);
        fflush(out);
    }
    exit(8);
}

int main(void)
{
    int request[2], answer[2];
    if (pipe(request) || pipe(answer)) {
        perror("pipe");
        return 1;
    }
    if (fork() == 0) {
        close(request[1]);
        close(answer[0]);
        serve(fdopen(request[0], "r"), fdopen(answer[1], "w"));
    }
    close(request[0]);
    close(answer[1]);
    FILE *out = fdopen(request[1], "w"), *in = fdopen(answer[0], "r");
    setvbuf(out, NULL, _IOLBF, 0);
    const char *lines[] = {"page fault", "tlb", "copy on write", "quit"};
    for (int i = 0; i < 4; i++) {
        char text[80];
        fprintf(out, "%s\n", lines[i]);
        if (fgets(text, sizeof text, in))
            printf("%s", text);
        else
            printf("no answer to %s\n", lines[i]);
    }
    int status;
    wait(&status);
    printf("exit %d\n", WEXITSTATUS(status));
    return 0;
}
