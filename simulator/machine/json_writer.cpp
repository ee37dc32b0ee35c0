#include "simulator/machine/json_writer.h"

#include "simulator/machine/hex.h"

#include <cstdio>

namespace faultline {

namespace {

/// Length of the UTF-8 sequence that begins the text; 0: it is none (RFC 3629: no overlong forms, no surrogates).
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xc2 ? 0
                               : first < 0xe0 ? 2
                               : first < 0xf0 ? 3
                               : first < 0xf5 ? 4
                                              : 0;
    if (length == 0 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    const unsigned second = length > 1 ? byte(1) : 0;
    const bool wrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                       (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
    return wrong ? 0 : length;
}

} // namespace

std::string validUtf8(std::string_view text) {
    std::string valid;
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        valid += length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return valid;
}

void JsonWriter::beforeValue() {
    if (afterKey_) {
        afterKey_ = false;
        return;
    }
    if (hasElements_.empty())
        return;
    if (hasElements_.back())
        out_ << ',';
    hasElements_.back() = true;
}

JsonWriter& JsonWriter::beginObject() {
    beforeValue();
    out_ << '{';
    hasElements_.push_back(false);
    return *this;
}

JsonWriter& JsonWriter::endObject() {
    out_ << '}';
    hasElements_.pop_back();
    return *this;
}

JsonWriter& JsonWriter::beginArray() {
    beforeValue();
    out_ << '[';
    hasElements_.push_back(false);
    return *this;
}

JsonWriter& JsonWriter::endArray() {
    out_ << ']';
    hasElements_.pop_back();
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    beforeValue();
    quoted(name);
    out_ << ':';
    afterKey_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    beforeValue();
    quoted(text);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    return raw(truth ? "true" : "false");
}

JsonWriter& JsonWriter::null() {
    return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view text) {
    beforeValue();
    out_ << text;
    return *this;
}

JsonWriter& JsonWriter::hex(std::span<const std::uint8_t> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return value(std::string_view(text));
}

JsonWriter& JsonWriter::address(Address address) {
    return value(std::string_view(faultline::hex(address)));
}

void JsonWriter::quoted(std::string_view text) {
    out_ << '"';
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto first = static_cast<unsigned char>(text[0]);
        if (length == 0)
            out_ << "\\ufffd";
        else if (first == '"' || first == '\\')
            out_ << '\\' << text[0];
        else if (first == '\n')
            out_ << "\\n";
        else if (first == '\t')
            out_ << "\\t";
        else if (first < 0x20 || first == 0x7f) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", first);
            out_ << escape;
        } else
            out_ << text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out_ << '"';
}

} // namespace faultline
