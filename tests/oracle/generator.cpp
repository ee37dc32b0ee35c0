#include "tests/oracle/generator.h"

#include "simulator/kernel/linux_values.h"

#include <algorithm>

namespace faultline {

using namespace linux_values;

namespace {
constexpr std::uint64_t pageSize = 4096;
constexpr std::size_t mostProcesses = 3;

Bytes contents(std::uint64_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>('a' + i % 23);
    return bytes;
}

/// struct sigaction of the kernel: a handler within the code, SA_NODEFER.
Operation handle(std::int32_t signal) {
    constexpr std::uint64_t handler = 0x400010;
    Bytes bytes(32);
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::uint8_t>(handler >> (8 * i));
        bytes[8 + i] = static_cast<std::uint8_t>(saNoDefer >> (8 * i));
    }
    return callOf(Call::Sigaction, {CallArgument::number(static_cast<std::uint64_t>(signal)),
                                    CallArgument::in(std::move(bytes)), CallArgument::number(0)});
}
} // namespace

/// A kind of operation and how often it comes, among all weights.
struct Generator::Family {
    std::uint64_t weight;
    Operation (Generator::*make)();
};

const std::vector<Generator::Family>& Generator::families() {
    using G = Generator;
    static const std::vector<Family> all = {
        {24, &G::load},     {20, &G::store},    {2, &G::copy},   {1, &G::fill},       {1, &G::compare},
        {1, &G::scan},      {1, &G::update},    {12, &G::map},   {5, &G::unmap},      {6, &G::protect},
        {3, &G::sync},      {5, &G::remap},     {5, &G::advise}, {2, &G::lock},       {2, &G::residency},
        {1, &G::breakHeap}, {2, &G::open},      {1, &G::close},  {1, &G::duplicate},  {1, &G::seek},
        {3, &G::readFile},  {4, &G::writeFile}, {3, &G::resize}, {2, &G::allocate},   {1, &G::adviseFile},
        {1, &G::flush},     {1, &G::rename},    {1, &G::unlink}, {1, &G::memoryFile}, {1, &G::seal},
        {1, &G::segment},
    };
    return all;
}

Generator::Generator(std::uint64_t seed, const Parameters& parameters) : chance_(seed), parameters_(parameters) {}

Setup Generator::setup() {
    Setup made;
    made.image.name = "oracle";
    made.arguments = {"oracle"};
    made.image.segments = {
        {Segment::Kind::Code, 0x400000, 2 * pageSize, protectRead | protectExecute, Bytes(100, 1)},
        {Segment::Kind::Literals, 0x402000, pageSize, protectRead, Bytes(100, 'l')},
        {Segment::Kind::Data, 0x403000, 2 * pageSize, protectRead | protectWrite, Bytes(5000, 'd')},
        {Segment::Kind::Bss, 0x405000, 2 * pageSize, protectRead | protectWrite, {}},
    };
    made.image.end = 0x407000;
    for (int i = 0; i < 3; ++i) {
        const std::uint64_t pages = chance_.oneOf({0, 1, 2, 3, 17, 40});
        const std::uint64_t rest = chance_.oneOf({0, 0, 1, 17, 904, 4095});
        made.files.push_back({"f" + std::to_string(i), contents(pages * pageSize + rest), 0644, false});
    }
    made.parameters = parameters_;
    return made;
}

std::vector<OracleStep> Generator::opening(const Setup& setup) {
    std::vector<OracleStep> steps;
    for (const SetupFile& file : setup.files)
        steps.push_back({firstProcess, callOf(Call::Open, {textArgument(file.name), CallArgument::number(oReadWrite),
                                                           CallArgument::number(0)})});
    for (const std::int32_t signal : {sigSegv, sigBus, sigXFileSize})
        steps.push_back({firstProcess, handle(signal)});
    return steps;
}

OracleStep Generator::next(const Snapshot& now, const std::vector<ProcessId>& alive) {
    now_ = &now;
    process_ = chance_.oneOf(alive);
    if (chance_.once(40)) {
        const CallArgument zero = number(0);
        if (alive.size() < mostProcesses && !chance_.once(3))
            return {process_, callOf(Call::Fork, {})};
        if (alive.size() > 1 && chance_.once(3))
            return {process_, callOf(Call::ExitGroup, {number(chance_.below(5))})};
        return {process_, callOf(Call::Wait4, {number(~0ull), CallArgument::out(4), number(waitNoHang), zero})};
    }
    for (;;)
        if (Operation made = make(); allowed(made))
            return {process_, std::move(made)};
}

Operation Generator::make() {
    static const std::uint64_t all = [] {
        std::uint64_t sum = 0;
        for (const Family& family : families())
            sum += family.weight;
        return sum;
    }();
    std::uint64_t rest = chance_.below(all);
    for (const Family& family : families()) {
        if (rest < family.weight)
            return (this->*family.make)();
        rest -= family.weight;
    }
    return load();
}

/// Above the first mapping lie the kernel's own and the interpreter's stack: no program of ours has them.
bool Generator::allowed(const Operation& operation) const {
    constexpr std::uint64_t largest = std::uint64_t{1} << 26;
    const Address top = parameters_.mmapTop;
    const auto reaches = [&](Address start, std::uint64_t count) { return start + count > top; };
    if (operation.kind != OperationKind::Call)
        return !reaches(operation.target.address, operation.length) &&
               !reaches(operation.source.address, operation.length);
    std::uint64_t longest = 0;
    for (const CallArgument& argument : operation.arguments)
        if (argument.form == CallArgument::Form::Value && argument.value < largest)
            longest = std::max(longest, argument.value);
    return std::none_of(operation.arguments.begin(), operation.arguments.end(), [&](const CallArgument& argument) {
        return argument.form == CallArgument::Form::Value && argument.value >= largest &&
               reaches(argument.value, longest + pageSize);
    });
}

Address Generator::page() {
    const auto& mappings = now_->process(process_)->mappings;
    if (mappings.empty() || chance_.once(12))
        return parameters_.mmapTop - (1 + chance_.below(64)) * pageSize;
    const auto& [start, mapping] = *std::next(mappings.begin(), static_cast<long>(chance_.below(mappings.size())));
    const std::uint64_t pages = (mapping.end - mapping.start) / pageSize;
    return start + chance_.below(pages + (chance_.once(8) ? 2 : 0)) * pageSize;
}

Address Generator::byte() {
    return page() + chance_.oneOf({0, 1, 7, 100, 4090, 4095, chance_.below(pageSize)});
}

std::uint64_t Generator::length() {
    return chance_.oneOf({1, 100, pageSize, 2 * pageSize, 3 * pageSize, 5 * pageSize, 17 * pageSize, 81925});
}

std::uint64_t Generator::offset() {
    return chance_.below(3) * pageSize + chance_.below(200);
}

CallArgument Generator::buffer(std::uint64_t size, bool in) {
    if (chance_.once(2))
        return number(byte());
    return in ? CallArgument::in(Bytes(size, static_cast<std::uint8_t>(chance_.below(256)))) : CallArgument::out(size);
}

} // namespace faultline
