// Draws into a PPM picture through a mapping: the header is written with fprintf, the pixels with stores.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { W = 64, H = 48 };

int main(void)
{
    FILE *f = fopen("picture.ppm", "w+");
    int header = fprintf(f, "P6\n%d %d\n255\n", W, H);
    fflush(f);
    size_t size = header + W * H * 3;
    if (ftruncate(fileno(f), size) != 0)
        return 1;
    unsigned char *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(f), 0);
    fclose(f);
    unsigned char(*pixel)[W][3] = (void *)(map + header);
    memset(pixel, 32, W * H * 3);
    for (int i = 0; i < H; i++) {
        pixel[i][i][0] = 255;
        pixel[i][W - 1 - i][1] = 255;
    }
    for (int y = 10; y < 20; y++)
        memset(pixel[y][20], 200, 24 * 3);
    munmap(map, size);

    f = fopen("picture.ppm", "r");
    int w, h, max, red = 0, green = 0, grey = 0;
    if (fscanf(f, "P6 %d %d %d", &w, &h, &max) != 3)
        return 1;
    fgetc(f);
    unsigned char p[3];
    while (fread(p, 3, 1, f) == 1) {
        red += p[0] == 255;
        green += p[1] == 255;
        grey += p[0] == 200 && p[1] == 200 && p[2] == 200;
    }
    printf("%dx%d: %d red, %d green, %d grey\n", w, h, red, green, grey);
    fclose(f);
    return 0;
}
