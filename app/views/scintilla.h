// QScintilla's headers, which need the keywords that the rest of this program does without: `signals` is a name in the
// simulator.
#pragma once

#include <QObject>

#define slots Q_SLOTS
#define signals Q_SIGNALS
#include <Qsci/qscilexercustom.h>
#include <Qsci/qsciscintilla.h>
#include <Qsci/qscistyle.h>
#undef slots
#undef signals
