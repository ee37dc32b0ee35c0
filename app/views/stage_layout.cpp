#include "app/views/stage_layout.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace faultline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StageLayout)
};

// A piece of the width: at least, as wished, at most.
struct Piece {
    double least = 0, wish = 0, most = 0;
    double given = 0;
};

enum PieceName {
    Axis,
    Bar,
    Lens,
    Label,
    PageCells,
    ToTlb,
    Tlb,
    ToEntry,
    Entry,
    Connectors,
    Frames,
    ToCache,
    Cache,
    ToFile,
    FileCells,
    pieceCount
};

int frameDigits(const StageScene& scene) {
    int digits = 2;
    for (const StageLane& lane : scene.lanes)
        digits = std::max(digits, lane.frameDigits);
    return digits;
}

// From the fonts and the run alone, never from what is shown at the moment: a column does not move between steps.
std::array<Piece, pieceCount> piecesFor(const StageScene& scene, const Look& look, double numberWidth) {
    const auto px = [&](double pixels) { return look.px(pixels); };
    const auto fixed = [&](const char* text) { return widthOf(look.type.fixed, QString::fromLatin1(text)); };
    const double letter = widthOf(look.type.strong, QStringLiteral("C")) + px(12);
    std::array<Piece, pieceCount> pieces;
    const auto set = [&](PieceName name, double least, double wish, double most) {
        pieces[name] = {least, std::max(least, wish), std::max({least, wish, most}), 0};
    };
    const QString frame(frameDigits(scene), QLatin1Char('9'));
    const double tlb = widthOf(look.type.fixed, frame + QStringLiteral(" rw")) + px(17);
    const double old = widthOf(look.type.fixed, frame) + px(20);
    const double entry = std::max(widthOf(look.type.fixedStrong, frame + QStringLiteral(" rw AD")) + old + px(16),
                                  widthOf(look.type.body, Words::tr("own page")) + px(50));
    const double cache = widthOf(look.type.body, Words::tr("page %1").arg(10)) + letter + px(14);
    // The pid of a process stands there, once there are several.
    const double axis = std::max(widthOf(look.type.fixedStrong, QStringLiteral("1000")) + px(24), px(56));
    set(Axis, axis, axis, 0);
    set(Bar, px(10), px(10), 0);
    set(Lens, px(16), px(30), 0);
    set(Label, px(80), px(104), 0);
    set(PageCells, fixed("p + 4096") + letter + px(14), fixed("counter + 12288") + letter + px(16), px(220));
    set(ToTlb, px(30), px(32), px(40));
    set(Tlb, tlb, tlb, 0);
    set(ToEntry, px(26), px(26), px(34));
    set(Entry, entry, entry, 0);
    set(Connectors, px(60), px(125), px(180));
    const double tables = widthOf(look.type.body, Words::tr("%1 page tables").arg(QStringLiteral("10-12"))) + px(15);
    set(Frames, std::max(numberWidth + fixed("book on") + letter + px(18), tables),
        numberWidth + fixed("book on a") + letter + px(24), px(300));
    set(ToCache, px(56), px(74), px(90));
    set(Cache, cache, px(124), px(124));
    set(ToFile, px(26), px(32), px(40));
    set(FileCells, fixed("book on") + px(14), fixed("book on a") + px(18), px(240));
    return pieces;
}

double numberWidthOf(const StageScene& scene, const Look& look) {
    return widthOf(look.type.fixedStrong, QString(frameDigits(scene), QLatin1Char('9'))) + look.px(8);
}

void grow(std::array<Piece, pieceCount>& pieces, double& spare, std::initializer_list<PieceName> names, bool toMost) {
    for (const PieceName name : names) {
        Piece& piece = pieces[name];
        const double wanted = std::max(0.0, (toMost ? piece.most : piece.wish) - piece.given);
        const double more = std::min(wanted, std::max(0.0, spare));
        piece.given += more;
        spare -= more;
    }
}

// Where even the least widths are too much (a projector): what can be spared best gives way.
void shrink(std::array<Piece, pieceCount>& pieces, double& spare, const Look& look, double numberWidth) {
    const std::pair<PieceName, double> floors[] = {
        {Lens, look.px(4)},     {Label, look.px(76)},      {ToCache, look.px(40)},
        {ToFile, look.px(14)},  {Connectors, look.px(48)}, {ToTlb, look.px(24)},
        {ToEntry, look.px(24)}, {FileCells, look.px(48)},  {Frames, numberWidth + look.px(74)}};
    for (const auto& [name, least] : floors) {
        const double less = std::min(std::max(0.0, pieces[name].given - least), std::max(0.0, -spare));
        pieces[name].given -= less;
        spare += less;
    }
}

