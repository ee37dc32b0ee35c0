// Constants, names, and the ways to an object: &, *, [], . and ->.
#include "simulator/program/checker.h"
#include "simulator/program/constant_folding.h"
#include "simulator/program/headers_names.h"

namespace faultline {

ExpressionPointer Checker::integer(std::uint64_t value, const Type* type, SourcePlace place) {
    return make(type, place, IntegerConstant{narrowed(value, type)});
}

ExpressionPointer Checker::floating(double value, const Type* type, SourcePlace place) {
    return make(type, place, FloatingConstant{value});
}

ExpressionPointer Checker::string(std::string_view bytes, SourcePlace place) {
    const Type* type = types().arrayOf(types().basic(TypeKind::Char), bytes.size() + 1);
    return make(type, place, StringLocation{program_->literal(bytes)});
}

ExpressionPointer Checker::variable(Variable* variable, const Type* type, SourcePlace place) {
    program_->noteUse(*variable, place);
    return make(type, place, VariableLocation{variable});
}

ExpressionPointer Checker::functionName(Function* function, const Type* type, SourcePlace place) {
    program_->noteUse(function_, *function, place);
    return make(type, place, FunctionAddress{function});
}

// The variable in which a location lies, if that is known.
static const Variable* rootOf(const Expression& location) {
    const Expression* at = &location;
    while (const auto* member = std::get_if<MemberLocation>(&at->node)) {
        at = member->base.get();
    }
    if (const auto* named = std::get_if<VariableLocation>(&at->node)) {
        return named->variable;
    }
    if (const auto* initialised = std::get_if<InitialisedLocation>(&at->node)) {
        return initialised->variable;
    }
    return nullptr;
}

void Checker::markAddressTaken(const Expression& location) {
    const Variable* root = function_ != nullptr ? rootOf(location) : nullptr;
    if (root != nullptr && root->function == function_ && root->storage != Storage::StaticLocal) {
        function_->locals[root->id]->isAddressTaken = true;
    }
}

bool Checker::isTemporary(const Expression& location) const {
    return temporaries_.contains(rootOf(location));
}

// A location for a value of struct type, so that its members can be reached.
ExpressionPointer Checker::materialised(ExpressionPointer value) {
    const Type* type = value->type;
    const SourcePlace place = value->place;
    if (function_ == nullptr) {
        return error(place, "this is not constant");
    }
    Variable* holder = addLocal({}, type, place);
    holder->isAddressTaken = true;
    temporaries_.insert(holder);
    Initialiser initialiser;
    InitialiserItem& item = initialiser.items.emplace_back();
    item.type = type;
    item.value = std::move(value);
    return make(type, place, InitialisedLocation{holder, std::move(initialiser)});
}

ExpressionPointer Checker::addressOf(ExpressionPointer operand, SourcePlace place) {
    if (!operand) {
        return nullptr;
    }
    const Type* type = operand->type;
    if (isFunction(type)) {
        return value(std::move(operand));
    }
    if (!isLocation(*operand) || isTemporary(*operand)) {
        return error(place, "'&' needs something that has an address", "a variable, an element or a member");
    }
    const auto* member = std::get_if<MemberLocation>(&operand->node);
    if (member != nullptr && member->member->isBitField) {
        return error(place, "'&' cannot take the address of the bit-field '" + member->member->name + "'");
    }
    const Type* pointer = types().pointerTo(type);
    if (auto* dereference = std::get_if<Dereference>(&operand->node)) { // &*p is p
        ExpressionPointer inner = std::move(dereference->pointer);
        inner->type = pointer;
        return inner;
    }
    markAddressTaken(*operand);
    return make(pointer, place, AddressOf{std::move(operand)});
}

ExpressionPointer Checker::dereference(ExpressionPointer operand, SourcePlace place) {
    operand = value(std::move(operand));
    if (!operand) {
        return nullptr;
    }
    if (!isPointer(operand->type)) {
        return error(place, "'*' needs a pointer, but this is '" + toString(operand->type) + "'");
    }
    const Type* target = operand->type->element;
    return make(target, place, Dereference{std::move(operand)});
}

ExpressionPointer Checker::subscript(ExpressionPointer base, ExpressionPointer index, SourcePlace place) {
    base = value(std::move(base));
    index = value(std::move(index));
    if (!base || !index) {
        return nullptr;
    }
    if (!isPointer(base->type) && isPointer(index->type)) {
        std::swap(base, index); // 2[a] is a[2]
    }
    if (!isPointer(base->type)) {
        return error(place, "'" + toString(base->type) + "' has no elements",
                     "only an array or a pointer can be indexed");
    }
    if (isFunction(base->type->element)) {
        return error(place, "a function has no elements");
    }
    if (!isInteger(index->type)) {
        return error(place, "an index is an integer, but this is '" + toString(index->type) + "'");
    }
    ExpressionPointer element = pointerOffset(std::move(base), std::move(index), false, place);
    return dereference(std::move(element), place);
}

ExpressionPointer Checker::member(ExpressionPointer base, std::string_view name, SourcePlace place) {
    if (!base) {
        return nullptr;
    }
    const Type* type = base->type;
    if (!isRecord(type)) {
        const bool isToRecord = isPointer(type) && isRecord(type->element);
        return error(place, "'" + toString(type) + "' has no members",
                     isToRecord ? "of a pointer, write ->" + std::string(name) : "");
    }
    if (!type->record->isComplete) {
        return error(place, "'" + toString(type) + "' is not complete here: its members are not known");
    }
    const std::vector<const Member*> path = findMember(*type->record, name);
    if (path.empty()) {
        std::vector<std::string_view> names;
        for (const Member& each : type->record->members) {
            names.push_back(each.name);
        }
        const std::string_view nearest = nearestName(name, names);
        return error(place, "'" + toString(type) + "' has no member '" + std::string(name) + "'",
                     nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'?");
    }
    if (!isLocation(*base)) {
        base = materialised(std::move(base));
    }
    for (const Member* each : path) {
        if (!base) {
            return nullptr;
        }
        const Type* memberType = types().qualified(each->type, base->type->qualifiers);
        base = make(memberType, place, MemberLocation{std::move(base), each});
    }
    return base;
}

ExpressionPointer Checker::compoundLiteral(Variable* variable, Initialiser initialiser, SourcePlace place) {
    variable->isAddressTaken = true;
    return make(variable->type, place, InitialisedLocation{variable, std::move(initialiser)});
}

ExpressionPointer Checker::sizeOfType(const Type* type, SourcePlace place) {
    const Type* size = types().basic(TypeKind::UnsignedLong);
    if (isArray(type) && isVariableLength(type) && isComplete(type)) {
        ExpressionPointer count = type->arrayLength == ArrayLength::Known ? integer(type->length, size, place)
                                  : type->lengthHolder == nullptr
                                      ? nullptr
                                      : make(type->lengthHolder->type, place, VariableLocation{type->lengthHolder});
        return binary(BinaryOperator::Multiply, std::move(count), sizeOfType(type->element, place), place);
    }
    if (!isComplete(type) && !isVoid(type) && !isFunction(type)) {
        return error(place, "'" + toString(type) + "' is not complete here: its size is not known");
    }
    return integer(sizeOf(type), size, place);
}

ExpressionPointer Checker::alignmentOfType(const Type* type, SourcePlace place) {
    if (alignmentOf(type) == 0) {
        return error(place, "'" + toString(type) + "' is not complete here: its alignment is not known");
    }
    return integer(alignmentOf(type), types().basic(TypeKind::UnsignedLong), place);
}

// --- Text ----------------------------------------------------------------------------------------------------------

namespace {

// Follows at most so many steps: a label is to be short.
constexpr int longestPath = 6;

std::string textOfValue(const Expression& expression, int steps);

std::string textOf(const Expression& location, int steps) {
    if (steps > longestPath) {
        return {};
    }
    if (const auto* named = std::get_if<VariableLocation>(&location.node)) {
        return named->variable->name;
    }
    if (const auto* member = std::get_if<MemberLocation>(&location.node)) {
        if (member->member->name.empty()) {
            return textOf(*member->base, steps + 1);
        }
        const auto* dereference = std::get_if<Dereference>(&member->base->node);
        const bool isElement =
            dereference != nullptr && std::holds_alternative<PointerOffset>(dereference->pointer->node);
        const bool isArrow = dereference != nullptr && !isElement;
        const std::string base =
            isArrow ? textOfValue(*dereference->pointer, steps + 1) : textOf(*member->base, steps + 1);
        return base.empty() ? base : base + (isArrow ? "->" : ".") + member->member->name;
    }
    if (const auto* dereference = std::get_if<Dereference>(&location.node)) {
        if (const auto* offset = std::get_if<PointerOffset>(&dereference->pointer->node)) {
            const std::string base = textOfValue(*offset->pointer, steps + 1);
            const std::string index = textOfValue(*offset->index, steps + 1);
            return base.empty() || index.empty() ? "" : base + "[" + index + "]";
        }
        const std::string pointer = textOfValue(*dereference->pointer, steps + 1);
        return pointer.empty() ? pointer : "*" + pointer;
    }
    return {};
}

std::string textOfValue(const Expression& expression, int steps) {
    if (const auto* load = std::get_if<Load>(&expression.node)) {
        return textOf(*load->location, steps + 1);
    }
    if (const auto* address = std::get_if<AddressOf>(&expression.node)) {
        return isArray(address->location->type) ? textOf(*address->location, steps + 1) : std::string();
    }
    if (const auto* converted = std::get_if<Convert>(&expression.node)) {
        return steps > longestPath ? std::string() : textOfValue(*converted->operand, steps + 1);
    }
    if (const auto* constant = std::get_if<IntegerConstant>(&expression.node)) {
        return std::to_string(static_cast<std::int64_t>(constant->value));
    }
    return {};
}

} // namespace

std::string textOfLocation(const Expression& location) {
    return textOf(location, 0);
}

} // namespace faultline
