// A process's stack: where its locals, its arguments and the C library's own things lie.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

namespace faultline {

// The bytes below `top`, as far down as they have been touched; they grow downwards, to `top - limit` at most.
class Stack {
public:
    // Below the limit lies a reserve, for handlers that run on an alternate stack.
    static constexpr std::uint64_t reserve = 256 * 1024;

    Stack() = default;
    Stack(std::uint64_t top, std::uint64_t limit);

    std::uint64_t top() const { return top_; }
    std::uint64_t bottom() const { return top_ - limit_; }        // the lowest address that it may come to have
    std::uint64_t lowest() const { return top_ - bytes_.size(); } // the lowest one that it has now
    std::uint64_t size() const { return bytes_.size(); }
    std::uint8_t* data() { return bytes_.data(); } // of lowest()

    // Is the whole range in the stack's range of addresses?
    bool covers(std::uint64_t address, std::uint64_t length) const {
        return startsIn(address) && length <= top_ - address;
    }
    bool startsIn(std::uint64_t address) const { return address < top_ && top_ - address <= limit_ + reserve; }
    // Gives it bytes down to `address`, which it covers.
    void growTo(std::uint64_t address);

    // The range must be covered.
    void read(std::uint64_t address, void* to, std::uint64_t length) const;
    void write(std::uint64_t address, const void* from, std::uint64_t length);

    template <class T>
    T get(std::uint64_t address) const {
        T value{};
        read(address, &value, sizeof value);
        return value;
    }
    template <class T>
    void put(std::uint64_t address, T value) {
        write(address, &value, sizeof value);
    }

private:
    std::uint64_t top_ = 0;
    std::uint64_t limit_ = 0;
    std::vector<std::uint8_t> bytes_;
};

} // namespace faultline