// Where that is not enough, whole columns are left out, those that say least first: what is there is whole.
void leaveOut(std::array<Piece, pieceCount>& pieces, double& spare, bool severalProcesses) {
    const std::initializer_list<PieceName> columns[] = {{Axis}, {Bar, Lens},      {ToFile, FileCells},
                                                        {Tlb},  {ToEntry, Entry}, {Cache}};
    for (const auto& names : columns) {
        if (spare >= 0)
            return;
        if (severalProcesses && *names.begin() == Axis)
            continue;
        for (const PieceName name : names) {
            spare += pieces[name].given;
            pieces[name] = {};
        }
    }
}

void share(std::array<Piece, pieceCount>& pieces, double& spare, std::initializer_list<PieceName> names) {
    if (spare <= 0)
        return;
    const double each = spare / static_cast<double>(names.size());
    for (const PieceName name : names) {
        Piece& piece = pieces[name];
        const double more = std::clamp(piece.most - piece.given, 0.0, each);
        piece.given += more;
        spare -= more;
    }
}

StageColumns columnsFor(const StageScene& scene, const Look& look, double width, double numberWidth) {
    auto pieces = piecesFor(scene, look, numberWidth);
    const double padding = look.px(24);
    double spare = width - 2 * padding;
    for (Piece& piece : pieces) {
        piece.given = piece.least;
        spare -= piece.least;
    }
    StageColumns columns;
    shrink(pieces, spare, look, numberWidth);
    leaveOut(pieces, spare, scene.severalProcesses());
    if (pieces[Entry].given <= 0) { // the badges of the way there stand between page and frame
        const double part = std::max(0.0, spare / 2);
        pieces[Connectors].given += part;
        spare -= part;
    }
    columns.axisShown = pieces[Axis].given > 0;
    grow(pieces, spare, {Label, Frames, FileCells, ToCache, ToFile, ToTlb, ToEntry, Lens, PageCells, Cache}, false);
    grow(pieces, spare, {Connectors}, false);
    grow(pieces, spare, {Connectors}, true);
    share(pieces, spare, {PageCells, Frames, FileCells});
    share(pieces, spare, {ToCache, ToFile, ToTlb, ToEntry});

    double x = padding;
    const auto place = [&](PieceName name) {
        const Span span{std::round(x), std::round(x + pieces[name].given) - std::round(x)};
        x += pieces[name].given;
        return span;
    };
    columns.left = padding;
    columns.axis = place(Axis);
    columns.bar = place(Bar);
    columns.lens = place(Lens);
    columns.label = place(Label);
    columns.page = place(PageCells);
    place(ToTlb);
    columns.tlb = place(Tlb);
    place(ToEntry);
    columns.entry = place(Entry);
    place(Connectors);
    columns.frames = place(Frames);
    place(ToCache);
    columns.cache = place(Cache);
    place(ToFile);
    columns.file = place(FileCells);
    columns.right = columns.file.right();
    return columns;
}

// A badge that has no room beside the mapping's name stands in the next line.
bool needsSecondLine(const StageScene& scene, const Look& look, const StageColumns& at, std::size_t group) {
    if (scene.lanes.empty())
        return false;
    const auto& badges = scene.lanes.front().badges;
    const bool has = std::any_of(badges.begin(), badges.end(), [&](const StageBadge& badge) {
        return badge.place == StagePlace::Mapping && badge.row == static_cast<int>(group);
    });
    return has && widthOf(look.type.fixedStrong, scene.groups[group].name) > at.label.width - look.px(26);
}

// The rows of one mapping, from `y` on; gives where they end. `captions`: room for its kind below its name.
double layOutGroup(const StageScene& scene, const Look& look, std::size_t number, double y, bool captions,
                   StageLayout& layout) {
    const SpaceGroup& group = scene.groups[number];
    const double pitch = layout.rowPitch, line = heightOf(look.type.body);
    if (group.folded) {
        layout.groups[number] = {y, line};
        layout.space[group.firstRow] = {std::round(y + (line - look.px(10)) / 2), look.px(10)};
        return y + line;
    }
    const double start = y;
    for (std::size_t row = group.firstRow; row < group.firstRow + group.rowCount; ++row, y += pitch)
        layout.space[row] = {std::round(y), layout.cellHeight};
    // One row still has its name and, where there is room, its kind below it; else beside it.
    y = std::max(y, start + line * (captions || needsSecondLine(scene, look, layout.columns, number) ? 2 : 1));
    layout.groups[number] = {start, y - start};
    return y;
}

