#include "simulator/program/constant_address.h"

#include <algorithm>
#include <cstring>

#include "simulator/program/constant_folding.h"

namespace faultline {

namespace {

// A number known now, or an address known as "so far behind that object".
struct StaticValue {
    const Variable* variable = nullptr;
    const Function* function = nullptr;
    std::optional<std::uint32_t> literal;
    std::int64_t addend = 0; // of a plain number: its value

    bool isAddress() const { return variable != nullptr || function != nullptr || literal.has_value(); }
    bool hasSameBase(const StaticValue& other) const {
        return variable == other.variable && function == other.function && literal == other.literal;
    }
    StaticValue moved(std::int64_t by) const {
        StaticValue result = *this;
        result.addend = static_cast<std::int64_t>(static_cast<std::uint64_t>(addend) + static_cast<std::uint64_t>(by));
        return result;
    }
};

using Result = std::optional<StaticValue>;

Result number(std::int64_t value) {
    StaticValue result;
    result.addend = value;
    return result;
}

Result evaluate(const Expression& expression);

// The address of a location.
Result locate(const Expression& location) {
    if (const auto* named = std::get_if<VariableLocation>(&location.node)) {
        const Storage storage = named->variable->storage;
        if (storage != Storage::Global && storage != Storage::StaticLocal) {
            return std::nullopt;
        }
        StaticValue result;
        result.variable = named->variable;
        return result;
    }
    if (const auto* string = std::get_if<StringLocation>(&location.node)) {
        StaticValue result;
        result.literal = string->literal;
        return result;
    }
    if (const auto* member = std::get_if<MemberLocation>(&location.node)) {
        const Result base = locate(*member->base);
        return base ? Result(base->moved(static_cast<std::int64_t>(member->member->offset))) : std::nullopt;
    }
    if (const auto* dereference = std::get_if<Dereference>(&location.node)) {
        return evaluate(*dereference->pointer);
    }
    return std::nullopt;
}

Result evaluateConvert(const Expression& expression, const Convert& conversion) {
    const Result operand = evaluate(*conversion.operand);
    const bool keepsAddress =
        isPointer(expression.type) || (isInteger(expression.type) && sizeOf(expression.type) == 8);
    const bool fromFloating = isFloating(conversion.operand->type) || isFloating(expression.type);
    if (!operand || fromFloating || (operand->isAddress() && !keepsAddress)) {
        return std::nullopt;
    }
    return operand->isAddress() ? operand
                                : number(static_cast<std::int64_t>(
                                      narrowed(static_cast<std::uint64_t>(operand->addend), expression.type)));
}

Result evaluateBinary(const Binary& binary) {
    const Result left = evaluate(*binary.left);
    const Result right = evaluate(*binary.right);
    if (!left || !right) {
        return std::nullopt;
    }
    if (binary.operation == BinaryOperator::Add && !right->isAddress()) {
        return left->moved(right->addend);
    }
    if (binary.operation == BinaryOperator::Add && !left->isAddress()) {
        return right->moved(left->addend);
    }
    if (binary.operation == BinaryOperator::Subtract && !right->isAddress()) {
        return left->moved(-right->addend);
    }
    if (binary.operation == BinaryOperator::Subtract && left->hasSameBase(*right)) {
        return number(left->addend - right->addend);
    }
    // No object lies at 0.
    const bool againstNull = left->isAddress() != right->isAddress() && (left->isAddress() ? right : left)->addend == 0;
    if (againstNull && (binary.operation == BinaryOperator::Equal || binary.operation == BinaryOperator::NotEqual)) {
        return number(binary.operation == BinaryOperator::NotEqual ? 1 : 0);
    }
    return std::nullopt;
}

Result evaluate(const Expression& expression) {
    if (const auto* integer = std::get_if<IntegerConstant>(&expression.node)) {
        return number(static_cast<std::int64_t>(integer->value));
    }
    if (const auto* address = std::get_if<FunctionAddress>(&expression.node)) {
        StaticValue result;
        result.function = address->function;
        return result;
    }
    if (const auto* address = std::get_if<AddressOf>(&expression.node)) {
        return locate(*address->location);
    }
    if (const auto* conversion = std::get_if<Convert>(&expression.node)) {
        return evaluateConvert(expression, *conversion);
    }
    if (const auto* offset = std::get_if<PointerOffset>(&expression.node)) {
        const Result pointer = evaluate(*offset->pointer);
        const Result index = evaluate(*offset->index);
        return pointer && index && !index->isAddress() ? Result(pointer->moved(index->addend * offset->scale))
                                                       : std::nullopt;
    }
    if (const auto* difference = std::get_if<PointerDifference>(&expression.node)) {
        const Result left = evaluate(*difference->left);
        const Result right = evaluate(*difference->right);
        const bool isKnown = left && right && left->hasSameBase(*right);
        return isKnown ? number((left->addend - right->addend) / difference->scale) : std::nullopt;
    }
    if (const auto* binary = std::get_if<Binary>(&expression.node)) {
        return evaluateBinary(*binary);
    }
    if (const auto* conditional = std::get_if<Conditional>(&expression.node)) {
        const Result condition = evaluate(*conditional->condition);
        if (!condition) {
            return std::nullopt;
        }
        const bool isTrue = condition->isAddress() || condition->addend != 0;
        return evaluate(isTrue ? *conditional->whenTrue : *conditional->whenFalse);
    }
    return std::nullopt;
}

class Image {
public:
    static constexpr std::uint64_t largestImage = std::uint64_t{1} << 26;

