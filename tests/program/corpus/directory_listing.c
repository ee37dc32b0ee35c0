#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    mkdir("d", 0700);
    close(open("d/one", O_CREAT | O_WRONLY, 0600));
    close(open("d/two", O_CREAT | O_WRONLY, 0600));
    DIR *d = opendir("d");
    struct dirent *e;
    int names = 0, dots = 0;
    while ((e = readdir(d)) != NULL) {
        if (e->d_name[0] == '.') dots++;
        else if (strcmp(e->d_name, "one") == 0 || strcmp(e->d_name, "two") == 0) names++;
    }
    closedir(d);
    printf("%d %d %d\n", names, dots, opendir("none") == NULL);
    printf("%d ", rmdir("d"));
    unlink("d/one"); unlink("d/two");
    printf("%d\n", rmdir("d"));
    return 0;
}
