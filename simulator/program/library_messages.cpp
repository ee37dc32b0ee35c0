// The names and texts of errors and signals.
#include <array>
#include <string_view>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/library_formats.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

std::uint64_t strerrorFunction(CallContext& c) {
    const std::int32_t error = c.intArgument(0);
    if (error < 0 || error >= static_cast<std::int32_t>(layout::errorTextCount))
        return c.ownText(layout::smallText, errorText(error), 256);
    return c.ownText(layout::errorTexts + layout::errorTextSize * static_cast<std::uint64_t>(error), errorText(error),
                     layout::errorTextSize);
}
// POSIX's: the text goes to the program's buffer.
std::uint64_t strerrorRFunction(CallContext& c) {
    constexpr std::int32_t erange = 34;
    const std::string text = errorText(c.intArgument(0));
    if (text.size() + 1 > c.argument(2))
        return intResult(erange);
    c.writeText(c.argument(1), text);
    return 0;
}

std::string signalText(std::int32_t signal) {
    constexpr std::string_view texts[] = {"Unknown signal 0",
                                          "Hangup",
                                          "Interrupt",
                                          "Quit",
                                          "Illegal instruction",
                                          "Trace/breakpoint trap",
                                          "Aborted",
                                          "Bus error",
                                          "Floating point exception",
                                          "Killed",
                                          "User defined signal 1",
                                          "Segmentation fault",
                                          "User defined signal 2",
                                          "Broken pipe",
                                          "Alarm clock",
                                          "Terminated",
                                          "Stack fault",
                                          "Child exited",
                                          "Continued",
                                          "Stopped (signal)",
                                          "Stopped",
                                          "Stopped (tty input)",
                                          "Stopped (tty output)",
                                          "Urgent I/O condition",
                                          "CPU time limit exceeded",
                                          "File size limit exceeded",
                                          "Virtual timer expired",
                                          "Profiling timer expired",
                                          "Window changed",
                                          "I/O possible",
                                          "Power failure",
                                          "Bad system call"};
    if (signal > 0 && signal < static_cast<std::int32_t>(std::size(texts)))
        return std::string(texts[signal]);
    if (signal >= 34 && signal <= 64)
        return "Real-time signal " + std::to_string(signal - 34);
    return "Unknown signal " + std::to_string(signal);
}
std::uint64_t strsignalFunction(CallContext& c) {
    const std::int32_t signal = c.intArgument(0);
    if (signal < 0 || signal >= static_cast<std::int32_t>(layout::signalTextCount))
        return c.ownText(layout::smallText, signalText(signal), 256);
    return c.ownText(layout::signalTexts + layout::signalTextSize * static_cast<std::uint64_t>(signal),
                     signalText(signal), layout::signalTextSize);
}
std::uint64_t psignalFunction(CallContext& c) {
    const std::string prefix = c.argument(1) != 0 ? c.text(c.argument(1)) : "";
    const std::string text = (prefix.empty() ? "" : prefix + ": ") + signalText(c.intArgument(0)) + "\n";
    CallRequest call(c, Call::Write);
    call.value(2).in(Bytes(text.begin(), text.end())).value(text.size()).makeQuietly();
    return 0;
}
std::uint64_t sigabbrevFunction(CallContext& c) {
    const std::string_view name = signalName(c.intArgument(0));
    if (!name.starts_with("SIG"))
        return 0;
    return c.ownText(layout::smallText, name.substr(3), 256);
}

std::uint64_t sigdescrFunction(CallContext& c) {
    const std::string text = signalText(c.intArgument(0));
    return text.starts_with("Unknown") ? 0 : strsignalFunction(c);
}

