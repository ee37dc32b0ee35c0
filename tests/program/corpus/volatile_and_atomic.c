#include <stdio.h>
#include <stdatomic.h>

int main(void)
{
    atomic_int a = 5;
    a++;
    int before = atomic_fetch_add(&a, 10);
    printf("%d %d\n", before, atomic_load(&a));
    int expected = 16;
    int ok = atomic_compare_exchange_strong(&a, &expected, 1);
    printf("%d %d\n", ok, (int)a);
    expected = 99;
    ok = atomic_compare_exchange_strong(&a, &expected, 2);
    printf("%d %d %d\n", ok, expected, atomic_exchange(&a, 7));
    atomic_flag f = ATOMIC_FLAG_INIT;
    int first = atomic_flag_test_and_set(&f), second = atomic_flag_test_and_set(&f);
    printf("%d %d\n", first, second);
    return 0;
}
