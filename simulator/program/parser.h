// Reads C (C11 6.5 to 6.9) from tokens. Each thing read is checked and added to the program at once.
//
// The source files follow the grammar: parser_declarations (what is declared, at file level and in blocks),
// parser_specifiers (int, static const …), parser_declarators (*x[3]), parser_records (struct, union, enum),
// parser_initialisers, parser_functions, parser_statements, parser_labels, parser_expressions, parser_primary,
// parser_builtins.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/program/checker.h"
#include "simulator/program/checker_initialisers.h"
#include "simulator/program/parser_declared.h"
#include "simulator/program/parser_scopes.h"
#include "simulator/program/parser_tokens.h"

namespace faultline {

// What the parser has to be told about the world around its translation unit.
struct ParserSurroundings {
    std::function<bool(std::uint32_t file)> isBuiltIn;
    // The type of a function of the C library, for calls without its header; null if there is none of that name.
    std::function<const Type*(const std::string& name)> libraryPrototype;
};

class Parser {
public:
    Parser(std::vector<Token> tokens, ProgramBuilder& program, Reporter& reporter, ParserSurroundings surroundings);

    // Reads the whole translation unit.
    void run();

    // What a name means at file level, once all has been read.
    Symbol* findAtFileLevel(std::string_view name) { return names_.findAtFileLevel(name); }

private:
    static constexpr int maximumNesting = 512; // of the parser's own recursion; two for each pair of parentheses

    // Counts how deep the parser's recursion is. False when it is too deep, which is reported.
    class Nesting {
    public:
        explicit Nesting(Parser& parser) : parser_(parser) { ++parser_.nesting_; }
        ~Nesting() { --parser_.nesting_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;
        bool fits();

    private:
        Parser& parser_;
    };

    struct SwitchState {
        const Type* type = nullptr;
        std::vector<SwitchCase> cases;
        std::map<std::int64_t, SourcePlace> known;
        std::optional<LabelId> otherwise;
    };

    // Of the function that is read.
    struct FunctionState {
        std::map<std::string, LabelId> labels;
        std::set<LabelId> defined;
        std::vector<SwitchState*> switches;
        int loops = 0;
        int breakables = 0; // loops and switches
    };

    // A type name and what must be evaluated for its variable lengths.
    struct TypeName {
        const Type* type = nullptr;
        std::vector<ExpressionPointer> lengths;
    };

    // --- parser_declarations
    void externalDeclaration();
    void blockDeclaration(std::vector<Statement>& statements);
    void staticAssertion();
    void declareTypedef(const Declared& declared);
    void declareAtFileLevel(const Specifiers& specifiers, Declared& declared);
    void declareGlobal(const Specifiers& specifiers, Declared& declared);
    Function* declareFunction(const Specifiers& specifiers, const Declared& declared);
    void declareInBlock(const Specifiers& specifiers, Declared& declared, std::vector<Statement>& statements);
    void declareLocal(const Specifiers& specifiers, Declared& declared, std::vector<Statement>& statements);
    void declareStaticLocal(const Specifiers& specifiers, Declared& declared);
    void declareExternInBlock(const Declared& declared);
    bool checkObjectType(const Type* type, const std::string& name, SourcePlace place);
    bool checkAgainstEarlier(const Symbol& earlier, const Type* type, const Declared& declared);
    void flushLengths(std::vector<Statement>& statements, SourcePlace place);
    bool isNewHere(const Declared& declared);

    // --- parser_specifiers
    bool startsType(const Token& token);
    bool startsDeclaration();
    Specifiers specifiers();
    bool storageSpecifier(Specifiers& result);
    void typeWord(const Specifiers& result, TypeWords& words);
    bool typeSpecifier(Specifiers& result, TypeWords& words);
    bool qualifier(std::uint8_t& qualifiers);
    const Type* typeFromWords(const TypeWords& words, SourcePlace place);
    void typeofSpecifier(Specifiers& result);
    void alignmentSpecifier(Specifiers& result);
    void attributes(Attributes& result);
    void attribute(Attributes& result);
    TypeName typeName();
    void reportUnknownType();
    void unsupported(std::string_view name);

    // --- parser_declarators
    Declared declarator(const Type* base, bool mayBeAbstract);
    void declaratorParts(std::vector<DeclaratorPart>& parts, Declared& declared, bool mayBeAbstract);
    bool startsParameters();
    DeclaratorPart arrayPart();
    DeclaratorPart functionPart();
    void parameter(ParameterList& list);
    void oldStyleNames(ParameterList& list);
    const Type* apply(const Type* base, std::vector<DeclaratorPart>& parts, SourcePlace place);
    const Type* applyArray(const Type* element, const DeclaratorPart& part);
    const Type* applyFunction(const Type* result, const DeclaratorPart& part);
    Variable* lengthHolder(ExpressionPointer length);
    void keepPrototype(ParameterList& list);

