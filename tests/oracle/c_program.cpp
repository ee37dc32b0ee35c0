#include "tests/oracle/c_program.h"

#include <algorithm>
#include <map>

namespace faultline {

namespace {

constexpr const char* beginning = R"(#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf out;
static void caught(int number) { siglongjmp(out, number); }
#define TRY(access) do { if (sigsetjmp(out, 1) == 0) { access; } } while (0)

int main(void)
{
    unsigned char bytes[100000];
    struct sigaction action = {.sa_handler = caught, .sa_flags = SA_NODEFER};
    (void)bytes, (void)action;
)";

std::string hex(std::uint64_t value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    do
        text.insert(text.begin(), digits[value & 15]);
    while (value >>= 4);
    return "0x" + text;
}

std::string pointer(Address address) {
    return address ? "(void *)" + hex(address) : "NULL";
}

/// How a call is written: its name, and for each argument 'p' pointer, 'n' number, 't' text, 'i' bytes read by the
/// kernel, 'o' bytes written.
struct Spelling {
    const char* name;
    const char* arguments;
};

const Spelling* spellingOf(Call call) {
    static const std::map<Call, Spelling> all = {
        {Call::Open, {"open", "tnn"}},
        {Call::Close, {"close", "n"}},
        {Call::Dup, {"dup", "n"}},
        {Call::Dup2, {"dup2", "nn"}},
        {Call::Lseek, {"lseek", "nnn"}},
        {Call::Read, {"read", "npn"}},
        {Call::Write, {"write", "npn"}},
        {Call::Pread, {"pread", "npnn"}},
        {Call::Pwrite, {"pwrite", "npnn"}},
        {Call::Mmap, {"mmap", "pnnnnn"}},
        {Call::Munmap, {"munmap", "pn"}},
        {Call::Mprotect, {"mprotect", "pnn"}},
        {Call::Msync, {"msync", "pnn"}},
        {Call::Mremap, {"mremap", "pnnnp"}},
        {Call::Madvise, {"madvise", "pnn"}},
        {Call::Mlock, {"mlock", "pn"}},
        {Call::Mlock2, {"mlock2", "pnn"}},
        {Call::Munlock, {"munlock", "pn"}},
        {Call::Mincore, {"mincore", "pno"}},
        {Call::Brk, {"brk", "p"}},
        {Call::Truncate, {"truncate", "tn"}},
        {Call::Ftruncate, {"ftruncate", "nn"}},
        {Call::Fallocate, {"fallocate", "nnnn"}},
        {Call::Fadvise, {"posix_fadvise", "nnnn"}},
        {Call::Fsync, {"fsync", "n"}},
        {Call::Fdatasync, {"fdatasync", "n"}},
        {Call::Rename, {"rename", "tt"}},
        {Call::Unlink, {"unlink", "t"}},
        {Call::MemfdCreate, {"memfd_create", "tn"}},
        {Call::Fcntl, {"fcntl", "nnn"}},
        {Call::Shmget, {"shmget", "nnn"}},
        {Call::Shmdt, {"shmdt", "p"}},
    };
    const auto found = all.find(call);
    return found == all.end() ? nullptr : &found->second;
}

/// An argument; `before` is what must be done first.
std::string argumentText(const CallArgument& argument, char kind, std::string& before) {
    switch (argument.form) {
    case CallArgument::Form::Value:
        if (kind == 'p' || kind == 'o')
            return pointer(argument.value);
        return argument.value < 100000 ? std::to_string(argument.value)
                                       : std::to_string(static_cast<std::int64_t>(argument.value));
    case CallArgument::Form::In:
        if (kind == 't')
            return "\"" + std::string(argument.bytes.begin(), argument.bytes.end() - 1) + "\"";
        if (!argument.bytes.empty())
            before = "memset(bytes, " + std::to_string(argument.bytes.front()) + ", " +
                     std::to_string(argument.bytes.size()) + "); ";
        return "bytes";
    default:
        return "bytes";
    }
}

std::string callStatement(const Operation& operation) {
    switch (operation.call) {
    case Call::Sigaction:
        return "sigaction(" + std::to_string(operation.argument(0)) + ", &action, NULL);";
    case Call::ExitGroup:
        return "_exit(" + std::to_string(operation.argument(0)) + ");";
    case Call::Wait4:
        return "waitpid(-1, NULL, WNOHANG);";
    default:
        break;
    }
    const Spelling* spelling = spellingOf(operation.call);
    if (!spelling)
        return "/* " + std::string(nameOf(operation.call)) + " */;";
    std::string before, list;
    for (std::size_t i = 0; spelling->arguments[i]; ++i)
        list += (i ? ", " : "") + argumentText(operation.arguments.at(i), spelling->arguments[i], before);
    return before + spelling->name + "(" + list + ");";
}

const char* typeOf(std::uint64_t length) {
    switch (length) {
    case 1:
        return "unsigned char";
    case 2:
        return "unsigned short";
    case 4:
        return "unsigned int";
    default:
        return "unsigned long";
    }
}

std::string objectAt(const Operation& operation) {
    return "*(volatile " + std::string(typeOf(operation.length)) + " *)" + hex(operation.target.address);
}

std::string valueOf(const Operation& operation) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < operation.length && i < 8; ++i)
        value |= std::uint64_t{operation.value[i]} << (8 * i);
    return hex(value) + "ul";
}

