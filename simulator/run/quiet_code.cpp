#include "simulator/run/quiet_code.h"

namespace faultline {

namespace {

/// Small numbers of either sign as small unsigned ones: 0, -1, 1, -2, …
std::uint64_t folded(std::uint64_t difference) {
    return (difference << 1) ^ (difference >> 63 ? ~std::uint64_t{0} : 0);
}
std::uint64_t unfolded(std::uint64_t number) {
    return (number >> 1) ^ (number & 1 ? ~std::uint64_t{0} : 0);
}

constexpr unsigned lastShift = 56; ///< the ninth byte of a number holds eight bits: there is none behind it

/// Reads the numbers that put() wrote: seven bits a byte, the lowest first.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    bool atEnd() const { return at_ >= bytes_.size(); }
    std::uint64_t next() {
        std::uint64_t number = 0;
        for (unsigned shift = 0; at_ < bytes_.size(); shift += 7) {
            const std::uint8_t byte = bytes_[at_++];
            if (shift == lastShift)
                return number | std::uint64_t{byte} << shift;
            number |= std::uint64_t{byte & 0x7fu} << shift;
            if (!(byte & 0x80u))
                break;
        }
        return number;
    }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

} // namespace

void QuietCode::put(std::uint64_t number) {
    for (unsigned shift = 0; number >= 0x80 && shift < lastShift; shift += 7) {
        bytes_.push_back(static_cast<std::uint8_t>(number | 0x80));
        number >>= 7;
    }
    bytes_.push_back(static_cast<std::uint8_t>(number));
}

std::uint32_t QuietCode::siteOf(const QuietStep& step) {
    const auto fits = [&](const Site& site) {
        return site.place == step.place && site.process == step.process && site.store == step.access.store &&
               site.length == step.access.length;
    };
    // A loop goes round the same few sites: the one after the last is the likeliest.
    const auto count = static_cast<std::uint32_t>(sites_.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t index = (lastSite_ + 1 + i) % count;
        if (fits(sites_[index]))
            return index;
    }
    Site site;
    site.process = step.process;
    site.place = step.place;
    site.length = step.access.length;
    site.store = step.access.store;
    sites_.push_back(site);
    return count;
}

void QuietCode::append(const QuietStep& step) {
    const std::uint32_t index = siteOf(step);
    Site& site = sites_[index];
    const std::uint64_t stride = step.access.address - site.address;
    put(index);
    put(folded(stride - site.stride));
    put(folded(step.access.value - site.value));
    if (step.access.store)
        put(folded(step.access.old - site.old));
    site.stride = stride;
    site.address = step.access.address;
    site.value = step.access.value;
    site.old = step.access.old;
    lastSite_ = index;
    ++count_;
}

std::vector<QuietStep> QuietCode::expand() const {
    std::vector<Site> now = sites_;
    for (Site& site : now)
        site.address = site.stride = site.value = site.old = 0;
    std::vector<QuietStep> steps;
    steps.reserve(count_);
    for (Reader reader(bytes_); !reader.atEnd();) {
        Site& site = now[reader.next()];
        site.stride += unfolded(reader.next());
        site.address += site.stride;
        site.value += unfolded(reader.next());
        if (site.store)
            site.old += unfolded(reader.next());
        steps.push_back({site.process, site.place, {site.store, site.length, site.address, site.value, site.old}});
    }
    return steps;
}

void QuietCode::shrink() {
    sites_.shrink_to_fit();
    bytes_.shrink_to_fit();
}

} // namespace faultline
