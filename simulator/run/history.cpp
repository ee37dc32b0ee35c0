#include "simulator/run/history.h"

#include <algorithm>
#include <cassert>

namespace faultline {

namespace {

/// Map nodes of a snapshot, nearly: what copying it costs.
std::size_t itemsOf(const Snapshot& snapshot) {
    std::size_t items = snapshot.frames.size() + snapshot.tlb.size() + snapshot.contents.size();
    for (const auto& [id, process] : snapshot.processes)
        items += 1 + process.mappings.size() + process.pages.size();
    for (const auto& [id, file] : snapshot.files)
        items += 1 + file.pages.size();
    return items;
}

constexpr std::size_t bytesPerItem = 112; ///< a map node with a small value
/// Changes between two checkpoints at least: walking so many is well under the 50 ms in which a moment must show.
constexpr std::size_t workPerCheckpoint = 65536;
constexpr std::size_t workPerWholeStep = 8;

} // namespace

History::History(Snapshot first, HistoryOptions options) : options_(options) {
    items_ = itemsOf(first);
    checkpoints_.push_back(
        {options.firstMoment, std::make_shared<const Snapshot>(std::move(first)), items_ * bytesPerItem});
    stepCount_ = options.firstMoment;
    open_.first = options.firstMoment + 1;
    bytes_ = checkpoints_.front().cost;
}

History::~History() = default;

void History::append(Step step) {
    const std::lock_guard lock(mutex_);
    step.number = ++stepCount_;
    for (const Written& written : step.outcome.written)
        keepOutput({step.number, written});
    if (options_.keepNothing)
        return;
    const std::vector<Signal>& delivered = step.outcome.delivered;
    const Signal signal = step.outcome.signal || delivered.empty() ? step.outcome.signal : delivered.front();
    marks_.push_back({step.number, step.process, step.operation.kind, step.operation.call,
                      static_cast<std::uint8_t>(signal.number), step.outcome.minor, step.outcome.major,
                      step.status == Status::Blocked});
    work_ += workPerWholeStep + step.delta.changes.size();
    open_.bytes += memoryOf(step) + sizeof(StepMark);
    open_.steps.push_back(std::make_shared<const Step>(std::move(step)));
    ++open_.count;
    sealIfFull();
}

void History::append(std::span<const QuietStep> accesses) {
    const std::lock_guard lock(mutex_);
    stepCount_ += accesses.size();
    quietCount_ += accesses.size();
    if (options_.keepNothing)
        return;
    work_ += accesses.size();
    for (const QuietStep& access : accesses) {
        open_.quiet.append(access);
        ++open_.count;
        sealIfFull();
    }
}

void History::append(OutputPiece piece) {
    const std::lock_guard lock(mutex_);
    keepOutput(std::move(piece));
}

/// The newest piece stays, however large: whoever passes it on has not seen it yet.
void History::keepOutput(OutputPiece piece) {
    const auto memoryOf = [](const OutputPiece& kept) { return sizeof(OutputPiece) + kept.written.bytes.size(); };
    piece.index = outputCount_++;
    outputBytes_ += memoryOf(piece);
    output_.push_back(std::move(piece));
    const std::size_t limit = std::min(options_.outputLimit, options_.memoryLimit / 4);
    while (outputBytes_ > limit && output_.size() > 1) {
        outputBytes_ -= memoryOf(output_.front());
        outputDropped_ += output_.front().written.bytes.size();
        output_.pop_front();
    }
}

void History::sealIfFull() {
    if (!open_.full())
        return;
    open_.seal();
    const std::size_t next = open_.first + open_.count;
    bytes_ += open_.memory();
    sealed_.push_back(std::make_shared<const Chunk>(std::move(open_)));
    open_ = Chunk{};
    open_.first = next;
    while (bytes_ + outputBytes_ > options_.memoryLimit && sealed_.size() > 1)
        foldOldest();
}

/// The first chunk goes; what it changed is in the snapshot at its end from now on.
void History::foldOldest() {
    const Chunk& oldest = *sealed_.front();
    const std::size_t moment = oldest.last();
    const auto later = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), moment,
                                        [](std::size_t m, const Checkpoint& c) { return m < c.moment; });
    Checkpoint base = *std::prev(later);
    if (base.moment < moment) {
        auto snapshot = std::make_shared<Snapshot>(*base.snapshot);
        const ExpandedChunk steps(oldest);
        for (std::size_t n = std::max(base.moment + 1, oldest.first); n <= moment; ++n)
            if (const Step* whole = steps.whole(n))
                whole->delta.applyTo(*snapshot);
            else
                applyQuietStore(*snapshot, *steps.quiet(n), false);
        base = {moment, std::move(snapshot), base.cost};
    }
    for (auto gone = checkpoints_.begin(); gone != later; ++gone)
        bytes_ -= gone->cost;
    checkpoints_.erase(checkpoints_.begin(), later);
    checkpoints_.insert(checkpoints_.begin(), base);
    bytes_ += base.cost;
    bytes_ -= oldest.memory();
    sealed_.pop_front();
    const auto kept = std::find_if(marks_.begin(), marks_.end(), [&](const StepMark& m) { return m.step > moment; });
    marks_.erase(marks_.begin(), kept);
}