std::string updateText(const Operation& operation) {
    const std::string object = "(unsigned int *)" + hex(operation.target.address);
    const std::string operand = std::to_string(operation.value[0]);
    switch (operation.update) {
    case AtomicUpdate::Exchange:
        return "__atomic_exchange_n(" + object + ", " + operand + ", __ATOMIC_SEQ_CST)";
    case AtomicUpdate::Subtract:
        return "__sync_fetch_and_sub(" + object + ", " + operand + ")";
    case AtomicUpdate::And:
        return "__sync_fetch_and_and(" + object + ", " + operand + ")";
    case AtomicUpdate::Or:
        return "__sync_fetch_and_or(" + object + ", " + operand + ")";
    case AtomicUpdate::Xor:
        return "__sync_fetch_and_xor(" + object + ", " + operand + ")";
    case AtomicUpdate::CompareExchange:
    case AtomicUpdate::DecrementIfPositive:
        return "__sync_val_compare_and_swap(" + object + ", 0, " + operand + ")";
    default:
        return "__sync_fetch_and_add(" + object + ", " + operand + ")";
    }
}

std::string accessText(const Operation& operation) {
    const std::string to = pointer(operation.target.address), from = pointer(operation.source.address);
    const std::string length = std::to_string(operation.length);
    switch (operation.kind) {
    case OperationKind::Load:
        return objectAt(operation);
    case OperationKind::Store:
        return objectAt(operation) + " = " + valueOf(operation);
    case OperationKind::Copy:
        return "memcpy(" + to + ", " + from + ", " + length + ")";
    case OperationKind::Fill:
        return "memset(" + to + ", " + std::to_string(operation.byte) + ", " + length + ")";
    case OperationKind::Compare:
        return (operation.untilNul ? "strncmp(" : "memcmp(") + to + ", " + from + ", " + length + ")";
    case OperationKind::Scan:
        return "memchr(" + to + ", " + std::to_string(operation.byte) + ", " + length + ")";
    default:
        return updateText(operation);
    }
}

std::string statementOf(const Operation& operation) {
    return operation.kind == OperationKind::Call ? callStatement(operation) : "TRY(" + accessText(operation) + ");";
}

/// Writes what one process does from a step on; a fork nests the child's text where it is born.
class Writer {
public:
    explicit Writer(const Sequence& sequence) : sequence_(sequence) {
        turns_ = std::any_of(sequence.steps.begin(), sequence.steps.end(), [](const OracleStep& step) {
            return step.operation.kind == OperationKind::Call && step.operation.call == Call::Fork;
        });
    }

    std::string text() {
        std::string made;
        if (turns_)
            made += "    volatile int *turn = mmap((void *)0x20000, 4096, PROT_READ | PROT_WRITE,\n"
                    "                              MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED, -1, 0);\n";
        process(firstProcess, 0, 1, made);
        return made;
    }

private:
    void process(ProcessId id, std::size_t from, std::size_t depth, std::string& made) {
        const std::string indent(4 * depth, ' ');
        for (std::size_t i = from; i < sequence_.steps.size(); ++i) {
            const OracleStep& step = sequence_.steps[i];
            if (step.process != id)
                continue;
            if (turns_)
                made += indent + "while (*turn != " + std::to_string(i) + ") sched_yield();\n";
            const bool ends = step.operation.kind == OperationKind::Call && step.operation.call == Call::ExitGroup;
            const bool forks = step.operation.kind == OperationKind::Call && step.operation.call == Call::Fork;
            if (forks) {
                made += indent + "if (fork() == 0) {\n";
                process(++last_, i + 1, depth + 1, made);
                // Alive to the end: what it shares with others stays shared.
                made += indent + "    while (*turn != " + std::to_string(sequence_.steps.size()) +
                        ") sched_yield();\n" + indent + "    _exit(0);\n" + indent + "}\n";
            } else if (!ends) {
                made += indent + statementOf(step.operation) + "\n";
            }
            if (turns_)
                made += indent + "*turn = " + std::to_string(i + 1) + ";\n";
            if (ends) {
                made += indent + statementOf(step.operation) + "\n";
                return;
            }
        }
    }

    const Sequence& sequence_;
    bool turns_ = false;
    ProcessId last_ = firstProcess;
};

} // namespace

std::string asCProgram(const Sequence& sequence, const std::string& comment) {
    std::string files;
    for (const SetupFile& file : sequence.setup.files)
        files += " --with " + file.name;
    std::string text = "// faultline:" + files + "\n";
    for (std::size_t from = 0; from < comment.size();) {
        const std::size_t end = std::min(comment.find('\n', from), comment.size());
        text += "// " + comment.substr(from, end - from) + "\n";
        from = end + 1;
    }
    return text + beginning + Writer(sequence).text() + "    return 0;\n}\n";
}

} // namespace faultline
