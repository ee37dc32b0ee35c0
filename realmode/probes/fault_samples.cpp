#include "realmode/probes/fault_samples.h"
#include "realmode/worker/protocol.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace faultline {

namespace {

using worker::pageSize;
/// Pages of data: 256 samples each. All rings of a user share kernel.perf_event_mlock_kb, so less may have to do.
constexpr std::array<std::size_t, 2> ringPages = {4, 1};

struct Sample {
    perf_event_header header;
    std::uint64_t address;
};
static_assert(sizeof(Sample) == 16);
/// A ring with less room may have lost samples: the next would be preceded by the record of a loss.
constexpr std::size_t roomLeft = 64;

std::string whyNot(int error) {
    if (error == EACCES || error == EPERM)
        return "the kernel lets no ordinary user sample page faults (kernel.perf_event_paranoid)";
    return std::string("page faults can't be sampled: ") + std::strerror(error);
}

} // namespace

Result<FaultSamples> FaultSamples::of(pid_t pid) {
    perf_event_attr wanted{};
    wanted.type = PERF_TYPE_SOFTWARE;
    wanted.size = sizeof wanted;
    wanted.config = PERF_COUNT_SW_PAGE_FAULTS;
    wanted.sample_period = 1;
    wanted.sample_type = PERF_SAMPLE_ADDR;
    wanted.exclude_kernel = 1;
    wanted.exclude_hv = 1;
    FaultSamples samples;
    samples.event_ =
        OwnedDescriptor(static_cast<int>(::syscall(SYS_perf_event_open, &wanted, pid, -1, -1, PERF_FLAG_FD_CLOEXEC)));
    if (!samples.event_)
        return Failure{whyNot(errno), "perf_event_open", ""};
    for (const std::size_t pages : ringPages)
        if (samples.map(pages))
            return samples;
    return Failure{whyNot(errno), "perf_event_open", ""};
}

bool FaultSamples::map(std::size_t pages) {
    dataSize_ = pages * pageSize;
    void* at = ::mmap(nullptr, pageSize + dataSize_, PROT_READ | PROT_WRITE, MAP_SHARED, event_.number(), 0);
    ring_ = at == MAP_FAILED ? nullptr : at;
    return ring_ != nullptr;
}

FaultSamples::FaultSamples(FaultSamples&& other) noexcept {
    *this = std::move(other);
}

FaultSamples& FaultSamples::operator=(FaultSamples&& other) noexcept {
    std::swap(event_, other.event_);
    std::swap(ring_, other.ring_);
    std::swap(dataSize_, other.dataSize_);
    std::swap(read_, other.read_);
    std::swap(seen_, other.seen_);
    std::swap(wasFull_, other.wasFull_);
    return *this;
}

FaultSamples::~FaultSamples() {
    if (ring_)
        ::munmap(ring_, pageSize + dataSize_);
}

std::uint64_t FaultSamples::written() const {
    auto& head = static_cast<perf_event_mmap_page*>(ring_)->data_head;
    return std::atomic_ref(head).load(std::memory_order_acquire);
}

std::uint64_t FaultSamples::counted() const {
    std::uint64_t count = 0;
    return ::read(event_.number(), &count, sizeof count) == sizeof count ? count : 0;
}

void FaultSamples::forget() {
    if (!ring_ || written() == read_)
        return;
    std::vector<Address> forgotten;
    take(forgotten);
    lost();
}

void FaultSamples::take(std::vector<Address>& addresses) {
    if (!ring_)
        return;
    const std::uint64_t end = written();
    if (end == read_)
        return;
    wasFull_ |= end - read_ + roomLeft > dataSize_;
    const auto* data = static_cast<const std::uint8_t*>(ring_) + pageSize;
    while (read_ < end) { // records are multiples of 8 bytes, and may go on at the beginning
        Sample sample;
        std::memcpy(&sample.header, data + read_ % dataSize_, sizeof sample.header);
        std::memcpy(&sample.address, data + (read_ + sizeof sample.header) % dataSize_, sizeof sample.address);
        if (sample.header.type == PERF_RECORD_SAMPLE) {
            addresses.push_back(sample.address);
            ++seen_;
        } else if (sample.header.type == PERF_RECORD_LOST) {
            wasFull_ = true;
        }
        read_ += sample.header.size;
    }
    std::atomic_ref(static_cast<perf_event_mmap_page*>(ring_)->data_tail).store(read_, std::memory_order_release);
}

std::uint64_t FaultSamples::lost() {
    if (!std::exchange(wasFull_, false))
        return 0;
    const std::uint64_t all = counted();
    const std::uint64_t missing = all > seen_ ? all - seen_ : 0;
    seen_ += missing;
    return missing;
}

} // namespace faultline
