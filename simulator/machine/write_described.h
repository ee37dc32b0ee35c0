#pragma once

#include "simulator/machine/describe.h"
#include "simulator/machine/json_writer.h"

#include <map>
#include <optional>

/// Writes any described value as JSON: fields that have their default are left out, enums with names by name, bytes in
/// hex, maps as arrays of [key, value].
namespace faultline {

template <class T>
concept Described = requires(T& t) {
    describe([](auto&&...) {}, t);
};

template <class T>
void writeJson(JsonWriter& json, const T& value);

namespace json_detail {

template <class T>
concept Named = std::is_enum_v<T> && requires(T t) {
    nameOf(t);
};
template <class T>
concept Map = requires {
    typename T::mapped_type;
};
template <class T>
concept Optional = std::same_as<T, std::optional<typename T::value_type>>;

template <class T>
void writeFields(JsonWriter& json, const T& value) {
    static const T standard{};
    json.beginObject();
    describe(
        [&](std::string_view name, const auto& field, const auto& usual) {
            if (field == usual)
                return;
            json.key(name);
            writeJson(json, field);
        },
        value, standard);
    json.endObject();
}

inline void writeChange(JsonWriter& json, const Change& change) {
    json.beginObject();
    json.key(changeNames[change.index()]);
    std::visit([&](const auto& made) { writeFields(json, made); }, change);
    json.endObject();
}

template <class T>
void writeElements(JsonWriter& json, const T& values) {
    json.beginArray();
    for (const auto& element : values)
        if constexpr (Map<T>) {
            json.beginArray();
            writeJson(json, element.first);
            writeJson(json, element.second);
            json.endArray();
        } else {
            writeJson(json, element);
        }
    json.endArray();
}

} // namespace json_detail

template <class T>
void writeJson(JsonWriter& json, const T& value) {
    if constexpr (std::same_as<T, Change>)
        json_detail::writeChange(json, value);
    else if constexpr (Described<const T>)
        json_detail::writeFields(json, value);
    else if constexpr (json_detail::Named<T>)
        json.value(nameOf(value));
    else if constexpr (std::is_enum_v<T>)
        json.value(static_cast<std::underlying_type_t<T>>(value));
    else if constexpr (std::is_arithmetic_v<T> || std::same_as<T, std::string>)
        json.value(value);
    else if constexpr (std::same_as<T, Bytes> || std::same_as<T, std::array<std::uint8_t, 16>>)
        json.hex(value);
    else if constexpr (std::same_as<T, ContentStore>) {
        json.beginArray();
        for (const auto& [id, page] : value) {
            json.beginArray();
            json.value(id);
            json.hex(*page);
            json.endArray();
        }
        json.endArray();
    } else if constexpr (json_detail::Optional<T>) {
        if (value)
            writeJson(json, *value);
        else
            json.null();
    } else
        json_detail::writeElements(json, value);
}

} // namespace faultline
