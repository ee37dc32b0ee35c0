// Time: the run's clock says it; sleeping and alarms are its business, too. The time zone is UTC.
#include <array>
#include <bit>
#include <cstring>
#include <ctime>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/memory_layout.h"

namespace faultline {

namespace {

constexpr std::uint64_t pairBytes = 16; // timespec, timeval
constexpr std::int64_t billion = 1000000000;
constexpr std::int32_t einval = 22;
constexpr std::int32_t eintr = 4;

struct Pair {
    std::int64_t seconds = 0;
    std::int64_t rest = 0;
};

Bytes bytesOf(Pair pair) {
    Bytes bytes(pairBytes);
    std::memcpy(bytes.data(), &pair, pairBytes);
    return bytes;
}
Pair pairOf(const Bytes& bytes) {
    Pair pair;
    if (bytes.size() >= pairBytes)
        std::memcpy(&pair, bytes.data(), pairBytes);
    return pair;
}

Pair clockNow(CallContext& c, std::uint64_t clock) {
    CallRequest call(c, Call::ClockGettime);
    call.value(clock).outBytes(pairBytes).makeQuietly();
    return pairOf(call.returned(0));
}

std::uint64_t timeFunction(CallContext& c) {
    CallRequest call(c, Call::Time);
    const std::int64_t now = call.value(0).makeQuietly();
    if (c.argument(0) != 0)
        c.put(c.argument(0), now);
    return longResult(now);
}
std::uint64_t clockGettimeFunction(CallContext& c) {
    CallRequest call(c, Call::ClockGettime);
    if (call.value(c.intArgument(0)).outBytes(pairBytes).make() < 0)
        return intResult(-1);
    c.write(c.argument(1), call.returned(0));
    return 0;
}
std::uint64_t clockGetresFunction(CallContext& c) {
    if (c.argument(1) != 0)
        c.write(c.argument(1), bytesOf({0, 1}));
    return 0;
}
std::uint64_t timespecGetFunction(CallContext& c) {
    c.write(c.argument(0), bytesOf(clockNow(c, 0)));
    return c.argument(1);
}
std::uint64_t gettimeofdayFunction(CallContext& c) {
    CallRequest call(c, Call::Gettimeofday);
    call.outBytes(pairBytes).value(0).make();
    c.write(c.argument(0), call.returned(0));
    return 0;
}
std::uint64_t clockFunction(CallContext& c) {
    const Pair now = clockNow(c, 2);
    return longResult(now.seconds * 1000000 + now.rest / 1000);
}
std::uint64_t timesFunction(CallContext& c) {
    const Pair now = clockNow(c, 1);
    if (c.argument(0) != 0)
        c.write(c.argument(0), Bytes(32));
    return longResult(now.seconds * 100 + now.rest / 10000000);
}
std::uint64_t difftimeFunction(CallContext& c) {
    return std::bit_cast<std::uint64_t>(
        static_cast<double>(static_cast<std::int64_t>(c.argument(0)) - static_cast<std::int64_t>(c.argument(1))));
}

// --- sleeping

struct Slept {
    std::int64_t result = 0;
    std::int32_t error = 0;
    Pair left;
};
Slept sleepFor(CallContext& c, Pair time) {
    CallRequest call(c, Call::Nanosleep);
    call.in(bytesOf(time)).outBytes(pairBytes);
    Slept slept;
    slept.result = call.makeQuietly();
    slept.error = call.error();
    slept.left = pairOf(call.returned(0));
    return slept;
}
std::uint64_t sleepFunction(CallContext& c) {
    const Slept slept = sleepFor(c, {static_cast<std::int64_t>(c.argument(0) & 0xFFFFFFFF), 0});
    return slept.result < 0 ? static_cast<std::uint64_t>(slept.left.seconds + (slept.left.rest >= billion / 2 ? 1 : 0))
                            : 0;
}
std::uint64_t usleepFunction(CallContext& c) {
    const auto microseconds = static_cast<std::int64_t>(c.argument(0) & 0xFFFFFFFF);
    const Slept slept = sleepFor(c, {microseconds / 1000000, microseconds % 1000000 * 1000});
    if (slept.result < 0)
        c.setError(slept.error);
    return intResult(slept.result);
}
std::uint64_t nanosleepFunction(CallContext& c) {
    const Slept slept = sleepFor(c, pairOf(c.bytes(c.argument(0), pairBytes)));
    if (slept.result >= 0)
        return 0;
    if (c.argument(1) != 0 && slept.error == eintr)
        c.write(c.argument(1), bytesOf(slept.left));
    c.setError(slept.error);
    return intResult(-1);
}
std::uint64_t clockNanosleepFunction(CallContext& c) {
    Pair wanted = pairOf(c.bytes(c.argument(2), pairBytes));
    const bool isAbsolute = (c.argument(1) & 1) != 0;
    if (isAbsolute) {
        const Pair now = clockNow(c, c.argument(0));
        wanted.seconds -= now.seconds;
        wanted.rest -= now.rest;
        if (wanted.rest < 0) {
            wanted.rest += billion;
            --wanted.seconds;
        }
        if (wanted.seconds < 0)
            return 0;
    }
    const Slept slept = sleepFor(c, wanted);
    if (slept.result < 0 && c.argument(3) != 0 && !isAbsolute)
        c.write(c.argument(3), bytesOf(slept.left));
    return slept.result < 0 ? intResult(slept.error) : 0;
}

// --- calendar: struct tm is nine ints, padding, the offset and the zone's name

constexpr std::uint64_t brokenBytes = 56;

Bytes bytesOf(CallContext& c, const std::tm& time) {
    Bytes bytes(brokenBytes);
    const std::array<std::int32_t, 9> fields = {
        time.tm_sec, time.tm_min, time.tm_hour, time.tm_mday, time.tm_mon, time.tm_year, time.tm_wday, time.tm_yday, 0};
    std::memcpy(bytes.data(), fields.data(), sizeof fields);
    const std::uint64_t zone = c.ownText(layout::timeText + 0x40, "UTC", 8);
    std::memcpy(bytes.data() + 48, &zone, 8);
    return bytes;
}
std::tm timeOf(const Bytes& bytes) {
    std::array<std::int32_t, 9> fields{};
    std::memcpy(fields.data(), bytes.data(), sizeof fields);
    std::tm time{};
    time.tm_sec = fields[0];
    time.tm_min = fields[1];
    time.tm_hour = fields[2];
    time.tm_mday = fields[3];
    time.tm_mon = fields[4];
    time.tm_year = fields[5];
    time.tm_wday = fields[6];
    time.tm_yday = fields[7];
    return time;
}
std::optional<std::tm> broken(std::int64_t seconds) {
    std::tm time{};
    if (gmtime_r(&seconds, &time) == nullptr)
        return std::nullopt;
    return time;
}

std::uint64_t breakDown(CallContext& c, std::uint64_t to) {
    const auto time = broken(c.get<std::int64_t>(c.argument(0)));
    if (!time)
        return 0;
    c.write(to, bytesOf(c, *time));
    return to;
}
std::uint64_t localtimeFunction(CallContext& c) {
    return breakDown(c, c.ownAddress(layout::brokenTime));
}
std::uint64_t localtimeRFunction(CallContext& c) {
    return breakDown(c, c.argument(1));
}

std::string calendarText(const std::tm& time) {
    std::array<char, 128> text{};
    return std::strftime(text.data(), text.size(), "%a %b %e %H:%M:%S %Y\n", &time) > 0 ? text.data() : "";
}
std::uint64_t ctimeFunction(CallContext& c) {
    const auto time = broken(c.get<std::int64_t>(c.argument(0)));
    return time ? c.ownText(layout::timeText, calendarText(*time), 64) : 0;
}
std::uint64_t ctimeRFunction(CallContext& c) {
    const auto time = broken(c.get<std::int64_t>(c.argument(0)));
    if (!time)
        return 0;
    c.writeText(c.argument(1), calendarText(*time));
    return c.argument(1);
}
std::uint64_t asctimeFunction(CallContext& c) {
    return c.ownText(layout::timeText, calendarText(timeOf(c.bytes(c.argument(0), brokenBytes))), 64);
}
std::uint64_t asctimeRFunction(CallContext& c) {
    c.writeText(c.argument(1), calendarText(timeOf(c.bytes(c.argument(0), brokenBytes))));
    return c.argument(1);
}
std::uint64_t mktimeFunction(CallContext& c) {
    std::tm time = timeOf(c.bytes(c.argument(0), brokenBytes));
    const std::int64_t seconds = timegm(&time);
    if (const auto normal = broken(seconds))
        c.write(c.argument(0), bytesOf(c, *normal));
    return longResult(seconds);
}
std::uint64_t strftimeFunction(CallContext& c) {
    const std::string format = c.text(c.argument(2));
    std::tm time = timeOf(c.bytes(c.argument(3), brokenBytes));
    time.tm_zone = "UTC";
    std::string text(4096 + 16 * format.size(), '\0');
    text.resize(std::strftime(text.data(), text.size(), format.c_str(), &time));
    if (text.size() + 1 > c.argument(1))
        return 0;
    c.writeText(c.argument(0), text);
    return text.size();
}

std::uint64_t nothing(CallContext&) {
    return 0;
}
std::uint64_t refused(CallContext& c) {
    c.setError(einval);
    return intResult(-1);
}

} // namespace

std::vector<Native> timeFunctions() {
    return {{"time", timeFunction},
            {"clock_gettime", clockGettimeFunction},
            {"clock_getres", clockGetresFunction},
            {"clock_settime", refused},
            {"timespec_get", timespecGetFunction},
            {"gettimeofday", gettimeofdayFunction},
            {"clock", clockFunction},
            {"times", timesFunction},
            {"difftime", difftimeFunction},
            {"sleep", sleepFunction},
            {"usleep", usleepFunction},
            {"nanosleep", nanosleepFunction},
            {"clock_nanosleep", clockNanosleepFunction},
            {"localtime", localtimeFunction},
            {"gmtime", localtimeFunction},
            {"localtime_r", localtimeRFunction},
            {"gmtime_r", localtimeRFunction},
            {"ctime", ctimeFunction},
            {"ctime_r", ctimeRFunction},
            {"asctime", asctimeFunction},
            {"asctime_r", asctimeRFunction},
            {"mktime", mktimeFunction},
            {"timegm", mktimeFunction},
            {"strftime", strftimeFunction},
            {"tzset", nothing}};
}

} // namespace faultline
