// What a library function written in C++ is given: its arguments, the process's memory, and the machine.
//
// A library function may need several operations, one after the other, and the interpreter's state must be plain data
// between them. So it is straight code that calls perform(); when the answer is not known yet, it is abandoned there,
// the operation is yielded, and with the answer in ProcessState::progress it is run from its start again. Therefore:
// it changes the process (other than by writing the same bytes to the stack again) only after its last operation, or
// calls checkpoint() at a point from which a new start does right. Streams are changed on copies, kept at the end.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulator/program/interpreter.h"

namespace faultline {

// Thrown to abandon a library function; caught by the interpreter, and by nobody else.
struct NeedsOperation {};
struct NeedsFunction {
    std::uint64_t address;
    std::vector<std::uint64_t> arguments;
};
struct HasJumped {};
struct Refused {
    std::string message;
    std::string advice;
};

class CallContext {
public:
    CallContext(const Interpreter& interpreter, ProcessState& process, const NativeCall& call, std::uint32_t window);

    const Interpreter& interpreter() const { return interpreter_; }
    ProcessState& process() { return process_; }
    LibraryState& library() { return process_.library; }
    std::uint64_t pageSize() const { return interpreter_.settings().pageSize; }

    // --- arguments; those that are not given are 0
    std::size_t argumentCount() const { return call_.arguments; }
    std::uint64_t argument(std::size_t index) const;
    std::int32_t intArgument(std::size_t index) const { return static_cast<std::int32_t>(argument(index)); }
    double doubleArgument(std::size_t index) const;
    // The text of a format: compiled in if it is a literal, else read.
    std::string format(std::size_t index);
    const std::string& label() const { return call_.label; }

    // --- the machine
    RecordedReply perform(Operation operation);
    // The number of the next reply, which counts as taken: for what must be recorded like an operation's answer.
    std::size_t takeReply() { return used_++; }
    std::size_t repliesUsed() const { return used_; }
    // From here on a new start does not need the answers so far.
    void checkpoint();
    // Calls a function of the program and gives its result.
    std::uint64_t callFunction(std::uint64_t address, std::vector<std::uint64_t> arguments);

    // An error in the program's text that is known only now: ends the run.
    [[noreturn]] void refuse(std::string message, std::string advice) const {
        throw Refused{std::move(message), std::move(advice)};
    }

    // --- memory of the program, wherever it lies
    bool onStack(std::uint64_t address, std::uint64_t length = 1) const {
        return process_.stack.covers(address, length);
    }
    // An access behind the end of the stack, which a range that begins in it runs over.
    [[noreturn]] void runOverStack();
    bool runsOverStack(std::uint64_t address, std::uint64_t length) const {
        return process_.stack.startsIn(address) && !process_.stack.covers(address, length);
    }
    std::string text(std::uint64_t address, std::uint64_t limit = ~std::uint64_t{0}); // up to a NUL or the limit
    // The same, but no page is touched behind the one in which it is `enough`: what strchr finds may be the last byte
    // of a mapping. There may be more in the text than was needed.
    std::string textUntil(std::uint64_t address, const std::function<bool(std::string_view)>& enough);
    Bytes bytes(std::uint64_t address, std::uint64_t length);
    void write(std::uint64_t address, const void* bytes, std::uint64_t length);
    void write(std::uint64_t address, const Bytes& bytes) { write(address, bytes.data(), bytes.size()); }
    void writeText(std::uint64_t address, std::string_view text); // and a NUL
    template <class T>
    T get(std::uint64_t address) {
        T value{};
        load(address, &value, sizeof value);
        return value;
    }
    template <class T>
    void put(std::uint64_t address, T value) {
        store(address, &value, sizeof value);
    }

    // --- errno
    std::int32_t error() const;
    void setError(std::int32_t error);

    // --- places of the library's own in the stack (memory_layout.h)
    std::uint64_t ownAddress(std::uint64_t offset) const;
    std::uint64_t variable(std::string_view name) const; // the value of one of its variables
    void setVariable(std::string_view name, std::uint64_t value);
    // Puts a text at such a place and gives its address.
    std::uint64_t ownText(std::uint64_t offset, std::string_view text, std::uint64_t room);

    // --- streams
    std::optional<std::size_t> streamIndex(std::uint64_t file) const;
    std::uint64_t fileAddress(std::size_t index) const;
    Stream& stream(std::size_t index); // a copy, kept when the function has ended
    std::size_t streamCount() const { return process_.library.streams.size(); }
    std::size_t openStream(Stream stream);
    void keepStreams();

    SourcePlace place() const { return place_; }
    std::uint32_t window() const { return window_; }
    std::string programName(); // without its path

private:
    void load(std::uint64_t address, void* to, unsigned bytes);
    void store(std::uint64_t address, const void* from, unsigned bytes);

    const Interpreter& interpreter_;
    ProcessState& process_;
    const NativeCall& call_;
    std::uint32_t window_; // its first argument's register
    SourcePlace place_;
    std::size_t used_ = 0;      // of the replies
    std::size_t callsUsed_ = 0; // of the call results
    std::map<std::size_t, Stream> streams_;
};

// A system call being made up. A pointer to the stack becomes bytes that travel along; what the kernel writes is put
// back there. So do the structs that the kernel fills in, wherever they lie: a machine puts in what it is given, and
// process numbers as the program knows them. Only the data of read and its kin goes to the machine's memory directly.
class CallRequest {
public:
    CallRequest(CallContext& context, Call call);

    CallRequest& value(std::uint64_t number);
    CallRequest& value(std::int64_t number) { return value(static_cast<std::uint64_t>(number)); }
    CallRequest& value(std::int32_t number) {
        return value(static_cast<std::uint64_t>(static_cast<std::int64_t>(number)));
    }
    CallRequest& text(std::uint64_t address);
    CallRequest& text(std::string_view given); // a text of the library's own
    CallRequest& in(std::uint64_t address, std::uint64_t size);
    CallRequest& in(Bytes bytes);
    CallRequest& out(std::uint64_t address, std::uint64_t size);
    CallRequest& outBytes(std::uint64_t size); // for the library itself; see returned()
    CallRequest& inOut(std::uint64_t address, std::uint64_t size);
    CallRequest& inOut(Bytes bytes); // likewise

    // What it makes is called so.
    CallRequest& label(std::string name) {
        operation_.label = std::move(name);
        return *this;
    }

    // -1 and errno, or the result.
    std::int64_t make();
    // Likewise, but errno is left alone.
    std::int64_t makeQuietly();
    std::int32_t error() const { return reply_.error; }
    const Bytes& returned(std::size_t index) const { return reply_.returned.at(index); }

private:
    bool travels(std::uint64_t address, std::uint64_t size) const;

    CallContext& context_;
    Operation operation_;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> outs_; // address (0: none), size
    RecordedReply reply_;
};

} // namespace faultline
