// Pictures of the stage as files.
#pragma once

#include "app/views/stage.h"

namespace faultline {

/// Writes the stage to a .svg, .png or .pdf file, by its name. false: it can't be written.
bool exportStage(const StageView& stage, const QString& path);
/// Writes a widget as it looks to a .png file.
bool exportWidget(QWidget& widget, const QString& path);

} // namespace faultline
