#include "simulator/program/checker_initialisers.h"

#include <algorithm>
#include <limits>

#include "simulator/program/checker_types.h"
#include "simulator/program/constant_folding.h"

namespace faultline {

namespace {

bool isAggregate(const Type* type) {
    return isArray(type) || isRecord(type);
}

bool isUnknownLength(const Type* type) {
    return isArray(type) && type->arrayLength == ArrayLength::Unknown;
}

// A copy of what is written, if it is constant.
std::optional<WrittenInitialiser> copyOf(const WrittenInitialiser& written, Checker& checker) {
    WrittenInitialiser copy;
    copy.place = written.place;
    copy.isList = written.isList;
    if (!written.isList) {
        if (!written.expression) {
            return std::nullopt;
        }
        const Expression& expression = *written.expression;
        const ExpressionNode& node = expression.node;
        if (const auto* integer = std::get_if<IntegerConstant>(&node)) {
            copy.expression = checker.make(expression.type, expression.place, *integer);
        } else if (const auto* floating = std::get_if<FloatingConstant>(&node)) {
            copy.expression = checker.make(expression.type, expression.place, *floating);
        } else if (const auto* string = std::get_if<StringLocation>(&node)) {
            copy.expression = checker.make(expression.type, expression.place, *string);
        } else {
            return std::nullopt;
        }
    }
    for (const InitialiserElement& element : written.elements) {
        std::optional<WrittenInitialiser> value = copyOf(element.value, checker);
        if (!value) {
            return std::nullopt;
        }
        copy.elements.push_back({element.designators, std::move(*value)});
    }
    return copy;
}

constexpr std::uint64_t longestRange = 100'000; // of elements that one [first ... last] fills

constexpr std::size_t mostItems = 1'000'000; // that ranges within ranges may come to

constexpr std::uint64_t noLimit = std::numeric_limits<std::uint64_t>::max();

} // namespace

Initialiser InitialiserBuilder::build(const Type*& type, WrittenInitialiser written) {
    Part whole{type, 0, nullptr};
    fromWritten(whole, written);
    if (isUnknownLength(type)) {
        type = checker_.types().arrayOf(type->element, outermostLength_);
    }
    size_ = std::max(size_, sizeOf(type));
    return std::move(result_);
}

void InitialiserBuilder::store(const Part& part, ExpressionPointer value) {
    value = checker_.convertImplicitly(std::move(value), part.type, "to initialise '" + name_ + "'");
    if (!value) {
        return;
    }
    if (result_.items.empty() && part.offset == 0 && !isAggregate(part.type)) {
        Checker::nameResult(*value, name_);
    }
    InitialiserItem item;
    item.offset = part.offset;
    item.type = part.type->unqualified;
    item.bitField = part.bitField;
    item.value = std::move(value);
    result_.items.push_back(std::move(item));
}

// A string literal for an array of char.
bool InitialiserBuilder::fromString(const Part& part, WrittenInitialiser& written) {
    if (!isArray(part.type) || !isCharacter(part.type->element)) {
        return false;
    }
    WrittenInitialiser* inner = &written;
    if (written.isList && written.elements.size() == 1 && written.elements[0].designators.empty()) {
        inner = &written.elements[0].value; // char s[] = {"abc"}
    }
    const auto* literal = inner->expression ? std::get_if<StringLocation>(&inner->expression->node) : nullptr;
    if (literal == nullptr) {
        return false;
    }
    const std::uint64_t length = inner->expression->type->length; // with the NUL
    InitialiserItem item;
    item.offset = part.offset;
    item.type = part.type;
    item.bytes = checker_.program().literalBytes(literal->literal).substr(0, length - 1);
    if (isUnknownLength(part.type)) {
        grow(part, length);
        item.type = checker_.types().arrayOf(part.type->element, length);
    } else if (item.bytes.size() > part.type->length) {
        checker_.reporter().warning(inner->place, "the string is longer than the array '" + name_ + "', which has " +
                                                      std::to_string(part.type->length) + " bytes");
        item.bytes.resize(part.type->length);
    }
    result_.items.push_back(std::move(item));
    return true;
}

void InitialiserBuilder::fromWritten(const Part& part, WrittenInitialiser& written) {
    if (fromString(part, written)) {
        return;
    }
    if (written.isList) {
        fromList(part, written);
        return;
    }
    if (isArray(part.type) && written.expression) {
        checker_.error(written.place, "an array is initialised by a list in braces" +
                                          std::string(isCharacter(part.type->element) ? " or a string" : ""));
        return;
    }
    store(part, std::move(written.expression));
}

void InitialiserBuilder::fromList(const Part& part, WrittenInitialiser& written) {
    if (isAggregate(part.type)) {
        aggregateFromList(part, written);
    } else {
        scalarFromList(part, written);
    }
}

void InitialiserBuilder::scalarFromList(const Part& part, WrittenInitialiser& written) {
    if (written.elements.empty()) { // {} is zero
        store(part, checker_.integer(0, checker_.types().basic(TypeKind::Int), written.place));
        return;
    }
    if (written.elements.size() > 1) {
        checker_.reporter().warning(written.elements[1].value.place,
                                    "there are more values than '" + name_ + "' has room for");
    }
    if (!written.elements[0].designators.empty()) {
        checker_.error(written.elements[0].designators[0].place, "'" + name_ + "' has no parts to be named here");
        return;
    }
    fromWritten(part, written.elements[0].value);
}

std::uint64_t InitialiserBuilder::partCount(const Part& whole) const {
    if (isArray(whole.type)) {
        return isUnknownLength(whole.type) ? noLimit : whole.type->length;
    }
    const std::uint64_t members = whole.type->record->members.size();
    return whole.type->record->isUnion ? std::min<std::uint64_t>(members, 1) : members;
}

// Part `index` of an array or record.
std::optional<InitialiserBuilder::Part> InitialiserBuilder::partAt(const Part& whole, std::uint64_t index) {
    if (isArray(whole.type)) {
        const Type* element = whole.type->element;
        const std::uint64_t size = sizeOf(element);
        if (size != 0 && index > largestObject / size) {
            return std::nullopt;
        }
        return Part{element, whole.offset + index * size, nullptr};
    }
    if (index >= whole.type->record->members.size()) {
        return std::nullopt;
    }
    const Member& member = whole.type->record->members[index];
    return Part{member.type, whole.offset + member.offset, member.isBitField ? &member : nullptr};
}

// An array of unknown length, or a flexible array member, has at least so many elements.
void InitialiserBuilder::grow(const Part& part, std::uint64_t count) {
    if (part.offset == 0) {
        outermostLength_ = std::max(outermostLength_, count);
    } else {
        size_ = std::max(size_, part.offset + count * sizeOf(part.type->element));
    }
}

void InitialiserBuilder::aggregateFromList(const Part& part, WrittenInitialiser& written) {
    if (!isComplete(part.type) && !isUnknownLength(part.type)) {
        checker_.error(written.place, "'" + toString(part.type) + "' is not complete here");
        return;
    }
    if (isUnknownLength(part.type) && part.offset != 0 && !isStatic_) {
        checker_.error(written.place, "a flexible array member can be initialised in a global or static variable only");
        return;
    }
    result_.clearsFirst = true;
    Cursor cursor{written.elements};
    std::uint64_t index = 0;
    while (!cursor.atEnd()) {
        const SourcePlace place = cursor.element().value.place;
        if (cursor.hasDesignator()) {
            const std::optional<std::uint64_t> named = designated(part, 0, cursor);
            if (!named) {
                return;
            }
            index = *named + 1;
        } else {
            const std::optional<Part> next = index < partCount(part) ? partAt(part, index) : std::nullopt;
            if (!next) {
                checker_.reporter().warning(place, "there are more values than '" + name_ + "' has room for");
                return;
            }
            fromCursor(*next, cursor);
            ++index;
        }
        if (isUnknownLength(part.type)) {
            grow(part, index);
        }
    }
}

void InitialiserBuilder::fromCursor(const Part& part, Cursor& cursor) {
    WrittenInitialiser& written = cursor.element().value;
    if (written.isList || fromString(part, written)) {
        if (written.isList) {
            fromWritten(part, written);
        }
        ++cursor.at;
        return;
    }
    if (isRecord(part.type) && written.expression) {
        const Type* type = written.expression->type->unqualified;
        if (isRecord(type) && areCompatible(type, part.type->unqualified)) {
            store(part, std::move(written.expression));
            ++cursor.at;
            return;
        }
    }
    if (isAggregate(part.type) && written.expression) {
        const std::size_t before = cursor.at;
        elided(part, 0, cursor);
        cursor.at += cursor.at == before ? 1 : 0; // a struct without members takes nothing, but the value is used up
        return;
    }
    store(part, std::move(written.expression));
    ++cursor.at;
}

void InitialiserBuilder::elided(const Part& part, std::uint64_t index, Cursor& cursor) {
    if (isUnknownLength(part.type)) {
        checker_.error(cursor.element().value.place, "a flexible array member is initialised by a list in braces");
        ++cursor.at;
        return;
    }
    for (; index < partCount(part) && !cursor.atEnd() && !cursor.hasDesignator(); ++index) {
        const std::optional<Part> next = partAt(part, index);
        if (!next) {
            return;
        }
        fromCursor(*next, cursor);
    }
}

std::optional<std::uint64_t> InitialiserBuilder::indexOf(const Part& part, const Designator& designator) {
    const auto wrong = [&](std::string message) -> std::optional<std::uint64_t> {
        checker_.error(designator.place, std::move(message));
        return std::nullopt;
    };
    if (designator.member.empty()) {
        if (!isArray(part.type)) {
            return wrong("'" + toString(part.type) + "' is no array, so that it has no element [" +
                         std::to_string(designator.index) + "]");
        }
        if (designator.index >= partCount(part) || designator.index > largestObject) {
            return wrong("[" + std::to_string(designator.index) + "] lies outside the array, which has " +
                         std::to_string(part.type->length) + " elements");
        }
        return designator.index;
    }
    if (!isRecord(part.type)) {
        return wrong("'" + toString(part.type) + "' has no member '" + designator.member + "'");
    }
    const std::vector<const Member*> path = findMember(*part.type->record, designator.member);
    if (path.empty()) {
        return wrong("'" + toString(part.type) + "' has no member '" + designator.member + "'");
    }
    return static_cast<std::uint64_t>(path[0] - part.type->record->members.data());
}

bool InitialiserBuilder::fillRange(const Part& array, const Designator& designator, const WrittenInitialiser& value) {
    if (designator.last >= partCount(array) || designator.last - designator.index > longestRange ||
        !partAt(array, designator.last)) {
        return false;
    }
    for (std::uint64_t i = designator.index; i < designator.last; ++i) {
        std::optional<WrittenInitialiser> copy = copyOf(value, checker_);
        if (!copy || result_.items.size() > mostItems) {
            return false;
        }
        std::vector<InitialiserElement> elements;
        elements.push_back({{}, std::move(*copy)});
        Cursor cursor{elements};
        fromCursor(*partAt(array, i), cursor);
    }
    return true;
}

std::optional<std::uint64_t> InitialiserBuilder::designated(const Part& part, std::size_t which, Cursor& cursor) {
    const Designator designator = cursor.element().designators[which];
    const std::optional<std::uint64_t> index = indexOf(part, designator);
    const std::optional<Part> inner = index ? partAt(part, *index) : std::nullopt;
    if (!inner) {
        return std::nullopt;
    }
    // A name within an anonymous member: the same designator goes on inside it.
    const bool isAnonymous = isRecord(part.type) && part.type->record->members[*index].name.empty();
    const bool isLast = which + 1 == cursor.element().designators.size() && !isAnonymous;
    const bool isRange = designator.member.empty() && designator.last > designator.index;
    if (isRange && (!isLast || !fillRange(part, designator, cursor.element().value))) {
        checker_.error(designator.place, "a range of elements needs a constant value, and at most 100,000 elements",
                       "use a loop");
        return std::nullopt;
    }
    if (isLast) {
        const std::uint64_t last = isRange ? designator.last : *index;
        cursor.element().designators.clear();
        fromCursor(*partAt(part, last), cursor);
        return last;
    }
    const std::optional<std::uint64_t> deeper = designated(*inner, isAnonymous ? which : which + 1, cursor);
    if (!deeper) {
        return std::nullopt;
    }
    // What follows without a designator goes on behind the innermost part.
    if (isAggregate(inner->type) && !(isRecord(inner->type) && inner->type->record->isUnion)) {
        elided(*inner, *deeper + 1, cursor);
    }
    return index;
}

} // namespace faultline
