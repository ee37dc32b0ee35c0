#include "simulator/run/packed_steps.h"

#include "simulator/machine/describe.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

namespace faultline {

namespace {

template <class T>
concept Described = requires(T& t) {
    describe([](auto&&...) {}, t);
};
template <class T>
concept Mapped = requires {
    typename T::mapped_type;
};

/// Steps are not in the vocabulary's own description.
template <class Visit, Is<Step>... T>
void describeStep(Visit&& visit, T&... step) {
    visit(step.number...);
    visit(step.kind...);
    visit(step.status...);
    visit(step.process...);
    visit(step.time...);
    visit(step.instructions...);
    visit(step.operation...);
    visit(step.outcome...);
    visit(step.delta.changes...);
}

class Packer {
public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7)
            bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
        bytes_.push_back(static_cast<std::uint8_t>(value));
    }

    template <class T>
    void put(const T& value) {
        if constexpr (std::same_as<T, Change>) {
            number(value.index());
            std::visit([&](const auto& made) { put(made); }, value);
        } else if constexpr (Described<const T>) {
            fields(value);
        } else if constexpr (std::is_enum_v<T>) {
            number(static_cast<std::uint64_t>(value));
        } else if constexpr (std::same_as<T, bool> || std::is_unsigned_v<T>) {
            number(value);
        } else if constexpr (std::is_integral_v<T>) { // of either sign: 0, -1, 1, -2, …
            const auto wide = static_cast<std::int64_t>(value);
            number((static_cast<std::uint64_t>(wide) << 1) ^ (wide < 0 ? ~std::uint64_t{0} : 0));
        } else if constexpr (std::same_as<T, Bytes>) {
            putBytes(value);
        } else if constexpr (std::same_as<T, std::string>) {
            number(value.size());
            bytes_.insert(bytes_.end(), value.begin(), value.end());
        } else if constexpr (std::same_as<T, std::array<std::uint8_t, 16>>) {
            bytes_.insert(bytes_.end(), value.begin(), value.end());
        } else if constexpr (requires { value.has_value(); }) {
            number(value ? 1 : 0);
            if (value)
                put(*value);
        } else {
            number(value.size());
            for (const auto& element : value)
                if constexpr (Mapped<T>) {
                    put(element.first);
                    put(element.second);
                } else {
                    put(element);
                }
        }
    }

    Bytes take() { return std::move(bytes_); }

private:
    /// Without the zeros before and behind: most of a page that is made, or is no more, is zeros.
    void putBytes(const Bytes& value) {
        const auto isSet = [](std::uint8_t byte) { return byte != 0; };
        const auto first = std::find_if(value.begin(), value.end(), isSet);
        const auto last = std::find_if(value.rbegin(), std::make_reverse_iterator(first), isSet).base();
        number(value.size());
        number(static_cast<std::uint64_t>(first - value.begin()));
        number(static_cast<std::uint64_t>(last - first));
        bytes_.insert(bytes_.end(), first, last);
    }

    /// Which fields depart from their default, a bit each, then those.
    template <class T>
    void fields(const T& value) {
        static const T standard{};
        std::uint64_t departs = 0, bit = 1;
        describe(
            [&](std::string_view, const auto& field, const auto& usual) {
                departs |= field == usual ? 0 : bit;
                bit <<= 1;
            },
            value, standard);
        number(departs);
        describe(
            [&](std::string_view, const auto& field) {
                if (departs & 1)
                    put(field);
                departs >>= 1;
            },
            value);
    }

    Bytes bytes_;
};

class Unpacker {
public:
    explicit Unpacker(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
    bool atEnd() const { return at_ >= bytes_.size(); }

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint8_t byte = bytes_[at_++];
            value |= std::uint64_t{byte & 0x7fu} << shift;
            if (!(byte & 0x80u))
                return value;
        }
    }

    template <class T>
    void get(T& value) {
        if constexpr (std::same_as<T, Change>) {
            change(value);
        } else if constexpr (Described<T>) {
            std::uint64_t departs = number();
            describe(
                [&](std::string_view, auto& field) {
                    if (departs & 1)
                        get(field);
                    departs >>= 1;
                },
                value);
        } else if constexpr (std::is_enum_v<T> || std::same_as<T, bool> || std::is_unsigned_v<T>) {
            value = static_cast<T>(number());
        } else if constexpr (std::is_integral_v<T>) {
            const std::uint64_t folded = number();
            value = static_cast<T>((folded >> 1) ^ (folded & 1 ? ~std::uint64_t{0} : 0));
        } else if constexpr (std::same_as<T, Bytes>) {
            value.assign(number(), 0);
            const auto first = static_cast<std::ptrdiff_t>(number());
            const std::uint64_t length = number();
            const auto part = bytes_.subspan(at_, length);
            std::copy(part.begin(), part.end(), value.begin() + first);
            at_ += part.size();
        } else if constexpr (std::same_as<T, std::string>) {
            const std::uint64_t length = number();
            const auto part = bytes_.subspan(at_, length);
            value.assign(part.begin(), part.end());
            at_ += length;
        } else if constexpr (std::same_as<T, std::array<std::uint8_t, 16>>) {
            std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), value.size(), value.begin());
            at_ += value.size();
        } else if constexpr (requires { value.has_value(); }) {
            if (number() != 0)
                get(value.emplace());
        } else {
            elements(value);
        }
    }

private:
    void change(Change& value) {
        const std::uint64_t index = number();
        const auto make = [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((I == index ? get(value.emplace<I>()) : void()), ...);
        };
        make(std::make_index_sequence<std::variant_size_v<Change>>());
    }

    template <class T>
    void elements(T& values) {
        for (std::uint64_t left = number(); left > 0; --left)
            if constexpr (Mapped<T>) {
                typename T::key_type key{};
                get(key);
                get(values[key]);
            } else {
                get(values.emplace_back());
            }
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

} // namespace

Bytes pack(std::span<const std::shared_ptr<const Step>> steps) {
    Packer packer;
    for (const auto& step : steps)
        describeStep([&](const auto& field) { packer.put(field); }, *step);
    Bytes packed = packer.take();
    packed.shrink_to_fit();
    return packed;
}

std::vector<std::shared_ptr<const Step>> unpack(std::span<const std::uint8_t> packed) {
    std::vector<std::shared_ptr<const Step>> steps;
    for (Unpacker unpacker(packed); !unpacker.atEnd();) {
        auto step = std::make_shared<Step>();
        describeStep([&](auto& field) { unpacker.get(field); }, *step);
        steps.push_back(std::move(step));
    }
    return steps;
}

} // namespace faultline