    // --- parser_records
    const Type* recordSpecifier(bool isUnion);
    void recordMembers(const Type* type, Record& record, SourcePlace place);
    void memberDeclaration(std::vector<MemberDeclaration>& members, const Record& record);
    void memberDeclarator(std::vector<MemberDeclaration>& members, const Specifiers& specifiers, bool isUnion);
    bool bitWidth(MemberDeclaration& member);
    bool checkMemberType(const MemberDeclaration& member, bool isUnion);
    const Type* enumSpecifier();
    void enumerators(Enumeration& enumeration, const Type* type);

    // --- parser_initialisers
    WrittenInitialiser writtenInitialiser();
    std::vector<Designator> designators();
    ExpressionPointer compoundLiteral(TypeName name, SourcePlace place);

    // --- parser_functions
    bool startsFunctionBody(const Declared& declared);
    void functionDefinition(const Specifiers& specifiers, Declared& declared);
    void oldStyleParameters(ParameterList& list, Declared& declared);
    void adoptParameters(Function& function, ParameterList& list, std::vector<Statement>& prologue);
    void functionBody(Function& function, ParameterList& list);
    void finishLabels(Function& function);

    // --- parser_statements
    void statement(std::vector<Statement>& statements);
    StatementPointer subStatement();
    Statement begin();
    void blockItems(std::vector<Statement>& statements);
    BlockStatement block();
    void openScope(SourcePlace place);
    void closeScope(SourcePlace place);
    StatementNode simpleStatement();
    StatementNode ifStatement();
    StatementNode whileStatement();
    StatementNode doStatement();
    StatementNode forStatement();
    StatementNode switchStatement();
    StatementNode gotoStatement();
    StatementNode jumpStatement();
    StatementNode returnStatement();
    StatementNode expressionStatement();
    std::vector<LabelId> labels();
    std::optional<LabelId> caseLabel();
    std::optional<LabelId> defaultLabel();
    LabelId namedLabel(std::string_view name, SourcePlace place);
    LabelId newLabel(std::string name, SourcePlace place);
    ExpressionPointer conditionInParentheses();
    StatementPointer loopBody();

    // --- parser_expressions
    ExpressionPointer expression();
    ExpressionPointer assignment();
    ExpressionPointer conditional();
    ExpressionPointer binary(int minimum);
    ExpressionPointer castExpression();
    ExpressionPointer unary();
    ExpressionPointer sizeofExpression();
    ExpressionPointer alignofExpression();
    ExpressionPointer postfix(ExpressionPointer expression);
    std::vector<ExpressionPointer> arguments();
    // A constant that the grammar wants; reported if it is none.
    std::optional<std::int64_t> constantExpression(std::string_view what);
    ExpressionPointer withLengths(std::vector<ExpressionPointer> lengths, ExpressionPointer expression);

    // --- parser_primary
    ExpressionPointer primary();
    ExpressionPointer number(const Token& token);
    ExpressionPointer character(const Token& token);
    ExpressionPointer stringLiteral();
    ExpressionPointer identifier();
    ExpressionPointer unknownIdentifier(const Token& token);
    ExpressionPointer implicitFunction(const Token& token);
    ExpressionPointer functionNameString(SourcePlace place);

    // --- parser_builtins
    ExpressionPointer builtin();
    ExpressionPointer vaStart(SourcePlace place);
    ExpressionPointer vaArg(SourcePlace place);
    ExpressionPointer vaCopy(SourcePlace place);
    ExpressionPointer offsetOf(SourcePlace place);
    ExpressionPointer atomicBuiltin(SourcePlace place);
    void declareBuiltins();

    TypeTable& types() { return checker_.types(); }
    const Type* basic(TypeKind kind) { return checker_.types().basic(kind); }
    bool isInBuiltIn(SourcePlace place) const { return surroundings_.isBuiltIn && surroundings_.isBuiltIn(place.file); }

    TokenStream tokens_;
    ProgramBuilder* program_;
    Reporter* reporter_;
    ParserSurroundings surroundings_;
    Checker checker_;
    ScopeStack names_;
    int nesting_ = 0;
    FunctionState state_;
    std::set<std::string> implicit_;                // functions called before they were declared
    std::vector<ExpressionPointer> pendingLengths_; // stores of array lengths that the declaration has to make
    bool declaresErrno_ = false;                    // by hand: C89's `extern int errno`
    ParameterList* parameterList_ = nullptr;        // that is being read
};

} // namespace faultline
