// getopt and getopt_long, as glibc has them: arguments that are no options are moved behind.
#include <algorithm>

#include "simulator/program/call_context.h"
#include "simulator/program/library.h"
#include "simulator/program/library_streams.h"

namespace faultline {

namespace {

constexpr std::uint64_t optionBytes = 32; // struct option: name, has_arg, flag, val

struct LongOption {
    std::string name;
    std::int32_t argument = 0; // 0 none, 1 required, 2 optional
    std::uint64_t flag = 0;
    std::int32_t value = 0;
};

// One call of getopt: works on a copy of the argument vector, which is written back when the order has changed.
class Options {
public:
    Options(CallContext& context, bool isLong, bool isLongOnly);
    std::uint64_t next();

private:
    std::int32_t run();
    bool moveOn(); // to the next argument that is an option; false: there is none
    void permute();
    std::int32_t shortOption();
    std::int32_t longOption(const std::string& text);
    std::int32_t takeLong(const LongOption& option, std::size_t index, std::optional<std::uint64_t> inlineValue);
    void complain(const std::string& text);
    std::string argumentText(std::int32_t index) { return context_.text(arguments_[static_cast<std::size_t>(index)]); }
    bool isOption(std::int32_t index) {
        const std::string text = argumentText(index);
        return text.size() > 1 && text[0] == '-';
    }
    std::int32_t variable(std::string_view name) { return static_cast<std::int32_t>(context_.variable(name)); }

