// What things are called in sentences and on the stage: addresses by the program's own names, files, bytes, rights.
#pragma once

#include "app/story/program_names.h"
#include "simulator/machine/delta.h"
#include "simulator/machine/snapshot.h"

#include <QString>

namespace faultline {

QString toQString(std::string_view text);

/// Names of one moment. Keeps references: the snapshot and the delta must outlive it.
class Names {
public:
    /// `lastStep` helps to name what the step has removed; may be null. `process` is whose addresses are named.
    Names(const Snapshot& snapshot, ProcessId process, const Delta* lastStep = nullptr)
        : snapshot_(&snapshot), lastStep_(lastStep), process_(process) {}
    /// With what the program has called its memory up to a moment; may be null.
    Names(const Snapshot& snapshot, ProcessId process, const Delta* lastStep, const ProgramNames* program,
          std::size_t moment)
        : snapshot_(&snapshot), lastStep_(lastStep), program_(program), moment_(moment), process_(process) {}

    /// "p + 4096" in decimal bytes; "0x7ffff7ff3000" where nothing with a name is or was.
    QString address(Address address) const { return this->address(process_, address); }
    QString address(ProcessId process, Address address) const;
    /// The same by the names before the step: of what a call is given or takes away, not of what it makes.
    QString addressBefore(Address address) const;
    /// What the mapping is called: the program's name, else the file's, "heap", "data"; empty for none.
    QString mapping(const Mapping& mapping) const;
    /// The same of its start: "p" also where the mapping begins at p + 4096.
    QString mapping(ProcessId process, const Mapping& mapping) const;
    /// How far an address lies behind what its name stands for: 4096 for "p + 4096"; 0 without a name.
    std::uint64_t offset(ProcessId process, Address address) const;
    /// "notes.txt"; "shared memory" for files without a name. At most 24 characters.
    QString file(FileId id) const;
    /// More than one process has run: sentences name the pid.
    bool severalProcesses() const { return snapshot_->processes.size() > 1; }

    const Snapshot& snapshot() const { return *snapshot_; }
    ProcessId process() const { return process_; }

private:
    struct Named {
        QString name;
        Address base = 0;
    };
    Named named(ProcessId process, Address address) const;
    const Mapping* mappingAt(ProcessId process, Address address) const;
    Address baseOf(ProcessId process, const Mapping& mapping) const;

    const Snapshot* snapshot_;
    const Delta* lastStep_;
    const ProgramNames* program_ = nullptr;
    std::size_t moment_ = 0;
    ProcessId process_;
};

/// "rw-", as maps shows it.
/// The part of a program that holds its strings and constants, and what that is.
QString literalsName();
QString literalsExplained();
QString rightsText(std::uint8_t protection);
/// "'c'", "'\n'" for one byte; a number for more.
QString valueText(std::uint64_t value, std::uint64_t count);
/// One byte as C would write it between quotes, without them: "c", "\n", "\0", "\x9f".
QString byteText(std::uint8_t byte);
/// "0x7ffff7ff3000".
QString hexText(std::uint64_t value);
/// "ENOENT".
QString errorText(std::int32_t error);
/// "SIGSEGV (SEGV_MAPERR)".
QString signalText(const Signal& signal);
/// "12 KiB", "43.1 MiB", "100 bytes".
QString sizeText(std::uint64_t bytes);
/// "1 byte", "4096 bytes", and so on for other things that are counted.
QString bytesText(std::uint64_t count);
QString pagesText(std::uint64_t count);
QString entriesText(std::uint64_t count);
QString neighboursText(std::uint64_t count);
QString tlbEntriesText(std::uint64_t count);
/// With thin spaces between groups of three digits: "11 962".
QString countText(std::uint64_t count);

} // namespace faultline
