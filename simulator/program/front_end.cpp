#include "simulator/program/front_end.h"

#include <memory>

#include "simulator/program/checker_program.h"
#include "simulator/program/headers.h"
#include "simulator/program/parser.h"
#include "simulator/program/preprocessor.h"
#include "simulator/program/preprocessor_files.h"

namespace faultline {

namespace {

// The functions of the C library as its headers declare them; read when first asked for.
class LibraryPrototypes {
public:
    explicit LibraryPrototypes(TypeTable& types) : types_(&types) {}

    // Null if no header declares such a function.
    const Type* find(const std::string& name) {
        if (headerDeclaring(name).empty()) {
            return nullptr;
        }
        if (!parser_) {
            read();
        }
        const Symbol* symbol = parser_->findAtFileLevel(name);
        const auto* function = symbol == nullptr ? nullptr : std::get_if<FunctionName>(&symbol->meaning);
        return function == nullptr ? nullptr : function->type;
    }

private:
    void read() {
        const std::string include = "#include <" + std::string(allLibraryHeaders) + ">\n";
        files_ = std::make_unique<ProgramFiles>(std::vector<SourceFile>{{"", include}}, HeaderLookup());
        preprocessor_ = std::make_unique<Preprocessor>(*files_, reporter_, "", "");
        program_ = std::make_unique<ProgramBuilder>(reporter_, nullptr, types_);
        parser_ = std::make_unique<Parser>(preprocessor_->run(0), *program_, reporter_, ParserSurroundings{});
        parser_->run();
    }

    TypeTable* types_;
    Reporter reporter_; // of what nobody reads: the headers are right
    std::unique_ptr<ProgramFiles> files_;
    std::unique_ptr<Preprocessor> preprocessor_;
    std::unique_ptr<ProgramBuilder> program_;
    std::unique_ptr<Parser> parser_;
};

} // namespace

FrontEndResult checkProgram(const FrontEndInput& input) {
    Reporter reporter;
    ProgramFiles files(input.sources, input.findHeader);
    ProgramBuilder program(reporter, input.isLibraryFunction);
    LibraryPrototypes prototypes(program.types());
    ParserSurroundings surroundings;
    surroundings.isBuiltIn = [&](std::uint32_t file) { return files.isBuiltIn(file); };
    surroundings.libraryPrototype = [&](const std::string& name) { return prototypes.find(name); };
    for (std::uint32_t source = 0; source < input.sources.size() && !reporter.isFull(); ++source) {
        Preprocessor preprocessor(files, reporter, input.date, input.time);
        std::vector<Token> tokens = preprocessor.run(source);
        if (preprocessor.hasGivenUp()) {
            return {nullptr, files.all(), reporter.take()};
        }
        Parser(std::move(tokens), program, reporter, surroundings).run();
    }
    FrontEndResult result;
    result.program = program.finish(files.all());
    result.files = files.all();
    result.diagnostics = reporter.take();
    if (hasErrors(result.diagnostics)) {
        result.program = nullptr;
    }
    return result;
}

} // namespace faultline
