// The stage's cells as things that can be walked, pointed at and read aloud.
#pragma once

#include "app/views/stage_layout.h"

namespace faultline {

enum class StageColumn : std::uint8_t { Page, Tlb, Entry, Frame, Cache, File };

struct StageItem {
    std::size_t lane = 0;
    StageColumn column = StageColumn::Page;
    QRectF rect;         ///< within the rows of its lane
    QString name;        ///< "Page p + 4096, private copy, frame 7, just touched"
    QString tip;         ///< more than the name, or why it is not visible; empty: the name
    bool isPage = false; ///< of the virtual address space: can be selected
    bool isRun = false;  ///< of several pages: can be opened
    ProcessId process = 0;
    std::uint64_t page = 0; ///< virtual page number
};

/// Row by row, from left to right, the first machine first.
std::vector<StageItem> stageItems(const StageScene& scene, const StageLayout& layout);

} // namespace faultline