constexpr auto errorNames = std::to_array<std::string_view>({
    "0",
    "EPERM",
    "ENOENT",
    "ESRCH",
    "EINTR",
    "EIO",
    "ENXIO",
    "E2BIG",
    "ENOEXEC",
    "EBADF",
    "ECHILD",
    "EAGAIN",
    "ENOMEM",
    "EACCES",
    "EFAULT",
    "ENOTBLK",
    "EBUSY",
    "EEXIST",
    "EXDEV",
    "ENODEV",
    "ENOTDIR",
    "EISDIR",
    "EINVAL",
    "ENFILE",
    "EMFILE",
    "ENOTTY",
    "ETXTBSY",
    "EFBIG",
    "ENOSPC",
    "ESPIPE",
    "EROFS",
    "EMLINK",
    "EPIPE",
    "EDOM",
    "ERANGE",
    "EDEADLK",
    "ENAMETOOLONG",
    "ENOLCK",
    "ENOSYS",
    "ENOTEMPTY",
    "ELOOP",
    "",
    "ENOMSG",
    "EIDRM",
    "ECHRNG",
    "EL2NSYNC",
    "EL3HLT",
    "EL3RST",
    "ELNRNG",
    "EUNATCH",
    "ENOCSI",
    "EL2HLT",
    "EBADE",
    "EBADR",
    "EXFULL",
    "ENOANO",
    "EBADRQC",
    "EBADSLT",
    "",
    "EBFONT",
    "ENOSTR",
    "ENODATA",
    "ETIME",
    "ENOSR",
    "ENONET",
    "ENOPKG",
    "EREMOTE",
    "ENOLINK",
    "EADV",
    "ESRMNT",
    "ECOMM",
    "EPROTO",
    "EMULTIHOP",
    "EDOTDOT",
    "EBADMSG",
    "EOVERFLOW",
    "ENOTUNIQ",
    "EBADFD",
    "EREMCHG",
    "ELIBACC",
    "ELIBBAD",
    "ELIBSCN",
    "ELIBMAX",
    "ELIBEXEC",
    "EILSEQ",
    "ERESTART",
    "ESTRPIPE",
    "EUSERS",
    "ENOTSOCK",
    "EDESTADDRREQ",
    "EMSGSIZE",
    "EPROTOTYPE",
    "ENOPROTOOPT",
    "EPROTONOSUPPORT",
    "ESOCKTNOSUPPORT",
    "EOPNOTSUPP",
    "EPFNOSUPPORT",
    "EAFNOSUPPORT",
    "EADDRINUSE",
    "EADDRNOTAVAIL",
    "ENETDOWN",
    "ENETUNREACH",
    "ENETRESET",
    "ECONNABORTED",
    "ECONNRESET",
    "ENOBUFS",
    "EISCONN",
    "ENOTCONN",
    "ESHUTDOWN",
    "ETOOMANYREFS",
    "ETIMEDOUT",
    "ECONNREFUSED",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "EALREADY",
    "EINPROGRESS",
    "ESTALE",
    "EUCLEAN",
    "ENOTNAM",
    "ENAVAIL",
    "EISNAM",
    "EREMOTEIO",
    "EDQUOT",
    "ENOMEDIUM",
    "EMEDIUMTYPE",
    "ECANCELED",
    "ENOKEY",
    "EKEYEXPIRED",
    "EKEYREVOKED",
    "EKEYREJECTED",
    "EOWNERDEAD",
    "ENOTRECOVERABLE",
    "ERFKILL",
    "",
});

std::uint64_t strerrornameFunction(CallContext& c) {
    const std::int32_t error = c.intArgument(0);
    if (error < 0 || error >= static_cast<std::int32_t>(errorNames.size()))
        return 0;
    const std::string_view name = errorNames[static_cast<std::size_t>(error)];
    return name.empty() ? 0 : c.ownText(layout::smallText + 0xA0, name, 32);
}

} // namespace

std::vector<Native> messageFunctions() {
    return {{"strerror", strerrorFunction},           {"strerror_r", strerrorRFunction},
            {"strsignal", strsignalFunction},         {"psignal", psignalFunction},
            {"sigabbrev_np", sigabbrevFunction},      {"sigdescr_np", sigdescrFunction},
            {"strerrorname_np", strerrornameFunction}};
}

} // namespace faultline
