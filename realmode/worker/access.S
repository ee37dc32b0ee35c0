    .text
    .globl _start, rawSystemCall, programSystemCall, programCallBegin, programCallEnd, programCallDone, signalReturn
    .globl accessBegin, accessEnd, accessFault
    .globl load1, load2, load4, load8, load16, store1, store2, store4, store8, store16
    .globl copyBytes, fillBytes, swap1, swap2, swap4, swap8, memcpy, memset, memmove, memcmp
    .type memcpy,@function
    .type memset,@function

# The kernel starts here: argc lies at the stack's end.
_start:
    xor %ebp, %ebp
    mov %rsp, %rdi
    and $-16, %rsp
    call workerMain
    hlt

# rawSystemCall(number, a, b, c, d, e, f): f lies on the stack.
rawSystemCall:
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
    syscall
    ret

# The same for the program's own calls. A signal handler that finds the instruction pointer on the syscall knows that
# the call has not begun or would be restarted.
programSystemCall:
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
programCallBegin:
    syscall
programCallEnd:
programCallDone:
    ret

signalReturn:
    mov $15, %eax
    syscall

# Accesses of the program's memory, each by one instruction. Between accessBegin and accessEnd a signal handler may
# send the instruction pointer to accessFault: nothing has been pushed, so it returns to the caller with 1.
# loadN(address, value), storeN(address, value): 0, or 1 where the access raised a signal.
accessBegin:
load1:
    movb (%rdi), %al
    movb %al, (%rsi)
    xor %eax, %eax
    ret
load2:
    movw (%rdi), %ax
    movw %ax, (%rsi)
    xor %eax, %eax
    ret
load4:
    movl (%rdi), %eax
    movl %eax, (%rsi)
    xor %eax, %eax
    ret
load8:
    movq (%rdi), %rax
    movq %rax, (%rsi)
    xor %eax, %eax
    ret
load16:
    movups (%rdi), %xmm0
    movups %xmm0, (%rsi)
    xor %eax, %eax
    ret
store1:
    movb (%rsi), %al
    movb %al, (%rdi)
    xor %eax, %eax
    ret
store2:
    movw (%rsi), %ax
    movw %ax, (%rdi)
    xor %eax, %eax
    ret
store4:
    movl (%rsi), %eax
    movl %eax, (%rdi)
    xor %eax, %eax
    ret
store8:
    movq (%rsi), %rax
    movq %rax, (%rdi)
    xor %eax, %eax
    ret
store16:
    movups (%rsi), %xmm0
    movups %xmm0, (%rdi)
    xor %eax, %eax
    ret
# copyBytes(to, from, count)
copyBytes:
    mov %rdx, %rcx
    rep movsb
    xor %eax, %eax
    ret
# fillBytes(to, byte, count)
fillBytes:
    mov %esi, %eax
    mov %rdx, %rcx
    rep stosb
    xor %eax, %eax
    ret
# swapN(address, expected, desired): compare and exchange; *expected becomes the old value.
swap1:
    movb (%rsi), %al
    lock cmpxchgb %dl, (%rdi)
    movb %al, (%rsi)
    xor %eax, %eax
    ret
swap2:
    movw (%rsi), %ax
    lock cmpxchgw %dx, (%rdi)
    movw %ax, (%rsi)
    xor %eax, %eax
    ret
swap4:
    movl (%rsi), %eax
    lock cmpxchgl %edx, (%rdi)
    movl %eax, (%rsi)
    xor %eax, %eax
    ret
swap8:
    movq (%rsi), %rax
    lock cmpxchgq %rdx, (%rdi)
    movq %rax, (%rsi)
    xor %eax, %eax
    ret
accessEnd:
accessFault:
    mov $1, %eax
    ret

# What a compiler may call for on its own.
memcpy:
    mov %rdi, %rax
    mov %rdx, %rcx
    rep movsb
    ret
memset:
    mov %rdi, %r8
    mov %esi, %eax
    mov %rdx, %rcx
    rep stosb
    mov %r8, %rax
    ret
memmove:
    mov %rdi, %rax
    cmp %rsi, %rdi
    jbe 1f
    lea -1(%rdi,%rdx), %rdi
    lea -1(%rsi,%rdx), %rsi
    mov %rdx, %rcx
    std
    rep movsb
    cld
    ret
1:  mov %rdx, %rcx
    rep movsb
    ret
memcmp:
    xor %ecx, %ecx
1:  cmp %rdx, %rcx
    je 2f
    movzbl (%rdi,%rcx), %eax
    movzbl (%rsi,%rcx), %r8d
    inc %rcx
    sub %r8d, %eax
    je 1b
    ret
2:  xor %eax, %eax
    ret

    .section .note.GNU-stack,"",@progbits
