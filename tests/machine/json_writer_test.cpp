#include "simulator/machine/json_writer.h"
#include "simulator/machine/write_described.h"

#include <gtest/gtest.h>
#include <sstream>

namespace faultline {
namespace {

template <class Write>
std::string written(Write write) {
    std::ostringstream out;
    JsonWriter json(out);
    write(json);
    return out.str();
}

TEST(JsonWriter, NestsObjectsAndArrays) {
    EXPECT_EQ(written([](JsonWriter& json) {
                  json.beginObject().member("a", 1).key("b").beginArray().value(-2).null().value(true).endArray();
                  json.key("c").beginObject().endObject().endObject();
              }),
              R"({"a":1,"b":[-2,null,true],"c":{}})");
}

TEST(JsonWriter, EscapesWhatJsonAsksFor) {
    EXPECT_EQ(written([](JsonWriter& json) { json.value("\"\\\n\t\x01"); }), "\"\\\"\\\\\\n\\t\\u0001\"");
}

TEST(JsonWriter, KeepsUtf8AndReplacesWhatIsNone) {
    EXPECT_EQ(written([](JsonWriter& json) { json.value("\xc3\xa9\xe2\x82\xac"); }), "\"\xc3\xa9\xe2\x82\xac\"");
    // Overlong, a surrogate, cut off, a continuation alone: each byte by itself.
    EXPECT_EQ(written([](JsonWriter& json) { json.value("\xc0\xaf"); }), "\"\\ufffd\\ufffd\"");
    EXPECT_EQ(written([](JsonWriter& json) { json.value("\xed\xa0\x80"); }), "\"\\ufffd\\ufffd\\ufffd\"");
    EXPECT_EQ(written([](JsonWriter& json) { json.value("a\xe2\x82"); }), "\"a\\ufffd\\ufffd\"");
    EXPECT_EQ(validUtf8("a\xff"), "a\xef\xbf\xbd");
}

TEST(JsonWriter, WritesTheLargestNumbersWhole) {
    EXPECT_EQ(written([](JsonWriter& json) { json.value(~std::uint64_t{0}); }), "18446744073709551615");
    EXPECT_EQ(written([](JsonWriter& json) { json.value(std::numeric_limits<std::int64_t>::min()); }),
              "-9223372036854775808");
    EXPECT_EQ(written([](JsonWriter& json) { json.value(std::uint8_t{7}); }), "7");
}

TEST(JsonWriter, AddressesAndBytesAreHex) {
    EXPECT_EQ(written([](JsonWriter& json) { json.address(0x7ffff7ff8000); }), "\"0x7ffff7ff8000\"");
    EXPECT_EQ(written([](JsonWriter& json) { json.hex(Bytes{0x00, 0xaf}); }), "\"00af\"");
}

TEST(WriteDescribed, LeavesOutWhatHasItsDefault) {
    Event event;
    EXPECT_EQ(written([&](JsonWriter& json) { writeJson(json, event); }), "{}");
    event.kind = EventKind::CacheMiss;
    event.frame = 0; // the default is "no frame"
    EXPECT_EQ(written([&](JsonWriter& json) { writeJson(json, event); }), R"({"kind":"cache-miss","frame":0})");
}

} // namespace
} // namespace faultline
