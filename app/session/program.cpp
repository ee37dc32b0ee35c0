#include "app/session/program.h"

#include "app/session/scratch_files.h"
#include "simulator/hardware/parameters_for.h"
#include "simulator/sources/program_source.h"

#include <algorithm>
#include <filesystem>

namespace faultline {

namespace fs = std::filesystem;

namespace {

/// Looks for a header beside the file that includes it, then in the folders of -I, then among texts already known.
class HeaderFinder {
public:
    HeaderFinder(std::vector<std::string> folders, std::vector<SourceFile> known)
        : folders_(std::move(folders)), known_(std::move(known)) {}

    std::optional<SourceFile> operator()(std::string_view name, std::string_view includer) const {
        const fs::path beside = fs::path(includer).parent_path() / name;
        for (const SourceFile& file : known_)
            if (file.name == beside.string())
                return file;
        if (auto found = read(beside))
            return found;
        for (const std::string& folder : folders_)
            if (auto found = read(fs::path(folder) / name))
                return found;
        for (const SourceFile& file : known_) // a saved run's, whose folders are not here
            if (fs::path(file.name).filename() == fs::path(name).filename())
                return file;
        return std::nullopt;
    }

private:
    static std::optional<SourceFile> read(const fs::path& path) {
        std::error_code error;
        if (!fs::is_regular_file(path, error))
            return std::nullopt;
        Result<std::string> text = readText(path.string());
        if (!text)
            return std::nullopt;
        return SourceFile{path.string(), std::move(text.value())};
    }

    std::vector<std::string> folders_;
    std::vector<SourceFile> known_;
};

/// What a saved run keeps: the translation units, then the local headers that were met.
std::vector<SourceFile> ownFiles(const std::vector<SourceFile>& sources, const std::vector<SourceFile>& all) {
    std::vector<SourceFile> own = sources;
    for (const SourceFile& file : all) {
        const bool builtIn = file.name.starts_with("<");
        const bool there =
            std::any_of(own.begin(), own.end(), [&](const SourceFile& o) { return o.name == file.name; });
        if (!builtIn && !there)
            own.push_back(file);
    }
    return own;
}

Program compile(const std::vector<SourceFile>& sources, HeaderFinder findHeader, RunOrigin origin) {
    ProgramSource::Input input;
    input.sources = sources;
    input.findHeader = std::move(findHeader);
    input.arguments = origin.setup.arguments;
    input.parameters = origin.setup.parameters;
    input.pagedStack = origin.pagedStack;
    ProgramSource::Created created = ProgramSource::create(input);
    Program program;
    program.files = std::move(created.files);
    program.diagnostics = std::move(created.diagnostics);
    origin.files = ownFiles(sources, program.files);
    origin.sources = sources.size();
    if (created.source) {
        origin.setup.image = created.source->image();
        if (!origin.setup.arguments.empty())
            origin.setup.image.name = origin.setup.arguments.front();
        program.source = std::move(created.source);
    }
    program.origin = std::move(origin);
    return program;
}

} // namespace

Result<ProgramText> readProgram(const std::vector<std::string>& paths, const ProgramOptions& given) {
    ProgramText text;
    for (const std::string& path : paths) {
        Result<std::string> read = readText(path);
        if (!read)
            return read.failure();
        text.sources.push_back({path, std::move(read.value())});
    }
    Result<ProgramOptions> own = ownOptions(text.sources.front().text);
    if (!own) {
        Failure failure = own.failure();
        failure.where = paths.front();
        return failure;
    }
    text.options = completed(given, own.value(), paths.front());
    return text;
}

Result<Program> makeProgram(const ProgramText& text, const Parameters& parameters, const Hardware& hardware) {
    Result<std::vector<SetupFile>> files = readWith(text.options.with);
    if (!files)
        return files.failure();
    RunOrigin origin;
    origin.setup.arguments = text.options.arguments;
    const std::string name = text.sources.empty() ? "program" : fs::path(text.sources.front().name).stem().string();
    origin.setup.arguments.insert(origin.setup.arguments.begin(), name);
    origin.setup.files = std::move(files.value());
    origin.setup.cold = text.options.cold;
    // Beside a kernel the places in memory are the kernel's.
    origin.setup.parameters = parameters.kernel.empty() ? parametersFor(hardware, parameters) : parameters;
    origin.setup.hardware = hardware;
    origin.pagedStack = text.options.pagedStack;
    return compile(text.sources, HeaderFinder(text.options.includeFolders, {}), std::move(origin));
}

Result<Program> remakeProgram(const RunOrigin& origin) {
    const auto units = static_cast<std::ptrdiff_t>(std::min(origin.sources, origin.files.size()));
    const std::vector<SourceFile> sources(origin.files.begin(), origin.files.begin() + units);
    Program program = compile(sources, HeaderFinder({}, origin.files), origin);
    if (!program.source)
        return Failure{"the saved run's program has errors", "", ""};
    return program;
}

} // namespace faultline
