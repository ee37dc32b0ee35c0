#include "simulator/program/type_layout.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t largestRecord = std::uint64_t{1} << 40;

std::uint64_t roundedUp(std::uint64_t value, std::uint64_t multiple) {
    return multiple <= 1 ? value : (value + multiple - 1) / multiple * multiple;
}

class Layout {
public:
    explicit Layout(Record& record) : record_(record) {}

    bool add(const MemberDeclaration& declaration) {
        if (record_.isUnion) {
            bits_ = 0;
        }
        const bool fits = declaration.bitWidth ? addBitField(declaration) : addMember(declaration);
        largestEnd_ = std::max(largestEnd_, bits_);
        return fits && largestEnd_ / 8 <= largestRecord;
    }

    void finish(std::uint64_t alignment) {
        record_.alignment = std::max({alignment_, alignment, std::uint64_t{1}});
        record_.size = roundedUp((largestEnd_ + 7) / 8, record_.alignment);
        record_.isComplete = true;
    }

private:
    bool addMember(const MemberDeclaration& declaration) {
        const Type* type = declaration.type;
        const std::uint64_t natural = record_.isPacked ? 1 : alignmentOf(type);
        const std::uint64_t alignment = std::max(natural, declaration.alignment);
        const std::uint64_t size = sizeOf(type);
        if (size > largestRecord || alignment > largestRecord) {
            return false;
        }
        const std::uint64_t offset = roundedUp((bits_ + 7) / 8, alignment);
        Member member;
        member.name = declaration.name;
        member.type = type;
        member.offset = offset;
        member.place = declaration.place;
        record_.members.push_back(std::move(member));
        bits_ = (offset + size) * 8;
        alignment_ = std::max(alignment_, alignment);
        if (isArray(type) && type->arrayLength == ArrayLength::Unknown) {
            record_.hasFlexibleArray = true;
        }
        while (isArray(type)) {
            type = type->element;
        }
        record_.hasConst = record_.hasConst || containsConst(type);
        if (isRecord(type)) {
            record_.depth = std::max(record_.depth, type->record->depth + 1);
        }
        return true;
    }

    // A bit-field goes right behind the bits before it, unless it would then cross a boundary of its type.
    bool addBitField(const MemberDeclaration& declaration) {
        const std::uint64_t unit = sizeOf(declaration.type) * 8;
        const std::uint64_t width = *declaration.bitWidth;
        if (width == 0) {
            bits_ = roundedUp(bits_, unit);
            return true;
        }
        if (!record_.isPacked && bits_ / unit != (bits_ + width - 1) / unit) {
            bits_ = roundedUp(bits_, unit);
        }
        if (declaration.alignment > 0) {
            bits_ = roundedUp(bits_, declaration.alignment * 8);
        }
        const std::uint64_t step = record_.isPacked ? 8 : unit;
        if (bits_ % step + width > 64) {
            return false;
        }
        if (!declaration.name.empty()) {
            Member member;
            member.name = declaration.name;
            member.type = declaration.type;
            member.offset = bits_ / step * (step / 8);
            member.isBitField = true;
            member.bitOffset = static_cast<std::uint8_t>(bits_ % step);
            member.bitWidth = static_cast<std::uint8_t>(width);
            member.place = declaration.place;
            record_.members.push_back(std::move(member));
            const std::uint64_t natural = record_.isPacked ? 1 : alignmentOf(declaration.type);
            alignment_ = std::max({alignment_, natural, declaration.alignment});
            record_.hasConst = record_.hasConst || containsConst(declaration.type);
        }
        bits_ += width;
        return true;
    }

    Record& record_;
    std::uint64_t bits_ = 0;
    std::uint64_t largestEnd_ = 0;
    std::uint64_t alignment_ = 1;
};

} // namespace

bool layOut(Record& record, const std::vector<MemberDeclaration>& members, std::uint64_t alignment) {
    Layout layout(record);
    bool fits = true;
    for (const MemberDeclaration& member : members) {
        fits = layout.add(member) && fits;
    }
    layout.finish(alignment);
    return fits;
}

} // namespace faultline
