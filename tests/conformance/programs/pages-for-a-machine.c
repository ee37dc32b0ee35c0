// A simulated computer with 16 pages of virtual and 4 frames of physical memory; its disk is a mapped file.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGES = 16, FRAMES = 4, SIZE = 256 };
static unsigned char memory[FRAMES][SIZE];
static unsigned char *disk;
static int frame_of[PAGES], page_in[FRAMES], dirty[FRAMES], hand, faults, writes;

static unsigned char *touch(int address, int store)
{
    int page = address / SIZE;
    if (frame_of[page] < 0) {
        faults++;
        int f = hand;
        hand = (hand + 1) % FRAMES;
        if (page_in[f] >= 0) {
            if (dirty[f]) {
                memcpy(disk + page_in[f] * SIZE, memory[f], SIZE);
                writes++;
            }
            frame_of[page_in[f]] = -1;
        }
        memcpy(memory[f], disk + page * SIZE, SIZE);
        page_in[f] = page;
        frame_of[page] = f;
        dirty[f] = 0;
    }
    dirty[frame_of[page]] |= store;
    return &memory[frame_of[page]][address % SIZE];
}

int main(void)
{
    int fd = open("disk", O_RDWR | O_CREAT | O_TRUNC, 0600);
    ftruncate(fd, PAGES * SIZE);
    disk = mmap(NULL, PAGES * SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    memset(frame_of, -1, sizeof frame_of);
    memset(page_in, -1, sizeof page_in);
    static const int trace[] = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};
    for (unsigned i = 0; i < sizeof trace / sizeof trace[0]; i++)
        *touch(trace[i] * SIZE + i, i % 3 == 0) += i % 3 == 0 ? 1 : 0;
    printf("trace: %d faults, %d pages written\n", faults, writes);
    for (int a = 0; a < PAGES * SIZE; a += 64)
        *touch(a, 1) = a / 64;
    for (int f = 0; f < FRAMES; f++)
        if (dirty[f])
            memcpy(disk + page_in[f] * SIZE, memory[f], SIZE);
    int sum = 0;
    for (int a = 0; a < PAGES * SIZE; a += 64)
        sum += disk[a];
    printf("all: %d faults, %d written, sum %d\n", faults, writes, sum);
    return 0;
}
