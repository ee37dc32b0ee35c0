#include "realmode/terminal.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>

namespace faultline {

Result<Terminal> Terminal::open() {
    const auto refused = [](const char* what) {
        return Failure{std::string("No pseudo-terminal for the program's input and output: ") + std::strerror(errno),
                       what, "Check that /dev/pts is mounted."};
    };
    Terminal terminal;
    terminal.app_ = OwnedDescriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    if (!terminal.app_ || ::grantpt(terminal.app_.number()) != 0 || ::unlockpt(terminal.app_.number()) != 0)
        return refused("/dev/ptmx");
    char name[128];
    if (::ptsname_r(terminal.app_.number(), name, sizeof name) != 0)
        return refused("/dev/ptmx");
    terminal.program_ = OwnedDescriptor(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!terminal.program_)
        return refused(name);
    terminal.name_ = name;
    termios settings{};
    ::tcgetattr(terminal.program(), &settings);
    ::cfmakeraw(&settings);
    ::tcsetattr(terminal.program(), TCSANOW, &settings);
    return terminal;
}

Bytes Terminal::drain() {
    // A read of an empty terminal first waits for what the kernel has not passed on yet, so nothing written is missed.
    Bytes bytes;
    std::uint8_t room[4096];
    for (;;) {
        const ssize_t got = ::read(app_.number(), room, sizeof room);
        if (got <= 0)
            return bytes;
        bytes.insert(bytes.end(), room, room + got);
    }
}

void Terminal::supply(std::span<const std::uint8_t> input, bool end) {
    queue_.insert(queue_.end(), input.begin(), input.end());
    endComes_ |= end;
}

bool Terminal::atEnd() const {
    int unread = 0;
    return ended_ && ::ioctl(program(), FIONREAD, &unread) == 0 && unread == 0;
}

bool Terminal::pump() {
    constexpr std::ptrdiff_t roomOfTerminal = 4000; // a raw terminal holds 4095 bytes
    bool woke = false;
    int unread = 0;
    if (!queue_.empty() && ::ioctl(program(), FIONREAD, &unread) == 0 && unread == 0) {
        const auto most = queue_.begin() + std::min<std::ptrdiff_t>(std::ssize(queue_), roomOfTerminal);
        const auto newline = std::find(queue_.begin(), most, '\n');
        const auto end = newline == most ? most : newline + 1;
        const ssize_t wrote = ::write(app_.number(), queue_.data(), static_cast<std::size_t>(end - queue_.begin()));
        queue_.erase(queue_.begin(), queue_.begin() + std::max<ssize_t>(wrote, 0));
        woke = wrote > 0;
    }
    if (woke) {
        pollfd look{program(), POLLIN, 0};
        ::poll(&look, 1, 0); // waits until the program's end has it
    }
    if (queue_.empty() && endComes_ && !ended_) {
        termios settings{};
        ::tcgetattr(program(), &settings);
        settings.c_cc[VMIN] = 0; // a read of nothing gives 0 at once
        ended_ = ::tcsetattr(program(), TCSANOW, &settings) == 0;
    }
    return woke;
}

} // namespace faultline
