#include <stdio.h>

struct account {
    int balance;
    int (*change)(struct account *, int);
};

static int deposit(struct account *a, int n) { return a->balance += n; }
static int withdraw(struct account *a, int n) { return a->balance -= n; }

int main(void)
{
    struct account a = {100, deposit};
    printf("%d\n", a.change(&a, 50));
    a.change = withdraw;
    printf("%d\n", (*a.change)(&a, 30));
    return 0;
}