    Image(Variable& variable, Reporter& reporter) : variable_(variable), reporter_(reporter) {}

    void put(const InitialiserItem& item) {
        if (item.offset + sizeOf(item.type) > largestImage) {
            reporter_.error(variable_.place, "the initialised part of '" + variable_.name + "' is too large",
                            "fill it in a function");
            return;
        }
        if (!item.value) {
            const std::size_t size = sizeOf(item.type);
            clearRelocations(item.offset, size);
            std::uint8_t* begin = room(item.offset, size);
            std::fill(begin, begin + size, std::uint8_t{0});
            std::copy_n(item.bytes.begin(), std::min(item.bytes.size(), size), begin);
            return;
        }
        if (isRecord(item.type)) {
            putRecord(item);
        } else if (isFloating(item.type)) {
            putFloating(item);
        } else {
            putInteger(item);
        }
    }

private:
    std::uint8_t* room(std::uint64_t offset, std::uint64_t size) {
        if (variable_.bytes.size() < offset + size) {
            variable_.bytes.resize(offset + size);
        }
        return variable_.bytes.data() + offset;
    }

    void clearRelocations(std::uint64_t offset, std::uint64_t size) {
        if (offset >= relocatedEnd_) {
            return;
        }
        std::erase_if(variable_.relocations,
                      [&](const Relocation& each) { return each.offset < offset + size && offset < each.offset + 8; });
    }

    void addRelocation(const Relocation& relocation) {
        variable_.relocations.push_back(relocation);
        relocatedEnd_ = std::max(relocatedEnd_, relocation.offset + 8);
    }

    void notConstant(const Expression& value) {
        reporter_.error(value.place, "the initialiser of a global or static variable must be constant",
                        "assign to it in a function");
    }

    // A compound literal as the value of a whole struct.
    void putRecord(const InitialiserItem& item) {
        const auto* load = std::get_if<Load>(&item.value->node);
        const auto* named = load == nullptr ? nullptr : std::get_if<VariableLocation>(&load->location->node);
        if (named == nullptr || !named->variable->name.empty()) {
            notConstant(*item.value);
            return;
        }
        const std::uint64_t size = sizeOf(item.type);
        clearRelocations(item.offset, size);
        std::uint8_t* begin = room(item.offset, size);
        std::fill(begin, begin + size, std::uint8_t{0});
        std::copy_n(named->variable->bytes.begin(), std::min<std::size_t>(named->variable->bytes.size(), size), begin);
        for (Relocation each : named->variable->relocations) {
            each.offset += item.offset;
            addRelocation(each);
        }
    }

    void putFloating(const InitialiserItem& item) {
        const auto* constant = std::get_if<FloatingConstant>(&item.value->node);
        if (constant == nullptr) {
            notConstant(*item.value);
            return;
        }
        clearRelocations(item.offset, sizeOf(item.type));
        std::uint8_t* begin = room(item.offset, sizeOf(item.type));
        if (item.type->kind == TypeKind::Float) {
            const auto single = static_cast<float>(constant->value);
            std::memcpy(begin, &single, sizeof single);
        } else {
            std::memcpy(begin, &constant->value, sizeof constant->value);
        }
    }

    void putInteger(const InitialiserItem& item) {
        const Result value = evaluate(*item.value);
        const std::uint64_t size = sizeOf(item.type);
        if (!value || (value->isAddress() && size != 8)) {
            notConstant(*item.value);
            return;
        }
        if (item.bitField != nullptr) {
            putBits(item, static_cast<std::uint64_t>(value->addend));
            return;
        }
        clearRelocations(item.offset, size);
        std::uint8_t* begin = room(item.offset, size);
        if (value->isAddress()) {
            std::fill(begin, begin + size, std::uint8_t{0});
            addRelocation({item.offset, value->variable, value->function, value->literal, value->addend});
            return;
        }
        for (std::uint64_t i = 0; i < size; ++i) {
            begin[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(value->addend) >> (8 * i));
        }
    }

    void putBits(const InitialiserItem& item, std::uint64_t value) {
        const Member& field = *item.bitField;
        std::uint8_t* begin = room(item.offset, (std::uint64_t{field.bitOffset} + field.bitWidth + 7) / 8);
        for (unsigned i = 0; i < field.bitWidth; ++i) {
            const unsigned bit = field.bitOffset + i;
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            const bool isSet = ((value >> i) & 1) != 0;
            begin[bit / 8] = static_cast<std::uint8_t>(isSet ? begin[bit / 8] | mask : begin[bit / 8] & ~mask);
        }
    }

    Variable& variable_;
    Reporter& reporter_;
    std::uint64_t relocatedEnd_ = 0; // no relocation lies behind
};

} // namespace

void makeImage(Variable& variable, const Initialiser& initialiser, Reporter& reporter) {
    Image image(variable, reporter);
    for (const InitialiserItem& item : initialiser.items) {
        image.put(item);
    }
}

} // namespace faultline