void layOutSpace(const StageScene& scene, const Look& look, bool captions, StageLayout& layout) {
    const double line = heightOf(look.type.body);
    const double gap = layout.rowPitch < look.px(25) ? look.px(7) : look.px(14);
    double y = 0;
    layout.space.resize(scene.space.size());
    layout.groups.resize(scene.groups.size());
    for (std::size_t p = 0; p < scene.processes.size(); ++p) {
        const StageProcess& process = scene.processes[p];
        const double top = y;
        for (std::size_t g = process.firstGroup; g < process.firstGroup + process.groupCount; ++g) {
            y = layOutGroup(scene, look, g, y, captions, layout);
            if (g + 1 < process.firstGroup + process.groupCount)
                y += scene.groups[g].folded ? gap / 2 : gap;
        }
        // At the left stand the pid, its role and what it does; or the two ends of the address space.
        const double lines = scene.severalProcesses() ? (process.state.isEmpty() ? 2 : 3) : 2.2;
        y = std::max(y, top + line * (process.groupCount > 0 ? lines : scene.severalProcesses() ? 1.3 : 0));
        layout.processes.push_back({top, y - top});
        if (!scene.note.isEmpty() && p + 1 == scene.processes.size()) {
            layout.note = {y + gap / 2, line * 1.3};
            y = layout.note.bottom();
        }
        y += p + 1 < scene.processes.size() ? look.px(18) : 0;
    }
    layout.rowsHeight = y;
}

// In the middle, moved so that frames stand at the heights of the last mapping's pages where that can be: an access
// then runs straight more often.
double memoryTop(const StageLayout& layout, double slack, double pitch) {
    const double middle = std::round(std::max(0.0, slack / 2));
    if (slack <= 0 || layout.groups.empty())
        return middle;
    double best = middle, distance = pitch;
    const double phase = std::fmod(layout.groups.back().top, pitch);
    for (double at = phase; at <= slack + 0.5; at += pitch)
        if (std::abs(at - middle) < distance) {
            best = at;
            distance = std::abs(at - middle);
        }
    return std::round(best);
}

void flip(StageLayout& layout) {
    for (auto* rows : {&layout.space, &layout.memory, &layout.groups, &layout.processes})
        for (RowSpan& row : *rows)
            row.top = layout.rowsHeight - row.top - row.height;
    layout.note.top = layout.rowsHeight - layout.note.top - layout.note.height;
}

} // namespace

QPainterPath StageLayout::connector(std::size_t spaceRow, std::size_t memoryRow) const {
    const QPointF from(columns.entry.right(), space[spaceRow].middle()),
        to(columns.frames.left, memory[memoryRow].middle());
    const double bend = (to.x() - from.x()) * 0.5;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
    return path;
}

StageLayout layOut(const StageScene& scene, const Look& look, double width, int tight, bool captions) {
    StageLayout layout;
    layout.rowPitch = look.px(26 - 2 * tight);
    layout.cellHeight = look.px(24 - 2 * tight);
    layout.headHeight = look.px(tight > 1 ? 32 : 38);
    layout.laneHeadHeight = look.px(tight > 1 ? 28 : tight ? 32 : 38);
    layout.lanePadding = look.px(tight ? 8 : 14);
    layout.numberWidth = numberWidthOf(scene, look);
    layout.columns = columnsFor(scene, look, width, layout.numberWidth);
    layOutSpace(scene, look, captions, layout);
    const double pitch = layout.rowPitch, cell = layout.cellHeight;
    const double memory = pitch * static_cast<double>(scene.memory.size());
    const double space = layout.rowsHeight;
    layout.rowsHeight = std::max(space, memory);
    const double spaceShift = std::round(std::max(0.0, (memory - space) / 2));
    for (auto* rows : {&layout.space, &layout.groups, &layout.processes})
        for (RowSpan& row : *rows)
            row.top += spaceShift;
    layout.note.top += spaceShift;
    double y = memoryTop(layout, space - memory, pitch);
    for (std::size_t row = 0; row < scene.memory.size(); ++row, y += pitch)
        layout.memory.push_back({std::round(y), cell});
    if (!look.lowAddressesOnTop)
        flip(layout);
    return layout;
}

} // namespace faultline
