#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

/// What the app, the keeper and the workers share: one memory file. Its first slot says how to launch; each other slot
/// is the channel of one worker. Every process of a run maps all of it, so that a forked worker needs no descriptor to
/// reach its own channel.
namespace faultline::worker {

inline constexpr std::uint64_t pageSize = 4096;
/// Where the worker itself is linked. What lies behind it is its brk: the program's heap.
inline constexpr std::uint64_t workerStart = 0x10000000;
/// The shared memory lies below the worker, far from where the kernel places mappings and from the heap.
inline constexpr std::uint64_t sharedStart = 0x0c000000;
inline constexpr std::uint64_t slotSize = 2u << 20;
inline constexpr std::uint32_t slotCount = 32; ///< slot 0 launches; 31 processes may live at once
inline constexpr std::uint64_t sharedSize = slotSize * slotCount;

enum class Kind : std::uint8_t {
    Quiet,     ///< a load or store of a page known present: nothing is counted
    Residency, ///< of the pages of a range, by mincore, a byte each into the channel's data: nothing is counted
    Peek,      ///< bytes of a range known present, into the channel's data: nothing is counted
    Load,
    Store,
    Copy,
    Fill,
    Compare,
    Scan,
    Atomic,
    Call,
    Fork,
    Sigaction,
    Sigprocmask,
    Sigreturn,
    Sigsuspend,
    Sigpending,
    Sigaltstack,
    Die, ///< by the signal in `length`, with its default action
};

/// An argument of a system call: a number as it stands, or an offset in the channel's data.
struct Argument {
    bool isData = false;
    std::uint64_t value = 0;
};

struct Request {
    Kind kind = Kind::Load;
    bool store = false;        ///< Quiet
    bool targetIsData = false; ///< Copy: the bytes read go to the channel's data; Compare: they come from there
    bool sourceIsData = false; ///< Copy, Compare: the bytes come from the channel's data
    bool untilNul = false;
    bool backwards = false;
    bool cutAtPages = false; ///< Call: write and pwrite in pieces within a page of the file
    std::uint8_t byte = 0;   ///< Fill, Scan
    std::uint8_t update = 0; ///< Atomic: an AtomicUpdate
    std::uint32_t call = 0;  ///< Call: the kernel's number
    std::uint32_t slot = 0;  ///< Fork: the child's
    std::uint64_t address = 0;
    std::uint64_t source = 0;
    std::uint64_t length = 0;
    std::uint64_t touch = 0;     ///< Call: a path that the kernel reads first, since a rewritten one is passed; 0: none
    std::uint8_t value[16] = {}; ///< Store, Atomic, Quiet
    Argument arguments[6];
    std::uint64_t dataEnd = 0; ///< bytes of the channel's data that this request uses
};

struct Reply {
    std::int64_t result = 0; ///< a call's, negative errno included; Compare's order; bytes done
    std::uint64_t progress = 0;
    std::int32_t signal = 0; ///< raised by the access; 0: none
    std::int32_t code = 0;
    std::uint64_t address = 0;
    bool fatal = false;        ///< the program does not handle that signal, or has blocked it: Die comes next
    bool again = false;        ///< a call that the kernel would restart: ask again once the handlers have run
    std::int32_t refused = -1; ///< the number of a call that the confinement does not allow
    std::uint64_t minor = 0;
    std::uint64_t major = 0;
    std::uint64_t unseenMinor = 0; ///< faults between the operations counted, of quiet accesses
    std::uint64_t unseenMajor = 0;
    std::uint8_t value[16] = {};
};

/// A signal that the program handles and that has reached the worker.
struct Caught {
    std::int32_t signal = 0;
    std::int32_t code = 0;
    std::int32_t sender = 0; ///< a real pid
    std::uint64_t address = 0;
    std::uint64_t maskBefore = 0; ///< put back by Sigreturn
    std::uint64_t maskDuring = 0;
};

inline constexpr int inputEndSignal = 64; ///< SIGRTMAX: Faultline's own
inline constexpr std::uint32_t caughtRoom = 64;
inline constexpr std::uint64_t dataOffset = 16384;
inline constexpr std::uint64_t dataRoom = slotSize - dataOffset;

struct Channel {
    alignas(64) std::atomic<std::uint32_t> requested{0}; ///< number of the newest request
    alignas(64) std::atomic<std::uint32_t> answered{0};  ///< number of the newest request that is done
    alignas(64) std::atomic<std::uint32_t> workerSleeps{0};
    alignas(64) std::atomic<std::uint32_t> appSleeps{0};
    std::atomic<std::int32_t> pid{0}; ///< set once the worker is ready
    /// Set before inputEndSignal is sent to a worker asleep in reading the terminal: its read then gives 0.
    std::atomic<std::uint32_t> inputEnds{0};
    Request request;
    Reply reply;
    /// Signals caught, a ring: `caught` counts those written, `taken` those the worker has put on its mask stack.
    alignas(64) std::atomic<std::uint32_t> caught{0};
    std::uint32_t taken = 0;
    Caught signals[caughtRoom];

