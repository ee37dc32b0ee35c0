#include "simulator/sources/program_variables.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <cstring>

namespace faultline {

namespace {

constexpr std::size_t mostElements = 100; // of an array that are shown
constexpr std::size_t mostNested = 8;
constexpr std::size_t mostText = 200;

std::string printed(const char* format, double value) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string escaped(std::uint8_t byte, char quote) {
    switch (byte) {
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    case '\0':
        return "\\0";
    case '\\':
        return "\\\\";
    default:
        break;
    }
    if (byte == static_cast<std::uint8_t>(quote))
        return std::string("\\") + quote;
    if (byte >= 32 && byte < 127)
        return std::string(1, static_cast<char>(byte));
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\%03o", byte);
    return text.data();
}

// Makes Variables of one process.
class Viewer {
public:
    Viewer(const Interpreter& interpreter, const ProcessState& state, ProcessId process, const Snapshot& snapshot)
        : interpreter_(interpreter), code_(interpreter.code()), state_(state), process_(process), snapshot_(snapshot) {}

    std::vector<Variable> run();

private:
    struct Where { // of a frame
        const CodeFunction* function = nullptr;
        std::uint32_t base = 0;
        std::uint64_t memory = 0;
        SourcePlace place;
        std::uint32_t depth = 0;
    };

    void addFunction(const Where& where);
    void add(const ShownVariable& variable, const Where& where);
    void addValue(const std::string& name, TypeNumber type, const std::optional<Bytes>& bytes, Address address,
                  bool onMachine, std::uint32_t depth, std::size_t nesting);
    void addParts(const ShownType& type, const std::optional<Bytes>& bytes, Address address, bool onMachine,
                  std::uint32_t depth, std::size_t nesting);
    std::optional<Bytes> bytesAt(Address address, std::uint64_t length, bool onMachine) const;
    std::string valueOf(const ShownType& type, const Bytes& bytes) const;
    std::string textOf(const Bytes& bytes) const;
    std::uint64_t registerOf(const Where& where, std::uint64_t number) const {
        const std::uint64_t at = where.base + number;
        return at < state_.registers.size() ? state_.registers[at] : 0;
    }

    const Interpreter& interpreter_;
    const Code& code_;
    const ProcessState& state_;
    ProcessId process_;
    const Snapshot& snapshot_;
    std::vector<Variable> result_;
};

std::uint64_t integerOf(const Bytes& bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data(), std::min<std::size_t>(bytes.size(), 8));
    return value;
}

std::int64_t signedOf(const Bytes& bytes) {
    const auto unused = static_cast<int>(64 - 8 * std::min<std::size_t>(bytes.size(), 8));
    return unused == 64 ? 0 : static_cast<std::int64_t>(integerOf(bytes) << unused) >> unused;
}

std::vector<Variable> Viewer::run() {
    Where where;
    where.base = state_.base;
    where.memory = state_.memory;
    std::uint32_t at = state_.instruction;
    where.depth = interpreter_.depthOf(state_);
    for (std::size_t i = state_.frames.size(); i-- > 0;) {
        const Activation& frame = state_.frames[i];
        where.function = &code_.functions[frame.function];
        // Interrupted below: the place where a handler broke in.
        where.place = at < code_.places.size() ? code_.places[at] : SourcePlace{};
        if (!where.function->isBuiltIn) {
            addFunction(where);
            --where.depth;
        }
        where.base = frame.callerBase;
        where.memory = frame.callerMemory;
        at = frame.returnTo > 0 ? frame.returnTo - 1 : 0;
        if (!code_.functionHolding(at))
            for (auto interruption = state_.interruptions.rbegin(); interruption != state_.interruptions.rend();
                 ++interruption)
                if (interruption->depth == i) {
                    at = interruption->instruction;
                    break;
                }
    }
    for (const ShownVariable& variable : code_.globals)
        add(variable, {});
    return std::move(result_);
}

void Viewer::addFunction(const Where& where) {
    for (const ShownVariable& variable : where.function->variables) {
        const bool sameFile = where.place.file == variable.scopeBegin.file;
        const bool isSeen = !sameFile || (variable.scopeBegin <= where.place && where.place <= variable.scopeEnd &&
                                          variable.declared <= where.place);
        if (isSeen)
            add(variable, where);
    }
}

std::optional<Bytes> Viewer::bytesAt(Address address, std::uint64_t length, bool onMachine) const {
    Bytes bytes(length);
    if (!onMachine) {
        if (!state_.stack.covers(address, length))
            return std::nullopt;
        state_.stack.read(address, bytes.data(), length);
        return bytes;
    }
    for (std::uint64_t i = 0; i < length; ++i) {
        const std::uint64_t page = (address + i) / snapshot_.pageSize;
        const Process* process = snapshot_.process(process_);
        if (!process || !snapshot_.mappingAt(process_, address + i))
            return std::nullopt;
        const auto entry = process->pages.find(page);
        ContentId content = zeroContent;
        if (entry != process->pages.end())
            content = entry->second.content;
        else if (const FilePage* filePage = snapshot_.filePageOf(process_, page))
            content = filePage->content;
        if (content == unknownContent)
            return std::nullopt;
        bytes[i] = snapshot_.contents.byteAt(content, (address + i) % snapshot_.pageSize);
    }
    return bytes;
}

void Viewer::add(const ShownVariable& variable, const Where& where) {
    const ShownType& type = code_.types[variable.type];
    std::uint64_t size = type.size;
    if (type.lengthRegister)
        size = registerOf(where, *type.lengthRegister) * code_.types[type.element].size;
    size = std::min<std::uint64_t>(size, 1 << 16);
    if (variable.at == VariablePlace::Register) {
        Bytes bytes(8);
        const std::uint64_t value = registerOf(where, variable.where);
        std::memcpy(bytes.data(), &value, 8);
        if (type.kind != ShownKind::LongDouble)
            bytes.resize(std::min<std::uint64_t>(size, 8));
        addValue(variable.name, variable.type, bytes, 0, false, where.depth, 0);
        return;
    }
    Address address = variable.where;
    if (variable.at == VariablePlace::Frame)
        address = where.memory + variable.where;
    else if (variable.at == VariablePlace::Indirect)
        address = registerOf(where, variable.where);
    const bool onMachine = variable.at == VariablePlace::Machine || !state_.stack.startsIn(address);
    addValue(variable.name, variable.type, bytesAt(address, size, onMachine), address, onMachine, where.depth, 0);
}

std::string Viewer::textOf(const Bytes& bytes) const {
    std::size_t length = bytes.size();
    while (length > 0 && bytes[length - 1] == 0)
        --length;
    const bool isCut = length > mostText;
    std::string text = "\"";
    for (std::size_t i = 0; i < std::min(length, mostText); ++i)
        text += escaped(bytes[i], '"');
    return text + (isCut ? "\"…" : "\"");
}

std::string Viewer::valueOf(const ShownType& type, const Bytes& bytes) const {
    switch (type.kind) {
    case ShownKind::Bool:
        return integerOf(bytes) != 0 ? "true" : "false";
    case ShownKind::Character: {
        const auto byte = static_cast<std::uint8_t>(integerOf(bytes));
        const std::string number =
            type.isSigned ? std::to_string(static_cast<std::int8_t>(byte)) : std::to_string(byte);
        return number + " '" + escaped(byte, '\'') + "'";
    }
    case ShownKind::Signed:
        return std::to_string(signedOf(bytes));
    case ShownKind::Unsigned:
        return std::to_string(integerOf(bytes));
    case ShownKind::Enumeration: {
        const std::int64_t value = type.isSigned ? signedOf(bytes) : static_cast<std::int64_t>(integerOf(bytes));
        for (const auto& [known, name] : type.enumerators)
            if (known == value)
                return name;
        return std::to_string(value);
    }
    case ShownKind::Float:
        return printed("%.9g", static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(integerOf(bytes)))));
    case ShownKind::Double:
    case ShownKind::LongDouble:
        return printed("%.17g", std::bit_cast<double>(integerOf(bytes)));
    case ShownKind::Pointer: {
        const std::uint64_t value = integerOf(bytes);
        if (value == 0)
            return "NULL";
        std::array<char, 24> text{};
        std::snprintf(text.data(), text.size(), "0x%llx", static_cast<unsigned long long>(value));
        return text.data();
    }
    case ShownKind::Array:
        return code_.types[type.element].kind == ShownKind::Character ? textOf(bytes) : "{…}";
    case ShownKind::Record:
        return "{…}";
    case ShownKind::Void:
    case ShownKind::Function:
        break;
    }
    return {};
}

