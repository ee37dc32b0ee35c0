#include "app/session/session_file.h"

#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <unistd.h>
#include <vector>

namespace faultline {

namespace {

constexpr std::string_view formatName = "faultline-session ";
constexpr int formatVersion = 1;
constexpr std::size_t frameSize = std::size_t{1} << 20; ///< bytes of text in a frame, nearly
constexpr std::uint32_t skippableMagic = ZSTD_MAGIC_SKIPPABLE_START;

std::string littleEndian(std::uint32_t number) {
    std::string bytes;
    for (unsigned i = 0; i < 4; ++i)
        bytes += static_cast<char>(number >> (8 * i));
    return bytes;
}

std::uint32_t readLittleEndian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return number;
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

struct FreeStream {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

} // namespace

SessionFileWriter::SessionFileWriter(std::string path) : path_(std::move(path)) {
    temporary_ = path_ + "." + std::to_string(::getpid()) + ".part";
    file_ = std::fopen(temporary_.c_str(), "wbe");
    if (!file_)
        error_ = errno;
    const std::string format = std::string(formatName) + std::to_string(formatVersion);
    write(littleEndian(skippableMagic));
    write(littleEndian(static_cast<std::uint32_t>(format.size())));
    write(format);
}

SessionFileWriter::~SessionFileWriter() {
    if (file_) {
        std::fclose(file_);
        std::remove(temporary_.c_str());
    }
}

void SessionFileWriter::write(std::string_view bytes) {
    if (error_ == 0 && std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
        error_ = errno;
}

void SessionFileWriter::line(std::string_view text) {
    pending_ += text;
    pending_ += '\n';
    if (pending_.size() >= frameSize)
        endFrame();
}

void SessionFileWriter::endFrame() {
    if (pending_.empty())
        return;
    constexpr int level = 3;
    std::string frame(ZSTD_compressBound(pending_.size()), '\0');
    const std::size_t size = ZSTD_compress(frame.data(), frame.size(), pending_.data(), pending_.size(), level);
    if (ZSTD_isError(size))
        error_ = error_ ? error_ : ENOMEM;
    else
        write(std::string_view(frame).substr(0, size));
    pending_.clear();
}

std::optional<Failure> SessionFileWriter::commit() {
    endFrame();
    if (error_ == 0 && (std::fflush(file_) != 0 || ::fsync(::fileno(file_)) != 0))
        error_ = errno;
    if (error_ == 0 && std::rename(temporary_.c_str(), path_.c_str()) != 0)
        error_ = errno;
    if (error_ != 0)
        return Failure{std::string("cannot be written: ") + std::strerror(error_), path_,
                       "choose another folder, or make room"};
    std::fclose(file_);
    file_ = nullptr;
    return std::nullopt;
}

namespace {

/// Lines out of the decompressed stream, whose pieces end anywhere.
class Lines {
public:
    explicit Lines(const std::function<void(std::string_view)>& line) : line_(line) {}
    void add(std::string_view piece) {
        for (;;) {
            const std::size_t end = piece.find('\n');
            if (end == std::string_view::npos)
                break;
            rest_ += piece.substr(0, end);
            line_(rest_);
            rest_.clear();
            piece.remove_prefix(end + 1);
        }
        rest_ += piece;
    }
    bool complete() const { return rest_.empty(); }

private:
    const std::function<void(std::string_view)>& line_;
    std::string rest_;
};

std::optional<Failure> readFormat(std::FILE* file, const std::string& path) {
    const Failure other{"is not a saved run of Faultline", path, "open a file that ends in .flt"};
    char head[8];
    if (std::fread(head, 1, sizeof head, file) != sizeof head ||
        readLittleEndian(std::string_view(head, 4)) != skippableMagic)
        return other;
    const std::uint32_t size = readLittleEndian(std::string_view(head + 4, 4));
    std::string format(size <= 64 ? size : 0, '\0');
    if (format.empty() || std::fread(format.data(), 1, size, file) != size || !format.starts_with(formatName))
        return other;
    if (format.substr(formatName.size()) != std::to_string(formatVersion))
        return Failure{"was saved by a later version of Faultline (" + format + ")", path, "open it with that version"};
    return std::nullopt;
}

} // namespace

std::optional<Failure> readSessionFile(const std::string& path, const std::function<void(std::string_view)>& line) {
    const OpenFile file(std::fopen(path.c_str(), "rbe"));
    if (!file)
        return Failure{std::string("cannot be opened: ") + std::strerror(errno), path, ""};
    if (auto failure = readFormat(file.get(), path))
        return failure;
    const Failure damaged{"is damaged: it can't be read to its end", path, "take another copy of it"};
    const std::unique_ptr<ZSTD_DStream, FreeStream> stream(ZSTD_createDStream());
    std::vector<char> in(ZSTD_DStreamInSize()), out(ZSTD_DStreamOutSize());
    Lines lines(line);
    std::size_t wanted = 0;
    try {
        while (const std::size_t got = std::fread(in.data(), 1, in.size(), file.get())) {
            ZSTD_inBuffer input{in.data(), got, 0};
            while (input.pos < input.size) {
                ZSTD_outBuffer output{out.data(), out.size(), 0};
                wanted = ZSTD_decompressStream(stream.get(), &output, &input);
                if (ZSTD_isError(wanted))
                    return damaged;
                lines.add(std::string_view(out.data(), output.pos));
            }
        }
        // What the last call had no room for.
        for (bool more = wanted != 0; more;) {
            ZSTD_inBuffer input{nullptr, 0, 0};
            ZSTD_outBuffer output{out.data(), out.size(), 0};
            wanted = ZSTD_decompressStream(stream.get(), &output, &input);
            if (ZSTD_isError(wanted))
                return damaged;
            lines.add(std::string_view(out.data(), output.pos));
            more = output.pos == out.size();
        }
    } catch (const std::exception& wrong) {
        return Failure{std::string("is damaged: ") + wrong.what(), path, "take another copy of it"};
    }
    return wanted == 0 && lines.complete() ? std::nullopt : std::optional(damaged);
}

} // namespace faultline
