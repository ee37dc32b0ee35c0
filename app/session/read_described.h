#pragma once

#include "simulator/machine/write_described.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

/// Reads what write_described.h wrote. Fields that are missing keep their default; keys that are not known are passed
/// over, so that files of later versions can be read as far as they are understood. Throws std::runtime_error or
/// nlohmann::json::exception where the text is not of the right shape: who opens files catches both.
namespace faultline {

template <class T>
void readJson(const nlohmann::json& json, T& value);

namespace json_detail {

inline std::uint8_t hexDigit(char digit) {
    if (digit >= '0' && digit <= '9')
        return static_cast<std::uint8_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f')
        return static_cast<std::uint8_t>(digit - 'a' + 10);
    throw std::runtime_error("not a hex digit");
}

inline Bytes readBytes(const nlohmann::json& json) {
    const auto& text = json.get_ref<const std::string&>();
    if (text.size() % 2 != 0)
        throw std::runtime_error("half a byte");
    Bytes bytes(text.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(hexDigit(text[2 * i]) << 4 | hexDigit(text[2 * i + 1]));
    return bytes;
}

/// The last value of the enums that are written as numbers.
template <class T>
constexpr int lastOf() {
    if constexpr (std::same_as<T, OperationKind>)
        return static_cast<int>(OperationKind::Call);
    else if constexpr (std::same_as<T, AtomicUpdate>)
        return static_cast<int>(AtomicUpdate::DecrementIfPositive);
    else if constexpr (std::same_as<T, CallArgument::Form>)
        return static_cast<int>(CallArgument::Form::InOut);
    else if constexpr (std::same_as<T, Segment::Kind>)
        return static_cast<int>(Segment::Kind::Bss);
    else if constexpr (std::same_as<T, WaitsFor>)
        return static_cast<int>(WaitsFor::Signal);
    else if constexpr (std::same_as<T, FrameUse>)
        return static_cast<int>(FrameUse::Kernel);
    else if constexpr (std::same_as<T, Seen>)
        return static_cast<int>(Seen::NotVisible);
    else
        return T::lastOfThisEnumIsNotKnown;
}

template <class T>
T enumNumbered(int number) {
    if (number < 0 || number > lastOf<T>())
        throw std::runtime_error("a number out of its range: " + std::to_string(number));
    return static_cast<T>(number);
}

template <class T>
T enumNamed(const std::string& name) {
    if constexpr (std::same_as<T, Call>) {
        if (const auto call = callNamed(name))
            return *call;
    } else {
        // Names are unique and the enums small; the last one of each is known.
        constexpr T last = [] {
            if constexpr (std::same_as<T, EventKind>)
                return lastEventKind;
            else if constexpr (std::same_as<T, PageState>)
                return PageState::Unknown;
            else if constexpr (std::same_as<T, FileKind>)
                return FileKind::SystemV;
            else
                return Field::Disk;
        }();
        for (int i = 0; i <= static_cast<int>(last); ++i)
            if (nameOf(static_cast<T>(i)) == name)
                return static_cast<T>(i);
    }
    throw std::runtime_error("unknown name: " + name);
}

inline void readChange(const nlohmann::json& json, Change& change) {
    if (!json.is_object() || json.size() != 1)
        throw std::runtime_error("not a change");
    const std::string& name = json.begin().key();
    const auto found = std::find(changeNames.begin(), changeNames.end(), name);
    if (found == changeNames.end())
        throw std::runtime_error("unknown change: " + name);
    const auto wanted = static_cast<std::size_t>(found - changeNames.begin());
    const auto read = [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((I == wanted ? readJson(json.begin().value(), change.emplace<I>()) : void()), ...);
    };
    read(std::make_index_sequence<std::variant_size_v<Change>>());
}

template <class T>
void readElements(const nlohmann::json& json, T& values) {
    if (!json.is_array())
        throw std::runtime_error("not a list");
    for (const auto& element : json)
        if constexpr (Map<T>) {
            typename T::key_type key{};
            readJson(element.at(0), key);
            readJson(element.at(1), values[key]);
        } else {
            readJson(element, values.emplace_back());
        }
}

} // namespace json_detail

template <class T>
void readJson(const nlohmann::json& json, T& value) {
    if constexpr (std::same_as<T, Change>)
        json_detail::readChange(json, value);
    else if constexpr (Described<T>) {
        if (!json.is_object())
            throw std::runtime_error("not an object");
        describe(
            [&](std::string_view name, auto& field) {
                const auto found = json.find(name);
                if (found != json.end())
                    readJson(*found, field);
            },
            value);
    } else if constexpr (json_detail::Named<T>)
        value = json_detail::enumNamed<T>(json.get_ref<const std::string&>());
    else if constexpr (std::is_enum_v<T>)
        value = json_detail::enumNumbered<T>(json.get<int>());
    else if constexpr (std::is_arithmetic_v<T> || std::same_as<T, std::string>)
        value = json.get<T>();
    else if constexpr (std::same_as<T, Bytes>)
        value = json_detail::readBytes(json);
    else if constexpr (std::same_as<T, std::array<std::uint8_t, 16>>) {
        const Bytes bytes = json_detail::readBytes(json);
        if (bytes.size() != value.size())
            throw std::runtime_error("not 16 bytes");
        std::copy(bytes.begin(), bytes.end(), value.begin());
    } else if constexpr (std::same_as<T, ContentStore>) {
        for (const auto& element : json) {
            const Bytes bytes = json_detail::readBytes(element.at(1));
            const auto id = element.at(0).get<ContentId>();
            if (id == zeroContent || id == unknownContent || bytes.empty())
                throw std::runtime_error("not a page");
            value.write(id, 0, bytes, bytes.size());
        }
    } else if constexpr (json_detail::Optional<T>) {
        if (json.is_null())
            value.reset();
        else
            readJson(json, value.emplace());
    } else
        json_detail::readElements(json, value);
}

} // namespace faultline
