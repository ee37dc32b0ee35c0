#include <errno.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>

int main(void)
{
    int v;
    sem_unlink("/faultline-corpus-counts");
    sem_t *s = sem_open("/faultline-corpus-counts", O_CREAT | O_EXCL, 0600, 2);
    sem_wait(s);
    sem_wait(s);
    int r = sem_trywait(s);
    printf("%d %d\n", r, errno == EAGAIN);
    sem_post(s);
    sem_post(s);
    sem_post(s);
    sem_getvalue(s, &v);
    printf("%d\n", v);
    sem_close(s);
    printf("%d\n", sem_unlink("/faultline-corpus-counts"));
    return 0;
}
