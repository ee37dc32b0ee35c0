#include <stdio.h>

#define PREFIX "page"

int main(void)
<%
    int a<:3:> = {1, 2, 3};
    printf(PREFIX " " "%d" ": " "%s\n", a[1], "a" "b"
           "c");
    printf("%zu\n", sizeof("ab" "cd"));
    return 0;
%>
