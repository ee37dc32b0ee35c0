// A vector that grows by mremap: its elements keep their values, whether it has to move or not.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

struct vector {
    int *data;
    size_t count, bytes;
};

static void push(struct vector *v, int value)
{
    if ((v->count + 1) * sizeof(int) > v->bytes) {
        size_t bigger = v->bytes ? v->bytes * 2 : 4096;
        void *p = v->data ? mremap(v->data, v->bytes, bigger, MREMAP_MAYMOVE)
                          : mmap(NULL, bigger, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (p == MAP_FAILED) {
            perror("grow");
            exit(1);
        }
        v->data = p;
        v->bytes = bigger;
    }
    v->data[v->count++] = value;
}

int main(void)
{
    struct vector a = {0}, b = {0};
    for (int i = 0; i < 5000; i++) {
        push(&a, i);
        if (i % 3 == 0)
            push(&b, -i);
    }
    long long sum = 0;
    for (size_t i = 0; i < a.count; i++)
        sum += a.data[i];
    for (size_t i = 0; i < b.count; i++)
        sum += b.data[i];
    printf("%zu and %zu elements, %zu and %zu bytes, sum %lld\n", a.count, b.count, a.bytes, b.bytes, sum);
    int *smaller = mremap(a.data, a.bytes, 4096, 0);
    printf("shrunk in place: %s, last kept: %d\n", smaller == a.data ? "yes" : "no", smaller[1023]);
    return 0;
}
