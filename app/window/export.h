// Pictures of the stage, and tables, as files.
#pragma once

#include "app/views/stage.h"
#include "app/views/tables.h"

#include <functional>

namespace faultline {

/// Writes the stage to a .svg, .png or .pdf file, by its name. false: it can't be written. In any thread.
bool exportStage(const StagePicture& stage, const QString& path);
/// Writes a table as CSV. `goesOn` is told how many rows are written; false from it: nothing is left at `path`.
enum class Exported : std::uint8_t { Written, Stopped, Failed };
Exported exportTable(const TableText& table, const QString& path, const std::function<bool(std::size_t)>& goesOn);
/// Writes a widget as it looks to a .png file.
bool exportWidget(QWidget& widget, const QString& path);

} // namespace faultline