    CallContext& context_;
    std::int32_t count_;
    std::vector<std::uint64_t> arguments_;
    std::vector<std::uint64_t> original_;
    std::string shorts_;
    std::vector<LongOption> longs_;
    bool isLongOnly_;
    bool permutes_ = true;
    bool returnsInOrder_ = false;
    bool colon_ = false; // missing arguments are told by ':'
    bool quiet_ = false;
    std::int32_t optind_;
    std::int32_t place_; // within a cluster of short options; 0: none
    std::int32_t first_; // of the arguments passed over …
    std::int32_t last_;  // … and behind them
    std::uint64_t optarg_ = 0;
    std::int32_t optopt_;
};

Options::Options(CallContext& context, bool isLong, bool isLongOnly)
    : context_(context), count_(context.intArgument(0)), isLongOnly_(isLongOnly) {
    LibraryState& library = context.library();
    for (std::int32_t i = 0; i < count_; ++i)
        arguments_.push_back(context.get<std::uint64_t>(context.argument(1) + 8 * static_cast<std::uint64_t>(i)));
    original_ = arguments_;
    shorts_ = context.text(context.argument(2));
    optind_ = variable("optind");
    optopt_ = variable("optopt");
    place_ = library.optionPlace;
    first_ = library.firstNonOption;
    last_ = library.lastNonOption;
    if (optind_ == 0 || (optind_ == 1 && library.optionIndex != 1 && place_ == 0)) {
        optind_ = 1; // started anew
        place_ = 0;
        first_ = last_ = 1;
    }
    if (!shorts_.empty() && (shorts_[0] == '+' || shorts_[0] == '-')) {
        permutes_ = false;
        returnsInOrder_ = shorts_[0] == '-';
        shorts_.erase(0, 1);
    }
    colon_ = !shorts_.empty() && shorts_[0] == ':';
    quiet_ = colon_ || variable("opterr") == 0;
    for (std::uint64_t at = context.argument(3); isLong && at != 0; at += optionBytes) {
        const auto name = context.get<std::uint64_t>(at);
        if (name == 0)
            break;
        longs_.push_back({context.text(name), context.get<std::int32_t>(at + 8), context.get<std::uint64_t>(at + 16),
                          context.get<std::int32_t>(at + 24)});
    }
}

std::uint64_t Options::next() {
    const std::int32_t result = run();
    for (std::size_t i = 0; i < arguments_.size(); ++i)
        if (arguments_[i] != original_[i])
            context_.put(context_.argument(1) + 8 * i, arguments_[i]);
    context_.keepStreams();
    context_.setVariable("optind", static_cast<std::uint32_t>(optind_));
    context_.setVariable("optopt", static_cast<std::uint32_t>(optopt_));
    context_.setVariable("optarg", optarg_);
    LibraryState& library = context_.library();
    library.optionIndex = optind_;
    library.optionPlace = place_;
    library.firstNonOption = first_;
    library.lastNonOption = last_;
    return intResult(result);
}

void Options::complain(const std::string& text) {
    if (!quiet_)
        putBytes(context_, context_.stream(2), argumentText(0) + ": " + text + "\n");
}

// Those passed over change places with the options behind them.
void Options::permute() {
    const auto begin = arguments_.begin();
    std::rotate(begin + first_, begin + last_, begin + optind_);
    first_ += optind_ - last_;
    last_ = optind_;
}

bool Options::moveOn() {
    last_ = std::min(last_, optind_);
    first_ = std::min(first_, optind_);
    if (permutes_) {
        if (first_ != last_ && last_ != optind_)
            permute();
        else if (last_ != optind_)
            first_ = optind_;
        while (optind_ < count_ && !isOption(optind_))
            ++optind_;
        last_ = optind_;
    }
    if (optind_ != count_ && argumentText(optind_) == "--") {
        ++optind_;
        if (first_ != last_ && last_ != optind_)
            permute();
        else if (first_ == last_)
            first_ = optind_;
        last_ = count_;
        optind_ = count_;
    }
    if (optind_ == count_) {
        if (first_ != last_)
            optind_ = first_;
        return false;
    }
    return true;
}

std::int32_t Options::run() {
    if (count_ < 1)
        return -1;
    if (place_ == 0) {
        if (!moveOn())
            return -1;
        if (!isOption(optind_)) {
            if (!returnsInOrder_)
                return -1;
            optarg_ = arguments_[static_cast<std::size_t>(optind_++)];
            return 1;
        }
        const std::string text = argumentText(optind_);
        if (!longs_.empty() && text.starts_with("--"))
            return longOption(text.substr(2));
        if (!longs_.empty() && isLongOnly_ && (text.size() > 2 || shorts_.find(text[1]) == std::string::npos))
            return longOption(text.substr(1));
        place_ = 1;
    }
    return shortOption();
}

std::int32_t Options::shortOption() {
    const std::string text = argumentText(optind_);
    const char letter = text[static_cast<std::size_t>(place_++)];
    const bool isLast = static_cast<std::size_t>(place_) >= text.size();
    const std::size_t at = letter == ':' || letter == ';' ? std::string::npos : shorts_.find(letter);
    const std::uint64_t rest = arguments_[static_cast<std::size_t>(optind_)] + static_cast<std::uint64_t>(place_);
    if (isLast) {
        ++optind_;
        place_ = 0;
    }
    if (at == std::string::npos) {
        complain("invalid option -- '" + std::string(1, letter) + "'");
        optopt_ = static_cast<unsigned char>(letter);
        return '?';
    }
    const bool takes = at + 1 < shorts_.size() && shorts_[at + 1] == ':';
    const bool isOptional = takes && at + 2 < shorts_.size() && shorts_[at + 2] == ':';
    if (!takes)
        return static_cast<unsigned char>(letter);
    if (!isLast) {
        optarg_ = rest;
        ++optind_;
        place_ = 0;
    } else if (!isOptional && optind_ < count_) {
        optarg_ = arguments_[static_cast<std::size_t>(optind_++)];
    } else if (!isOptional) {
        complain("option requires an argument -- '" + std::string(1, letter) + "'");
        optopt_ = static_cast<unsigned char>(letter);
        return colon_ ? ':' : '?';
    }
    return static_cast<unsigned char>(letter);
}

std::int32_t Options::longOption(const std::string& text) {
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    std::optional<std::size_t> match;
    bool isAmbiguous = false;
    for (std::size_t i = 0; i < longs_.size(); ++i) {
        if (longs_[i].name == name) {
            match = i;
            isAmbiguous = false;
            break;
        }
        if (longs_[i].name.starts_with(name)) {
            isAmbiguous = match.has_value();
            match = match ? match : i;
        }
    }
    const std::string whole = argumentText(optind_);
    const std::uint64_t start = arguments_[static_cast<std::size_t>(optind_)];
    if (!match || isAmbiguous) {
        complain((isAmbiguous ? "option '" : "unrecognized option '") +
                 (isAmbiguous ? whole.substr(0, whole.find('=')) + "' is ambiguous" : whole + "'"));
        ++optind_;
        optopt_ = 0;
        return '?';
    }
    ++optind_;
    std::optional<std::uint64_t> value;
    if (equals != std::string::npos)
        value = start + whole.find('=') + 1;
    return takeLong(longs_[*match], *match, value);
}

std::int32_t Options::takeLong(const LongOption& option, std::size_t index, std::optional<std::uint64_t> inlineValue) {
    if (inlineValue && option.argument == 0) {
        complain("option '--" + option.name + "' doesn't allow an argument");
        optopt_ = option.value;
        return '?';
    }
    if (inlineValue) {
        optarg_ = *inlineValue;
    } else if (option.argument == 1) {
        if (optind_ >= count_) {
            complain("option '--" + option.name + "' requires an argument");
            optopt_ = option.value;
            return colon_ ? ':' : '?';
        }
        optarg_ = arguments_[static_cast<std::size_t>(optind_++)];
    }
    if (context_.argument(4) != 0)
        context_.put(context_.argument(4), static_cast<std::int32_t>(index));
    if (option.flag == 0)
        return option.value;
    context_.put(option.flag, option.value);
    return 0;
}

std::uint64_t getoptFunction(CallContext& c) {
    return Options(c, false, false).next();
}
std::uint64_t getoptLongFunction(CallContext& c) {
    return Options(c, true, false).next();
}
std::uint64_t getoptLongOnlyFunction(CallContext& c) {
    return Options(c, true, true).next();
}

} // namespace

std::vector<Native> optionFunctions() {
    return {
        {"getopt", getoptFunction}, {"getopt_long", getoptLongFunction}, {"getopt_long_only", getoptLongOnlyFunction}};
}

} // namespace faultline
