// Every preset and other page sizes: a small image starts, maps memory, stores and loads; nothing lies outside.
#include "simulator/hardware/parameters_for.h"
#include "simulator/hardware/presets.h"
#include "simulator/kernel/simulated_machine.h"
#include "tests/kernel/program_on_machine.h"

namespace faultline::tests {
namespace {

Setup setupFor(const Hardware& hardware) {
    Setup setup;
    setup.hardware = hardware;
    setup.parameters = parametersFor(hardware);
    const Address start = setup.parameters.imageStart;
    setup.image.name = "program";
    setup.image.segments = {
        {Segment::Kind::Code, start, hardware.pageSize, protectRead | protectExecute, Bytes(16, 0x90)}};
    setup.image.end = start + hardware.pageSize;
    return setup;
}

void mapsStoresAndLoads(const Hardware& hardware) {
    const Setup setup = setupFor(hardware);
    const std::uint64_t page = hardware.pageSize;
    ProgramOnMachine program(setup);
    EXPECT_EQ(program.load(setup.parameters.imageStart), 0x90);
    const Address memory = program.anonymous(3 * page);
    ASSERT_EQ(program.error(), 0);
    EXPECT_EQ(memory % page, 0u);
    EXPECT_EQ(memory + 3 * page, setup.parameters.mmapTop);
    for (std::uint64_t i = 0; i < 3; ++i)
        program.store(memory + i * page, static_cast<std::uint8_t>('a' + i));
    for (std::uint64_t i = 0; i < 3; ++i)
        EXPECT_EQ(program.load(memory + i * page), 'a' + i);
    EXPECT_EQ(program.load(setup.parameters.imageStart), 0x90);
    const Address beyond = Address{1} << addressBits(hardware);
    program.load(beyond + memory); // would be `memory` if the upper bits were cut off
    EXPECT_EQ(program.last.outcome.signal.number, sigSegv);
}

TEST(Presets, MapStoreAndLoad) {
    for (const std::string_view name : hardwarePresetNames()) {
        SCOPED_TRACE(name);
        mapsStoresAndLoads(*hardwarePreset(name));
    }
}

TEST(PageSizes, MapStoreAndLoad) {
    for (const std::uint64_t size : {64u, 1024u, 8192u, 65536u}) {
        SCOPED_TRACE(size);
        Hardware hardware;
        hardware.pageSize = size;
        mapsStoresAndLoads(hardware);
    }
}

TEST(Presets, PlacesOutsideTheAddressesAreRefused) {
    faultline::Setup setup = setupFor(*hardwarePreset("sv39"));
    setup.parameters = Parameters();
    SimulatedMachine machine;
    EXPECT_FALSE(machine.start(setup));
}

TEST(Presets, AProgramThatDoesNotFitIsRefused) {
    faultline::Setup setup = setupFor(*hardwarePreset("textbook"));
    setup.image.end = 0x10100;
    SimulatedMachine machine;
    const auto started = machine.start(setup);
    ASSERT_FALSE(started);
    EXPECT_NE(started.failure().message().find("65792"), std::string::npos) << started.failure().message();
}

TEST(Presets, TheUsualMachineHasTheUsualPlaces) {
    EXPECT_EQ(parametersFor(Hardware()), Parameters());
}

} // namespace
} // namespace faultline::tests
