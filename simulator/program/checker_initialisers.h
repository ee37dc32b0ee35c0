// Initialisers (C11 6.7.9): turns braces, designators and strings into a flat list of what is stored where.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulator/program/checker.h"

namespace faultline {

// .name or [index], or GNU's [index ... last]
struct Designator {
    std::string member; // empty: an index
    std::uint64_t index = 0;
    std::uint64_t last = 0;
    SourcePlace place;
};

struct InitialiserElement;

// An initialiser as written: an expression, or a list in braces.
struct WrittenInitialiser {
    SourcePlace place;
    ExpressionPointer expression; // null for a list, or after an error
    bool isList = false;
    std::vector<InitialiserElement> elements;
};

struct InitialiserElement {
    std::vector<Designator> designators;
    WrittenInitialiser value;
};

// Flattens initialisers for one object.
class InitialiserBuilder {
public:
    // `isStatic`: the object may grow by a flexible array member.
    InitialiserBuilder(Checker& checker, std::string name, bool isStatic)
        : checker_(checker), name_(std::move(name)), isStatic_(isStatic) {}

    // `type` is completed if it is an array of unknown length.
    Initialiser build(const Type*& type, WrittenInitialiser written);

    // Bytes that the object needs, if a flexible array member makes it larger than its type.
    std::uint64_t size() const { return size_; }

private:
    // A position in a list that is being used up.
    struct Cursor {
        std::vector<InitialiserElement>& elements;
        std::size_t at = 0;

        bool atEnd() const { return at >= elements.size(); }
        InitialiserElement& element() { return elements[at]; }
        bool hasDesignator() const { return !atEnd() && !elements[at].designators.empty(); }
    };

    // A part of the object.
    struct Part {
        const Type* type = nullptr;
        std::uint64_t offset = 0;
        const Member* bitField = nullptr;
    };

    void fromWritten(const Part& part, WrittenInitialiser& written);
    void fromList(const Part& part, WrittenInitialiser& written);
    void scalarFromList(const Part& part, WrittenInitialiser& written);
    void aggregateFromList(const Part& part, WrittenInitialiser& written);
    void fromCursor(const Part& part, Cursor& cursor);
    // Without braces of its own: takes from the cursor what there is room for, from part `index` on.
    void elided(const Part& part, std::uint64_t index, Cursor& cursor);
    // From designator `which` of the element at the cursor on. Returns the index of the part of `part` it leads into,
    // or nothing after an error.
    std::optional<std::uint64_t> designated(const Part& part, std::size_t which, Cursor& cursor);
    std::optional<std::uint64_t> indexOf(const Part& part, const Designator& designator);
    // [first ... last] = value: the value, which must be constant, for all but the last element.
    bool fillRange(const Part& array, const Designator& designator, const WrittenInitialiser& value);
    bool fromString(const Part& part, WrittenInitialiser& written);
    void store(const Part& part, ExpressionPointer value);

    std::optional<Part> partAt(const Part& whole, std::uint64_t index);
    std::uint64_t partCount(const Part& whole) const;
    void grow(const Part& part, std::uint64_t count);

    Checker& checker_;
    std::string name_;
    bool isStatic_;
    Initialiser result_;
    std::uint64_t size_ = 0;
    std::uint64_t outermostLength_ = 0; // of an array of unknown length: elements met so far
};

} // namespace faultline
