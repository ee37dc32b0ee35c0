// A menu on standard input that edits a page of notes in a mapped file.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NOTES 8

typedef char Note[64];

int main(void)
{
    int fd = open("notes", O_RDWR | O_CREAT, 0600);
    ftruncate(fd, sizeof(Note) * NOTES);
    Note *note = mmap(NULL, sizeof(Note) * NOTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (note == MAP_FAILED) {
        perror("notes");
        return 1;
    }
    char line[80];
    for (;;) {
        printf("(a)dd (d)elete N (l)ist (q)uit: ");
        fflush(stdout);
        if (fgets(line, sizeof line, stdin) == NULL)
            break;
        line[strcspn(line, "\n")] = '\0';
        int n = atoi(line + 1);
        int i = 0;
        switch (line[0]) {
        case 'a':
            while (i < NOTES && note[i][0])
                i++;
            if (i == NOTES)
                printf("full\n");
            else
                printf("%d: %s\n", i, strncpy(note[i], line[1] ? line + 2 : "", sizeof(Note) - 1));
            break;
        case 'd':
            if (n < 0 || n >= NOTES || !note[n][0])
                printf("no note %d\n", n);
            else
                memset(note[n], 0, sizeof(Note));
            break;
        case 'l':
            for (i = 0; i < NOTES; i++)
                if (note[i][0])
                    printf("%d: %s\n", i, note[i]);
            break;
        case 'q':
            printf("bye\n");
            return 0;
        default:
            printf("what is '%c'?\n", line[0]);
        }
    }
    printf("end of input\n");
    return 2;
}