bool History::wantsCheckpoint() const {
    return !options_.keepNothing && work_ >= workPerCheckpoint && work_ >= 2 * items_;
}

void History::checkpoint(const Snapshot& present) {
    auto copy = std::make_shared<const Snapshot>(present);
    const std::lock_guard lock(mutex_);
    items_ = itemsOf(present);
    // Pages written since are no longer shared; a rough half of the changes are to pages of their own.
    const std::size_t cost = items_ * bytesPerItem + std::min(work_, present.contents.size()) * present.pageSize / 2;
    work_ = 0;
    checkpoints_.push_back({stepCount_, std::move(copy), cost});
    bytes_ += cost;
}

std::size_t History::stepCount() const {
    const std::lock_guard lock(mutex_);
    return stepCount_;
}

std::size_t History::firstMoment() const {
    const std::lock_guard lock(mutex_);
    return options_.keepNothing ? stepCount_ : checkpoints_.front().moment;
}

std::size_t History::memoryUsed() const {
    const std::lock_guard lock(mutex_);
    return bytes_ + outputBytes_ + open_.memory();
}

std::size_t History::quietCount() const {
    const std::lock_guard lock(mutex_);
    return quietCount_;
}

std::size_t History::quietBytes() const {
    const std::lock_guard lock(mutex_);
    std::size_t bytes = open_.quiet.memory();
    for (const auto& chunk : sealed_)
        bytes += chunk->quiet.memory();
    return bytes;
}

std::shared_ptr<const Chunk> History::chunkOf(std::size_t step) const {
    const std::lock_guard lock(mutex_);
    if (open_.holds(step))
        return std::make_shared<const Chunk>(open_);
    const auto after = std::upper_bound(sealed_.begin(), sealed_.end(), step,
                                        [](std::size_t s, const auto& chunk) { return s < chunk->first; });
    if (after == sealed_.begin() || !(*std::prev(after))->holds(step))
        return nullptr;
    return *std::prev(after);
}

std::shared_ptr<const ExpandedChunk> History::expandedOf(std::size_t step) const {
    constexpr std::size_t remembered = 8;
    const auto chunk = chunkOf(step);
    if (!chunk)
        return nullptr;
    {
        const std::lock_guard lock(expandedMutex_);
        for (const auto& [known, expanded] : expanded_)
            if (known == chunk)
                return expanded;
    }
    auto expanded = std::make_shared<const ExpandedChunk>(*chunk);
    if (chunk->packed.empty() && chunk->count < Chunk::capacity) // the open one: it will be another
        return expanded;
    const std::lock_guard lock(expandedMutex_);
    expanded_.emplace_front(chunk, expanded);
    if (expanded_.size() > remembered)
        expanded_.pop_back();
    return expanded;
}

