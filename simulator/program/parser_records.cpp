// Structs, unions and enums (C11 6.7.2.1 to 6.7.2.3).
#include <algorithm>
#include <limits>

#include "simulator/program/parser.h"

namespace faultline {

namespace {

constexpr std::uint32_t deepestRecord = 100; // structs that hold structs by value

} // namespace

const Type* Parser::recordSpecifier(bool isUnion) {
    Nesting nesting(*this);
    tokens_.take();
    Attributes attributesBefore;
    attributes(attributesBefore);
    const SourcePlace place = tokens_.place();
    std::string name;
    if (tokens_.peek().kind == TokenKind::Identifier) {
        name = std::string(tokens_.take().text);
    }
    const bool isDefinition = tokens_.peek().is("{");
    if (name.empty() && !isDefinition) {
        tokens_.fail("expected a name or '{' behind '" + std::string(isUnion ? "union'" : "struct'"));
        return basic(TypeKind::Int);
    }
    // A definition, or a declaration by itself, is about the innermost scope; a mention may mean an outer one.
    const bool isOwn = isDefinition || tokens_.peek().is(";");
    Tag* known = name.empty() ? nullptr : isOwn ? names_.findTagHere(name) : names_.findTag(name);
    if (known != nullptr && (known->record == nullptr || known->record->isUnion != isUnion)) {
        reporter_->error(place, "'" + name + "' is another kind of type here",
                         "it was declared as " + toString(known->type));
        known = nullptr;
    }
    const Type* type = known != nullptr ? known->type : nullptr;
    Record* record = known != nullptr ? known->record : nullptr;
    if (record == nullptr) {
        std::tie(type, record) = types().newRecord(isUnion, name, place);
        if (!name.empty()) {
            names_.declareTag(name, {type, record, nullptr});
        }
    }
    if (!isDefinition || !nesting.fits()) {
        return type;
    }
    if (record->isComplete) {
        reporter_->error(place, toString(type) + " is defined twice");
        std::tie(type, record) = types().newRecord(isUnion, name, place);
    }
    record->isPacked = attributesBefore.isPacked;
    record->alignment = std::max<std::uint64_t>(attributesBefore.alignment, 1);
    recordMembers(type, *record, place);
    return type;
}

void Parser::recordMembers(const Type* type, Record& record, SourcePlace place) {
    tokens_.take(); // {
    std::vector<MemberDeclaration> members;
    while (!tokens_.peek().is("}") && !tokens_.atRealEnd() && !reporter_->isFull()) {
        if (tokens_.accept(";")) {
            continue;
        }
        const std::size_t start = tokens_.position();
        memberDeclaration(members, record);
        if (tokens_.hasFailed()) {
            tokens_.recoverInBlock(start);
        }
    }
    tokens_.expect("}");
    Attributes behind;
    attributes(behind);
    record.isPacked = record.isPacked || behind.isPacked;
    record.place = place;
    for (std::size_t i = 0; i + 1 < members.size(); ++i) {
        if (isArray(members[i].type) && members[i].type->arrayLength == ArrayLength::Unknown && !record.isUnion) {
            reporter_->error(members[i].place, "an array without a length can only be the last member");
            members[i].type = types().arrayOf(members[i].type->element, 1);
        }
    }
    if (!layOut(record, members, std::max(record.alignment, behind.alignment))) {
        reporter_->error(place, "'" + toString(type) + "' is too large");
        record.members.clear();
    }
    if (record.depth > deepestRecord) {
        tokens_.giveUp("structs are nested too deeply");
    }
}

void Parser::memberDeclaration(std::vector<MemberDeclaration>& members, const Record& record) {
    if (tokens_.peek().is("_Static_assert")) {
        staticAssertion();
        return;
    }
    if (!startsType(tokens_.peek()) && !tokens_.peek().is("_Alignas")) {
        reportUnknownType();
        return;
    }
    const Specifiers base = specifiers();
    if (base.storage != StorageClass::None) {
        reporter_->error(base.place, "a member has no storage class");
    }
    if (tokens_.peek().is(";")) {
        const bool isAnonymous = isRecord(base.type) && base.type->record->tag.empty();
        if (isAnonymous) {
            MemberDeclaration& member = members.emplace_back();
            member.type = base.type;
            member.alignment = base.attributes.alignment;
            member.place = base.place;
            checkMemberType(member, record.isUnion);
        } else if (!isRecord(base.type) && base.type->kind != TypeKind::Enum) {
            reporter_->warning(base.place, "this declares no member");
        }
        tokens_.take();
        return;
    }
    do {
        memberDeclarator(members, base, record.isUnion);
    } while (tokens_.accept(","));
    if (tokens_.peek().is("}")) {
        reporter_->warning(tokens_.place(), "a ';' is missing before this '}'");
        return;
    }
    tokens_.expect(";");
}

void Parser::memberDeclarator(std::vector<MemberDeclaration>& members, const Specifiers& base, bool isUnion) {
    MemberDeclaration member;
    member.type = base.type;
    member.place = tokens_.place();
    member.alignment = base.attributes.alignment;
    if (!tokens_.peek().is(":")) {
        Declared declared = declarator(base.type, false);
        if (declared.parameters) {
            keepPrototype(*declared.parameters);
        }
        member.name = declared.name;
        member.type = declared.type;
        member.place = declared.place;
        member.alignment = std::max(member.alignment, declared.attributes.alignment);
    }
    if (tokens_.hasFailed()) {
        return;
    }
    if (tokens_.peek().is(":") && !bitWidth(member)) {
        return;
    }
    Attributes behind;
    attributes(behind);
    member.alignment = std::max(member.alignment, behind.alignment);
    if (!member.bitWidth && !checkMemberType(member, isUnion)) {
        return;
    }
    const bool isTwice =
        !member.name.empty() && std::any_of(members.begin(), members.end(), [&](const MemberDeclaration& other) {
            return other.name == member.name || (other.name.empty() && isRecord(other.type) &&
                                                 !findMember(*other.type->record, member.name).empty());
        });
    if (isTwice) {
        reporter_->error(member.place, "there are two members called '" + member.name + "'");
        return;
    }
    members.push_back(std::move(member));
}

bool Parser::bitWidth(MemberDeclaration& member) {
    const SourcePlace place = tokens_.take().place;
    const std::optional<std::int64_t> width = constantExpression("the width of a bit-field");
    if (!width) {
        return false;
    }
    if (!isInteger(member.type)) {
        reporter_->error(member.place, "a bit-field has an integer type, but this is '" + toString(member.type) + "'");
        return false;
    }
    const auto bits = static_cast<std::int64_t>(member.type->kind == TypeKind::Bool ? 1 : sizeOf(member.type) * 8);
    if (*width < 0 || *width > bits || (*width == 0 && !member.name.empty())) {
        reporter_->error(place, "a bit-field of type '" + toString(member.type) + "' has 1 to " + std::to_string(bits) +
                                    " bits");
        return false;
    }
    member.bitWidth = static_cast<std::uint32_t>(*width);
    return true;
}

bool Parser::checkMemberType(const MemberDeclaration& member, bool isUnion) {
    const Type* type = member.type;
    if (isFunction(type)) {
        reporter_->error(member.place, "a member cannot be a function", "use a pointer to a function");
        return false;
    }
    if (isVariablyModified(type)) {
        reporter_->error(member.place, "the length of an array in a struct must be constant");
        return false;
    }
    const bool isFlexible =
        isArray(type) && type->arrayLength == ArrayLength::Unknown && isComplete(type->element) && !isUnion;
    if (!isComplete(type) && !isFlexible) {
        reporter_->error(member.place, "the type '" + toString(type) + "' of this member is not complete here",
                         isRecord(type) ? "a struct cannot contain itself; a pointer to it can be a member" : "");
        return false;
    }
    return true;
}

const Type* Parser::enumSpecifier() {
    tokens_.take();
    Attributes ignored;
    attributes(ignored);
    const SourcePlace place = tokens_.place();
    std::string name;
    if (tokens_.peek().kind == TokenKind::Identifier) {
        name = std::string(tokens_.take().text);
    }
    const bool isDefinition = tokens_.peek().is("{");
    if (name.empty() && !isDefinition) {
        tokens_.fail("expected a name or '{' behind 'enum'");
        return basic(TypeKind::Int);
    }
    Tag* known = name.empty() ? nullptr : isDefinition ? names_.findTagHere(name) : names_.findTag(name);
    if (known != nullptr && known->enumeration == nullptr) {
        reporter_->error(place, "'" + name + "' is another kind of type here",
                         "it was declared as " + toString(known->type));
        known = nullptr;
    }
    const Type* type = known != nullptr ? known->type : nullptr;
    Enumeration* enumeration = known != nullptr ? known->enumeration : nullptr;
    if (enumeration == nullptr || (isDefinition && enumeration->isComplete)) {
        if (enumeration != nullptr) {
            reporter_->error(place, "'enum " + name + "' is defined twice");
        }
        std::tie(type, enumeration) = types().newEnumeration(name, place);
        if (!name.empty()) {
            names_.declareTag(name, {type, nullptr, enumeration});
        }
    }
    if (isDefinition) {
        enumerators(*enumeration, type);
        attributes(ignored);
    }
    return type;
}

void Parser::enumerators(Enumeration& enumeration, const Type* type) {
    tokens_.take(); // {
    std::int64_t next = 0;
    bool hasNegative = false;
    bool isWide = false;
    while (!tokens_.peek().is("}") && !tokens_.atEnd()) {
        const Token& name = tokens_.peek();
        if (name.kind != TokenKind::Identifier) {
            tokens_.fail("expected the name of a constant before " + shown(name));
            break;
        }
        tokens_.take();
        if (tokens_.accept("=")) {
            next = constantExpression("the value of an enumeration constant").value_or(next);
        }
        if (names_.findHere(name.text) != nullptr) {
            reporter_->error(name.place, "'" + std::string(name.text) + "' is declared twice");
        }
        hasNegative = hasNegative || next < 0;
        isWide = isWide || next < std::numeric_limits<std::int32_t>::min() ||
                 next > std::numeric_limits<std::uint32_t>::max() ||
                 (hasNegative && next > std::numeric_limits<std::int32_t>::max());
        const bool fitsInt =
            next >= std::numeric_limits<std::int32_t>::min() && next <= std::numeric_limits<std::int32_t>::max();
        const TypeKind kind = fitsInt ? TypeKind::Int : isWide ? TypeKind::Long : TypeKind::UnsignedInt;
        enumeration.enumerators.push_back({std::string(name.text), next});
        names_.declare(name.text, {ConstantName{next, basic(kind)}, name.place});
        next = static_cast<std::int64_t>(static_cast<std::uint64_t>(next) + 1);
        if (!tokens_.accept(",")) {
            break;
        }
    }
    tokens_.expect("}");
    enumeration.underlying = isWide        ? (hasNegative ? TypeKind::Long : TypeKind::UnsignedLong)
                             : hasNegative ? TypeKind::Int
                                           : TypeKind::UnsignedInt;
    enumeration.isComplete = type != nullptr;
}

} // namespace faultline
