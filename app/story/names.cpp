#include "app/story/names.h"

#include <QCoreApplication>

#include <cstring>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Names)
};

QString shortened(const QString& name, qsizetype most) {
    if (name.size() <= most)
        return name;
    const qsizetype half = (most - 1) / 2;
    return name.left(most - 1 - half) + QChar(0x2026) + name.right(half);
}

} // namespace

QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

const Mapping* Names::mappingAt(ProcessId process, Address address) const {
    if (const Mapping* found = snapshot_->mappingAt(process, address))
        return found;
    if (!lastStep_)
        return nullptr;
    for (const Change& change : lastStep_->changes) {
        const auto* mapping = std::get_if<MappingChange>(&change);
        if (mapping && mapping->process == process && mapping->before && mapping->before->start <= address &&
            address < mapping->before->end)
            return &*mapping->before;
    }
    return nullptr;
}

QString Names::mapping(const Mapping& mapping) const {
    if (!mapping.label.empty())
        return shortened(toQString(mapping.label), 16);
    QString name = toQString(mapping.name);
    if (name.startsWith(QLatin1Char('[')) && name.endsWith(QLatin1Char(']')))
        name = name.mid(1, name.size() - 2);
    if (name.isEmpty() && mapping.file != 0)
        name = file(mapping.file);
    const File* backing = snapshot_->file(mapping.file);
    if (backing && backing->facts.kind == FileKind::Image) {
        if (mapping.protection & protectExecute)
            return Words::tr("code");
        return mapping.protection & protectWrite ? Words::tr("data") : literalsName();
    }
    return shortened(name, 16);
}

Address Names::baseOf(ProcessId process, const Mapping& mapping) const {
    Address base = mapping.start;
    const Process* owner = snapshot_->process(process);
    if (!owner || mapping.label.empty())
        return base;
    for (auto at = owner->mappings.find(base); at != owner->mappings.end() && at != owner->mappings.begin();) {
        --at;
        if (at->second.label != mapping.label || at->second.end != base)
            break;
        base = at->second.start;
    }
    return base;
}

Names::Named Names::named(ProcessId process, Address address) const {
    const Mapping* found = mappingAt(process, address);
    if (program_)
        if (const auto called = program_->at(process, address, moment_))
            return {shortened(toQString(called->label), 16), called->base};
    return found ? Named{mapping(*found), baseOf(process, *found)} : Named{};
}

QString Names::mapping(ProcessId process, const Mapping& mapping) const {
    const QString name = named(process, mapping.start).name;
    return name.isEmpty() ? this->mapping(mapping) : name;
}

std::uint64_t Names::offset(ProcessId process, Address address) const {
    const Named found = named(process, address);
    return found.name.isEmpty() ? 0 : address - found.base;
}

QString Names::address(ProcessId process, Address address) const {
    const auto [name, base] = named(process, address);
    if (name.isEmpty())
        return hexText(address);
    return address == base ? name : name + QStringLiteral(" + %1").arg(address - base);
}

QString Names::addressBefore(Address address) const {
    const auto called =
        program_ && moment_ > 0 ? program_->at(process_, address, moment_ - 1) : std::optional<ProgramNames::Found>{};
    if (!called)
        return this->address(address);
    const QString name = shortened(toQString(called->label), 16);
    return address == called->base ? name : name + QStringLiteral(" + %1").arg(address - called->base);
}

QString Names::file(FileId id) const {
    const File* found = snapshot_->file(id);
    if (found && found->facts.kind == FileKind::Image)
        return Words::tr("the program");
    if (found && !found->facts.name.empty())
        return shortened(toQString(found->facts.name), 20);
    return found && found->facts.kind != FileKind::Regular ? Words::tr("shared memory") : Words::tr("a file");
}

QString literalsName() {
    return Words::tr("literals");
}

QString literalsExplained() {
    return Words::tr("%1: the strings and constants of the program's text, mapped from its file, read-only")
        .arg(literalsName());
}

QString rightsText(std::uint8_t protection) {
    QString text = QStringLiteral("---");
    if (protection & protectRead)
        text[0] = QLatin1Char('r');
    if (protection & protectWrite)
        text[1] = QLatin1Char('w');
    if (protection & protectExecute)
        text[2] = QLatin1Char('x');
    return text;
}

QString byteText(std::uint8_t byte) {
    switch (byte) {
    case 0:
        return QStringLiteral("\\0");
    case '\n':
        return QStringLiteral("\\n");
    case '\t':
        return QStringLiteral("\\t");
    case '\r':
        return QStringLiteral("\\r");
    case '\\':
        return QStringLiteral("\\\\");
    default:
        if (byte >= 0x20 && byte < 0x7f)
            return QString(QLatin1Char(static_cast<char>(byte)));
        return QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0'));
    }
}

QString valueText(std::uint64_t value, std::uint64_t count) {
    if (count <= 1)
        return QStringLiteral("'%1'").arg(byteText(static_cast<std::uint8_t>(value)));
    if (count == 4 && static_cast<std::int32_t>(value) < 0 && value <= 0xffffffffu)
        return QString::number(static_cast<std::int32_t>(value));
    return value > 0xffffffffu ? hexText(value) : QString::number(value);
}

QString hexText(std::uint64_t value) {
    return QStringLiteral("0x%1").arg(value, 0, 16);
}

QString errorText(std::int32_t error) {
    const char* name = strerrorname_np(error);
    return name ? QString::fromLatin1(name) : QStringLiteral("errno %1").arg(error);
}

QString signalText(const Signal& signal) {
    const QString name = toQString(signalName(signal.number)), code = toQString(signalCodeName(signal));
    return code.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, code);
}

QString sizeText(std::uint64_t bytes) {
    if (bytes < 1024)
        return bytesText(bytes);
    const char* units[] = {"KiB", "MiB", "GiB", "TiB"};
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    for (; size >= 1024 && unit < 3; ++unit)
        size /= 1024;
    const bool whole = size == static_cast<double>(static_cast<std::uint64_t>(size));
    return QStringLiteral("%1 %2").arg(size, 0, 'f', whole ? 0 : 1).arg(QLatin1String(units[unit]));
}

QString bytesText(std::uint64_t count) {
    return count == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(countText(count));
}

QString pagesText(std::uint64_t count) {
    return count == 1 ? Words::tr("1 page") : Words::tr("%1 pages").arg(countText(count));
}

QString entriesText(std::uint64_t count) {
    return count == 1 ? Words::tr("1 entry") : Words::tr("%1 entries").arg(countText(count));
}

QString neighboursText(std::uint64_t count) {
    return count == 1 ? Words::tr("1 neighbour") : Words::tr("%1 neighbours").arg(countText(count));
}

QString tlbEntriesText(std::uint64_t count) {
    return count == 1 ? Words::tr("1 TLB entry") : Words::tr("%1 TLB entries").arg(countText(count));
}

QString countText(std::uint64_t count) {
    QString digits = QString::number(count);
    if (digits.size() <= 4)
        return digits;
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, QChar(0x202f));
    return digits;
}

} // namespace faultline