    std::uint8_t* data() { return reinterpret_cast<std::uint8_t*>(this) + dataOffset; }
};
static_assert(sizeof(Channel) <= dataOffset);
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

struct LaunchSegment {
    std::uint64_t start = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    std::int32_t protection = 0;
    bool anonymous = false;
};

enum class Confined : std::uint32_t { NotTried, Yes, NotAvailable };

/// A limit of setrlimit(2) that bounds the worker without the program's knowing.
struct OwnLimit {
    std::int32_t resource = 0;
    std::uint64_t bound = 0;
    std::uint64_t soft = 0; ///< what the program sees: the user's own, then its own
};
inline constexpr std::size_t ownLimitCount = 2;

inline constexpr std::size_t pathRoom = 1024;
inline constexpr std::uint32_t segmentRoom = 64;
inline constexpr std::uint32_t filterRoom = 4096;

/// How to launch, and what the keeper must remove at the end.
struct Launch {
    char worker[pathRoom] = {};    ///< this executable
    char home[pathRoom] = {};      ///< holds scratch and the image; removed at the end
    char scratch[pathRoom] = {};   ///< the program's directory
    char imageFile[pathRoom] = {}; ///< empty: no image
    char shmFolder[pathRoom] = {}; ///< empty: none
    char terminal[pathRoom] = {};  ///< the program's
    LaunchSegment segments[segmentRoom];
    std::uint32_t segmentCount = 0;
    std::uint64_t stackLimit = 8u << 20;
    std::uint64_t descriptorLimit = 65536; ///< else the user's own
    std::uint32_t spinCycles = 0; ///< how long a worker waits before it sleeps; 0 where it has no processor of its own
    std::uint32_t landlockAbiAtMost = 99;
    bool confine = true;
    bool separate = false; ///< leave the user's network and System V memory
    OwnLimit ownLimits[ownLimitCount];
    std::uint32_t filterLength = 0; ///< instructions of 8 bytes
    std::uint8_t filter[filterRoom * 8] = {};

    // Written by keeper and workers.
    std::atomic<std::int32_t> keeperPid{0};
    std::atomic<std::uint64_t> topOfMappings{0}; ///< where the first worker's first mapping will end
    std::atomic<Confined> landlock{Confined::NotTried};
    std::atomic<std::int32_t> landlockAbi{0};
    std::atomic<Confined> systemCallFilter{Confined::NotTried};
    std::atomic<Confined> namespaces{Confined::NotTried};
    std::atomic<Confined> processorTime{Confined::NotTried};
    std::atomic<std::int32_t> failedAt{0}; ///< a Stage where launching stopped; 0: none
    std::atomic<std::int32_t> failedError{0};
    std::atomic<std::uint32_t> sharedSegments{0};
    std::int32_t sharedSegmentIds[1024] = {}; ///< System V segments made here, to be removed at the end
};
static_assert(sizeof(Launch) <= slotSize);

enum class Stage : std::int32_t { None, Start, MapShared, Directory, OpenImage, MapImage, Confine, Execute };

/// What the keeper tells the app on their socket.
struct KeeperNews {
    enum class What : std::int32_t { Started, Ended } what = What::Started;
    std::int32_t pid = 0;
    std::int32_t status = 0; ///< Ended: as from wait
};

// Descriptors that the keeper is given.
inline constexpr int keeperSocket = 3;
inline constexpr int keeperShared = 4;
inline constexpr int keeperTerminal = 5;
inline constexpr int keeperErrors = 6;

} // namespace faultline::worker
