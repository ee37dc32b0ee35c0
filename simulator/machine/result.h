#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace faultline {

/// Why something could not be done, in words for a user: what failed, where, and what can be done about it.
struct Failure {
    std::string what;
    std::string where;
    std::string advice;

    std::string message() const;
    bool operator==(const Failure&) const = default;
};

/// A value, or the reason why there is none.
template <class T>
class Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Failure failure) : state_(std::move(failure)) {}

    explicit operator bool() const { return std::holds_alternative<T>(state_); }
    T& value() {
        assert(*this);
        return std::get<T>(state_);
    }
    const T& value() const {
        assert(*this);
        return std::get<T>(state_);
    }
    const Failure& failure() const {
        assert(!*this);
        return std::get<Failure>(state_);
    }

private:
    std::variant<T, Failure> state_;
};

} // namespace faultline