History::Checkpoint History::nearest(std::size_t moment) const {
    const std::lock_guard lock(mutex_);
    const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), moment,
                                        [](std::size_t m, const Checkpoint& c) { return m < c.moment; });
    return after == checkpoints_.begin() ? checkpoints_.front() : *std::prev(after);
}

std::optional<Snapshot> History::at(std::size_t moment) const {
    const std::lock_guard lock(cursorMutex_);
    if (!cursor_)
        cursor_ = std::make_unique<HistoryCursor>(*this);
    const Snapshot& snapshot = cursor_->at(moment);
    if (cursor_->moment() != moment)
        return std::nullopt;
    return snapshot;
}

std::optional<Step> History::step(std::size_t number) const {
    const auto expanded = expandedOf(number);
    if (!expanded)
        return std::nullopt;
    if (const Step* whole = expanded->whole(number))
        return *whole;
    const QuietStep& quiet = *expanded->quiet(number);
    Step step = stepOf(quiet);
    step.number = number;
    const std::lock_guard lock(cursorMutex_);
    if (!cursor_)
        cursor_ = std::make_unique<HistoryCursor>(*this);
    const Snapshot& before = cursor_->at(number - 1);
    if (cursor_->moment() != number - 1) // folded since
        return std::nullopt;
    step.outcome.story = quietStory(before, quiet);
    return step;
}

bool History::forEachKept(std::size_t first, std::size_t last,
                          const std::function<bool(const Step*, const QuietStep*)>& visit) const {
    while (first <= last) {
        const auto expanded = expandedOf(first);
        if (!expanded)
            return false;
        for (; first <= std::min(last, expanded->last()); ++first)
            if (!visit(expanded->whole(first), expanded->quiet(first)))
                return false;
    }
    return true;
}

bool History::forEach(std::size_t first, std::size_t last, const std::function<bool(const Step&)>& visit) const {
    std::size_t number = first;
    return forEachKept(first, last, [&](const Step* whole, const QuietStep* quiet) {
        ++number;
        if (whole)
            return visit(*whole);
        Step step = stepOf(*quiet);
        step.number = number - 1;
        return visit(step);
    });
}

std::vector<StepMark> History::marks(std::size_t firstStep) const {
    const std::lock_guard lock(mutex_);
    const auto from = std::lower_bound(marks_.begin(), marks_.end(), firstStep,
                                       [](const StepMark& mark, std::size_t s) { return mark.step < s; });
    return {from, marks_.end()};
}

std::string History::output(std::size_t moment, int stream) const {
    const std::lock_guard lock(mutex_);
    std::string text;
    for (const OutputPiece& piece : output_) {
        if (piece.step > moment)
            break;
        if (stream == 0 || piece.written.stream == stream)
            text.append(piece.written.bytes.begin(), piece.written.bytes.end());
    }
    return text;
}

std::vector<OutputPiece> History::outputPieces(std::size_t firstIndex) const {
    return keptOutput(firstIndex).pieces;
}

KeptOutput History::keptOutput(std::size_t firstIndex) const {
    const std::lock_guard lock(mutex_);
    const std::size_t firstKept = outputCount_ - output_.size();
    const std::size_t skipped = std::min(firstIndex > firstKept ? firstIndex - firstKept : 0, output_.size());
    return {{output_.begin() + static_cast<std::ptrdiff_t>(skipped), output_.end()}, firstKept, outputDropped_};
}

std::size_t History::outputDropped() const {
    const std::lock_guard lock(mutex_);
    return outputDropped_;
}

StepReader::Kept StepReader::read(std::size_t step) {
    if (!chunk_ || !chunk_->holds(step)) {
        auto chunk = history_->expandedOf(step);
        if (!chunk)
            return {};
        chunk_ = std::move(chunk);
    }
    return {chunk_->whole(step), chunk_->quiet(step)};
}

} // namespace faultline
