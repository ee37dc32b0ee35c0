// A table of structures in a file: filled, sorted in place, summed, grown.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
    char name[20];
    unsigned short year;
    unsigned char grade;
    double points;
} Student;

static int by_points(const void *a, const void *b)
{
    double x = ((const Student *)a)->points, y = ((const Student *)b)->points;
    return (x < y) - (x > y);
}

int main(void)
{
    int n = 300;
    int fd = open("students", O_RDWR | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || ftruncate(fd, n * sizeof(Student)) == -1) {
        perror("students");
        return 1;
    }
    Student *s = mmap(NULL, n * sizeof(Student), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (s == MAP_FAILED)
        return 1;
    for (int i = 0; i < n; i++) {
        snprintf(s[i].name, sizeof s[i].name, "student %03d", i);
        s[i].year = 2000 + i % 7;
        s[i].points = (i * 7919 % 1000) / 10.0;
        s[i].grade = 1 + (100 - (int)s[i].points) / 20;
    }
    qsort(s, n, sizeof *s, by_points);
    for (int i = 0; i < 5; i++)
        printf("%-12s %d %5.1f %d\n", s[i].name, s[i].year, s[i].points, s[i].grade);
    Student last;
    pread(fd, &last, sizeof last, (n - 1) * sizeof last);
    printf("last: %s %.1f, record of %zu bytes\n", last.name, last.points, sizeof last);
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += s[i].points;
    printf("mean %.3f\n", sum / n);
    return 0;
}
