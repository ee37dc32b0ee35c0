#pragma once

#include "simulator/machine/operation.h"

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace faultline {

/// Writes JSON to a stream as it comes, holding nothing but the nesting. Text that is not UTF-8 is written as if each
/// wrong byte were U+FFFD. Members: key() then a value.
class JsonWriter {
public:
    explicit JsonWriter(std::ostream& out) : out_(out) {}

    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    template <class Number>
    requires std::is_integral_v<Number> JsonWriter& value(Number number) {
        if constexpr (std::is_signed_v<Number>)
            return raw(std::to_string(static_cast<long long>(number)));
        else
            return raw(std::to_string(static_cast<unsigned long long>(number)));
    }
    JsonWriter& null();
    /// Bytes as a string of hex digits, two each.
    JsonWriter& hex(std::span<const std::uint8_t> bytes);
    /// An address as "0x7ffff7ff8000".
    JsonWriter& address(Address address);

    template <class Value>
    JsonWriter& member(std::string_view name, const Value& content) {
        key(name);
        return value(content);
    }

private:
    JsonWriter& raw(std::string_view text);
    void beforeValue();
    void quoted(std::string_view text);

    std::ostream& out_;
    std::vector<bool> hasElements_; ///< of each open object or array
    bool afterKey_ = false;
};

/// The text with bytes that are not UTF-8 replaced by U+FFFD.
std::string validUtf8(std::string_view text);

} // namespace faultline
