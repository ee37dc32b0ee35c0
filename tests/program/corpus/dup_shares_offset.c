#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    int a = open("f", O_RDWR | O_CREAT, 0600);
    write(a, "abcdef", 6);
    int b = dup(a), c = open("f", O_RDONLY);
    char x;
    lseek(a, 2, SEEK_SET);
    read(b, &x, 1); printf("%c ", x);
    read(c, &x, 1); printf("%c ", x);
    close(a);
    read(b, &x, 1); printf("%c\n", x);
    printf("%d\n", open("f", O_RDONLY) == a);   /* the lowest free number */
    return 0;
}
