#include "realmode/terminal.h"

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
    terminal.app_ = Descriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    if (!terminal.app_ || ::grantpt(terminal.app_.number()) != 0 || ::unlockpt(terminal.app_.number()) != 0)
        return refused("/dev/ptmx");
    char name[128];
    if (::ptsname_r(terminal.app_.number(), name, sizeof name) != 0)
        return refused("/dev/ptmx");
    terminal.program_ = Descriptor(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!terminal.program_)
        return refused(name);
    termios settings{};
    ::tcgetattr(terminal.program(), &settings);
    ::cfmakeraw(&settings);
    settings.c_cc[VEOF] = 4;
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

bool Terminal::setMinimum(unsigned char minimum) {
    termios settings{};
    if (::tcgetattr(program(), &settings) != 0)
        return false;
    ::cfmakeraw(&settings);
    settings.c_cc[VMIN] = minimum;
    return ::tcsetattr(program(), TCSANOW, &settings) == 0;
}

void Terminal::endForSleepers(unsigned waiting) {
    // A reader asleep in raw mode has taken its minimum along, and a new one doesn't wake it. In line mode an end
    // character does; afterwards the terminal is raw again.
    termios lines{};
    ::tcgetattr(program(), &lines);
    lines.c_lflag |= ICANON;
    lines.c_cc[VEOF] = 4;
    ::tcsetattr(program(), TCSANOW, &lines);
    for (unsigned i = 0; i < waiting; ++i)
        (void)!::write(app_.number(), "\4", 1);
    pollfd look{program(), POLLIN, 0};
    ::poll(&look, 1, 0); // waits for the characters to arrive
}

bool Terminal::pump(unsigned waiting) {
    bool woke = false;
    while (!queue_.empty()) {
        const ssize_t wrote = ::write(app_.number(), queue_.data(), std::min<std::size_t>(queue_.size(), 2048));
        if (wrote <= 0)
            break;
        queue_.erase(queue_.begin(), queue_.begin() + wrote);
        woke = true;
    }
    if (woke) {
        pollfd look{program(), POLLIN, 0};
        ::poll(&look, 1, 0); // waits until the program's end has it
    }
    if (!queue_.empty() || !endComes_)
        return woke;
    int unread = 0;
    ::ioctl(program(), FIONREAD, &unread);
    if (waiting && unread == 0) {
        endForSleepers(waiting);
        return true;
    }
    if (!ended_)
        ended_ = setMinimum(0);
    return woke;
}

} // namespace faultline