void Viewer::addValue(const std::string& name, TypeNumber number, const std::optional<Bytes>& bytes, Address address,
                      bool onMachine, std::uint32_t depth, std::size_t nesting) {
    const ShownType& type = code_.types[number];
    Variable variable;
    variable.name = std::string(2 * nesting, ' ') + name;
    variable.type = type.name;
    variable.value = bytes ? valueOf(type, *bytes) : "";
    variable.address = address;
    variable.size = bytes ? bytes->size() : type.size;
    variable.onMachine = onMachine;
    variable.depth = depth;
    result_.push_back(std::move(variable));
    if (nesting < mostNested)
        addParts(type, bytes, address, onMachine, depth, nesting + 1);
}

void Viewer::addParts(const ShownType& type, const std::optional<Bytes>& bytes, Address address, bool onMachine,
                      std::uint32_t depth, std::size_t nesting) {
    const auto part = [&](std::uint64_t offset, std::uint64_t size) -> std::optional<Bytes> {
        if (!bytes || offset + size > bytes->size())
            return std::nullopt;
        const auto from = bytes->begin() + static_cast<std::ptrdiff_t>(offset);
        return Bytes(from, from + static_cast<std::ptrdiff_t>(size));
    };
    if (type.kind == ShownKind::Array && code_.types[type.element].kind != ShownKind::Character) {
        const std::uint64_t size = code_.types[type.element].size;
        const std::uint64_t count = size == 0 ? 0 : bytes ? bytes->size() / size : type.length;
        for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, mostElements); ++i)
            addValue("[" + std::to_string(i) + "]", type.element, part(i * size, size),
                     address ? address + i * size : 0, onMachine, depth, nesting);
    }
    if (type.kind != ShownKind::Record)
        return;
    for (const ShownMember& member : type.members) {
        const ShownType& memberType = code_.types[member.type];
        std::optional<Bytes> value = part(member.offset, memberType.size);
        if (value && member.isBitField) {
            std::uint64_t field = integerOf(*value) >> member.bitOffset;
            const int unused = 64 - member.bitWidth;
            field = memberType.isSigned
                        ? static_cast<std::uint64_t>(static_cast<std::int64_t>(field << unused) >> unused)
                        : field << unused >> unused;
            std::memcpy(value->data(), &field, std::min<std::size_t>(value->size(), 8));
        }
        addValue("." + member.name, member.type, value, address ? address + member.offset : 0, onMachine, depth,
                 nesting);
    }
}

} // namespace

std::vector<Variable> variablesOf(const Interpreter& interpreter, const ProcessState& state, ProcessId process,
                                  const Snapshot& snapshot) {
    return Viewer(interpreter, state, process, snapshot).run();
}

} // namespace faultline
